import { describe, expect, it } from 'vitest'
import { createRateLimiter, type Windows } from './rate-limiter.ts'

const noon = Date.UTC(2026, 5, 1, 12)
const at = (seconds: number) => noon + seconds * 1000
const unix = (seconds: number) => at(seconds) / 1000

const windows: Windows = [
  { seconds: 60, limit: 3 },
  { seconds: 3600, limit: 5 },
]

describe('the rate limiter', () => {
  it('counts down, and says when the window ends', () => {
    const limiter = createRateLimiter()
    expect(limiter.take('a', windows, at(0))).toEqual({ limit: 3, remaining: 2, resetAt: unix(60), retryAfter: undefined })
    expect(limiter.take('a', windows, at(10))).toEqual({ limit: 3, remaining: 1, resetAt: unix(60), retryAfter: undefined })
  })

  it('starts a window with the first request in it, at the beginning of its second', () => {
    const limiter = createRateLimiter()
    expect(limiter.take('a', windows, at(7.999)).resetAt).toBe(unix(67))
    expect(limiter.take('a', windows, at(66.999))).toMatchObject({ remaining: 1, resetAt: unix(67) })
    expect(limiter.take('a', windows, at(67))).toMatchObject({ remaining: 2, resetAt: unix(127) })
  })

  it('refuses what is over the limit, and says for how long in whole seconds', () => {
    const limiter = createRateLimiter()
    for (let request = 0; request < 3; request += 1) limiter.take('a', windows, at(0))
    expect(limiter.take('a', windows, at(0))).toEqual({ limit: 3, remaining: 0, resetAt: unix(60), retryAfter: 60 })
    expect(limiter.take('a', windows, at(30.5)).retryAfter).toBe(30)
    expect(limiter.take('a', windows, at(59.999)).retryAfter).toBe(1)
    expect(limiter.take('a', windows, at(60)).retryAfter).toBeUndefined()
  })

  it('does not count what it refuses', () => {
    const limiter = createRateLimiter()
    for (let request = 0; request < 100; request += 1) limiter.take('a', windows, at(0))
    expect(limiter.take('a', windows, at(60))).toMatchObject({ limit: 5, remaining: 1, retryAfter: undefined })
  })

  it('describes the window with the fewest requests left, the shorter one on a tie', () => {
    const limiter = createRateLimiter()
    for (let request = 0; request < 2; request += 1) limiter.take('a', windows, at(0))
    expect(limiter.take('a', windows, at(60))).toMatchObject({ limit: 3, remaining: 2, resetAt: unix(120) })
    expect(limiter.take('a', windows, at(61))).toMatchObject({ limit: 3, remaining: 1, resetAt: unix(120) })
    expect(limiter.take('a', windows, at(120))).toMatchObject({ limit: 5, remaining: 0, resetAt: unix(3600) })
  })

  it('refuses by the longer window while the shorter one is unused, and waits for the longest that is used up', () => {
    const limiter = createRateLimiter()
    for (let request = 0; request < 3; request += 1) limiter.take('a', windows, at(0))
    for (let request = 0; request < 2; request += 1) limiter.take('a', windows, at(60))
    expect(limiter.take('a', windows, at(120))).toEqual({ limit: 5, remaining: 0, resetAt: unix(3600), retryAfter: 3480 })

    const both: Windows = [
      { seconds: 60, limit: 1 },
      { seconds: 3600, limit: 1 },
    ]
    limiter.take('b', both, at(0))
    expect(limiter.take('b', both, at(1))).toEqual({ limit: 1, remaining: 0, resetAt: unix(60), retryAfter: 3599 })
  })

  it('does not start a window with a request that it refuses', () => {
    const limiter = createRateLimiter()
    for (let request = 0; request < 3; request += 1) limiter.take('a', windows, at(0))
    for (let request = 0; request < 2; request += 1) limiter.take('a', windows, at(60))
    limiter.take('a', windows, at(3590))
    expect(limiter.take('a', windows, at(3600))).toMatchObject({ limit: 3, remaining: 2, resetAt: unix(3660) })
  })

  it('keeps subjects apart', () => {
    const limiter = createRateLimiter()
    for (let request = 0; request < 4; request += 1) limiter.take('a', windows, at(0))
    expect(limiter.take('b', windows, at(0))).toMatchObject({ remaining: 2, retryAfter: undefined })
  })

  it('ends a window when the clock is set back before its start', () => {
    const limiter = createRateLimiter()
    for (let request = 0; request < 3; request += 1) limiter.take('a', windows, at(0))
    expect(limiter.take('a', windows, at(-100))).toMatchObject({ remaining: 2, resetAt: unix(-40), retryAfter: undefined })
  })

  it('forgets subjects whose windows have ended, and only those', () => {
    const limiter = createRateLimiter()
    const minute: Windows = [{ seconds: 60, limit: 600 }]
    for (let address = 0; address < 1000; address += 1) limiter.take(`address ${address}`, minute, at(0))
    for (let request = 0; request < 3; request += 1) limiter.take('key', windows, at(0))
    expect(limiter.size).toBe(1001)
    limiter.take('late', minute, at(60))
    expect(limiter.size).toBe(2)
    expect(limiter.take('key', windows, at(61))).toMatchObject({ limit: 5, remaining: 1 })
  })
})

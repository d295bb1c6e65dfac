import { getEventListeners } from 'node:events'
import { setTimeout as timeout } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { interruptible, type Sleep } from './interruptible.ts'

const real: Sleep = (milliseconds, signal) => timeout(milliseconds, undefined, signal && { signal })

/** Returns the milliseconds until it resolves. */
async function lasts(wait: Promise<void>): Promise<number> {
  const began = performance.now()
  await wait
  return performance.now() - began
}

describe('an interruptible wait', () => {
  test('lasts as long as it should', async () => {
    const { sleep } = interruptible(real, new AbortController().signal)
    expect(await lasts(sleep(60))).toBeGreaterThan(50)
    expect(await lasts(interruptible(real, undefined).sleep(60))).toBeGreaterThan(50)
  })

  test('ends at once when the signal comes, and does not begin after it', async () => {
    const stop = new AbortController()
    const { sleep } = interruptible(real, stop.signal)
    const waits = [sleep(60_000), sleep(60_000)]
    setTimeout(() => stop.abort(), 20)
    expect(await lasts(Promise.all(waits).then(() => undefined))).toBeLessThan(1000)
    expect(await lasts(sleep(60_000))).toBeLessThan(1000)
  })

  test('leaves no timer behind that keeps the process alive', async () => {
    const stop = new AbortController()
    let isOver = false
    const { sleep } = interruptible(async (milliseconds, signal) => {
      signal?.addEventListener('abort', () => (isOver = true))
      await real(milliseconds, signal)
    }, stop.signal)
    const wait = sleep(60_000)
    stop.abort()
    await wait
    expect(isOver).toBe(true)
  })

  test('puts one listener on the signal, however many there are, and takes it off', async () => {
    const { signal } = new AbortController()
    const { sleep, close } = interruptible(() => Promise.resolve(), signal)
    for (let index = 0; index < 50; index++) await sleep(1)
    await Promise.all(Array.from({ length: 50 }, () => sleep(1)))
    expect(getEventListeners(signal, 'abort')).toHaveLength(1)
    close()
    expect(getEventListeners(signal, 'abort')).toHaveLength(0)
  })

  test('passes an error on', async () => {
    const { sleep } = interruptible(() => Promise.reject(new Error('no clock')), new AbortController().signal)
    await expect(sleep(1)).rejects.toThrow('no clock')
  })
})

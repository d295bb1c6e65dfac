import { expect, test } from 'vitest'
import { mutex } from './mutex.ts'

const rest = () => new Promise((resolve) => setImmediate(resolve))

test('one has its turn after the other, in the order of asking', async () => {
  const lock = mutex(1000)
  const log: string[] = []
  const work = (name: string) =>
    lock.take(async () => {
      log.push(`${name} begins`)
      await rest()
      log.push(`${name} ends`)
    })
  await Promise.all(['a', 'b', 'c'].map(work))
  expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
  expect(lock.taken).toBeUndefined()
})

test('a turn that is handed on cannot be taken by whoever comes in between', async () => {
  const lock = mutex(1000)
  let working = 0
  const alone = async () => {
    working += 1
    expect(working).toBe(1)
    await rest()
    working -= 1
  }
  const first = lock.take(alone)
  const second = lock.take(alone)
  // It asks in the moment in which the first is done and the second has not begun.
  const third = lock.taken?.then(() => lock.take(alone))
  await Promise.all([first, second, third])
  expect(lock.taken).toBeUndefined()
})

test('a turn ends when its work fails, and the next begins', async () => {
  const lock = mutex(1000)
  const failing = lock.take(() => Promise.reject(new Error('broken')))
  await expect(failing).rejects.toThrow('broken')
  expect(await lock.take(async () => 'next')).toBe('next')
})

test('whoever waits for itself is told so', async () => {
  const lock = mutex(20)
  const message = 'waited 20 ms for a transaction; work in a transaction must use the store that it gets'
  await expect(lock.take(() => lock.take(async () => 'inner'))).rejects.toThrow(message)
  await expect(lock.take(() => lock.free())).rejects.toThrow(message)
  expect(await lock.take(async () => 'next')).toBe('next')
})

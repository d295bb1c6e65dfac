import { expect, test } from 'vitest'
import { turns } from './turns.ts'

const rest = () => new Promise((resolve) => setImmediate(resolve))

test('one has its turn after the other, in the order of asking', async () => {
  const turn = turns(1000)
  const log: string[] = []
  const work = (name: string) =>
    turn.take(async () => {
      log.push(`${name} begins`)
      await rest()
      log.push(`${name} ends`)
    })
  await Promise.all(['a', 'b', 'c'].map(work))
  expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
  expect(turn.taken).toBeUndefined()
})

test('a turn that is handed on cannot be taken by whoever comes in between', async () => {
  const turn = turns(1000)
  let working = 0
  const alone = async () => {
    working += 1
    expect(working).toBe(1)
    await rest()
    working -= 1
  }
  const first = turn.take(alone)
  const second = turn.take(alone)
  // It asks in the moment in which the first is done and the second has not begun.
  const third = turn.taken?.then(() => turn.take(alone))
  await Promise.all([first, second, third])
  expect(turn.taken).toBeUndefined()
})

test('a turn ends when its work fails, and the next begins', async () => {
  const turn = turns(1000)
  const failing = turn.take(() => Promise.reject(new Error('broken')))
  await expect(failing).rejects.toThrow('broken')
  expect(await turn.take(async () => 'next')).toBe('next')
})

test('whoever waits for itself is told so', async () => {
  const turn = turns(20)
  const message = 'waited 20 ms for a transaction; work in one must use the store it is given'
  await expect(turn.take(() => turn.take(async () => 'inner'))).rejects.toThrow(message)
  await expect(turn.take(() => turn.free())).rejects.toThrow(message)
  expect(await turn.take(async () => 'next')).toBe('next')
})

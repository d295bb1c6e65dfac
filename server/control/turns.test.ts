import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createTurns } from './turns.ts'

test('work runs one after the other, in the order in which it came, also after one that fails', async () => {
  const inTurn = createTurns()
  const told: string[] = []
  const work = (name: string, milliseconds: number) =>
    inTurn(async () => {
      told.push(`${name} begins`)
      await sleep(milliseconds)
      told.push(`${name} ends`)
      if (name === 'two') throw new Error('two fails')
      return name
    })
  const outcomes = await Promise.allSettled([work('one', 20), work('two', 5), work('three', 0)])
  expect(told).toEqual(['one begins', 'one ends', 'two begins', 'two ends', 'three begins', 'three ends'])
  expect(outcomes.map((each) => (each.status === 'fulfilled' ? each.value : String(each.reason)))).toEqual([
    'one',
    'Error: two fails',
    'three',
  ])
})

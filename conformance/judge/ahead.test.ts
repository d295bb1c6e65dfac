import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { aLaw, answer, aSequence, context, unanswered } from '../testing/fixture.ts'
import { passes } from '../model/judgement.ts'
import { Ahead } from './ahead.ts'

/** The numbers of the exchanges that a law received. */
function watched() {
  const seen: number[] = []
  const law = aLaw({
    concerns: ({ number }) => number !== 3,
    judge: ({ number }) => {
      seen.push(number)
      if (number === 1) throw new Error('a rule that fails')
      return passes
    },
  })
  return { seen, ahead: new Ahead([law, aSequence({ judge: () => expect.fail('a sequence needs them all') })], context) }
}

test('responses are judged while a run waits, each once, even if a rule throws', async () => {
  const { seen, ahead } = watched()
  for (const number of [1, 2, 3, 4]) ahead.note(answer({ number }))
  ahead.note(unanswered({ number: 5 }))
  expect(seen).toEqual([])
  await ahead.during(delay(50))
  await ahead.during(delay(50))
  expect(seen).toEqual([1, 2, 4])
})

test('nothing is judged after the wait', async () => {
  const { seen, ahead } = watched()
  for (const number of [1, 2, 4]) ahead.note(answer({ number }))
  await ahead.during(Promise.resolve())
  await delay(20)
  expect(seen).toEqual([])
})

test('a failed wait is reported', async () => {
  await expect(watched().ahead.during(Promise.reject(new Error('no clock')))).rejects.toThrow('no clock')
})

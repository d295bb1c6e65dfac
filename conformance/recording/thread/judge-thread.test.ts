/** Judging in a separate thread: the result, and the release of memory. */
import { expect, test } from 'vitest'
import type { Passed } from '../passage.ts'
import { MemoryBudget } from '../memory-budget.ts'
import { openJudgeThread } from './judge-thread.ts'

const baseUrl = 'http://127.0.0.1:1/api'
const passed = (number: number, change: Partial<Passed> = {}): Passed => ({
  number,
  method: 'GET',
  target: '/api/products',
  headers: [['Authorization', 'Bearer bdk_live_abc_0123456789']],
  body: new Uint8Array(),
  sentAt: 1000 * number,
  receivedAt: 1000 * number + 5,
  status: 200,
  answerHeaders: [['Content-Type', 'application/json']],
  answerBody: new Uint8Array(Buffer.from('{"data":"bdk_live_abc_0123456789"}')),
  ...change,
})

test('exchanges are judged or counted at the end, and their memory is released', async () => {
  const room = new MemoryBudget(1000)
  const judge = await openJudgeThread({ baseUrl }, room)
  for (const number of [1, 2]) {
    expect(room.take(400)).toBe(true)
    judge.take(passed(number), Infinity, 400)
  }
  judge.leave({ number: 3, method: 'POST', sentAt: 3000 }, 'it was too much')
  judge.miss({ number: 4, method: 'POST', sentAt: 4000 })
  judge.take(passed(5, { target: '*' }), Infinity, 0)
  judge.take(passed(6, { answerBody: 'it was too much' }), Infinity, 0)
  const report = await judge.end()
  expect(report).toMatchObject({
    target: baseUrl,
    exitCode: 1,
    reached: null,
    requests: { planned: 0, sent: 3, withoutKey: 0 },
    passage: {
      judged: 3,
      leftOut: [
        { why: 'it was too much', count: 1, first: [3] },
        { why: 'the request target is not a path', count: 1, first: [5] },
      ],
      withoutBody: [{ why: 'it was too much', count: 1, first: [6] }],
      unavailable: { count: 0, first: [] },
    },
  })
  expect(report.verdicts.filter(({ outcome }) => outcome === 'fail').map(({ rule }) => rule)).toContain(
    'authentication/credential-never-returned',
  )
  expect(JSON.stringify(report)).not.toContain('0123456789')
  expect(room.take(1000)).toBe(true)
})

test('an error in the judge is reported at the end, and blocks nothing', async () => {
  const room = new MemoryBudget(1000)
  const judge = await openJudgeThread({ baseUrl }, room)
  room.take(1000)
  // A value that the proxy never passes on.
  judge.take({ ...passed(1), headers: undefined } as unknown as Passed, Infinity, 600)
  await expect(judge.end()).rejects.toThrow()
  judge.take(passed(2), Infinity, 400)
  expect([room.take(401), room.take(400)]).toEqual([false, true])
  await expect(judge.end()).rejects.toThrow()
})

/** What a run leaves that ends before everything is sent, at a rate limit that makes it wait. */
import { describe, expect, test } from 'vitest'
import { minute } from '../conformance/model/allowance.ts'
import { readChoice } from '../conformance/plan/selection.ts'
import { api } from '../conformance/profile/index.ts'
import { rules } from '../conformance/rules/index.ts'
import type { RunOptions } from '../conformance/run/options.ts'
import { deviate } from '../server/deviations/index.ts'
import { fullRun, openTestDeployment } from '../verification/proof/deployment.ts'

const perMinute = 6
/** They create about ten resources, one after the other, and delete them at the end. */
const select = readChoice({ only: ['write/created-is-readable', 'write/text-kept-verbatim'], skip: [], documentedOnly: false }, api, rules)

interface Remains {
  readonly left: readonly string[]
  readonly created: number
  /** Cleanup requests that the deployment carried out. */
  readonly undone: number
}

/** Runs these checks; waits take no time. */
async function remainsOf(options: () => Partial<RunOptions>, deviations: readonly string[] = []): Promise<Remains> {
  const deployment = await openTestDeployment({ limits: { perMinute }, assemble: (parts) => deviate(parts, deviations) })
  try {
    const { report, record } = await fullRun(deployment, {
      level: 'contract',
      consent: { writes: true },
      ...(select === undefined ? {} : { select }),
      ...options(),
    })
    const count = (effect: string, status: number): number =>
      record.exchanges.filter(({ request, reply }) => request.planned.effect === effect && reply?.status === status).length
    return { left: report.left.map(({ operation, why }) => `${operation}: ${why}`), created: count('own', 201), undone: count('undo', 200) }
  } finally {
    await deployment.close()
  }
}

describe('a run that an option ends waits for the rate limit to delete what it created', () => {
  test.each([4, 6])('after %i minutes', async (minutes) => {
    const { left, created, undone } = await remainsOf(() => ({ maxTime: minutes * minute }))
    expect(created).toBeGreaterThan(perMinute / 2)
    // More than fits into one window, with the reads that prove each deletion.
    expect(undone).toBeGreaterThan(perMinute / 2)
    expect(left).toEqual([])
  })

  test('after a failure', async () => {
    const { left, created } = await remainsOf(() => ({ failFast: 1 }), ['write/scenario-description-lost'])
    expect(created).toBeGreaterThan(perMinute / 2)
    expect(left).toEqual([])
  })
})

test('an interrupted run does not wait, and says what it left', async () => {
  const stop = new AbortController()
  let alive = 0
  const { left, created } = await remainsOf(() => ({
    stop: stop.signal,
    onEvent: (event) => {
      if (event.type !== 'exchange') return
      const { request, reply } = event.exchange
      if (request.planned.effect === 'own' && reply?.status === 201) alive++
      if (request.planned.effect === 'undo' && reply?.status === 200) alive--
      // Each deletion takes a read and a write, so that a window has room for fewer.
      if (alive > perMinute / 2) stop.abort()
    },
  }))
  expect(created).toBeGreaterThan(perMinute / 2)
  expect(left.length).toBeGreaterThan(0)
})

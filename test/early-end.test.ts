/** What a run leaves that ends before everything is sent, at a rate limit that makes it wait. */
import { describe, expect, test } from 'vitest'
import { minute } from '../conformance/model/allowance.ts'
import type { Exchange } from '../conformance/model/exchange.ts'
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

test('a product is not deleted as long as an event of it is left, so that no deletion is reported that is rightly rejected', async () => {
  const deployment = await openTestDeployment({ assemble: (parts) => deviate(parts, ['write/event-answered-with-another']) })
  try {
    const { report, record } = await fullRun(deployment)
    const { outcome, why } = report.verdicts.find(({ id }) => id === 'write/documented-write-succeeds:deleteProduct') ?? {}
    expect([outcome, why]).toEqual(['inconclusive', 'what createForecastEvent made from it is not cleaned up'])
    expect(report.causes[0]?.operations).toEqual(['createForecastEvent'])
    expect(record.exchanges.some(({ request, reply }) => request.operation === 'deleteProduct' && reply?.status === 409)).toBe(false)
  } finally {
    await deployment.close()
  }
})

describe('a run that is interrupted reports no fault of a deployment without faults, and leaves nothing that could be deleted', () => {
  /** Interrupts a run of everything after the first such exchange. */
  const interrupted = async (isLast: (exchange: Exchange) => boolean) => {
    const deployment = await openTestDeployment()
    const stop = new AbortController()
    try {
      const { report, record } = await fullRun(deployment, {
        stop: stop.signal,
        onEvent: (event) => {
          if (event.type === 'exchange' && isLast(event.exchange)) stop.abort()
        },
      })
      expect(stop.signal.aborted).toBe(true)
      expect(report.verdicts.filter(({ outcome }) => outcome === 'fail' || outcome === 'warn')).toEqual([])
      expect(report.left.filter(({ isLasting }) => isLasting !== true)).toEqual([])
      return { report, record }
    } finally {
      await deployment.close()
    }
  }
  const succeeds = ({ request, reply }: Exchange, operation: string): boolean =>
    request.operation === operation && (reply?.status ?? 400) < 300
  const says = ({ request }: Exchange, text: string): boolean => request.body?.includes(text) === true

  test('after it recorded stock of a product: the product is deleted after the stock is written off', async () => {
    const { report, record } = await interrupted((each) => succeeds(each, 'recordStock') && says(each, '-life"'))
    const { outcome, why } = report.verdicts.find(({ id }) => id === 'write/documented-write-succeeds:deleteProduct') ?? {}
    expect([outcome, why]).toEqual(['inconclusive', 'the run was interrupted'])
    expect(record.exchanges.some(({ request, reply }) => request.operation === 'deleteProduct' && reply?.status === 409)).toBe(false)
  })

  test('after it began a count: the count ends first, since it sets the quantity again', async () => {
    await interrupted((each) => succeeds(each, 'createCycleCount'))
  })

  test('after it generated recommendations: they are rejected as long as their product proves whose they are', async () => {
    await interrupted((each) => succeeds(each, 'generateTransferRecommendations'))
  })

  test.each([750, 900, 1010])('after %i requests', async (count) => {
    let sent = 0
    await interrupted(() => ++sent === count)
  })
})

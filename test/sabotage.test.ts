/** Every rule is shown to fail: recorded exchanges of a healthy deployment are broken, one rule's way at a time. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { api } from '../conformance/profile/index.ts'
import { altered, isAnswered, type Exchange } from '../conformance/model/exchange.ts'
import { openSchemaJudge } from '../conformance/judge/schema-judge.ts'
import { uncaught } from './sabotage.ts'
import { law, type JudgeContext } from '../conformance/model/rule.ts'
import { rules } from '../conformance/rules/index.ts'
import type { Recorded } from '../conformance/run/options.ts'
import { openWire } from '../conformance/send/wire.ts'
import { fullRun, openTestDeployment } from '../verification/proof/deployment.ts'
import { startServerProcess, type ServerProcess } from '../scripts/support/server-process.ts'
import { demoKeys } from '../server/demo/keys.ts'

let narrow: ServerProcess
let healthy: Recorded
let context: JudgeContext

beforeAll(async () => {
  const { nordwind, suedlicht } = demoKeys
  const [deployment, server] = await Promise.all([openTestDeployment(), startServerProcess(['--rate-limit-per-minute', '2'])])
  narrow = server
  const keys = { main: [nordwind.administrator], reader: [nordwind.reader], other: [suedlicht.administrator] }
  healthy = await fullRun(deployment, { target: { baseUrl: deployment.baseUrl, keys } })
  await deployment.close()
  context = { api, schemas: openSchemaJudge(api), secrets: healthy.secrets, issued: healthy.issued }
  healthy = {
    ...healthy,
    record: { ...healthy.record, exchanges: [...healthy.record.exchanges, ...(await limited(narrow, nordwind.administrator))] },
  }
}, 180_000)

afterAll(() => narrow.stop())

/** Exchanges of a key whose minute is spent, which the run itself avoids. */
async function limited(server: ServerProcess, key: string): Promise<Exchange[]> {
  const wire = openWire({ timeout: 5000 })
  const planned = healthy.plan.requests.find(({ operation }) => operation === 'listProducts')
  if (planned === undefined) throw new Error('the plan has no request for listProducts')
  const exchanges: Exchange[] = []
  for (let number = 1; number <= 4; number++) {
    const url = `${server.baseUrl}/products`
    const sentAt = Date.now()
    const reply = await wire.send({ method: 'GET', url, headers: [['Authorization', `Bearer ${key}`]] })
    if (!('status' in reply)) throw new Error(reply.message)
    if (reply.status !== 429) continue
    exchanges.push({
      number,
      request: { planned, operation: 'listProducts', method: 'GET', url, headers: {}, credential: planned.credential, key: 'limited' },
      sentAt,
      receivedAt: Date.now(),
      order: { sent: 2 * number, received: 2 * number + 1 },
      reply,
    })
  }
  await wire.close()
  return exchanges
}

describe('a healthy deployment', () => {
  test('passes every rule at the highest level', () => {
    expect(healthy.report.verdicts.filter(({ outcome }) => outcome !== 'pass')).toEqual([])
    expect(healthy.report).toMatchObject({ exitCode: 0, reached: 'full' })
  })

  test('is judged in every area', () => {
    const areas = new Set(healthy.report.verdicts.map(({ area }) => area))
    expect([...areas].sort()).toEqual([
      'authentication',
      'error',
      'header',
      'negotiation',
      'pagination',
      'rate-limit',
      'schema',
      'sorting',
      'status',
      'tenant',
      'write',
    ])
  })

  test('gets exactly the requests that were planned', () => {
    expect(healthy.report.requests.sent).toBe(healthy.report.requests.planned)
  })
})

describe('a broken deployment', () => {
  test.each(rules.map((rule) => [rule.id, rule] as const))('%s catches its sabotage', (_id, rule) => {
    expect(uncaught(rule, healthy, context)).toBeUndefined()
  })

  test('a rule that cannot fail is noticed', () => {
    const blind = law({
      id: 'status/blind',
      level: 'MUST',
      cites: ['R08'],
      title: 'is never caught',
      concerns: () => true,
      judge: () => ({ is: 'pass' }),
      sabotage: (exchange) => altered(exchange, { status: 500 }),
    })
    expect(uncaught(blind, healthy, context)).toMatch(/^not caught in exchange 1, GET /)
  })

  test('a rule that meets nothing is noticed', () => {
    const idle = law({
      id: 'status/idle',
      level: 'MUST',
      cites: ['R08'],
      title: 'is never met',
      concerns: () => false,
      judge: () => ({ is: 'fail', expected: '', seen: '' }),
      sabotage: (exchange) => exchange,
    })
    expect(uncaught(idle, healthy, context)).toBe('the run has no healthy exchange for it')
  })
})

test('no key of the run is in the report or in the records of its requests', () => {
  const written = JSON.stringify([
    healthy.report,
    healthy.record.exchanges.filter(isAnswered).map(({ request }) => ({ ...request, body: undefined })),
  ])
  for (const secret of context.secrets) expect(written).not.toContain(secret)
})

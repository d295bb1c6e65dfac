/** Plans and judges a recorded run again. */
import { beforeAll, describe, expect, test } from 'vitest'
import { operationNamed } from '../../conformance/model/api.ts'
import { api } from '../../conformance/profile/index.ts'
import { altered, isAnswered, type Answered, type Exchange } from '../../conformance/model/exchange.ts'
import { aLaw } from '../../conformance/testing/fixture.ts'
import { judgeHar } from '../../conformance/recording/har.ts'
import type { HarEntry } from '../../conformance/recording/har-format.ts'
import { judge } from '../../conformance/judge/judge.ts'
import type { Verdict } from '../../conformance/judge/verdict.ts'
import { openSchemaJudge } from '../../conformance/judge/schema-judge.ts'
import { makePlan } from '../../conformance/plan/plan.ts'
import type { Plan } from '../../conformance/plan/model.ts'
import { makeReport, requestsOf } from '../../conformance/report/report.ts'
import { keyOf } from '../../conformance/model/request.ts'
import { passes } from '../../conformance/model/judgement.ts'
import type { JudgeContext, Rule } from '../../conformance/model/rule.ts'
import { rules } from '../../conformance/rules/index.ts'
import { VerdictStream } from '../../conformance/judge/verdict-stream.ts'
import { contract } from '../../spec/contract.ts'
import { readRecording, seed, type RecordedRun } from './recording.ts'

const options = {
  level: 'full',
  seed: 'proof',
  consent: { writes: true, lasting: true, exhaust: true },
  given: { main: 1, other: 1 },
} as const

/** The catalog with judges that always pass, because these tests are about the engine. */
const content: readonly Rule[] = rules.map((rule): Rule => ({ ...rule, judge: () => passes }))
const probes = rules.filter((rule) => rule.kind === 'probe')

let recording: RecordedRun
let plan: Plan
let context: JudgeContext

beforeAll(() => {
  recording = readRecording()
  plan = makePlan(api, content, options)
  context = { api, schemas: openSchemaJudge(api), secrets: recording.secrets, issued: recording.issued }
})

test('a seed gives the same plan as in the recorded run', () => {
  const { requests, price, issuedKeys, owned, tag } = makePlan(api, content, options)
  expect({
    requests: requests.map(keyOf),
    price,
    issuedKeys: issuedKeys.map(({ role, key, ready }) => ({ role, from: keyOf(key.from), ready: keyOf(ready) })),
    owned: [...owned.keys()],
    tag,
  }).toEqual({ ...recording.planned, asked: undefined })
})

/** The verdicts of the probes. Laws and sequences are omitted: without their real conditions, they would judge every exchange. */
const byProbes = (record: RecordedRun['record']): Verdict[] =>
  judge(
    content.filter(({ kind }) => kind === 'probe'),
    plan,
    record,
    context,
  )

test('every probe gets the same verdict as in the recorded report', () => {
  const { report } = recording
  const startedAt = Date.parse(report.startedAt)
  const made = makeReport({
    contract,
    baseUrl: recording.baseUrl,
    level: 'full',
    seed,
    requests: requestsOf(plan, recording.record),
    verdicts: byProbes(recording.record),
    left: report.left,
    secrets: recording.secrets,
    startedAt,
    endedAt: startedAt + report.milliseconds,
  })
  const ids = new Set<string>(probes.map(({ id }) => id))
  const verdicts = report.verdicts.filter(({ rule }) => ids.has(rule))
  expect(made).toEqual({ ...report, verdicts, outcomes: { ...report.outcomes, pass: verdicts.length } })
})

test('a verdict of the stream appears once in the final verdicts', () => {
  const stream = new VerdictStream(plan, context)
  const nameOf = ({ rule, operation, about }: Verdict): string => `${rule.id} ${operation ?? ''} ${about ?? ''}`
  const told = recording.record.exchanges.flatMap((each) => stream.take(each))
  const names = byProbes(recording.record).map(nameOf)
  for (const each of told) expect(names.splice(names.indexOf(nameOf(each)), 1)).toEqual([nameOf(each)])
  // Verdicts that may depend on a missing permission are given later.
  expect(names.length).toBeLessThan(told.length / 4)
})

describe('of a record in which', () => {
  const outcomes = (change: (exchange: Answered) => Exchange): Map<Verdict['outcome'], number> => {
    const exchanges = recording.record.exchanges.filter(isAnswered).map(change)
    const byRequest = new Map(exchanges.map((each) => [keyOf(each.request.planned), each]))
    const counts = new Map<Verdict['outcome'], number>()
    for (const { outcome } of byProbes({ exchanges, byRequest, unsent: new Map() })) counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
    return counts
  }

  test.each<readonly [what: string, change: (exchange: Answered) => Exchange]>([
    ['the deployment is unavailable', (each) => altered(each, { status: 503 })],
    ['every response is truncated', (each) => ({ ...each, reply: { ...each.reply, truncated: true } })],
    [
      'no request got a response',
      ({ reply: _reply, ...each }) => ({ ...each, failure: { kind: 'timeout', message: 'no answer in time' } }),
    ],
  ])('%s every verdict is inconclusive', (_what, change) => {
    expect(outcomes(change)).toEqual(new Map([['inconclusive', plan.instances.length]]))
  })

  test('every request is rate-limited, only the rules that use up a quota are judged', () => {
    const spending = plan.instances.filter(
      ({ requests }) => requests['control'] === undefined && Object.values(requests).every(({ effect }) => effect === 'quota'),
    )
    expect(outcomes((each) => altered(each, { status: 429 }))).toEqual(
      new Map(
        [['inconclusive', plan.instances.length - spending.length] as const, ['pass', spending.length] as const].filter(
          ([, count]) => count > 0,
        ),
      ),
    )
  })

  test('no key has any permission, no rule fails', () => {
    const counts = outcomes((each) => (each.request.key === undefined ? each : altered(each, { status: 403 })))
    expect([...counts.keys()].sort()).toEqual(['inconclusive', 'not-run', 'pass'])
  })
})

test('a browser recording of the run gives the same exchanges', () => {
  const exchanges = recording.record.exchanges.filter(isAnswered)
  const entries = exchanges.map(({ request, reply, sentAt, receivedAt }): HarEntry => ({
    startedDateTime: new Date(sentAt).toISOString(),
    time: receivedAt - sentAt,
    request: {
      method: request.method,
      url: request.url,
      headers: [
        ...Object.entries(request.headers).map(([name, value]) => ({ name, value })),
        ...(request.key === undefined ? [] : [{ name: 'Authorization', value: `Bearer ${request.key.replaceAll(' ', '-')}` }]),
      ],
    },
    response: {
      status: reply.status,
      headers: reply.headers.map(([name, value]) => ({ name, value })),
      content: { size: reply.body.length, text: reply.body.toString('base64'), encoding: 'base64' },
    },
  }))
  const read = new Map<number, Answered>()
  const witness = aLaw({ judge: (each) => (read.set(each.number, each), passes) })
  expect(judgeHar({ log: { entries } }, { rules: [witness] })).toMatchObject({ target: recording.baseUrl, leftOut: [], reached: null })
  exchanges.forEach(({ request, reply }, index) => {
    const again = read.get(index + 1)
    if (again === undefined) throw new Error(`entry ${index + 1} was not read`)
    expect([again.request.method, again.request.url, again.request.headers]).toEqual([request.method, request.url, request.headers])
    expect([again.reply.status, again.reply.headers, again.reply.body.equals(reply.body)]).toEqual([reply.status, reply.headers, true])
    // A request with another method than the operation's does not belong to the operation.
    if (request.operation !== undefined && operationNamed(api, request.operation).method === request.method)
      expect(again.request.operation).toBe(request.operation)
  })
})

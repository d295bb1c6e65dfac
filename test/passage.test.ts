/** What passes through the proxy is judged as it goes as it would be from a recording of all of it. */
import { beforeAll, describe, expect, test } from 'vitest'
import type { HarEntry } from '../conformance/recording/har-format.ts'
import { judgeHar } from '../conformance/recording/har.ts'
import { Passage, type Passed, type PassageReport } from '../conformance/recording/passage.ts'
import { openProxy } from '../conformance/recording/proxy.ts'
import type { ReportedVerdict } from '../conformance/report/reported-verdict.ts'
import { MemoryBudget } from '../conformance/recording/memory-budget.ts'
import { rules } from '../conformance/rules/index.ts'
import type { RunOptions } from '../conformance/run/options.ts'
import { deviate } from '../server/deviations/index.ts'
import { fullRun, openTestDeployment } from '../verification/proof/deployment.ts'

/** One of many exchanges, with what was on its way then. */
interface Taken {
  readonly passed: Passed
  readonly quietUntil: number
}

interface Traffic {
  readonly baseUrl: string
  readonly taken: readonly Taken[]
}

/** What the suite's own full run and its answers are on the way. */
async function trafficOf(deviations: readonly string[], options: Partial<RunOptions> = {}): Promise<Traffic> {
  const deployment = await openTestDeployment(deviations.length === 0 ? {} : { assemble: (parts) => deviate(parts, deviations) })
  const taken: Taken[] = []
  const proxy = await openProxy({
    target: deployment.baseUrl,
    port: 0,
    timeout: 5000,
    room: new MemoryBudget(Infinity),
    onPassed: (passed, quietUntil) => taken.push({ passed, quietUntil }),
    onLeftOut: (_about, why) => expect.unreachable(why),
    onLoss: () => undefined,
  })
  try {
    await fullRun({ ...deployment, baseUrl: proxy.baseUrl }, options)
  } finally {
    await proxy.close()
    await deployment.close()
  }
  return { baseUrl: deployment.baseUrl, taken }
}

const pairs = (headers: Passed['headers']) => headers.map(([name, value]) => ({ name, value }))

function entryOf(origin: string, passed: Passed): HarEntry {
  const { method, target, sentAt, receivedAt, headers, body, status, answerHeaders } = passed
  const answerBody = Buffer.from(passed.answerBody)
  return {
    startedDateTime: new Date(sentAt).toISOString(),
    time: receivedAt - sentAt,
    request: {
      method,
      url: origin + target,
      headers: pairs(headers),
      ...(body.length === 0 ? {} : { postData: { text: Buffer.from(body).toString() } }),
    },
    response: {
      status,
      headers: pairs(answerHeaders),
      bodySize: answerBody.length,
      content: { size: answerBody.length, text: Buffer.from(answerBody).toString('base64'), encoding: 'base64' },
    },
  }
}

/** As one recording. */
function asRecorded({ baseUrl, taken }: Traffic): readonly ReportedVerdict[] {
  const { origin } = new URL(baseUrl)
  const inOrder = taken.map(({ passed }) => passed).sort((one, other) => one.number - other.number)
  return judgeHar({ log: { entries: inOrder.map((each) => entryOf(origin, each)) } }, { baseUrl, isWhole: true }).verdicts
}

/** As it goes. */
function asItGoes(
  { baseUrl, taken }: Traffic,
  reach?: { readonly bodies: number; readonly heads: number; readonly largest: number },
): PassageReport {
  const passage = new Passage({ baseUrl, ...(reach === undefined ? {} : { reach }) })
  for (const { passed, quietUntil } of taken) passage.take(passed, quietUntil)
  return passage.end()
}

const findings = (verdicts: readonly ReportedVerdict[]): string[] =>
  verdicts
    .filter(({ outcome }) => outcome === 'fail' || outcome === 'warn' || outcome === 'error' || outcome === 'inconclusive')
    .map(({ rule, operation }) => `${rule} ${operation ?? ''}`)

/** More than passes: then there is one stretch, as in a recording. */
const ample = { bodies: 64 * 1024 * 1024, heads: 64 * 1024 * 1024, largest: 512 * 1024 }
/** Far less than passes: a few exchanges. */
const short = { bodies: 100_000, heads: 100_000, largest: 50_000 }

describe('of a deployment that conforms', { timeout: 120_000 }, () => {
  let traffic: Traffic
  beforeAll(async () => {
    traffic = await trafficOf([], { concurrency: 4, level: 'contract' })
  }, 120_000)

  test('all is judged, nothing is found, and everything is said as of a recording', () => {
    const judged = asItGoes(traffic, ample)
    expect(judged.passage).toEqual({
      judged: traffic.taken.length,
      leftOut: [],
      withoutBody: [],
      unavailable: { count: 0, first: [] },
      unseen: [],
    })
    expect(findings(judged.verdicts)).toEqual([])
    expect(judged.verdicts).toEqual(asRecorded(traffic))
  })

  test('nothing is found where little is remembered either', () => {
    const judged = asItGoes(traffic, short)
    expect(findings(judged.verdicts)).toEqual([])
    expect(judged.exitCode).toBe(0)
  })
})

describe('of a deployment with several faults', { timeout: 120_000 }, () => {
  const faults = {
    'authentication/key-in-debug-header': 'authentication/credential-never-returned',
    'error/request-id-short': 'error/request-id-unique',
    'error/members-of-its-own': 'error/same-shape-for-same-code',
    'rate-limit/head-uncounted': 'rate-limit/remaining-falls',
    'schema/alert-type-in-lower-case': 'schema/success-body',
  }
  let traffic: Traffic
  beforeAll(async () => {
    traffic = await trafficOf(Object.keys(faults))
  }, 120_000)

  let judged: PassageReport
  test('each is found, and everything is said as of a recording', () => {
    judged = asItGoes(traffic, ample)
    const found = findings(judged.verdicts).map((each) => each.split(' ')[0])
    expect(Object.values(faults).filter((each) => !found.includes(each))).toEqual([])
    expect(judged.verdicts).toEqual(asRecorded(traffic))
  })

  test('nothing else is found where little is remembered, and by the laws nothing less', () => {
    const whole = findings(judged.verdicts)
    const less = findings(asItGoes(traffic, short).verdicts)
    expect(less.filter((each) => !whole.includes(each))).toEqual([])
    const laws = new Set<string>(rules.filter(({ kind }) => kind === 'law').map(({ id }) => id))
    expect(whole.filter((each) => laws.has(each.split(' ')[0] ?? '') && !less.includes(each))).toEqual([])
  })
})

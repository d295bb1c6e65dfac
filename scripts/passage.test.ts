/** What passes through the proxy is judged as it goes as it would be from a recording of all of it. */
import { describe, expect, test } from 'vitest'
import type { HarEntry } from '../conformance/har-format.ts'
import { judgeHar } from '../conformance/har.ts'
import { Passage, type Passed, type PassageReport } from '../conformance/passage.ts'
import { openProxy } from '../conformance/proxy.ts'
import type { ReportedVerdict } from '../conformance/report/report.ts'
import { Room } from '../conformance/room.ts'
import { deviate } from '../server/deviations/index.ts'
import { fullRun, openGround } from './proof/ground.ts'

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
async function trafficOf(deviations: readonly string[], concurrency = 1): Promise<Traffic> {
  const ground = await openGround(deviations.length === 0 ? {} : { assemble: (parts) => deviate(parts, deviations) })
  const taken: Taken[] = []
  const proxy = await openProxy({
    target: ground.baseUrl,
    port: 0,
    timeout: 5000,
    room: new Room(Infinity),
    onPassed: (passed, quietUntil) => taken.push({ passed, quietUntil }),
    onLeftOut: (_about, why) => expect.unreachable(why),
    onLoss: () => undefined,
  })
  try {
    await fullRun({ ...ground, baseUrl: proxy.baseUrl }, { concurrency })
  } finally {
    await proxy.close()
    await ground.close()
  }
  return { baseUrl: ground.baseUrl, taken }
}

const pairs = (headers: Passed['headers']) => headers.map(([name, value]) => ({ name, value }))

function entryOf(origin: string, passed: Passed): HarEntry {
  const { method, target, sentAt, receivedAt, headers, body, status, answerHeaders, answerBody = new Uint8Array() } = passed
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

const findings = (verdicts: readonly ReportedVerdict[]) =>
  verdicts
    .filter(({ outcome }) => outcome !== 'pass' && outcome !== 'not-run')
    .map(({ rule, operation, outcome }) => `${outcome} ${rule} ${operation ?? ''}`)

describe('x', () => {
  test('y', { timeout: 200_000 }, async () => {
    let t = Date.now()
    const traffic = await trafficOf([])
    console.log(
      'run',
      Date.now() - t,
      traffic.taken.length,
      traffic.taken.reduce((s, { passed }) => s + (passed.answerBody?.length ?? 0), 0),
    )
    t = Date.now()
    const a = asRecorded(traffic)
    console.log('batch', Date.now() - t)
    t = Date.now()
    const b = asItGoes(traffic)
    console.log('goes', Date.now() - t, b.passage)
    t = Date.now()
    console.log(findings(a))
    console.log(
      JSON.stringify(
        a.filter((v) => v.rule === 'write/rest-stays-as-it-was' && v.outcome === 'warn'),
        undefined,
        1,
      ),
    )
    const c = asItGoes(traffic, { bodies: 200_000, heads: 200_000, largest: 100_000 })
    console.log('small', Date.now() - t)
    console.log(findings(c.verdicts))
    expect(b.verdicts).toEqual(a)
  })
})

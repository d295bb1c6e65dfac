/** Judges the traffic between a client and a deployment as it passes, and creates the report at the end. */
import { api } from '../profile/index.ts'
import type { JudgedBy } from '../model/basis.ts'
import { unreadable, withoutBody, type Answered, type Reply } from '../model/exchange.ts'
import { Gaps, renderAway, renderGaps, type Gap } from './gaps.ts'
import { Along, type Reach } from '../judge/along.ts'
import { openSchemaJudge } from '../judge/schema-judge.ts'
import { byBasis } from '../judge/by-basis.ts'
import { isOutage, type Verdict } from '../judge/verdict.ts'
import { Reader } from './recorded.ts'
import { unseenIn } from './unseen.ts'
import { acceptedBy, type Baseline } from '../report/baseline.ts'
import { FindingIds } from '../report/finding-ids.ts'
import { redactor, secretsOf } from '../report/redact.ts'
import { makeReport, type Report } from '../report/report.ts'
import { reportVerdict, type ReportedVerdict } from '../report/reported-verdict.ts'
import { isSafe } from '../model/request.ts'
import type { Rule } from '../model/rule.ts'
import { rules as catalogue } from '../rules/index.ts'
import { unpackedReply } from '../model/unpack.ts'

/** One forwarded exchange, with the bodies as they were sent. */
export interface Passed {
  /** Position in the order of sending, starting at 1. */
  readonly number: number
  readonly method: string
  /** As forwarded: a path, or another form of the request target. */
  readonly target: string
  readonly headers: Reply['headers']
  readonly body: Uint8Array
  /** Milliseconds since the epoch. */
  readonly sentAt: number
  readonly receivedAt: number
  readonly status: number
  readonly answerHeaders: Reply['headers']
  /** The body, or the reason why it was not kept, as half a sentence. */
  readonly answerBody: Uint8Array | string
}

export interface PassageOptions {
  /** Base URL of the deployment, without a trailing slash. */
  readonly baseUrl: string
  readonly basis?: JudgedBy
  readonly rules?: readonly Rule[]
  readonly reach?: Reach
  /** Findings to accept. */
  readonly baseline?: Baseline
  /** Called with each finding once, as soon as it is known; not at the end, when the report contains all of them. */
  readonly onFinding?: (finding: LiveFinding) => void
}

/** A finding before the end. */
export type LiveFinding = Pick<ReportedVerdict, 'id' | 'outcome' | 'expected' | 'seen'> & {
  readonly request?: string
  readonly status?: number
}

/** More findings are not told before the end. */
const maxTold = 1000

/** A report about forwarded traffic. It reaches no level, because the traffic does not contain all necessary requests. */
export interface PassageReport extends Report {
  readonly passage: {
    /** The number of judged exchanges. */
    readonly judged: number
    readonly leftOut: readonly Gap[]
    /** Exchanges of which only status and headers were judged. */
    readonly withoutBody: readonly Gap[]
    /** Exchanges with a gateway error (502, 503, 504) in place of an unavailable deployment. */
    readonly unavailable: Pick<Gap, 'count' | 'first'>
    /** The operations of the contract without an exchange. */
    readonly unseen: readonly string[]
  }
}

/** The maximum size of a body that is kept, before and after decoding, in bytes. */
export const maxBytes = 2 * 1024 * 1024

/** A client has few keys. More than this indicate random credentials. */
const most = { keys: 256, secrets: 5000 }

export class Passage {
  readonly #baseUrl: string
  readonly #basis: JudgedBy | undefined
  readonly #reader: Reader
  readonly #along: Along
  readonly #leftOut = new Gaps()
  readonly #withoutBody = new Gaps()
  readonly #unavailable = new Gaps()
  readonly #baseline: Baseline | undefined
  readonly #onFinding: PassageOptions['onFinding']
  readonly #told = new Set<string>()
  readonly #seen = new Set<string>()
  #isOver = false
  #keys: readonly string[] = []
  #sent = 0
  #withoutKey = 0
  #from = Infinity
  #to = -Infinity

  constructor({ baseUrl, basis, rules = catalogue, reach, baseline, onFinding }: PassageOptions) {
    this.#baseUrl = baseUrl
    this.#basis = basis
    this.#reader = new Reader(baseUrl, api, most)
    this.#baseline = baseline
    this.#onFinding = onFinding
    const tell = onFinding === undefined ? undefined : (verdict: Verdict) => this.#tell(verdict)
    this.#along = new Along(rules, { api, schemas: openSchemaJudge(api) }, () => this.#keysNow(), reach, tell)
  }

  /** Judges an exchange that has ended; `quietUntil` as in `Along.take`. */
  take(passed: Passed, quietUntil?: number): void {
    const { number, method, target, headers, body, sentAt, receivedAt } = passed
    const url = `${new URL(this.#baseUrl).origin}${target}`
    const { reply, why } = replyOf(passed)
    const read =
      !target.startsWith('/') || !URL.canParse(url)
        ? `the request target is not a path`
        : this.#reader.read({
            number,
            method,
            url,
            headers,
            ...(body.length === 0 ? {} : { body: bytes(body) }),
            sentAt,
            receivedAt,
            reply,
          })
    if (typeof read === 'string') {
      this.leave(passed, read)
      return
    }
    if (why !== undefined) this.#withoutBody.note(number, why)
    if (isOutage(read)) this.#unavailable.note(number, '')
    this.#count(read)
    this.#along.take(read, quietUntil)
  }

  /** Records that an exchange is not judged. */
  leave({ number, method, sentAt }: Pick<Passed, 'number' | 'method' | 'sentAt'>, why: string): void {
    this.#leftOut.note(number, why)
    this.miss({ method, sentAt })
  }

  /** Records that the effect of a request is unknown. */
  miss({ method, sentAt }: Pick<Passed, 'method' | 'sentAt'>): void {
    if (!isSafe(method)) this.#along.gap(sentAt)
  }

  /** Returns the report. It contains no key from the traffic. */
  end(): PassageReport {
    this.#isOver = true
    const verdicts = this.#along.end()
    // The oldest secrets may have been dropped, so add those of the requests in the report.
    const shown = verdicts.flatMap(({ exchange }) => (exchange === undefined ? [] : secretsOf(exchange.request.headers)))
    const report = makeReport({
      contract: api,
      baseUrl: this.#baseUrl,
      level: 'smoke',
      seed: 'har',
      requests: { planned: 0, most: 0, sent: this.#sent, withoutKey: this.#withoutKey, followed: [] },
      verdicts,
      ...(this.#basis === undefined ? {} : { basis: this.#basis }),
      ...(this.#baseline === undefined ? {} : { baseline: this.#baseline }),
      left: [],
      secrets: [...this.#reader.secrets, ...shown],
      startedAt: this.#sent === 0 ? 0 : this.#from,
      endedAt: this.#sent === 0 ? 0 : this.#to,
    })
    const [away] = this.#unavailable.list()
    return {
      ...report,
      reached: null,
      passage: {
        judged: this.#sent,
        leftOut: this.#leftOut.list(),
        withoutBody: this.#withoutBody.list(),
        unavailable: { count: away?.count ?? 0, first: away?.first ?? [] },
        unseen: unseenIn(api, this.#seen),
      },
    }
  }

  /** Passes a finding on, unless it was told before, the basis excludes it or the baseline contains it. */
  #tell(verdict: Verdict): void {
    if (this.#isOver || this.#told.size >= maxTold) return
    const shown = verdict.exchange === undefined ? [] : secretsOf(verdict.exchange.request.headers)
    const redact = redactor([...this.#reader.secrets, ...shown], api.keyFormat)
    const judged = byBasis(this.#baseline === undefined ? verdict : acceptedBy(this.#baseline, redact)(verdict), this.#basis ?? 'contract')
    const presentation = { baseUrl: this.#baseUrl, startedAt: this.#from, redact, format: api.keyFormat }
    const { id, outcome, expected, seen, exchange } = reportVerdict(judged, presentation, new FindingIds())
    if (this.#told.has(id) || (outcome !== 'fail' && outcome !== 'warn')) return
    this.#told.add(id)
    this.#onFinding?.({
      id,
      outcome,
      ...(expected === undefined ? {} : { expected }),
      ...(seen === undefined ? {} : { seen }),
      ...(exchange === undefined ? {} : { request: exchange.request }),
      ...(exchange?.status === undefined ? {} : { status: exchange.status }),
    })
  }

  #count({ request, sentAt, receivedAt }: Answered): void {
    this.#sent += 1
    if (request.operation !== undefined) this.#seen.add(request.operation)
    if (request.key === undefined) this.#withoutKey += 1
    this.#from = Math.min(this.#from, sentAt)
    this.#to = Math.max(this.#to, receivedAt)
  }

  #keysNow(): readonly string[] {
    if (this.#keys.length !== this.#reader.keys.size) this.#keys = [...this.#reader.keys]
    return this.#keys
  }
}

/** Returns how much was judged, and a line for each reason why something was not; empty if everything was. */
export function renderPassage({ passage: { judged, leftOut, withoutBody: bodiless, unavailable } }: PassageReport): string {
  const left = leftOut.reduce((sum, { count }) => sum + count, 0)
  return (
    (left === 0 ? '' : `judged: ${judged} of ${judged + left} exchanges\n`) +
    renderGaps(leftOut, 'exchange') +
    renderGaps(bodiless, 'exchange', ' (body only)') +
    renderAway(unavailable, 'exchange')
  )
}

const bytes = (body: Uint8Array): Buffer => Buffer.from(body.buffer, body.byteOffset, body.byteLength)

/** Returns the decoded response; `why` is the reason, as half a sentence, if it has no body. */
function replyOf({ method, status, answerHeaders: headers, answerBody }: Passed): { readonly reply: Reply; readonly why?: string } {
  // RFC 9110 §6.4.1: these responses have no body, whatever their headers say.
  if (method === 'HEAD' || status === 204 || status === 304) return { reply: { status, headers, body: Buffer.alloc(0) } }
  const bodiless = (why: string) => ({ reply: withoutBody({ status, headers }), why })
  if (typeof answerBody === 'string') return bodiless(answerBody)
  const reply = unpackedReply({ status, headers, body: bytes(answerBody) }, maxBytes)
  if (reply.truncated === true) return bodiless(`the decoded body exceeds ${maxBytes} bytes`)
  // A body that does not match its coding is a fault of the deployment; an unsupported coding is not.
  return unreadable(reply) === undefined || reply.packed?.isUntrue === true ? { reply } : bodiless(unreadable(reply) ?? '')
}

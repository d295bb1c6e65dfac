/** What has passed between a client and a deployment, judged as it goes; in the end, the report. */
import { api } from '../profile/index.ts'
import type { JudgedBy } from '../model/basis.ts'
import { unreadable, withoutBody, type Answered, type Reply } from '../model/exchange.ts'
import { Gaps, renderAway, renderGaps, type Gap } from './gaps.ts'
import { Along, type Reach } from '../judge/along.ts'
import { openSchemaJudge } from '../judge/schema-judge.ts'
import { isOutage } from '../judge/verdict.ts'
import { Reader } from './recorded.ts'
import { secretsOf } from '../report/redact.ts'
import { makeReport, type Report } from '../report/report.ts'
import { isSafe } from '../model/request.ts'
import type { Rule } from '../model/rule.ts'
import { rules as catalogue } from '../rules/index.ts'
import { unpackedReply } from '../model/unpack.ts'

/** One exchange as it passed; the bodies as they travelled. */
export interface Passed {
  /** Position among all, in the order in which they were sent, from 1. */
  readonly number: number
  readonly method: string
  /** As it was handed on: a path, or what it is instead. */
  readonly target: string
  readonly headers: Reply['headers']
  readonly body: Uint8Array
  /** Milliseconds since the epoch. */
  readonly sentAt: number
  readonly receivedAt: number
  readonly status: number
  readonly answerHeaders: Reply['headers']
  /** Why it was not kept, as half a sentence, where it was not. */
  readonly answerBody: Uint8Array | string
}

export interface PassageOptions {
  /** Base URL of the deployment, without a trailing slash. */
  readonly baseUrl: string
  readonly basis?: JudgedBy
  readonly rules?: readonly Rule[]
  readonly reach?: Reach
}

/** A report of what has passed. It reaches no level: what nobody asked the deployment has not passed. */
export interface PassageReport extends Report {
  readonly passage: {
    /** Exchanges that were judged. */
    readonly judged: number
    readonly leftOut: readonly Gap[]
    /** Those of which only status and headers were judged. */
    readonly withoutBody: readonly Gap[]
    /** Those that were answered by what stands in for a deployment that is away (502, 503, 504). */
    readonly unavailable: Pick<Gap, 'count' | 'first'>
  }
}

/** The most that is kept of a body, and that one is unpacked to, in bytes. */
export const maxBytes = 2 * 1024 * 1024

/** A client has a few keys; more than this are no client's. */
const most = { keys: 256, secrets: 5000 }

export class Passage {
  readonly #baseUrl: string
  readonly #basis: JudgedBy | undefined
  readonly #reader: Reader
  readonly #along: Along
  readonly #leftOut = new Gaps()
  readonly #withoutBody = new Gaps()
  readonly #unavailable = new Gaps()
  #keys: readonly string[] = []
  #sent = 0
  #withoutKey = 0
  #from = Infinity
  #to = -Infinity

  constructor({ baseUrl, basis, rules = catalogue, reach }: PassageOptions) {
    this.#baseUrl = baseUrl
    this.#basis = basis
    this.#reader = new Reader(baseUrl, api, most)
    this.#along = new Along(rules, { api, schemas: openSchemaJudge(api) }, () => this.#keysNow(), reach)
  }

  /** Judges an exchange that is over; `quietUntil` as `Along.take` has it. */
  take(passed: Passed, quietUntil?: number): void {
    const { number, method, target, headers, body, sentAt, receivedAt } = passed
    const url = `${new URL(this.#baseUrl).origin}${target}`
    const { reply, why } = replyOf(passed)
    const read =
      !target.startsWith('/') || !URL.canParse(url)
        ? `its target is no path`
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

  /** Notes that an exchange is not judged. */
  leave({ number, method, sentAt }: Pick<Passed, 'number' | 'method' | 'sentAt'>, why: string): void {
    this.#leftOut.note(number, why)
    this.miss({ method, sentAt })
  }

  /** Notes that nobody knows what came of a request. */
  miss({ method, sentAt }: Pick<Passed, 'method' | 'sentAt'>): void {
    if (!isSafe(method)) this.#along.gap(sentAt)
  }

  /** The report. No key that passed is in it. */
  end(): PassageReport {
    const verdicts = this.#along.end()
    // The oldest secrets may be forgotten, but for those of requests that are shown.
    const shown = verdicts.flatMap(({ exchange }) => (exchange === undefined ? [] : secretsOf(exchange.request.headers)))
    const report = makeReport({
      contract: api,
      baseUrl: this.#baseUrl,
      level: 'smoke',
      seed: 'har',
      requests: { planned: 0, sent: this.#sent, withoutKey: this.#withoutKey },
      verdicts,
      ...(this.#basis === undefined ? {} : { basis: this.#basis }),
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
      },
    }
  }

  #count({ request, sentAt, receivedAt }: Answered): void {
    this.#sent += 1
    if (request.key === undefined) this.#withoutKey += 1
    this.#from = Math.min(this.#from, sentAt)
    this.#to = Math.max(this.#to, receivedAt)
  }

  #keysNow(): readonly string[] {
    if (this.#keys.length !== this.#reader.keys.size) this.#keys = [...this.#reader.keys]
    return this.#keys
  }
}

/** How much was judged, and what was not, in a line for each reason; nothing where all was. */
export function renderPassage({ passage: { judged, leftOut, withoutBody: bodiless, unavailable } }: PassageReport): string {
  const left = leftOut.reduce((sum, { count }) => sum + count, 0)
  return (
    (left === 0 ? '' : `judged: ${judged} of ${judged + left} exchanges\n`) +
    renderGaps(leftOut, 'exchange') +
    renderGaps(bodiless, 'exchange', ' of what bodies show') +
    renderAway(unavailable, 'exchange')
  )
}

const bytes = (body: Uint8Array): Buffer => Buffer.from(body.buffer, body.byteOffset, body.byteLength)

/** The answer, unpacked; `why` says, as half a sentence, why it is without a body. */
function replyOf({ method, status, answerHeaders: headers, answerBody }: Passed): { readonly reply: Reply; readonly why?: string } {
  // RFC 9110 §6.4.1: these have no body, whatever their headers say.
  if (method === 'HEAD' || status === 204 || status === 304) return { reply: { status, headers, body: Buffer.alloc(0) } }
  const bodiless = (why: string) => ({ reply: withoutBody({ status, headers }), why })
  if (typeof answerBody === 'string') return bodiless(answerBody)
  const reply = unpackedReply({ status, headers, body: bytes(answerBody) }, maxBytes)
  if (reply.truncated === true) return bodiless(`the body unpacks to more than ${maxBytes} bytes`)
  // What is not coded as it says is the deployment's fault; what nobody here knows is not.
  return unreadable(reply) === undefined || reply.packed?.isUntrue === true ? { reply } : bodiless(unreadable(reply) ?? '')
}

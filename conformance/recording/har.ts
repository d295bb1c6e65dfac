/** Judges traffic that another tool recorded: laws and sequences over the exchanges of a HAR 1.2 file. Sends nothing. */
import { contract as ours, type Contract } from '../../spec/contract.ts'
import { apiOf, type Api } from '../model/api.ts'
import type { Profile } from '../model/profile.ts'
import { profile as own } from '../profile/index.ts'
import type { JudgedBy } from '../model/basis.ts'
import { issues } from '../judge/issued-keys.ts'
import { hasBody, withoutBody, type Answered, type Reply } from '../model/exchange.ts'
import { noteOf } from '../model/har-note.ts'
import { readHar, type Har, type HarEntry, type PassedOver, type Readable } from './har-format.ts'
import { judge } from '../judge/judge.ts'
import { isOutage } from '../judge/verdict.ts'
import { gapsOf, maxNamed, renderAway, renderGaps } from './gaps.ts'
import { openSchemaJudge } from '../judge/schema-judge.ts'
import { makePlan } from '../plan/plan.ts'
import { makeReport, requestsOf, type Report } from '../report/report.ts'
import { Reader, templates, type Seen, type Template } from './recorded.ts'
import type { Baseline } from '../report/baseline.ts'
import type { PassageReport } from './passage.ts'
import { unseenIn } from './unseen.ts'
import { keyOf } from '../model/request.ts'
import type { Rule } from '../model/rule.ts'
import { rules as catalogue } from '../rules/index.ts'
import { parseBaseUrl } from '../model/target.ts'
import { Undecidable } from '../model/undecidable.ts'
import { codingsIn, isJson, unpackedRecording } from '../model/unpack.ts'

export interface HarOptions {
  /** The base URL of the deployment. Default: the address with the most requests to operations of the contract. */
  readonly baseUrl?: string
  readonly rules?: readonly Rule[]
  readonly contract?: Contract
  /**
   * What is known about the API in addition to its contract. Default: for the contract of this project its own profile, for any other
   * contract an empty one.
   */
  readonly profile?: Profile
  /** The basis for the judgement. Default: the whole contract. */
  readonly basis?: JudgedBy
  /** The recording contains every header that was sent, so that no recorder has removed sensitive ones. */
  readonly isWhole?: boolean
  /** Findings to accept. */
  readonly baseline?: Baseline
}

/** A report about a recording. It reaches no level, because the file does not contain all necessary requests. */
export interface HarReport extends Report {
  /** Entries of the file that were not judged, by position starting at 1. */
  readonly leftOut: readonly PassedOver[]
  /** Entries of which only status and headers were judged: the response body is missing or cannot be read. */
  readonly withoutBody: readonly PassedOver[]
  /** Entries with a gateway error (502, 503, 504) in place of an unavailable deployment, by position starting at 1. */
  readonly unavailable: readonly number[]
  /** The operations of the contract without an entry. */
  readonly unseen: readonly string[]
}

/** Returns the report with what was not judged as reports in files have it: by reason, like the report about forwarded traffic. */
export function passageReportOf({ leftOut, withoutBody, unavailable, unseen, ...report }: HarReport): PassageReport {
  return {
    ...report,
    passage: {
      judged: report.requests.sent,
      leftOut: gapsOf(leftOut),
      withoutBody: gapsOf(withoutBody),
      unavailable: { count: unavailable.length, first: unavailable.slice(0, maxNamed) },
      unseen,
    },
  }
}

/** A report with what it was made from, for formats that show more of the exchanges. */
export interface JudgedHar {
  readonly report: HarReport
  /** In the order of sending. */
  readonly exchanges: readonly Answered[]
  /** The keys of the recording by name, as text. */
  readonly keys: ReadonlyMap<string, string>
  /** Everything that must not be shown, the keys among it. */
  readonly secrets: readonly string[]
  readonly baseUrl: string
  /** Milliseconds since the epoch. */
  readonly startedAt: number
}

/**
 * Judges the text of a HAR file, or its parsed value. The report contains no key of the recording. Throws `HarError` if it is not HAR 1.2,
 * and `Undecidable` if no request is addressed to a deployment of the contract.
 */
export const judgeHar = (source: string | Har, options: HarOptions = {}): HarReport => judgedHar(source, options).report

/** The same, with the exchanges of the recording. */
export function judgedHar(source: string | Har, options: HarOptions = {}): JudgedHar {
  const { contract = ours, profile = contract === ours ? own : {}, rules: all = catalogue } = options
  const api = apiOf(contract, profile)
  const { entries, passedOver } = readHar(source, options.isWhole)
  if (entries.length === 0 && passedOver.length > 0)
    throw new Undecidable(`The recording contains no exchange that can be judged.\n${renderGaps(gapsOf(passedOver), 'entry').trimEnd()}`)
  const baseUrl = options.baseUrl === undefined ? guessBaseUrl(entries, templates(api)) : parseBaseUrl(options.baseUrl)
  const [leftOut, bodiless]: [PassedOver[], PassedOver[]] = [[...passedOver], []]
  const reader = new Reader(baseUrl, api)
  const exchanges = entries.flatMap(({ entry, number }): Answered[] => {
    const { reply, why } = replyOf(entry.request.method, entry.response, options.isWhole === true)
    const exchange = reader.read(seen(entry, number, reply))
    if (typeof exchange === 'string') leftOut.push({ entry: number, why: exchange })
    else if (why !== undefined) bodiless.push({ entry: number, why })
    return typeof exchange === 'string' ? [] : [exchange]
  })
  if (exchanges.length === 0)
    throw new Undecidable(
      `The recording contains no response of ${baseUrl}.${leftOut.length === 0 ? '' : `\n${renderGaps(gapsOf(leftOut), 'entry').trimEnd()}`}`,
    )
  leftOut.sort((a, b) => a.entry - b.entry)
  exchanges.sort((a, b) => a.sentAt - b.sentAt)
  const rules = all.filter(({ kind }) => kind !== 'probe')
  const level = 'smoke'
  const plan = makePlan(api, [], { level, seed: 'har' })
  const record = {
    exchanges,
    byRequest: new Map(exchanges.map((each) => [keyOf(each.request.planned), each])),
    unsent: new Map<string, string>(),
  }
  const secrets = [...reader.keys]
  const withholds = options.isWhole !== true && exchanges.every(({ request }) => request.credential.kind === 'none')
  const verdicts = judge(rules, plan, record, {
    api,
    schemas: openSchemaJudge(api),
    secrets,
    issued: issued(exchanges, secrets, api),
    ...(withholds ? { withholds } : {}),
  })
  const startedAt = exchanges.reduce((first, { sentAt }) => Math.min(first, sentAt), Infinity)
  const report = makeReport({
    contract,
    baseUrl,
    level,
    seed: 'har',
    requests: requestsOf(plan, record),
    exchanges,
    verdicts,
    ...(options.basis === undefined ? {} : { basis: options.basis }),
    ...(options.baseline === undefined ? {} : { baseline: options.baseline }),
    left: [],
    secrets: [...reader.secrets],
    startedAt,
    endedAt: exchanges.reduce((last, { receivedAt }) => Math.max(last, receivedAt), -Infinity),
  })
  const seenIds = new Set(exchanges.flatMap(({ request }) => request.operation ?? []))
  const unavailable = exchanges.filter(isOutage).map(({ number }) => number)
  return {
    report: { ...report, reached: null, leftOut, withoutBody: bodiless, unavailable, unseen: unseenIn(api, seenIds) },
    exchanges,
    keys: reader.keysByName,
    secrets: [...reader.secrets],
    baseUrl,
    startedAt,
  }
}

/** Returns a line for each reason why parts of a recording were not judged. */
export function renderLeftOut({ leftOut, withoutBody: bodiless, unavailable }: HarReport): string {
  return (
    renderGaps(gapsOf(leftOut), 'entry') +
    renderGaps(gapsOf(bodiless), 'entry', ' (body only)') +
    renderAway({ count: unavailable.length, first: unavailable.slice(0, maxNamed) }, 'entry')
  )
}

/** The maximum decoded size of a body, in bytes. */
const maxBytes = 2 * 1024 * 1024

function guessBaseUrl(entries: readonly Readable[], paths: readonly Template[]): string {
  const votes = new Map<string, number>()
  for (const {
    entry: { request },
  } of entries) {
    const { origin, pathname } = new URL(request.url)
    const bases = paths
      .filter(({ operations }) => operations[request.method === 'HEAD' ? 'GET' : request.method] !== undefined)
      .flatMap(({ pattern }) => {
        const prefix = new RegExp(`^(.*)${pattern}$`).exec(pathname)?.[1]
        return prefix === undefined ? [] : [origin + prefix]
      })
    for (const base of new Set(bases)) votes.set(base, (votes.get(base) ?? 0) + 1)
  }
  const [best] = [...votes].sort(([a, m], [b, n]) => n - m || a.length - b.length)
  if (best === undefined) throw new Undecidable('The recording contains no request to an operation of the contract.')
  return best[0]
}

/** Returns the address of a request with its query, which some recorders store separately. */
function addressOf({ url, queryString }: HarEntry['request']): string {
  if (url.includes('?') || !Array.isArray(queryString)) return url
  const query = new URLSearchParams()
  for (const each of queryString as unknown[]) {
    const { name, value } = (each ?? {}) as { readonly name?: unknown; readonly value?: unknown }
    if (typeof name === 'string' && typeof value === 'string') query.append(name, value)
  }
  return query.size === 0 ? url : `${url.replace(/#.*$/s, '')}?${query.toString()}`
}

function seen(entry: HarEntry, number: number, reply: Reply): Seen {
  const { startedDateTime, time, request } = entry
  const sentAt = Date.parse(startedDateTime)
  const { text, encoding } = request.postData ?? {}
  const note = noteOf(entry)
  return {
    number,
    method: request.method,
    url: addressOf(request),
    headers: request.headers.map(({ name, value }) => [name, value]),
    ...(text === undefined ? {} : { body: Buffer.from(text, encoding === 'base64' ? 'base64' : 'utf8') }),
    sentAt,
    receivedAt: sentAt + Math.max(time ?? 0, 0),
    reply: note?.surplus === undefined || !hasBody(reply) ? reply : { ...reply, surplus: note.surplus },
    ...(note === undefined ? {} : { note }),
  }
}

/** Returns the recorded response; `why` is the reason, as half a sentence, if it has no body. */
function replyOf(method: string, response: HarEntry['response'], isWhole: boolean): { readonly reply: Reply; readonly why?: string } {
  const { status, headers } = response
  const real = headers.filter(({ name }) => !name.startsWith(':'))
  // Browsers join the lines of a repeated header.
  const lines = real.flatMap(({ name, value }) => value.split('\n').map((each) => [name, each] as const))
  // RFC 9110 §6.4.1: these responses have no body, whatever their headers say.
  if (method === 'HEAD' || status === 204 || status === 304) return { reply: { status, headers: lines, body: Buffer.alloc(0) } }
  const body = bodyOf(response, lines)
  if ('why' in body) return { reply: withoutBody({ status, headers: withoutFraming(lines) }), why: body.why }
  // Headers about the encoded bytes, or about the bytes as sent, do not apply to the recorded body.
  const isElse = codingsIn(lines).length > 0 || (!isWhole && response.bodySize !== body.bytes.length && !isLong(lines, body.bytes.length))
  return { reply: { status, headers: isElse ? withoutFraming(lines) : lines, body: body.bytes } }
}

/** Returns the decoded bytes of a body. A missing body is not treated as empty. */
function bodyOf(
  { content, bodySize = -1 }: HarEntry['response'],
  lines: Reply['headers'],
): { readonly bytes: Buffer } | { readonly why: string } {
  const why = 'the response body was not recorded'
  const { text, encoding = '', size } = (content as typeof content | null | undefined) ?? {}
  if (typeof text !== 'string') return { why }
  if (encoding !== '' && encoding !== 'base64') return { why: `the recorded body has the unsupported encoding "${encoding}"` }
  const bytes = Buffer.from(text, encoding === 'base64' ? 'base64' : 'utf8')
  const traveled = Math.max(bodySize, Number(valueOf(lines, 'content-length') ?? 0) || 0)
  if (bytes.length === 0) return (size ?? 0) > 0 || traveled > 0 ? { why } : { bytes }
  const unpacked = unpackedRecording(bytes, lines, maxBytes)
  if ('why' in unpacked) return unpacked
  // A line break or a byte order mark may be included in the size and missing from the text. A truncated JSON text is invalid.
  if (unpacked.body.length < (size ?? 0) && !isJson(unpacked.body)) return { why: 'the response body was recorded only partially' }
  return { bytes: unpacked.body }
}

const valueOf = (lines: Reply['headers'], name: string): string | undefined => lines.find(([each]) => each.toLowerCase() === name)?.[1]

const isLong = (lines: Reply['headers'], length: number): boolean => valueOf(lines, 'content-length') === String(length)

const framing = ['content-encoding', 'content-length', 'transfer-encoding']

const withoutFraming = (lines: Reply['headers']): Reply['headers'] => lines.filter(([name]) => !framing.includes(name.toLowerCase()))

/** Returns the exchange that issued each key: the first one that was allowed to return it. */
function issued(exchanges: readonly Answered[], keys: readonly string[], api: Api): Map<string, number> {
  return new Map(
    keys.flatMap((key): [string, number][] => {
      const made = exchanges.find((each) => issues(each, key, api))
      return made === undefined ? [] : [[key, made.number]]
    }),
  )
}

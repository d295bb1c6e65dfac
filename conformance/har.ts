/** Judges traffic that somebody else recorded: laws and sequences over the exchanges of a HAR 1.2 file. Sends nothing. */
import type { Contract, Operation } from '../spec/contract.ts'
import { contract as ours } from '../spec/contract.ts'
import type { JudgedBy } from './basis.ts'
import type { Exchange, Reply } from './exchange.ts'
import { readHar, type Har, type HarEntry } from './har-format.ts'
import { judge } from './judge/judge.ts'
import { isMasked } from './masked.ts'
import { openSchemaJudge } from './judge/schema-judge.ts'
import { makePlan } from './plan/plan.ts'
import { secretsOf } from './report/redact.ts'
import { makeReport, type Report } from './report/report.ts'
import { keyOf, type Credential, type Request } from './request.ts'
import type { Rule } from './rule.ts'
import { rules as catalogue } from './rules/index.ts'
import { parseBaseUrl } from './target.ts'
import { Undecidable } from './undecidable.ts'
import { codingsIn, unpackedRecording } from './unpack.ts'

export interface HarOptions {
  /** Of the deployment; by default the address under which most of the recorded requests are operations of the contract. */
  readonly baseUrl?: string
  readonly rules?: readonly Rule[]
  readonly contract?: Contract
  /** By what the deployment is judged, by default the whole contract. */
  readonly basis?: JudgedBy
  /** Every header that was sent is in it, as where no recorder has left out what might be secret. */
  readonly isWhole?: boolean
}

/** A report of what a file shows. It reaches no level: what nobody asked the deployment is not in the file. */
export interface HarReport extends Report {
  /** Entries of the file that were not judged, by their position from 1. */
  readonly leftOut: readonly { readonly entry: number; readonly why: string }[]
}

/**
 * Judges the text of a HAR file, or the object it parses to. No key of the recording is in the report.
 * Throws `HarError` if it is no HAR 1.2, and `Undecidable` if nothing in it is addressed to a deployment of the contract.
 */
export function judgeHar(source: string | Har, options: HarOptions = {}): HarReport {
  const { contract = ours, rules: all = catalogue } = options
  const { entries } = readHar(source).log
  const paths = templates(contract)
  const baseUrl = options.baseUrl === undefined ? guessBaseUrl(entries, paths) : parseBaseUrl(options.baseUrl)
  const leftOut: { entry: number; why: string }[] = []
  const reader = new Reader(baseUrl, contract, paths)
  const exchanges = entries.flatMap((entry, index): Exchange[] => {
    const read = reader.read(entry, index + 1)
    if ('why' in read) leftOut.push({ entry: index + 1, why: read.why })
    return 'why' in read ? [] : [read]
  })
  if (exchanges.length === 0) throw new Undecidable(`Nothing in the recording is an answer of ${baseUrl}.`)
  exchanges.sort((a, b) => a.sentAt - b.sentAt)
  const rules = all.filter(({ kind }) => kind !== 'probe')
  const level = 'smoke'
  const plan = makePlan(contract, [], { level, seed: 'har' })
  const record = {
    exchanges,
    byRequest: new Map(exchanges.map((each) => [keyOf(each.request.planned), each])),
    unsent: new Map<string, string>(),
  }
  const secrets = [...reader.keys]
  const withholds = options.isWhole !== true && exchanges.every(({ request }) => request.credential.kind === 'none')
  const verdicts = judge(rules, plan, record, {
    contract,
    schemas: openSchemaJudge(contract),
    secrets,
    issued: issued(exchanges, secrets),
    ...(withholds ? { withholds } : {}),
  })
  const report = makeReport({
    contract,
    baseUrl,
    level,
    seed: 'har',
    plan,
    record,
    verdicts,
    ...(options.basis === undefined ? {} : { basis: options.basis }),
    left: [],
    secrets: [...reader.secrets],
    startedAt: Math.min(...exchanges.map(({ sentAt }) => sentAt)),
    endedAt: Math.max(...exchanges.map(({ receivedAt }) => receivedAt)),
  })
  return { ...report, reached: null, leftOut }
}

/** The most that a body of a recording is unpacked to, in bytes. */
const mostBytes = 2 * 1024 * 1024

interface Template {
  readonly operations: Readonly<Record<string, Operation>>
  readonly path: string
  /** Matches the end of a path. */
  readonly pattern: string
  readonly parameters: number
}

/** The paths of the contract; one with fewer parameters is the better match (OpenAPI 3.1 §4.8.8.2). */
function templates(contract: Contract): Template[] {
  const byPath = new Map<string, Record<string, Operation>>()
  for (const operation of Object.values(contract.operations)) {
    byPath.set(operation.path, { ...byPath.get(operation.path), [operation.method]: operation })
  }
  return [...byPath]
    .map(([path, operations]) => {
      const segments = path.split(/\{[^}]+\}/).map((each) => each.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      return { path, operations, pattern: segments.join('[^/]+'), parameters: segments.length - 1 }
    })
    .sort((a, b) => a.parameters - b.parameters)
}

function guessBaseUrl(entries: readonly HarEntry[], paths: readonly Template[]): string {
  const votes = new Map<string, number>()
  for (const { request } of entries) {
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
  if (best === undefined) throw new Undecidable('No request of the recording is an operation of the contract.')
  return best[0]
}

class Reader {
  /** Keys that were sent, which must never come back. */
  readonly keys = new Set<string>()
  /** Everything that must not be shown. */
  readonly secrets = new Set<string>()
  readonly #names = new Map<string, string>()
  readonly #base: URL
  readonly #contract: Contract
  readonly #paths: readonly Template[]

  constructor(baseUrl: string, contract: Contract, paths: readonly Template[]) {
    this.#base = new URL(baseUrl)
    this.#contract = contract
    this.#paths = paths
  }

  read(entry: HarEntry, number: number): Exchange | { readonly why: string } {
    const { request, response } = entry
    const url = new URL(request.url)
    const prefix = this.#base.pathname.replace(/\/$/, '')
    if (url.origin !== this.#base.origin || !url.pathname.startsWith(`${prefix}/`)) return { why: `not addressed to ${this.#base.href}` }
    const reply = replyOf(response)
    if ('why' in reply) return reply
    const relative = url.pathname.slice(prefix.length)
    const path = this.#paths.find(({ pattern }) => new RegExp(`^${pattern}$`).test(relative))
    const operation = path?.operations[request.method === 'HEAD' ? 'GET' : request.method]
    // HTTP/2 names that begin with a colon are no headers (RFC 9113 §8.3).
    const sent = request.headers.filter(({ name }) => !name.startsWith(':'))
    const { credential, key, masked } = this.#credentialOf(sent.find(({ name }) => name.toLowerCase() === 'authorization')?.value)
    const headers = Object.fromEntries(
      sent.filter(({ name }) => name.toLowerCase() !== 'authorization').map(({ name, value }) => [name, value]),
    )
    for (const secret of secretsOf(headers)) this.secrets.add(secret)
    const planned: Request = {
      ...(operation === undefined ? {} : { operation: operation.id }),
      method: request.method,
      path: operation === undefined ? relative : operation.path,
      params: {},
      query: [...url.searchParams],
      headers: {},
      credential,
      effect: ['GET', 'HEAD', 'OPTIONS'].includes(request.method) ? 'read' : 'own',
      again: number,
    }
    const sentAt = Date.parse(entry.startedDateTime)
    const text = request.postData?.text
    return {
      number,
      sentAt,
      receivedAt: sentAt + Math.max(entry.time, 0),
      reply,
      request: {
        planned,
        ...(operation === undefined ? {} : { operation: this.#contract.operations[operation.id].id }),
        method: request.method,
        url: request.url,
        headers,
        ...(text === undefined ? {} : { body: Buffer.from(text) }),
        credential,
        ...(key === undefined ? {} : { key }),
        ...(masked === true ? { isMasked: true as const } : {}),
      },
    }
  }

  #credentialOf(authorization: string | undefined): { readonly credential: Credential; readonly key?: string; readonly masked?: true } {
    if (authorization === undefined) return { credential: { kind: 'none' } }
    const text = /^bearer +(\S+)$/i.exec(authorization)?.[1]
    // A tool may leave the scheme, or nothing but its mark; a scheme with something readable is one of its own.
    const [, scheme, rest = ''] = /^([A-Za-z][A-Za-z0-9-]*)\s+(.+)$/.exec(authorization.trim()) ?? []
    const hidden = scheme === undefined ? authorization.trim() : rest
    if ((scheme === undefined || /^bearer$/i.test(scheme)) && hidden !== '' && isMasked(hidden))
      return { credential: { kind: 'key', role: 'main' }, key: 'masked', masked: true }
    this.secrets.add(text ?? authorization.replace(/^\S+\s+/, ''))
    if (text === undefined) return { credential: { kind: 'malformed', header: authorization } }
    this.keys.add(text)
    const key = this.#names.get(text) ?? `recorded ${this.#names.size + 1}`
    this.#names.set(text, key)
    return { credential: { kind: 'key', role: 'main' }, key }
  }
}

function replyOf({ status, headers, content }: HarEntry['response']): Reply | { readonly why: string } {
  if (status < 200) return { why: 'no answer was recorded' }
  const { text, encoding, size } = content
  if (text === undefined && size > 0) return { why: 'the body of the answer was not recorded' }
  if (encoding !== undefined && encoding !== '' && encoding !== 'base64') return { why: `the body is encoded as "${encoding}"` }
  const real = headers.filter(({ name }) => !name.startsWith(':'))
  // Browsers join the lines of a header that came several times.
  const lines = real.flatMap(({ name, value }) => value.split('\n').map((each) => [name, each] as const))
  const unpacked = unpackedRecording(Buffer.from(text ?? '', encoding === 'base64' ? 'base64' : 'utf8'), lines, mostBytes)
  if ('why' in unpacked) return unpacked
  // What the headers say of the packed bytes is about other bytes than these.
  const isCoded = codingsIn(lines).length > 0
  const framing = ['content-encoding', 'content-length', 'transfer-encoding']
  return { status, headers: lines.filter(([name]) => !(isCoded && framing.includes(name.toLowerCase()))), body: unpacked.body }
}

/** The exchange in which the deployment rightly showed a key: the answer to its making. */
function issued(exchanges: readonly Exchange[], keys: readonly string[]): Map<string, number> {
  return new Map(
    keys.flatMap((key): [string, number][] => {
      const made = exchanges.find(({ request, reply }) => request.operation === 'createApiKey' && reply?.body.includes(key))
      return made === undefined ? [] : [[key, made.number]]
    }),
  )
}

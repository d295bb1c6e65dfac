/** Reads exchanges that somebody else made: which operation each is, whose key it shows, and what of it must not be shown. */
import type { Contract, Operation } from '../../spec/contract.ts'
import type { Answered, Reply } from '../model/exchange.ts'
import { isMasked } from './masked.ts'
import { secretsOf } from '../report/redact.ts'
import { isSafe, type Credential, type Request } from '../model/request.ts'

export interface Template {
  readonly operations: Readonly<Record<string, Operation>>
  readonly path: string
  /** Matches the end of a path. */
  readonly pattern: string
  /** Matches a path that is nothing else. */
  readonly whole: RegExp
  readonly parameters: number
}

/** The paths of the contract; one with fewer parameters is the better match (OpenAPI 3.1 §4.8.8.2). */
export function templates(contract: Contract): Template[] {
  const byPath = new Map<string, Record<string, Operation>>()
  for (const operation of Object.values(contract.operations)) {
    byPath.set(operation.path, { ...byPath.get(operation.path), [operation.method]: operation })
  }
  return [...byPath]
    .map(([path, operations]) => {
      const segments = path.split(/\{[^}]+\}/).map((each) => each.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      const pattern = segments.join('[^/]+')
      return { path, operations, pattern, whole: new RegExp(`^${pattern}$`), parameters: segments.length - 1 }
    })
    .sort((a, b) => a.parameters - b.parameters)
}

/** One exchange as it was seen, whoever noted it. */
export interface Seen {
  /** Position among all, from 1. */
  readonly number: number
  readonly method: string
  /** Absolute. */
  readonly url: string
  /** As they were sent, the credential among them. */
  readonly headers: Reply['headers']
  readonly body?: Buffer
  /** Milliseconds since the epoch. */
  readonly sentAt: number
  readonly receivedAt: number
  readonly reply: Reply
}

interface Most {
  /** So many keys are told apart; whatever shows another one is not read. */
  readonly keys: number
  /** So many texts that must not be shown are known at a time, besides the keys. */
  readonly secrets: number
}

/** Reads one exchange after the other, and knows the keys of all that it has read. */
export class Reader {
  /** Keys that were sent, which must never come back. */
  readonly keys = new Set<string>()
  /** Everything that must not be shown. */
  readonly secrets = new Set<string>()
  readonly #names = new Map<string, string>()
  readonly #base: URL
  readonly #paths: readonly Template[]
  readonly #most: Most

  /** `most` bounds what is remembered, where nobody knows how much there will be. */
  constructor(baseUrl: string, contract: Contract, most: Most = { keys: Infinity, secrets: Infinity }) {
    this.#base = new URL(baseUrl)
    this.#paths = templates(contract)
    this.#most = most
  }

  /** The exchange; or why there is none, as half a sentence. */
  read({ number, method, url: address, headers: lines, body, sentAt, receivedAt, reply }: Seen): Answered | string {
    const url = new URL(address)
    const prefix = this.#base.pathname.replace(/\/$/, '')
    if (url.origin !== this.#base.origin || !url.pathname.startsWith(`${prefix}/`)) return `not addressed to ${this.#base.href}`
    const relative = url.pathname.slice(prefix.length)
    const path = this.#paths.find(({ whole }) => whole.test(relative))
    const operation = path?.operations[method === 'HEAD' ? 'GET' : method]
    // HTTP/2 names that begin with a colon are no headers (RFC 9113 §8.3).
    const sent = lines.filter(([name]) => !name.startsWith(':'))
    const authorization = sent.find(([name]) => name.toLowerCase() === 'authorization')?.[1]
    if (this.#isOneTooMany(authorization)) return `with another key than the first ${this.#most.keys}`
    const { credential, key, masked } = this.#credentialOf(authorization)
    const headers = Object.fromEntries(sent.filter(([name]) => name.toLowerCase() !== 'authorization'))
    for (const secret of [...secretsOf(headers), ...secretsOfAddress(url), ...secretsOfBody(body)]) this.#hide(secret)
    const planned: Request = {
      ...(operation === undefined ? {} : { operation: operation.id }),
      method,
      path: operation === undefined ? relative : operation.path,
      params: {},
      query: [...url.searchParams],
      headers: {},
      credential,
      effect: isSafe(method) ? 'read' : 'own',
      again: number,
    }
    return {
      number,
      sentAt,
      receivedAt,
      reply,
      request: {
        planned,
        ...(operation === undefined ? {} : { operation: operation.id }),
        method,
        url: address,
        headers,
        ...(body === undefined ? {} : { body }),
        credential,
        isObserved: true,
        ...(key === undefined ? {} : { key }),
        ...(masked === true ? { isMasked: true as const } : {}),
      },
    }
  }

  #hide(secret: string): void {
    this.secrets.add(secret)
    if (this.secrets.size <= this.#most.secrets) return
    // The oldest one that is no key: an answer that shows it again after so many others is not foreseen.
    for (const each of this.secrets) if (!this.keys.has(each)) return void this.secrets.delete(each)
  }

  /** Whether a key is new, and there are as many as are told apart already. */
  #isOneTooMany(authorization: string | undefined): boolean {
    const text = bearer(authorization)
    return text !== undefined && !this.#names.has(text) && this.#names.size >= this.#most.keys
  }

  #credentialOf(authorization: string | undefined): { readonly credential: Credential; readonly key?: string; readonly masked?: true } {
    if (authorization === undefined) return { credential: { kind: 'none' } }
    const text = bearer(authorization)
    // A tool may leave the scheme, or nothing but its mark; a scheme with something readable is one of its own.
    const [, scheme, rest = ''] = /^([A-Za-z][A-Za-z0-9-]*)\s+(.+)$/.exec(authorization.trim()) ?? []
    const hidden = scheme === undefined ? authorization.trim() : rest
    if ((scheme === undefined || /^bearer$/i.test(scheme)) && hidden !== '' && isMasked(hidden))
      return { credential: { kind: 'key', role: 'main' }, key: 'masked', masked: true }
    const secret = text ?? authorization.replace(/^\S+\s+/, '')
    // A word that a client tries, such as "invalid", is no key, and stands in many an answer.
    if (secret.length >= shortestSecret) this.#hide(secret)
    if (text === undefined) return { credential: { kind: 'malformed', header: authorization } }
    if (text.length >= shortestSecret) this.keys.add(text)
    const key = this.#names.get(text) ?? `recorded ${this.#names.size + 1}`
    this.#names.set(text, key)
    return { credential: { kind: 'key', role: 'main' }, key }
  }
}

/** A password, and what parameters hold whose name says that it is secret. */
const secretsOfAddress = ({ password, searchParams }: URL): string[] => [
  ...(password === '' ? [] : [password]),
  ...secretsOf(Object.fromEntries(searchParams)),
]

/** A larger body is no form that somebody fills in. */
const largestForm = 64 * 1024

/** The same in a body of JSON, at any depth. */
function secretsOfBody(body: Buffer | undefined): string[] {
  if (body === undefined || body.length > largestForm) return []
  const look = (value: unknown): string[] => {
    if (typeof value !== 'object' || value === null) return []
    const texts = Object.entries(value).filter((each): each is [string, string] => typeof each[1] === 'string')
    return [...secretsOf(Array.isArray(value) ? {} : Object.fromEntries(texts)), ...Object.values(value).flatMap(look)]
  }
  try {
    return look(JSON.parse(body.toString('utf8')))
  } catch {
    return []
  }
}

const bearer = (authorization: string | undefined): string | undefined => /^bearer +(\S+)$/i.exec(authorization ?? '')?.[1]

/** No key is as short; the contract's have more than thirty characters. */
const shortestSecret = 8

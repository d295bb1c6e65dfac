/** Reads exchanges of other clients: the operation and the key of each, and the parts that must not be shown. */
import type { Contract, Operation } from '../../spec/contract.ts'
import type { Answered, Reply, SentRequest } from '../model/exchange.ts'
import { credentialOf, keyNameOf, type HarNote } from '../model/har-note.ts'
import { isMasked } from './masked.ts'
import { secretsOf } from '../report/redact.ts'
import { isSafe, type Credential, type Request } from '../model/request.ts'

export interface Template {
  readonly operations: Readonly<Record<string, Operation>>
  readonly path: string
  /** Matches the end of a path. */
  readonly pattern: string
  /** Matches a complete path. */
  readonly whole: RegExp
  readonly parameters: number
}

/** Returns the paths of the contract. The path with the fewest parameters is the best match (OpenAPI 3.1 §4.8.8.2). */
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

/** An observed exchange from any source. */
export interface Seen {
  /** Position starting at 1. */
  readonly number: number
  readonly method: string
  /** Absolute. */
  readonly url: string
  /** As sent, including the credential. */
  readonly headers: Reply['headers']
  readonly body?: Buffer
  /** Milliseconds since the epoch. */
  readonly sentAt: number
  readonly receivedAt: number
  readonly reply: Reply
  /** What the suite noted about an exchange of its own. */
  readonly note?: HarNote
}

interface Most {
  /** The maximum number of distinct keys. Exchanges with additional keys are not read. */
  readonly keys: number
  /** The maximum number of known secrets, in addition to the keys. */
  readonly secrets: number
}

/** Reads exchanges one by one, and keeps the keys of all that it has read. */
export class Reader {
  /** Keys that were sent, which responses must never contain. */
  readonly keys = new Set<string>()
  /** Everything that must not be shown. */
  readonly secrets = new Set<string>()
  /** The keys by the names that the exchanges have for them. */
  readonly keysByName = new Map<string, string>()
  readonly #names = new Map<string, string>()
  readonly #base: URL
  readonly #paths: readonly Template[]
  readonly #most: Most

  /** `most` limits what is kept if the number of exchanges is unknown. */
  constructor(baseUrl: string, contract: Contract, most: Most = { keys: Infinity, secrets: Infinity }) {
    this.#base = new URL(baseUrl)
    this.#paths = templates(contract)
    this.#most = most
  }

  /** Returns the exchange, or the reason why there is none, as half a sentence. */
  read({ number, method, url: address, headers: lines, body, sentAt, receivedAt, reply, note }: Seen): Answered | string {
    const url = new URL(address)
    const prefix = this.#base.pathname.replace(/\/$/, '')
    if (url.origin !== this.#base.origin || !url.pathname.startsWith(`${prefix}/`)) return `not addressed to ${this.#base.href}`
    const relative = url.pathname.slice(prefix.length)
    const path = this.#paths.find(({ whole }) => whole.test(relative))
    const matching = path?.operations[method === 'HEAD' ? 'GET' : method]
    const operation = note?.operation === null ? undefined : matching
    // HTTP/2 names that start with a colon are not headers (RFC 9113 §8.3).
    const sent = lines.filter(([name]) => !name.startsWith(':'))
    const authorization = sent.find(([name]) => name.toLowerCase() === 'authorization')?.[1]
    const text = bearer(authorization)
    if (this.#isOneTooMany(text)) return `uses an additional API key; only the first ${this.#most.keys} keys are judged`
    const { credential, key, masked, isObserved, ...whose } = this.#ownerOf(authorization, note)
    const name = keyNameOf({ credential, ...(key === undefined ? {} : { key }) })
    if (text !== undefined && masked !== true && !this.keysByName.has(name)) this.keysByName.set(name, text)
    const headers = Object.fromEntries(sent.filter(([name]) => name.toLowerCase() !== 'authorization'))
    for (const secret of [...secretsOf(headers), ...secretsOfAddress(url, matching), ...secretsOfBody(body)]) this.#hide(secret)
    const planned: Request = {
      ...(operation === undefined ? {} : { operation: operation.id }),
      method,
      path: operation === undefined ? relative : operation.path,
      params: {},
      query: [...url.searchParams],
      headers: {},
      credential,
      effect: note?.effect ?? (isSafe(method) ? 'read' : 'own'),
      again: number,
    }
    return {
      number: note?.number ?? number,
      sentAt,
      receivedAt,
      ...(note?.order === undefined ? {} : { order: note.order }),
      reply,
      request: {
        planned,
        ...(operation === undefined ? {} : { operation: operation.id }),
        method,
        url: address,
        headers,
        ...(body === undefined ? {} : { body }),
        credential,
        ...(isObserved ? { isObserved: true as const } : {}),
        ...whose,
        ...(key === undefined ? {} : { key }),
        ...(masked === true ? { isMasked: true as const } : {}),
      },
    }
  }

  #hide(secret: string): void {
    this.secrets.add(secret)
    if (this.secrets.size <= this.#most.secrets) return
    // Drop the oldest secret that is not a key: a response is unlikely to repeat it after so many others.
    for (const each of this.secrets) if (!this.keys.has(each)) return void this.secrets.delete(each)
  }

  /** Whether a key is new and the maximum number of keys is reached. */
  #isOneTooMany(text: string | undefined): boolean {
    return text !== undefined && !this.#names.has(text) && this.#names.size >= this.#most.keys
  }

  /** Returns the credential of a request and the name of its key. What the suite noted about its own requests is certain. */
  #ownerOf(
    authorization: string | undefined,
    note: HarNote | undefined,
  ): Pick<SentRequest, 'credential' | 'key' | 'tenant'> & { readonly isObserved: boolean; readonly masked?: true } {
    // A tampered key is none that a response must not contain.
    const seen = this.#credentialOf(note?.credential?.kind === 'tampered' ? undefined : authorization)
    if (note === undefined) return { ...seen, isObserved: true }
    const { key, tenant } = note
    return {
      ...(note.credential === undefined
        ? { credential: seen.credential, isObserved: true }
        : { credential: credentialOf(note.credential, authorization ?? ''), isObserved: false }),
      ...(key === undefined ? {} : { key }),
      ...(tenant === undefined ? {} : { tenant }),
    }
  }

  #credentialOf(authorization: string | undefined): { readonly credential: Credential; readonly key?: string; readonly masked?: true } {
    if (authorization === undefined) return { credential: { kind: 'none' } }
    const text = bearer(authorization)
    // A tool may keep the scheme, or nothing but its placeholder; a scheme with a readable token is kept as it is.
    const [, scheme, rest = ''] = /^([A-Za-z][A-Za-z0-9-]*)\s+(.+)$/.exec(authorization.trim()) ?? []
    const hidden = scheme === undefined ? authorization.trim() : rest
    if ((scheme === undefined || /^bearer$/i.test(scheme)) && hidden !== '' && isMasked(hidden))
      return { credential: { kind: 'key', role: 'main' }, key: 'masked', masked: true }
    const secret = text ?? authorization.replace(/^\S+\s+/, '')
    // A word that a client tries, such as "invalid", is not a key, and appears in many responses.
    if (secret.length >= shortestSecret) this.#hide(secret)
    if (text === undefined) return { credential: { kind: 'malformed', header: authorization } }
    if (text.length >= shortestSecret) this.keys.add(text)
    const key = this.#names.get(text) ?? `recorded ${this.#names.size + 1}`
    this.#names.set(text, key)
    return { credential: { kind: 'key', role: 'main' }, key }
  }
}

/**
 * Returns the password, and the values of parameters whose name indicates a secret. A parameter of the contract is none, whatever its name: `keyId` is
 * the id of a key, which many responses contain.
 */
const secretsOfAddress = ({ password, searchParams }: URL, operation: Operation | undefined): string[] => {
  const isDocumented = (name: string): boolean => operation?.parameters.some((each) => each.in === 'query' && each.name === name) === true
  return [
    ...(password === '' ? [] : [password]),
    ...secretsOf(Object.fromEntries([...searchParams].filter(([name]) => !isDocumented(name)))),
  ]
}

/** Larger bodies are unlikely to be forms. */
const largestForm = 64 * 1024

/** Returns the same from a JSON body, at any depth. */
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

/** No key is shorter; the contract's keys have more than thirty characters. */
const shortestSecret = 8

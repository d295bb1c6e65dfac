/**
 * What the suite writes into its own recordings besides HAR 1.2, in a custom member of each entry (§5.2.1: its name begins with an underscore). With it, a
 * judgement of the recording is that of the run.
 */
import type { SentRequest } from './exchange.ts'
import type { Credential, Effect, Role } from './request.ts'

/** The name of the member. */
export const noteMember = '_conformance'

export interface HarNote {
  /** Position in the run, starting at 1. */
  readonly number: number
  /** The operation, or `null` for paths and methods outside the contract. */
  readonly operation: string | null
  readonly effect: Effect
  /** The name of the key. */
  readonly key?: string
  readonly tenant?: 'main' | 'other'
  /** Absent if an earlier response issued the key. The text of the credential is in the request. */
  readonly credential?: NotedCredential
  /** Positions of both events among all events of the run. */
  readonly order?: { readonly sent: number; readonly received: number }
  /** The number of bytes that followed the end of the response, if any. */
  readonly surplus?: number
}

type NotedCredential =
  | { readonly kind: 'none' | 'unknown' | 'tampered' | 'malformed' }
  | { readonly kind: 'key'; readonly role: Role; readonly scheme?: string; readonly place?: 'query' }

/** Returns the part of a credential that a note contains. */
export function noted(credential: Credential): NotedCredential | undefined {
  const { kind } = credential
  if (kind === 'issued') return undefined
  if (kind !== 'key') return { kind }
  const { role, scheme, place } = credential
  return { kind, role, ...(scheme === undefined ? {} : { scheme }), ...(place === undefined ? {} : { place }) }
}

/** Returns the name of the key of a request among the keys of its run or recording. */
export const keyNameOf = ({ key, credential }: Pick<SentRequest, 'key' | 'credential'>): string =>
  credential.kind === 'key' ? (key ?? credential.role) : credential.kind === 'issued' ? (key ?? '') : credential.kind

/** Returns the credential of a note. `header` is the `Authorization` header that was sent. */
export function credentialOf(of: NotedCredential, header: string): Credential {
  return of.kind === 'malformed' ? { kind: 'malformed', header } : of.kind === 'key' ? of : { kind: of.kind }
}

const effects: readonly unknown[] = ['read', 'refused', 'own', 'lasting', 'undo', 'quota'] satisfies readonly Effect[]
const roles: readonly unknown[] = ['main', 'unprivileged', 'expired', 'revoked', 'other', 'exhaustible'] satisfies readonly Role[]

/** Returns the note of a HAR entry, or `undefined` if it has none or if a member of it is invalid: then the entry is like that of any recorder. */
export function noteOf(entry: object): HarNote | undefined {
  const note = (entry as { readonly [noteMember]?: unknown })[noteMember]
  return isNote(note) ? note : undefined
}

function isNote(note: unknown): note is HarNote {
  if (!isRecord(note)) return false
  const { number, operation, effect, key, tenant, credential, order, surplus } = note
  return (
    isPosition(number) &&
    (operation === null || typeof operation === 'string') &&
    effects.includes(effect) &&
    isText(key) &&
    [undefined, 'main', 'other'].includes(tenant as undefined) &&
    (credential === undefined || isCredential(credential)) &&
    (surplus === undefined || isPosition(surplus)) &&
    (order === undefined || (isRecord(order) && isPosition(order['sent']) && isPosition(order['received'])))
  )
}

function isCredential(value: unknown): boolean {
  if (!isRecord(value)) return false
  const { kind, role, scheme, place } = value
  if (kind === 'key') return roles.includes(role) && isText(scheme) && (place === undefined || place === 'query')
  return ['none', 'unknown', 'tampered', 'malformed'].includes(kind as string)
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null
const isText = (value: unknown): boolean => value === undefined || typeof value === 'string'
const isPosition = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value > 0

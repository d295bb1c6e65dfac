import type fc from 'fast-check'
import { expect } from 'vitest'
import type { Schemas } from '../../../spec/contract.ts'
import { has, latest, latestNamed, told } from '../stories.ts'
import { type Doorman, verdictOn } from './doorman.ts'
import { covers, inactive, type Key, refusal, type Ring, type Verdict } from './ring.ts'

type Scope = Schemas['Scope']
export type KeyCommand = fc.AsyncCommand<Ring, Real>

export interface Real {
  readonly doorman: Doorman
  /** The clock of the server. */
  readonly clock: { now: number }
}

/** A key: one of the first by its number from 1, others by how many later ones there are. */
type Which = { readonly first: number } | { readonly back: number }

interface Caller {
  readonly by: Which
  readonly address: string
}

/** What a key may be given; `seconds` is when it expires, from then. */
interface Wish {
  readonly name?: string
  readonly scopes?: Scope[]
  readonly seconds?: number | null
  readonly allowedIps?: string[]
}

interface Step<Data> {
  readonly sentence: string
  readonly caller: Caller
  /** The key that it is about, if it is about one that is there. */
  readonly on?: Which
  readonly request: (ring: Ring) => { readonly method: string; readonly path: string; readonly body?: object }
  /** Why somebody with these scopes may not do it although they may change keys. */
  readonly refused: (ring: Ring, scopes: readonly Scope[]) => Verdict | undefined
  readonly done: Verdict
  readonly follow: (ring: Ring, data: Data) => void
}

const known = (ring: Ring, which: Which) => ('first' in which ? which.first <= ring.keys.length : has(ring.keys, which.back))
const nameOf = (which: Which) => ('first' in which ? `key ${which.first}` : latestNamed('key', which.back))
const keyOf = ({ keys }: Ring, which: Which): Key => latest(keys, 'first' in which ? keys.length - which.first : which.back)
const time = (ring: Ring, seconds: number | null) => (seconds === null ? null : ring.now + seconds * 1000)
const sentOf = (ring: Ring, { seconds, ...rest }: Wish) => ({
  ...rest,
  ...(seconds !== undefined && { expiresAt: seconds === null ? null : new Date(ring.now + seconds * 1000).toISOString() }),
})
const inWords = ({ name, scopes, seconds, allowedIps }: Wish) =>
  [
    ...(name === undefined ? [] : ['another name']),
    ...(scopes === undefined ? [] : [`scopes [${scopes.join(' ')}]`]),
    ...(seconds === undefined ? [] : [seconds === null ? 'no end' : `its end in ${seconds} s`]),
    ...(allowedIps === undefined ? [] : [allowedIps.length === 0 ? 'any address' : `address ${allowedIps.join(' and ')}`]),
  ].join(', ')

function command<Data>({ sentence, caller, on = caller.by, request, refused, done, follow }: Step<Data>): KeyCommand {
  return {
    check: (ring) => known(ring, caller.by) && known(ring, on),
    run: async (ring, { doorman }) => {
      const by = keyOf(ring, caller.by)
      const text = by.texts.at(-1) ?? ''
      const expected = refusal(by, text, caller.address, 'admin.keys.write', ring.now) ?? refused(ring, by.scopes)
      const { method, path, body } = request(ring)
      const answer = await doorman.ask(method, path, { text, address: caller.address }, body)
      const verdict = verdictOn(answer)
      doorman.note(verdict)
      expect(verdict, `the last step, ${sentence}`).toBe(expected ?? done)
      if (expected === undefined) follow(ring, answer.body.data as Data)
      await doorman.check(ring)
    },
    toString: () => told(`${nameOf(caller.by)}, from ${caller.address}, ${sentence}`),
  }
}

/** 403 before 409: whoever may do less than a key is not told whether it is active. */
const refusedOn = (ring: Ring, on: Which, scopes: readonly Scope[], wanted: readonly Scope[] = []): Verdict | undefined => {
  if (!covers(scopes, [...keyOf(ring, on).scopes, ...wanted])) return '403 INSUFFICIENT_SCOPE'
  return inactive(keyOf(ring, on), ring.now) ? '409 INVALID_STATE' : undefined
}

export function create(caller: Caller, wish: Required<Omit<Wish, 'name'>>): KeyCommand {
  return command<Schemas['IssuedApiKey']>({
    sentence: `makes a key with ${inWords(wish)}`,
    caller,
    request: (ring) => ({ method: 'POST', path: '/admin/api-keys', body: { name: 'Story', ...sentOf(ring, wish) } }),
    refused: (_ring, scopes) => (covers(scopes, wish.scopes) ? undefined : '403 INSUFFICIENT_SCOPE'),
    done: '201',
    follow: (ring, { apiKey, plaintextKey }) => {
      const { scopes, seconds, allowedIps } = wish
      ring.keys.push({ id: apiKey.id, texts: [plaintextKey], scopes, expiresAt: time(ring, seconds), allowedIps, revoked: false })
    },
  })
}

export function update(caller: Caller, on: Which, wish: Wish): KeyCommand {
  return command({
    sentence: `gives ${nameOf(on)} ${inWords(wish)}`,
    caller,
    on,
    request: (ring) => ({ method: 'PATCH', path: `/admin/api-keys/${keyOf(ring, on).id}`, body: sentOf(ring, wish) }),
    refused: (ring, scopes) => refusedOn(ring, on, scopes, wish.scopes ?? []),
    done: '200',
    follow: (ring) => {
      const key = keyOf(ring, on)
      key.scopes = wish.scopes ?? key.scopes
      key.allowedIps = wish.allowedIps ?? key.allowedIps
      if (wish.seconds !== undefined) key.expiresAt = time(ring, wish.seconds)
    },
  })
}

export function revoke(caller: Caller, on: Which): KeyCommand {
  return command({
    sentence: `revokes ${nameOf(on)}`,
    caller,
    on,
    request: (ring) => ({ method: 'POST', path: `/admin/api-keys/${keyOf(ring, on).id}/revoke` }),
    refused: (ring, scopes) => refusedOn(ring, on, scopes),
    done: '200',
    follow: (ring) => void (keyOf(ring, on).revoked = true),
  })
}

export function rotate(caller: Caller, on: Which): KeyCommand {
  return command<Schemas['IssuedApiKey']>({
    sentence: `rotates ${nameOf(on)}`,
    caller,
    on,
    request: (ring) => ({ method: 'POST', path: `/admin/api-keys/${keyOf(ring, on).id}/rotate` }),
    refused: (ring, scopes) => refusedOn(ring, on, scopes),
    done: '200',
    follow: (ring, { plaintextKey }) => void keyOf(ring, on).texts.push(plaintextKey),
  })
}

export function wait(seconds: number): KeyCommand {
  return {
    check: () => true,
    run: async (ring, { doorman, clock }) => {
      ring.now += seconds * 1000
      clock.now = ring.now
      await doorman.check(ring)
    },
    toString: () => told(`${seconds} s pass`),
  }
}

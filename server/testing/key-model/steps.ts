import type fc from 'fast-check'
import { expect } from 'vitest'
import type { Schemas } from '../../../spec/contract.ts'
import { has, latest, latestNamed, traceLine } from '../property-traces.ts'
import { type AuthOracle, verdictOn } from './auth-oracle.ts'
import { covers, inactive, type Key, refusal, type KeyModel, type Verdict } from './model.ts'

type Scope = Schemas['Scope']
export type KeyCommand = fc.AsyncCommand<KeyModel, Real>

export interface Real {
  readonly oracle: AuthOracle
  /** The clock of the server. */
  readonly clock: { now: number }
}

/** A key: one of the first by its number from 1, others by the number of later keys. */
type Which = { readonly first: number } | { readonly back: number }

interface Caller {
  readonly by: Which
  readonly address: string
}

/** The requested properties of a key; `seconds` is the time until its expiry. */
interface Wish {
  readonly name?: string
  readonly scopes?: Scope[]
  readonly seconds?: number | null
  readonly allowedIps?: string[]
}

interface Step<Data> {
  readonly sentence: string
  readonly caller: Caller
  /** The key that the step changes, if it refers to an existing one. */
  readonly on?: Which
  readonly request: (model: KeyModel) => { readonly method: string; readonly path: string; readonly body?: object }
  /** Why a caller with these scopes may not do it, although it may change keys. */
  readonly refused: (model: KeyModel, scopes: readonly Scope[]) => Verdict | undefined
  readonly done: Verdict
  readonly follow: (model: KeyModel, data: Data) => void
}

const known = (model: KeyModel, which: Which) => ('first' in which ? which.first <= model.keys.length : has(model.keys, which.back))
const nameOf = (which: Which) => ('first' in which ? `key ${which.first}` : latestNamed('key', which.back))
const keyOf = ({ keys }: KeyModel, which: Which): Key => latest(keys, 'first' in which ? keys.length - which.first : which.back)
const time = (model: KeyModel, seconds: number | null) => (seconds === null ? null : model.now + seconds * 1000)
const sentOf = (model: KeyModel, { seconds, ...rest }: Wish) => ({
  ...rest,
  ...(seconds !== undefined && { expiresAt: seconds === null ? null : new Date(model.now + seconds * 1000).toISOString() }),
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
    check: (model) => known(model, caller.by) && known(model, on),
    run: async (model, { oracle }) => {
      const by = keyOf(model, caller.by)
      const text = by.texts.at(-1) ?? ''
      const expected = refusal(by, text, caller.address, 'admin.keys.write', model.now) ?? refused(model, by.scopes)
      const { method, path, body } = request(model)
      const answer = await oracle.ask(method, path, { text, address: caller.address }, body)
      const verdict = verdictOn(answer)
      oracle.note(verdict)
      expect(verdict, `the last step, ${sentence}`).toBe(expected ?? done)
      if (expected === undefined) follow(model, answer.body.data as Data)
      await oracle.check(model)
    },
    toString: () => traceLine(`${nameOf(caller.by)}, from ${caller.address}, ${sentence}`),
  }
}

/** 403 before 409: a caller with fewer scopes than a key does not learn whether it is active. */
const refusedOn = (model: KeyModel, on: Which, scopes: readonly Scope[], wanted: readonly Scope[] = []): Verdict | undefined => {
  if (!covers(scopes, [...keyOf(model, on).scopes, ...wanted])) return '403 INSUFFICIENT_SCOPE'
  return inactive(keyOf(model, on), model.now) ? '409 INVALID_STATE' : undefined
}

export function create(caller: Caller, wish: Required<Omit<Wish, 'name'>>): KeyCommand {
  return command<Schemas['IssuedApiKey']>({
    sentence: `makes a key with ${inWords(wish)}`,
    caller,
    request: (model) => ({ method: 'POST', path: '/admin/api-keys', body: { name: 'Trace', ...sentOf(model, wish) } }),
    refused: (_ring, scopes) => (covers(scopes, wish.scopes) ? undefined : '403 INSUFFICIENT_SCOPE'),
    done: '201',
    follow: (model, { apiKey, plaintextKey }) => {
      const { scopes, seconds, allowedIps } = wish
      model.keys.push({ id: apiKey.id, texts: [plaintextKey], scopes, expiresAt: time(model, seconds), allowedIps, revoked: false })
    },
  })
}

export function update(caller: Caller, on: Which, wish: Wish): KeyCommand {
  return command({
    sentence: `gives ${nameOf(on)} ${inWords(wish)}`,
    caller,
    on,
    request: (model) => ({ method: 'PATCH', path: `/admin/api-keys/${keyOf(model, on).id}`, body: sentOf(model, wish) }),
    refused: (model, scopes) => refusedOn(model, on, scopes, wish.scopes ?? []),
    done: '200',
    follow: (model) => {
      const key = keyOf(model, on)
      key.scopes = wish.scopes ?? key.scopes
      key.allowedIps = wish.allowedIps ?? key.allowedIps
      if (wish.seconds !== undefined) key.expiresAt = time(model, wish.seconds)
    },
  })
}

export function revoke(caller: Caller, on: Which): KeyCommand {
  return command({
    sentence: `revokes ${nameOf(on)}`,
    caller,
    on,
    request: (model) => ({ method: 'POST', path: `/admin/api-keys/${keyOf(model, on).id}/revoke` }),
    refused: (model, scopes) => refusedOn(model, on, scopes),
    done: '200',
    follow: (model) => void (keyOf(model, on).revoked = true),
  })
}

export function rotate(caller: Caller, on: Which): KeyCommand {
  return command<Schemas['IssuedApiKey']>({
    sentence: `rotates ${nameOf(on)}`,
    caller,
    on,
    request: (model) => ({ method: 'POST', path: `/admin/api-keys/${keyOf(model, on).id}/rotate` }),
    refused: (model, scopes) => refusedOn(model, on, scopes),
    done: '200',
    follow: (model, { plaintextKey }) => void keyOf(model, on).texts.push(plaintextKey),
  })
}

export function wait(seconds: number): KeyCommand {
  return {
    check: () => true,
    run: async (model, { oracle, clock }) => {
      model.now += seconds * 1000
      clock.now = model.now
      await oracle.check(model)
    },
    toString: () => traceLine(`${seconds} s pass`),
  }
}

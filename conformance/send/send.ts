import type { WriteConsent } from '../guard/consent.ts'
import { breakerOf } from '../guard/reasons.ts'
import { allowanceOf } from '../model/allowance.ts'
import { operationNamed, type Api } from '../model/api.ts'
import { valueAt } from '../../spec/contract.ts'
import { header, isAnswered, json, member, type Answered, type Exchange, type SentRequest } from '../model/exchange.ts'
import { Bookkeeper } from '../cleanup/bookkeeper.ts'
import { Effects } from '../guard/effects.ts'
import { Guard, Withheld, type Permit } from '../guard/guard.ts'
import type { Journal } from '../cleanup/journal.ts'
import { Ownership } from '../guard/ownership.ts'
import { keyFlags } from '../plan/needs.ts'
import type { IssuedKey, Plan } from '../plan/model.ts'
import { dependencies, keyOf, type Credential, type Request, type Role } from '../model/request.ts'
import { redactor, secretsOf } from '../report/redact.ts'
import type { KeyRing, Presented } from './key-ring.ts'
import { Undecidable } from '../model/undecidable.ts'
import { build, Missing, resolve, type Built } from './build.ts'
import { checkFirst } from './first.ts'
import { minute } from './counts.ts'
import { nobody, Pace } from './pace.ts'
import type { Patience } from './patience.ts'
import type { Wire } from './wire.ts'

/** What was sent, and why the rest was not. */
export interface Recording {
  /** In the order of sending; the last one of a key is the one that counts, earlier ones were refused with 429 and repeated. */
  readonly exchanges: readonly Exchange[]
  /** By key of the request. */
  readonly byRequest: ReadonlyMap<string, Exchange>
  /** Why a planned request could not be sent, by key of the request. */
  readonly unsent: ReadonlyMap<string, string>
}

export type SendEvent =
  | { readonly type: 'exchange'; readonly exchange: Exchange; readonly sent: number; readonly planned: number }
  /** `milliseconds` until the key named can send again. */
  | { readonly type: 'wait'; readonly key: string; readonly milliseconds: number }

export interface SendOptions {
  readonly plan: Plan
  readonly api: Api
  /** What the caller allows; the guard in front of every write holds it against the plan once more. */
  readonly consent: WriteConsent
  readonly baseUrl: string
  readonly keys: KeyRing
  readonly wire: Wire
  readonly clock: () => number
  /** Ends at once when the run is interrupted, and whenever it has been. */
  readonly sleep: (milliseconds: number) => Promise<void>
  readonly onEvent: (event: SendEvent) => void
  /** Sent with every request. */
  readonly headers: Readonly<Record<string, string>>
  /** How many requests may be on their way at once; writes are always alone. */
  readonly concurrency: number
  /** Where writes are noted before they are sent; a plan without own data needs none. */
  readonly journal?: Journal
  /** Aborted to end the run: nothing more is sent but the clean-up of what was made, and nothing is waited for. */
  readonly stop?: AbortSignal
  /** How long to wait for rate limits. */
  readonly patience: Patience
  /** Called once, after the first request of the plan, with what is known of the limits; gives the plan to follow, which begins with the same request. */
  readonly settle?: (pace: Pace) => Plan
}

/** A 429 is nobody's finding: the request is repeated this many times at most. */
const maxRepeats = 3
/** A refusal that asks to come back at once is not taken at its word; in milliseconds. */
const shortestHold = 1000
/** What taking back may cost each key beyond its share, for what is asked again. */
const fewMore = 2
/** After this many failures in a row the deployment is taken to be gone. */
const maxFailures = 3

/**
 * Sends a plan in order, waiting where a key may send nothing more for now, and notes what it makes before it makes it.
 * Throws `Undecidable` if the first request shows that the deployment cannot be reached, or that the key is not accepted.
 */
export async function send(options: SendOptions): Promise<Recording> {
  const sender = new Sender(options)
  const onTheirWay = new Map<string, Promise<void>>()
  /** The last write of an operation that has to be refused: whether it was decides on the next one. */
  const attempts = new Map<string, Promise<void>>()
  const all = () => Promise.all(onTheirWay.values())
  const carry = async (planned: Request, isFirst: boolean): Promise<void> => {
    const isAlone = isFirst || !['read', 'refused'].includes(planned.effect)
    await (isAlone ? all() : Promise.all(dependencies(planned).flatMap((each) => onTheirWay.get(keyOf(each)) ?? [])))
    const breaker = breakerOf(planned)
    if (breaker !== undefined) await attempts.get(breaker)
    while (onTheirWay.size >= options.concurrency) await Promise.race(onTheirWay.values())
    const key = keyOf(planned)
    const task = sender.carry(planned).finally(() => onTheirWay.delete(key))
    onTheirWay.set(key, task)
    if (breaker !== undefined) attempts.set(breaker, task)
    if (isAlone || options.concurrency === 1) await task
  }
  const [first] = options.plan.requests
  if (first !== undefined) {
    await carry(first, true)
    for (const planned of sender.settle().slice(1)) await carry(planned, false)
  }
  await all()
  return sender.record
}

class Sender {
  readonly #options: SendOptions
  #plan: Plan
  readonly #exchanges: Exchange[] = []
  readonly #byRequest = new Map<string, Exchange>()
  readonly #unsent = new Map<string, string>()
  readonly #pace: Pace
  #books: Bookkeeper
  #ownership: Ownership
  #guard: Guard
  #effects: Effects
  /** Why a key is not waited for any more, by its name. */
  readonly #refused = new Map<string, string>()
  /** Keys that lack a permission which the first key may have, or that are not accepted. */
  readonly #narrow = new Set<string>()
  /** Keys that the run has made for itself. */
  readonly #made = new Set<string>()
  /** By the request that makes the key ready, and by the one that revokes it. */
  #issuedKeys: ReadonlyMap<string, readonly IssuedKey[]> = new Map()
  #revocations: ReadonlyMap<string, IssuedKey> = new Map()
  /** What takes back, or looks whether it is gone. */
  #undoing: readonly Request[] = []
  /** What each key of a role keeps for that, until something is made or taken back again. */
  readonly #shares = new Map<Role, number>()
  #failures = 0
  #count = 0
  /** Moments of sending and receiving so far. */
  #moments = 0

  constructor(options: SendOptions) {
    this.#options = options
    this.#pace = new Pace(allowanceOf(options.api))
    this.#plan = options.plan
    ;[this.#books, this.#ownership, this.#guard, this.#effects] = this.#follow(options.plan)
  }

  /** The requests to send, once the limits are known; the first is sent. */
  settle(): readonly Request[] {
    const { settle } = this.#options
    if (settle === undefined) return this.#plan.requests
    ;[this.#books, this.#ownership, this.#guard, this.#effects] = this.#follow(settle(this.#pace))
    // What was answered so far is known to whoever follows the new plan, too.
    for (const exchange of this.#exchanges) this.#ownership.learn(exchange.request.planned, exchange)
    return this.#plan.requests
  }

  #follow(plan: Plan): [Bookkeeper, Ownership, Guard, Effects] {
    this.#plan = plan
    const { api, consent, journal } = this.#options
    const answers = this.record
    const ownership = new Ownership(plan.owned, answers)
    const guardContext = { api, ownOf: (create: Request) => plan.owned.get(keyOf(create)) ?? [], madeUp: plan.madeUp }
    const effects = new Effects(plan.confirmations, guardContext)
    const guard = new Guard(consent, guardContext, ownership, effects)
    const byReady = new Map<string, IssuedKey[]>()
    for (const issued of plan.issuedKeys) byReady.set(keyOf(issued.ready), [...(byReady.get(keyOf(issued.ready)) ?? []), issued])
    this.#issuedKeys = byReady
    this.#revocations = new Map(
      plan.issuedKeys.flatMap((issued) => {
        const end = plan.owned.get(keyOf(issued.key.from))?.[0]?.ends[0]
        return end === undefined || keyOf(end) === keyOf(issued.ready) ? [] : [[keyOf(end), issued] as const]
      }),
    )
    this.#undoing = plan.requests.filter(({ effect }) => effect === 'undo')
    return [new Bookkeeper(plan, { api, answers, ownership, journal }), ownership, guard, effects]
  }

  get record(): Recording {
    return { exchanges: this.#exchanges, byRequest: this.#byRequest, unsent: this.#unsent }
  }

  /** Sends one request of the plan, or notes why it was not sent. */
  async carry(planned: Request): Promise<void> {
    const key = keyOf(planned)
    try {
      const obstacle = this.#obstacle(planned)
      if (obstacle !== undefined) throw new Missing(obstacle)
      const built = build(planned, this.#options.baseUrl, this.record)
      await this.#holdBack(planned)
      const permit = this.#guard.admit(planned, this.#books.settingIsRead)
      await this.#attempts(planned, built, permit)
      this.#meet(planned)
      this.#learn(planned)
      this.#books.after(planned)
      this.#adopt(planned)
    } catch (error) {
      if (!(error instanceof Missing || error instanceof Withheld)) throw error
      this.#unsent.set(key, error.message)
      this.#effects.unsent(planned)
      // It was refused, and could not be sent again.
      if (this.#byRequest.has(key)) this.#books.after(planned)
    }
  }

  /** What an answer tells of what is the run's own, and whether it was one to a request that had to be refused. */
  #learn(planned: Request): void {
    const exchange = this.#byRequest.get(keyOf(planned))
    if (exchange === undefined || !isAnswered(exchange)) {
      this.#effects.unanswered(planned)
      return
    }
    this.#books.proven(this.#ownership.learn(planned, exchange))
    const { status } = exchange.reply
    for (const effect of [this.#effects.learn(planned, exchange), this.#guard.strayed(planned, status)])
      if (effect !== undefined) this.#books.effect(effect)
    if (this.#guard.answered(planned, status)) this.#books.accepted(planned, exchange)
  }

  /** Why nothing is sent any more, or not this. */
  #obstacle(planned: Request): string | undefined {
    if (this.#failures >= maxFailures) return 'the deployment no longer answers'
    if (this.#options.stop?.aborted !== true) return undefined
    return planned.effect === 'undo' ? undefined : 'the run was interrupted'
  }

  /** Waits as long as an earlier answer said (`Retry-After`). */
  async #holdBack(planned: Request): Promise<void> {
    const { waits } = planned
    if (waits === undefined) return
    const earlier = this.#byRequest.get(keyOf(waits))
    if (earlier === undefined || !isAnswered(earlier))
      throw new Missing(this.#unsent.get(keyOf(waits)) ?? 'what it waits for was not answered')
    // What was not refused has nothing to wait for.
    if (earlier.reply.status < 400) return
    const seconds = Number(header(earlier, 'retry-after') ?? Number.NaN)
    if (!Number.isFinite(seconds) || seconds < 0) throw new Missing('a Retry-After in seconds')
    const milliseconds = earlier.receivedAt + seconds * 1000 - this.#options.clock()
    if (milliseconds > 0) await this.#wait(planned, earlier.request.key ?? nobody, milliseconds)
  }

  /** Sends until there is an answer other than a 429 that says when to come back. */
  async #attempts(planned: Request, built: Built, permit: Permit | undefined): Promise<void> {
    const refusals = new Map<string, number>()
    for (let isNoted = false; ; isNoted = true) {
      let presented = this.#present(planned)
      if (planned.effect === 'quota') this.#pace.sent(presented.name ?? nobody, this.#options.clock())
      else presented = await this.#untilAllowed(planned, presented)
      const purse = presented.name ?? nobody
      if (!isNoted) this.#books.before(planned)
      const exchange = await this.#once(planned, built, presented, purse, permit)
      if (!isAnswered(exchange) || planned.effect === 'quota') return
      if (this.#isTooNarrow(planned, presented, exchange)) continue
      if (exchange.reply.status !== 429) return
      const after = header(exchange, 'retry-after') ?? ''
      const pause = /^\d+$/.test(after) ? Math.max(Number(after) * 1000, shortestHold) : minute
      this.#pace.hold(purse, exchange.receivedAt + pause)
      const times = (refusals.get(purse) ?? 0) + 1
      refusals.set(purse, times)
      if (times > maxRepeats) {
        this.#refused.set(purse, `the rate limit still refused the key after ${maxRepeats} waits`)
        return
      }
      // Where nobody waits for another answer, this one stands.
      const { stop, patience } = this.#options
      if (stop?.aborted === true || patience.lack(this.#pauseFor(planned, this.#present(planned))) !== undefined) return
    }
  }

  #present({ credential, operation, effect }: Request): Presented {
    const { keys, api, clock } = this.#options
    const readable =
      effect === 'read' && (operation === undefined || operationNamed(api, operation).permissions.every((each) => /\bread$/.test(each)))
    const kept = this.#kept({ credential, effect })
    const room = (name: string) =>
      this.#narrow.has(name) || this.#refused.has(name)
        ? Number.NEGATIVE_INFINITY
        : this.#pace.room(name, clock(), kept) - this.#closing(name)
    const presented =
      credential.kind === 'issued'
        ? keys.presentIssued(String(resolve(credential.by, this.record)))
        : keys.present(credential, readable, room)
    if (presented === undefined)
      throw new Missing(credential.kind === 'key' ? `no key for it (${keyFlags[credential.role]})` : 'no key for it')
    return presented
  }

  /** Requests that each of the keys that could carry this one keeps for the clean-up: its share of what is still to be taken back, and a few for repeats. */
  #kept({ credential, effect }: Pick<Request, 'credential' | 'effect'>): number {
    if (effect === 'undo' || credential.kind !== 'key' || !this.#books.hasOpen) return 0
    const { role } = credential
    const known = this.#shares.get(role)
    if (known !== undefined) return known
    const isSent = (each: Request): boolean => this.#byRequest.has(keyOf(each))
    const open = this.#undoing.filter(
      (each) =>
        each.credential.kind === 'key' &&
        each.credential.role === role &&
        !isSent(each) &&
        dependencies(each).every((earlier) => earlier.effect === 'undo' || isSent(earlier)),
    )
    const share = open.length === 0 ? 0 : Math.ceil(open.length / this.#options.keys.count(role)) + fewMore
    this.#shares.set(role, share)
    return share
  }

  /** What the first key of a role carries at the end, beside its share: as if it had been sent already. */
  #closing(name: string): number {
    return Object.entries(this.#plan.closing).find(([role]) => role === name)?.[1] ?? 0
  }

  #pauseFor(planned: Request, { name = nobody }: Presented): number {
    return this.#pace.wait(name, this.#options.clock(), this.#kept(planned))
  }

  /** Waits until one of the keys that can carry the request may send it; gives it. What takes back after an interruption waits for nothing. */
  async #untilAllowed(planned: Request, first: Presented): Promise<Presented> {
    for (let presented = first; ; presented = this.#present(planned)) {
      const purse = presented.name ?? nobody
      const refused = this.#refused.get(purse)
      if (refused !== undefined) throw new Missing(refused)
      const pause = this.#pauseFor(planned, presented)
      if (pause <= 0 || this.#options.stop?.aborted === true) {
        // Counted before anybody else looks for a key.
        this.#pace.sent(purse, this.#options.clock())
        return presented
      }
      await this.#wait(planned, purse, pause)
    }
  }

  async #once(planned: Request, built: Built, presented: Presented, purse: string, permit: Permit | undefined): Promise<Exchange> {
    const { wire, clock, onEvent, baseUrl, api, keys, headers } = this.#options
    const { url, shown } = addresses(built.url, presented)
    const sent = { ...headers, ...built.headers }
    const request: SentRequest = {
      planned,
      ...(planned.operation === undefined ? {} : { operation: planned.operation }),
      method: planned.method,
      url: shown,
      headers: sent,
      ...(built.body === undefined ? {} : { body: built.body }),
      credential: planned.credential,
      ...(presented.name === undefined ? {} : { key: presented.name, tenant: tenantOf(planned.credential) }),
    }
    const number = ++this.#count
    const begun = ++this.#moments
    const sentAt = clock()
    const outcome = await wire.send({
      method: planned.method,
      url,
      headers: [...(presented.header === undefined ? [] : [['Authorization', presented.header] as const]), ...Object.entries(sent)],
      ...(built.body === undefined ? {} : { body: built.body }),
      ...(permit === undefined ? {} : { permit }),
    })
    const base = { number, request, sentAt, receivedAt: clock(), order: { sent: begun, received: ++this.#moments } }
    const exchange: Exchange = 'status' in outcome ? { ...base, reply: outcome } : { ...base, failure: outcome }
    this.#exchanges.push(exchange)
    this.#byRequest.set(keyOf(planned), exchange)
    if (planned.effect !== 'read') this.#shares.clear()
    this.#failures = exchange.failure === undefined ? 0 : this.#failures + 1
    if (isAnswered(exchange)) this.#pace.note(purse, exchange)
    onEvent({ type: 'exchange', exchange, sent: this.#exchanges.length, planned: this.#plan.requests.length })
    if (this.#isFirst(planned) || (this.#exchanges.length === 1 && !isAnswered(exchange)))
      checkFirst(exchange, api, baseUrl, redactor([...keys.secrets, ...secretsOf(headers)], api.keyFormat))
    return exchange
  }

  /** Whether it is the read that shows whether the address and the key are right; without a key to read with, nothing does. */
  #isFirst(planned: Request): boolean {
    const [first] = this.#options.plan.requests
    return first?.credential.kind === 'key' && keyOf(planned) === keyOf(first)
  }

  /** Whether a key that shares the load may not do what the first one may, so that another has to. Throws if it is no key at all. */
  #isTooNarrow({ credential }: Request, { name, spare }: Presented, { reply }: Answered): boolean {
    if (name === undefined || spare !== true || credential.kind !== 'key' || credential.role !== 'main') return false
    // One that introduces itself speaks for itself, and one that is shown in an unusual way may be refused for that.
    if (credential.nth !== undefined || credential.scheme !== undefined) return false
    if (reply.status !== 401 && reply.status !== 403) return false
    // A key that the deployment has issued itself is for its rules to judge; others carry the load.
    if (reply.status === 401 && !this.#made.has(name)) throw new Undecidable(`${this.#options.baseUrl} does not accept the key "${name}".`)
    this.#narrow.add(name)
    return true
  }

  /**
   * Looks at what a key that is to share the load was answered to the very first request of the run. Throws if it is no key, or one of another tenant:
   * what one makes the other would not find.
   */
  #meet(planned: Request): void {
    const { credential } = planned
    const [first] = this.#exchanges
    const exchange = this.#byRequest.get(keyOf(planned))
    if (credential.kind !== 'key' || credential.nth === undefined || first === undefined || exchange === undefined) return
    if (!isAnswered(first) || !isAnswered(exchange)) return
    const { baseUrl } = this.#options
    const name = exchange.request.key ?? ''
    if (exchange.reply.status === 401) throw new Undecidable(`${baseUrl} does not accept the key "${name}".`)
    const [ours, theirs] = [first, exchange].map((each) => new Set(idsIn(each)))
    if (ours === undefined || theirs === undefined || ours.size === 0 || theirs.size === 0 || [...theirs].some((id) => ours.has(id))) return
    throw new Undecidable(
      `The keys "main" and "${name}" see nothing in common: ${first.request.method} ${new URL(first.request.url).pathname} lists other ids to each. ` +
        'Keys that share the load must be of one tenant; a key of a second tenant is given with --other-tenant-key.',
    )
  }

  /** Takes into use the keys that an answer made ready, and out of use the one that it revoked. */
  #adopt(planned: Request): void {
    const exchange = this.#byRequest.get(keyOf(planned))
    if (exchange === undefined || !isAnswered(exchange) || exchange.reply.status >= 300) return
    const { keys } = this.#options
    for (const issued of this.#issuedKeys.get(keyOf(planned)) ?? []) {
      const text = this.#textOf(issued)
      if (text !== undefined) this.#made.add(keys.adopt(issued.role, text))
    }
    const revoked = this.#revocations.get(keyOf(planned))
    const text = revoked === undefined ? undefined : this.#textOf(revoked)
    if (revoked !== undefined && text !== undefined) keys.retire(revoked.role, text)
  }

  #textOf({ key }: IssuedKey): string | undefined {
    const made = this.#byRequest.get(keyOf(key.from))
    const text = made !== undefined && isAnswered(made) ? valueAt(json(made)?.value, key.pointer) : undefined
    return typeof text === 'string' ? text : undefined
  }

  /**
   * Waits for what `planned` needs. Throws `Missing` where that is not worth it (a deployment that never lets a key through must not keep the run forever),
   * and where the run was interrupted meanwhile.
   */
  async #wait(planned: Request, purse: string, milliseconds: number): Promise<void> {
    const { patience, onEvent, sleep } = this.#options
    const lack = patience.lack(milliseconds)
    if (lack !== undefined) throw new Missing(lack)
    patience.spend(milliseconds)
    onEvent({ type: 'wait', key: purse, milliseconds })
    await sleep(milliseconds)
    const obstacle = this.#obstacle(planned)
    if (obstacle !== undefined) throw new Missing(obstacle)
  }
}

/** The ids of the rows that an answer lists. */
function idsIn(exchange: Answered): string[] {
  const rows = member(exchange, 'data')
  return Array.isArray(rows) ? rows.flatMap((row: { id?: unknown } | null) => (typeof row?.id === 'string' ? [row.id] : [])) : []
}

/** Whose key it is: the second tenant's own, or one that such a key has made; all others are the first one's. */
function tenantOf(credential: Credential): 'main' | 'other' {
  if (credential.kind === 'issued') return tenantOf(credential.by.from.credential)
  return credential.kind === 'key' && credential.role === 'other' ? 'other' : 'main'
}

/** The address to send to, and the one to show, in which a key is replaced. */
function addresses(built: string, presented: Presented): { readonly url: string; readonly shown: string } {
  const [url, shown] = [new URL(built), new URL(built)]
  if (presented.query !== undefined) {
    url.searchParams.set('api_key', presented.query)
    shown.searchParams.set('api_key', '***')
  }
  return { url: url.href, shown: shown.href }
}

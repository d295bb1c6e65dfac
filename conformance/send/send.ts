/** Sends a plan. This file is long because the order of the steps makes a run safe and should be read as a whole. */
import { breakerOf } from '../guard/reasons.ts'
import { allowanceOf, minute } from '../model/allowance.ts'
import { operationNamed } from '../model/api.ts'
import { header, isAnswered, type Exchange, type SentRequest } from '../model/exchange.ts'
import { Ended, interrupted, type EndedBy, type Recording } from '../model/recording.ts'
import { Bookkeeper } from '../cleanup/bookkeeper.ts'
import { Effects } from '../guard/effects.ts'
import { Guard, Withheld, type Permit } from '../guard/guard.ts'
import { Ownership } from '../guard/ownership.ts'
import { keyFlags } from '../plan/needs.ts'
import type { Plan } from '../plan/model.ts'
import { readsByChange } from '../plan/setting-changes.ts'
import { dependencies, isSafe, keyOf, type Credential, type Request } from '../model/request.ts'
import { redactor, secretsOf } from '../report/redact.ts'
import type { Presented } from './key-ring.ts'
import { Reserve } from './reserve.ts'
import { SharedKeys } from './shared-keys.ts'
import { build, type Built } from './build.ts'
import { Missing, resolve } from '../model/answers.ts'
import { checkFirst } from './first.ts'
import { Conditions, type Doubt } from './conditions.ts'
import { nobody, Pace } from './pace.ts'
import type { SendOptions } from './options.ts'
import { Spans, tracedBy } from './spans.ts'

/** A 429 response is not a finding: the request is repeated, at most this many times. */
const maxRepeats = 3
/** Minimum wait after a 429 response, even if it allows an immediate retry; in milliseconds. */
const shortestHold = 1000
/** After this many failures in a row the deployment is considered unreachable. */
const maxFailures = 3

/**
 * Sends a plan in order. Waits when a rate limit is reached, and records every resource in the journal before it is created.
 * Throws `Undecidable` if the first request shows that the deployment cannot be reached, or that the key is not accepted.
 */
export async function send(options: SendOptions): Promise<Recording> {
  const sender = new Sender(options)
  const onTheirWay = new Map<string, Promise<void>>()
  /** The last write by each operation that must be rejected: its outcome decides whether the next one is sent. */
  const attempts = new Map<string, Promise<void>>()
  const all = () => Promise.all(onTheirWay.values())
  const carry = async (planned: Request, isFirst: boolean): Promise<void> => {
    const isAlone = isFirst || !['read', 'refused'].includes(planned.effect)
    const earlier = [...dependencies(planned), ...sender.sources(planned)]
    await (isAlone ? all() : Promise.all(earlier.flatMap((each) => onTheirWay.get(keyOf(each)) ?? [])))
    if (sender.spare(planned)) return
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
  return sender.recording
}

class Sender {
  readonly #options: SendOptions
  #plan: Plan
  readonly #exchanges: Exchange[] = []
  readonly #byRequest = new Map<string, Exchange>()
  readonly #unsent = new Map<string, string>()
  readonly #late = new Set<string>()
  readonly #ended = new Map<string, EndedBy>()
  readonly #pace: Pace
  #books: Bookkeeper
  #ownership: Ownership
  #guard: Guard
  #effects: Effects
  /** Why the run no longer waits for a key, by its name. */
  readonly #refused = new Map<string, string>()
  #reserve: Reserve
  #conditions: Conditions
  readonly #sharedKeys: SharedKeys
  readonly #spans: Spans | undefined
  #failures = 0
  #count = 0
  /** Number of send and receive events so far. */
  #moments = 0

  constructor(options: SendOptions) {
    this.#options = options
    this.#pace = new Pace(allowanceOf(options.api))
    this.#plan = options.plan
    this.#conditions = new Conditions(options.plan, { byRequest: this.#byRequest, unsent: this.#unsent }, this.#doubt)
    this.#sharedKeys = new SharedKeys(options.keys, options.baseUrl, this.recording)
    this.#spans = options.tracing === undefined ? undefined : new Spans(options.tracing, () => this.#redact())
    ;[this.#books, this.#ownership, this.#guard, this.#effects, this.#reserve] = this.#follow(options.plan)
  }

  /** Returns the requests to send, once the limits are known; the first one is sent already. */
  settle(): readonly Request[] {
    const { settle } = this.#options
    if (settle === undefined) return this.#plan.requests
    ;[this.#books, this.#ownership, this.#guard, this.#effects, this.#reserve] = this.#follow(settle(this.#pace))
    // The ownership of the new plan must know the responses so far.
    for (const exchange of this.#exchanges) this.#ownership.learn(exchange.request.planned, exchange)
    return this.#plan.requests
  }

  #follow(plan: Plan): [Bookkeeper, Ownership, Guard, Effects, Reserve] {
    this.#plan = plan
    const { api, consent, journal, keys } = this.#options
    this.#sharedKeys.follow(plan)
    this.#spans?.follow(plan)
    const answers = this.recording
    this.#conditions = new Conditions(plan, answers, this.#doubt, this.#conditions)
    const ownership = new Ownership(plan.owned, answers)
    const guardContext = { api, ownOf: (create: Request) => plan.owned.get(keyOf(create)) ?? [], madeUp: plan.madeUp }
    const effects = new Effects(plan.confirmations, guardContext)
    const guard = new Guard(consent, guardContext, ownership, effects)
    const reserve = new Reserve(plan, keys, (each) => this.#byRequest.has(keyOf(each)))
    const lastReads = readsByChange(api, plan.requests)
    return [new Bookkeeper(plan, { api, answers, ownership, journal, lastReads }), ownership, guard, effects, reserve]
  }

  readonly #doubt: Doubt = (instance) => this.#options.doubt?.(instance, this.recording)

  get recording(): Recording {
    const { covered, uncovered } = this.#conditions
    return {
      exchanges: this.#exchanges,
      byRequest: this.#byRequest,
      unsent: this.#unsent,
      covered,
      uncovered,
      late: this.#late,
      ended: this.#ended,
    }
  }

  /** Returns the requests whose responses decide whether a request is sent. */
  sources(planned: Request): readonly Request[] {
    return this.#conditions.sources(planned)
  }

  /** Decides whether a request is not necessary after the responses so far, and reports it then. */
  spare(planned: Request): boolean {
    if (!this.#conditions.spare(planned)) return false
    this.#effects.unsent(planned)
    this.#options.onEvent({ type: 'spared', request: planned, by: this.#conditions.covered.get(keyOf(planned)) })
    return true
  }

  /** Sends one request of the plan, or notes why it was not sent. */
  async carry(planned: Request): Promise<void> {
    const key = keyOf(planned)
    try {
      const obstacle = this.#obstacle(planned) ?? this.#lackOfWrite(planned)
      if (obstacle !== undefined) throw new Missing(obstacle)
      const built = build(planned, this.#options.baseUrl, this.recording)
      await this.#holdBack(planned)
      const permit = this.#guard.admit(planned, this.#books.settingDoubt)
      await this.#attempts(planned, built, permit)
      this.#sharedKeys.meet(planned)
      this.#learn(planned)
      this.#books.after(planned)
      this.#sharedKeys.adopt(planned)
    } catch (error) {
      if (!(error instanceof Missing || error instanceof Withheld)) throw error
      this.#unsent.set(key, error.message)
      this.#effects.unsent(planned)
      // It got a 429 response, and could not be repeated.
      if (this.#byRequest.has(key)) this.#books.after(planned)
    }
  }

  /** Evaluates a response: which resources belong to the run, which changes took effect, and whether a request was accepted that must be rejected. */
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

  /** Returns why no request is sent anymore, or not this one. */
  #obstacle(planned: Request): string | undefined {
    if (this.#failures >= maxFailures) return 'the deployment no longer responds'
    const left = planned.effect === 'undo' ? this.#leftToCleanup(planned) : undefined
    if (planned.effect === 'undo' && left === undefined) return undefined
    const { stop } = this.#options
    if (stop?.aborted !== true) return left
    const reason: unknown = stop.reason
    if (!(reason instanceof Ended)) return interrupted
    this.#ended.set(keyOf(planned), reason.by)
    return reason.why
  }

  /**
   * Returns why a request of the cleanup is not sent now. A resource stays as long as another one that was made from it, because the run ended
   * early or the deployment did not clean that up: a product with stock cannot be deleted, and proves that a recommendation belongs to the run.
   * The cleanup after the run goes backwards and tries all of them again.
   */
  #leftToCleanup(planned: Request): string | undefined {
    const other = this.#books.madeFrom(planned)
    if (other !== undefined) return `what ${other.kind} made from it is not cleaned up`
    const earlier = dependencies(planned).find((each) => each.effect === 'undo' && !this.#byRequest.has(keyOf(each)))
    return earlier && (this.#unsent.get(keyOf(earlier)) ?? `${earlier.operation ?? earlier.path} was not sent before`)
  }

  /** Returns why a request is not rejected as it must be: the write that is the reason for it was not sent. */
  #lackOfWrite({ isRefused, after = [] }: Request): string | undefined {
    if (isRefused !== true) return undefined
    const lacking = after.find((each) => !isSafe(each.method) && !this.#byRequest.has(keyOf(each)))
    return lacking === undefined
      ? undefined
      : (this.#unsent.get(keyOf(lacking)) ?? `${lacking.operation ?? lacking.path} was not sent before`)
  }

  /** Waits as long as an earlier response requires (`Retry-After`). */
  async #holdBack(planned: Request): Promise<void> {
    const { waits } = planned
    if (waits === undefined) return
    const earlier = this.#byRequest.get(keyOf(waits))
    if (earlier === undefined || !isAnswered(earlier))
      throw new Missing(this.#unsent.get(keyOf(waits)) ?? 'the request that it waits for got no response')
    // A request that was not rejected requires no wait.
    if (earlier.reply.status < 400) return
    const seconds = Number(header(earlier, 'retry-after') ?? Number.NaN)
    if (!Number.isFinite(seconds) || seconds < 0) throw new Missing('the response has no Retry-After in seconds')
    const milliseconds = earlier.receivedAt + seconds * 1000 - this.#options.clock()
    if (milliseconds > 0) await this.#wait(planned, earlier.request.key ?? nobody, milliseconds)
  }

  /** Sends a request, and repeats it after a 429 response. */
  async #attempts(planned: Request, built: Built, permit: Permit | undefined): Promise<void> {
    const refusals = new Map<string, number>()
    for (let isNoted = false; ; isNoted = true) {
      let presented = this.#present(planned)
      if (planned.effect === 'quota') this.#pace.sent(presented.name ?? nobody, this.#options.clock())
      else presented = await this.#untilAllowed(planned, presented)
      const keyName = presented.name ?? nobody
      if (!isNoted) this.#books.before(planned)
      const exchange = await this.#once(planned, built, presented, keyName, permit)
      if (!isAnswered(exchange) || planned.effect === 'quota') return
      if (this.#sharedKeys.isTooNarrow(planned, presented, exchange)) continue
      if (exchange.reply.status !== 429) return
      const after = header(exchange, 'retry-after') ?? ''
      const pause = /^\d+$/.test(after) ? Math.max(Number(after) * 1000, shortestHold) : minute
      this.#pace.hold(keyName, exchange.receivedAt + pause)
      const times = (refusals.get(keyName) ?? 0) + 1
      refusals.set(keyName, times)
      if (times > maxRepeats) {
        this.#refused.set(keyName, `the rate limit still rejected the key after ${maxRepeats} waits`)
        return
      }
      // If the run does not wait for another response, this one counts.
      if (this.#isOver(planned) || this.#options.patience.lack(this.#pauseFor(planned, this.#present(planned))) !== undefined) return
    }
  }

  #present({ credential, operation, effect }: Request): Presented {
    const { keys, api, clock } = this.#options
    const readable =
      effect === 'read' && (operation === undefined || operationNamed(api, operation).permissions.every((each) => /\bread$/.test(each)))
    const kept = this.#kept({ credential, effect })
    const room = (name: string) =>
      this.#sharedKeys.isNarrow(name) || this.#refused.has(name)
        ? Number.NEGATIVE_INFINITY
        : this.#pace.room(name, clock(), kept) - this.#reserve.atTheEnd(name)
    const presented =
      credential.kind === 'issued'
        ? keys.presentIssued(String(resolve(credential.by, this.recording)))
        : keys.present(credential, readable, room)
    if (presented === undefined)
      throw new Missing(credential.kind === 'key' ? `no API key for it (${keyFlags[credential.role]})` : 'no API key for it')
    return presented
  }

  /** Returns the requests that the key of this request reserves for the cleanup, as long as there is something to clean up. */
  #kept(planned: Pick<Request, 'credential' | 'effect'>): number {
    return this.#books.hasOpen ? this.#reserve.of(planned) : 0
  }

  #pauseFor(planned: Request, { name = nobody }: Presented): number {
    return this.#pace.wait(name, this.#options.clock(), this.#kept(planned))
  }

  /** Whether a request no longer waits: the run has ended, or, for a cleanup request, it was interrupted. */
  #isOver({ effect }: Request): boolean {
    const { stop, interruption } = this.#options
    return (effect === 'undo' ? interruption : stop)?.aborted === true
  }

  /** Waits until one of the matching keys may send the request, and returns it. */
  async #untilAllowed(planned: Request, first: Presented): Promise<Presented> {
    for (let presented = first; ; presented = this.#present(planned)) {
      const keyName = presented.name ?? nobody
      const refused = this.#refused.get(keyName)
      if (refused !== undefined) throw new Missing(refused)
      const pause = this.#pauseFor(planned, presented)
      if (pause <= 0 || this.#isOver(planned)) {
        // Count it before another request selects a key.
        this.#pace.sent(keyName, this.#options.clock())
        return presented
      }
      await this.#wait(planned, keyName, pause)
    }
  }

  async #once(planned: Request, built: Built, presented: Presented, keyName: string, permit: Permit | undefined): Promise<Exchange> {
    const { wire, clock, onEvent, baseUrl, api, headers } = this.#options
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
    const span = this.#spans?.begin(request)
    const number = ++this.#count
    const begun = ++this.#moments
    const sentAt = clock()
    const outcome = await wire.send({
      method: planned.method,
      url,
      headers: [
        ...(presented.header === undefined ? [] : [['Authorization', presented.header] as const]),
        ...Object.entries(sent),
        ...tracedBy(span),
      ],
      ...(built.body === undefined ? {} : { body: built.body }),
      ...(permit === undefined ? {} : { permit }),
    })
    span?.end(outcome)
    const base = {
      number,
      request,
      sentAt,
      receivedAt: clock(),
      order: { sent: begun, received: ++this.#moments },
      ...(span === undefined ? {} : { span: span.ids }),
    }
    const exchange: Exchange = 'status' in outcome ? { ...base, reply: outcome } : { ...base, failure: outcome }
    this.#exchanges.push(exchange)
    this.#byRequest.set(keyOf(planned), exchange)
    if (planned.effect !== 'read') this.#reserve.clear()
    this.#failures = exchange.failure === undefined ? 0 : this.#failures + 1
    if (isAnswered(exchange)) this.#pace.note(keyName, exchange)
    onEvent({ type: 'exchange', exchange, sent: this.#exchanges.length, planned: this.#conditions.planned })
    if (this.#isFirst(planned) || (this.#exchanges.length === 1 && !isAnswered(exchange)))
      checkFirst(exchange, api, baseUrl, this.#redact())
    return exchange
  }

  /** The keys of the run may grow while it runs. */
  #redact(): (text: string) => string {
    const { keys, headers, api } = this.#options
    return redactor([...keys.secrets, ...secretsOf(headers)], api.keyFormat)
  }

  /** Whether this is the read that verifies the base URL and the key; a plan that does not begin with a key has none. */
  #isFirst(planned: Request): boolean {
    const [first] = this.#options.plan.requests
    return first?.credential.kind === 'key' && keyOf(planned) === keyOf(first)
  }

  /**
   * Waits for the key of `planned`. Throws `Missing` if the wait is too long (a deployment that never accepts a key must not block the run forever),
   * or if the run was interrupted meanwhile.
   */
  async #wait(planned: Request, keyName: string, milliseconds: number): Promise<void> {
    const { patience, onEvent, sleep, cleanupSleep } = this.#options
    const lack = patience.lack(milliseconds)
    if (lack !== undefined) {
      // The plan counted on a response that would cover it.
      if (this.#conditions.isConditional(planned)) this.#late.add(keyOf(planned))
      throw new Missing(lack)
    }
    patience.spend(milliseconds)
    onEvent({ type: 'wait', key: keyName, milliseconds })
    await (planned.effect === 'undo' ? cleanupSleep : sleep)(milliseconds)
    const obstacle = this.#obstacle(planned)
    if (obstacle !== undefined) throw new Missing(obstacle)
  }
}

/** Returns the tenant of a credential: `other` for a key of the second tenant and for keys created with it, `main` for all others. */
function tenantOf(credential: Credential): 'main' | 'other' {
  if (credential.kind === 'issued') return tenantOf(credential.by.from.credential)
  return credential.kind === 'key' && credential.role === 'other' ? 'other' : 'main'
}

/** Returns the URL to send to, and the one to show, in which a key is replaced. */
function addresses(built: string, presented: Presented): { readonly url: string; readonly shown: string } {
  const [url, shown] = [new URL(built), new URL(built)]
  if (presented.query !== undefined) {
    url.searchParams.set('api_key', presented.query)
    shown.searchParams.set('api_key', '***')
  }
  return { url: url.href, shown: shown.href }
}

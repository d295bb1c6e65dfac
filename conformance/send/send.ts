import type { Contract } from '../../spec/contract.ts'
import { valueAt } from '../../spec/contract.ts'
import { header, isAnswered, json, member, type Answered, type Exchange, type SentRequest } from '../exchange.ts'
import { Bookkeeper } from '../own/bookkeeper.ts'
import type { Journal } from '../own/journal.ts'
import { keyFlags, type Mint, type Plan } from '../plan/plan.ts'
import { dependencies, keyOf, type Credential, type Request } from '../request.ts'
import { redactor, secretsOf } from '../report/redact.ts'
import type { KeyRing, Presented } from '../target.ts'
import { Undecidable } from '../undecidable.ts'
import { build, Missing, resolve, type Built } from './build.ts'
import { checkFirst } from './first.ts'
import { Pace } from './pace.ts'
import type { Wire } from './wire.ts'

/** What was sent, and why the rest was not. */
export interface Record {
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
  readonly contract: Contract
  readonly baseUrl: string
  readonly keys: KeyRing
  readonly wire: Wire
  readonly clock: () => number
  /** Ends early, by throwing or returning, when the run is interrupted. */
  readonly sleep: (milliseconds: number) => Promise<void>
  readonly onEvent: (event: SendEvent) => void
  /** Sent with every request. */
  readonly headers: Readonly<globalThis.Record<string, string>>
  /** How many requests may be on their way at once; writes are always alone. */
  readonly concurrency: number
  /** Where writes are noted before they are sent; a plan without own data needs none. */
  readonly journal?: Journal
  /** Aborted to end the run: nothing more is sent but the clean-up of what was made. */
  readonly stop?: AbortSignal
}

/** A 429 is nobody's finding: the request is repeated this many times at most. */
const mostRepeats = 3
/** A key is waited for this long in all, in milliseconds: the rest of an hour's window, and a few of a minute's. */
const mostWaiting = 2 * 3_600_000
/** The longest window is an hour (R09); what asks for more than that, and a little for clocks that differ, is no rate limit of the contract. */
const longestWait = 3_660_000
/** After this many failures in a row the deployment is taken to be gone. */
const mostFailures = 3

/**
 * Sends a plan in order, waiting where the deployment's own headers say that nothing is left, and notes what it makes before it makes it.
 * Throws `Undecidable` if the first request shows that the deployment cannot be reached, or that the key is not accepted.
 */
export async function send(options: SendOptions): Promise<Record> {
  const sender = new Sender(options)
  const { requests } = options.plan
  const onTheirWay = new Map<string, Promise<void>>()
  const all = () => Promise.all(onTheirWay.values())
  for (const [index, planned] of requests.entries()) {
    const isAlone = index === 0 || !['read', 'refused'].includes(planned.effect)
    await (isAlone ? all() : Promise.all(dependencies(planned).flatMap((each) => onTheirWay.get(keyOf(each)) ?? [])))
    while (onTheirWay.size >= options.concurrency) await Promise.race(onTheirWay.values())
    const key = keyOf(planned)
    const task = sender.carry(planned).finally(() => onTheirWay.delete(key))
    onTheirWay.set(key, task)
    if (isAlone || options.concurrency === 1) await task
  }
  await all()
  return sender.record
}

class Sender {
  readonly #options: SendOptions
  readonly #exchanges: Exchange[] = []
  readonly #byRequest = new Map<string, Exchange>()
  readonly #unsent = new Map<string, string>()
  readonly #pace = new Pace()
  readonly #books: Bookkeeper
  /** Requests on their way, by the key that carries them. */
  readonly #pending = new Map<string, number>()
  readonly #waited = new Map<string, number>()
  /** Why a key is not waited for any more, by its name. */
  readonly #refused = new Map<string, string>()
  /** Keys that lack a permission which the first key may have, or that are not accepted. */
  readonly #narrow = new Set<string>()
  /** Keys that the run has made for itself. */
  readonly #made = new Set<string>()
  /** By the request that makes the key ready, and by the one that revokes it. */
  readonly #mints: ReadonlyMap<string, readonly Mint[]>
  readonly #revocations: ReadonlyMap<string, Mint>
  #failures = 0
  #count = 0

  constructor(options: SendOptions) {
    this.#options = options
    this.#books = new Bookkeeper(options.plan, { contract: options.contract, answers: this.record, journal: options.journal })
    const byReady = new Map<string, Mint[]>()
    for (const mint of options.plan.mints) byReady.set(keyOf(mint.ready), [...(byReady.get(keyOf(mint.ready)) ?? []), mint])
    this.#mints = byReady
    this.#revocations = new Map(
      options.plan.mints.flatMap((mint) => {
        const end = options.plan.owned.get(keyOf(mint.key.from))?.ends[0]
        return end === undefined || keyOf(end) === keyOf(mint.ready) ? [] : [[keyOf(end), mint] as const]
      }),
    )
  }

  get record(): Record {
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
      this.#books.before(planned)
      await this.#attempts(planned, built)
      this.#meet(planned)
      this.#books.after(planned)
      this.#adopt(planned)
    } catch (error) {
      if (!(error instanceof Missing)) throw error
      this.#unsent.set(key, error.message)
    }
  }

  /** Why nothing is sent any more, or not this. */
  #obstacle(planned: Request): string | undefined {
    if (this.#failures >= mostFailures) return 'the deployment no longer answers'
    if (this.#options.stop?.aborted !== true) return undefined
    return planned.effect === 'undo' ? undefined : 'the run was interrupted'
  }

  /** Waits as long as an earlier answer said (`Retry-After`). */
  async #holdBack({ waits }: Request): Promise<void> {
    if (waits === undefined) return
    const earlier = this.#byRequest.get(keyOf(waits))
    if (earlier === undefined || !isAnswered(earlier))
      throw new Missing(this.#unsent.get(keyOf(waits)) ?? 'what it waits for was not answered')
    const seconds = Number(header(earlier, 'retry-after') ?? Number.NaN)
    if (!Number.isFinite(seconds) || seconds < 0) throw new Missing('a Retry-After in seconds')
    const milliseconds = earlier.receivedAt + seconds * 1000 - this.#options.clock()
    if (milliseconds > 0 && !(await this.#wait(earlier.request.key ?? 'no key', milliseconds))) throw new Missing('the wait was too long')
  }

  /** Sends until there is an answer other than a 429 that says when to come back. */
  async #attempts(planned: Request, built: Built): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      const presented = this.#present(planned)
      const purse = presented.name ?? 'no key'
      if (planned.effect !== 'quota') await this.#untilAllowed(planned, purse)
      const exchange = await this.#once(planned, built, presented, purse)
      if (!isAnswered(exchange) || planned.effect === 'quota') return
      if (this.#isTooNarrow(planned, presented, exchange)) continue
      if (exchange.reply.status !== 429) return
      if (attempt >= mostRepeats) {
        this.#refused.set(purse, `the rate limit still refused the key after ${mostRepeats} waits`)
        return
      }
      const after = Number(header(exchange, 'retry-after') ?? Number.NaN)
      const milliseconds = after >= 0 ? after * 1000 : 60_000
      if (!(await this.#wait(purse, milliseconds))) return
    }
  }

  #present({ credential, operation, effect }: Request): Presented {
    const { keys, contract, clock } = this.#options
    const readable =
      effect === 'read' && (operation === undefined || contract.operations[operation].permissions.every((each) => each.endsWith('.read')))
    const left = (name: string) => (this.#narrow.has(name) ? -1 : this.#pace.left(name, clock()) - (this.#pending.get(name) ?? 0))
    const presented =
      credential.kind === 'issued'
        ? keys.presentIssued(String(resolve(credential.by, this.record)))
        : keys.present(credential, readable, left)
    if (presented === undefined)
      throw new Missing(credential.kind === 'key' ? `no key for it (${keyFlags[credential.role]})` : 'no key for it')
    return presented
  }

  /** Waits until the key has a request left; a tenth of its window is kept for the clean-up. */
  async #untilAllowed({ effect }: Request, purse: string): Promise<void> {
    const refused = this.#refused.get(purse)
    if (refused !== undefined) throw new Missing(refused)
    const isKeeping = effect !== 'undo' && this.#books.hasOpen && purse !== 'no key'
    const pause = this.#pace.wait(purse, this.#options.clock(), isKeeping ? 0.1 : 0)
    if (pause > 0 && !(await this.#wait(purse, pause))) throw new Missing(this.#refused.get(purse) ?? '')
  }

  async #once(planned: Request, built: Built, presented: Presented, purse: string): Promise<Exchange> {
    const { wire, clock, onEvent, plan, baseUrl, contract, keys, headers } = this.#options
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
    const sentAt = clock()
    this.#pending.set(purse, (this.#pending.get(purse) ?? 0) + 1)
    const outcome = await wire.send({
      method: planned.method,
      url,
      headers: [...(presented.header === undefined ? [] : [['Authorization', presented.header] as const]), ...Object.entries(sent)],
      ...(built.body === undefined ? {} : { body: built.body }),
    })
    this.#pending.set(purse, (this.#pending.get(purse) ?? 1) - 1)
    const base = { number, request, sentAt, receivedAt: clock() }
    const exchange: Exchange = 'status' in outcome ? { ...base, reply: outcome } : { ...base, failure: outcome }
    this.#exchanges.push(exchange)
    this.#byRequest.set(keyOf(planned), exchange)
    this.#failures = exchange.failure === undefined ? 0 : this.#failures + 1
    if (isAnswered(exchange)) this.#pace.note(purse, exchange)
    onEvent({ type: 'exchange', exchange, sent: this.#exchanges.length, planned: plan.requests.length })
    if (this.#isFirst(planned) || (this.#exchanges.length === 1 && !isAnswered(exchange)))
      checkFirst(exchange, contract, baseUrl, redactor([...keys.secrets, ...secretsOf(headers)]))
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
    for (const mint of this.#mints.get(keyOf(planned)) ?? []) {
      const text = this.#textOf(mint)
      if (text !== undefined) this.#made.add(keys.adopt(mint.role, text))
    }
    const revoked = this.#revocations.get(keyOf(planned))
    const text = revoked === undefined ? undefined : this.#textOf(revoked)
    if (revoked !== undefined && text !== undefined) keys.retire(revoked.role, text)
  }

  #textOf({ key }: Mint): string | undefined {
    const made = this.#byRequest.get(keyOf(key.from))
    const text = made !== undefined && isAnswered(made) ? valueAt(json(made)?.value, key.pointer) : undefined
    return typeof text === 'string' ? text : undefined
  }

  /** Whether the wait was worth it; a deployment that never lets a key through must not keep the run forever. */
  async #wait(purse: string, milliseconds: number): Promise<boolean> {
    const sum = (this.#waited.get(purse) ?? 0) + milliseconds
    if (milliseconds > longestWait || sum > mostWaiting) {
      const hours = Math.ceil(milliseconds / 3_600_000)
      this.#refused.set(
        purse,
        milliseconds > longestWait
          ? `the rate limit asks for a wait of ${hours} hours, and no window is longer than one`
          : 'the rate limit kept the run waiting for two hours',
      )
      return false
    }
    this.#waited.set(purse, sum)
    this.#options.onEvent({ type: 'wait', key: purse, milliseconds })
    await this.#options.sleep(milliseconds)
    return true
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

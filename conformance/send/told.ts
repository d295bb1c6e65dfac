import { headerValues, header, type Answered } from '../model/exchange.ts'
import { type Allowance, hour, minute } from '../model/allowance.ts'
import { margin, type Counts } from './counts.ts'
import { skew } from './skew.ts'

const names = { limit: 'X-RateLimit-Limit', remaining: 'X-RateLimit-Remaining', reset: 'X-RateLimit-Reset' } as const

/** Whether a header that is there stands there once, as a whole number. */
export function isWholeNumber(values: readonly string[]): boolean {
  return values.length === 1 && /^\d+$/.test(values[0] ?? '')
}

/** The value of a rate-limit header: `undefined` where it is absent, NaN where it is no whole number. */
function valueOf(exchange: Answered, name: string): number | undefined {
  const values = headerValues(exchange, name)
  return values.length === 0 ? undefined : isWholeNumber(values) ? Number(values[0]) : Number.NaN
}

/** Clocks differ, answers travel, and seconds are rounded; in milliseconds. */
export const tolerance = 3000

/** What an answer says is left of a window. Times are milliseconds since the epoch, on the clock of this machine. */
interface Claim {
  readonly limit: number | undefined
  readonly remaining: number
  /** In seconds, as it was told. */
  readonly reset: number
  readonly resetAt: number
  /** When the request that was answered so was sent, and when the answer came. */
  readonly sentAt: number
  readonly receivedAt: number
  /** A request was refused while the claim stood. */
  readonly isConfirmed: boolean
}

/**
 * What a deployment tells one key of its rate limit, as far as it can be believed.
 *
 * A value that is malformed, or that answers contradict, steers nothing any more. That nothing is left is believed if the run has sent as much itself, or
 * if a request was refused; otherwise one request is tried, and shows it.
 */
export class Told {
  readonly #counts: Counts
  readonly #key: string
  /** What the key is promised; nothing where nothing is. */
  readonly #promised: Allowance | undefined
  readonly #perHour: number
  #claim: Claim | undefined
  #isOff = false
  #isLimitOff = false
  #raised: Allowance | undefined

  /** `promised`: what the contract lets a key send; `isOwed`: that this is a key. */
  constructor(key: string, counts: Counts, promised: Allowance, isOwed: boolean) {
    this.#key = key
    this.#counts = counts
    this.#perHour = promised.perHour
    this.#promised = isOwed ? promised : undefined
  }

  /** What the key may send by what it was promised and, where the deployment names a higher limit that nothing contradicts, by that. */
  get allowance(): Allowance | undefined {
    return this.#promised && (this.#raised ?? this.#promised)
  }

  /** What was told last, where it is believed. */
  get claim(): Claim | undefined {
    return this.#isOff ? undefined : this.#claim
  }

  /** Takes note of an answer. */
  note(exchange: Answered): void {
    const { status } = exchange.reply
    // What answers while the deployment is away knows nothing of it (RFC 9110 §15.6.3 to §15.6.5).
    if (status >= 502 && status <= 504) return
    const isRefused = status === 429
    const [limit, remaining, reset] = [names.limit, names.remaining, names.reset].map((name) => valueOf(exchange, name))
    if (Number.isNaN(limit) || (limit !== undefined && remaining !== undefined && remaining > limit)) this.#isLimitOff = true
    // A limit that was not reached is none.
    if (isRefused && this.#raised !== undefined) [this.#isLimitOff, this.#raised] = [true, undefined]
    if (Number.isNaN(remaining) || Number.isNaN(reset) || this.#isContradicted(exchange, remaining, reset)) this.#isOff = true
    const named = this.#isLimitOff ? undefined : limit
    const resetAt = reset === undefined || Number.isNaN(reset) ? undefined : reset * 1000 - skew(exchange)
    if (resetAt !== undefined && !this.#isPossible(exchange, resetAt, isRefused)) this.#isOff = true
    if (!isRefused)
      this.#raise(
        named,
        this.#isOff ? undefined : remaining,
        this.#isOff || resetAt === undefined ? undefined : resetAt - exchange.receivedAt,
      )
    if (this.#isOff || remaining === undefined || reset === undefined || resetAt === undefined) return
    this.#adopt({ limit: named, remaining, reset, resetAt, ...pick(exchange), isConfirmed: isRefused })
  }

  /** Milliseconds to wait by what was told; 0 if something is left, `undefined` if nothing was told that can be believed or that holds any more. */
  wait(now: number, kept: number): number | undefined {
    const { claim } = this
    if (claim === undefined) return undefined
    const { limit = Number.POSITIVE_INFINITY, remaining, resetAt, sentAt, receivedAt, isConfirmed } = claim
    const { perMinute = Number.POSITIVE_INFINITY, perHour = Number.POSITIVE_INFINITY } = this.allowance ?? {}
    // Another window has begun, of which is known what was sent in it.
    if (now >= resetAt + margin) return this.#counts.since(this.#key, resetAt) < Math.min(limit, perMinute) - kept ? 0 : undefined
    const left = remaining - this.#counts.since(this.#key, sentAt)
    if (left > Math.min(kept, Math.floor(limit / 2))) return 0
    const isLong = limit === this.#perHour || resetAt - receivedAt > minute + tolerance
    const most = isLong ? perHour : Math.min(limit, perMinute)
    const isExplained = this.#counts.since(this.#key, now - (isLong ? hour : minute)) >= most - left
    return isExplained || isConfirmed ? resetAt + margin - now : undefined
  }

  /** Whether a served request shows that what was told before is wrong, or a refused one that what is told with it is. */
  #isContradicted(exchange: Answered, remaining: number | undefined, reset: number | undefined): boolean {
    const claim = this.#claim
    const isRefused = exchange.reply.status === 429
    if (isRefused) return remaining !== undefined && remaining > 0
    // The order of two requests that were on their way at once is not known.
    if (claim === undefined || exchange.sentAt < claim.receivedAt || exchange.sentAt > claim.resetAt - tolerance) return false
    if (claim.remaining === 0) return true
    return remaining !== undefined && reset !== undefined && Math.abs(reset - claim.reset) <= 1 && remaining >= claim.remaining
  }

  /** Whether a window can end then: not before the answer, not later than the longest one, and not later than a refused key is asked to come back. */
  #isPossible(exchange: Answered, resetAt: number, isRefused: boolean): boolean {
    const after = header(exchange, 'retry-after') ?? ''
    const latest = isRefused && /^\d+$/.test(after) ? Math.min(Number(after) * 1000, hour) : hour
    return resetAt >= exchange.sentAt - tolerance && resetAt <= exchange.receivedAt + latest + tolerance
  }

  /** A limit above what is promised is believed as long as no request is refused below it. */
  #raise(limit: number | undefined, remaining: number | undefined, ahead: number | undefined): void {
    if (this.#promised === undefined || limit === undefined || this.#isLimitOff) {
      if (this.#isLimitOff) this.#raised = undefined
      return
    }
    const { perMinute, perHour } = this.#promised
    const isMinute = ahead === undefined ? limit > perHour : ahead <= minute + tolerance && limit !== perHour
    if (limit <= (isMinute ? perMinute : perHour) || (remaining !== undefined && remaining < limit / 2)) return
    this.#raised = { perMinute: isMinute ? limit : (this.#raised?.perMinute ?? perMinute), perHour: Math.max(limit, perHour) }
  }

  #adopt(claim: Claim): void {
    const known = this.#claim
    const isSame = known !== undefined && known.limit === claim.limit && Math.abs(known.reset - claim.reset) <= 1
    // Answers may arrive out of order; of one window the lowest count is the latest.
    const latest = isSame && known.remaining < claim.remaining ? known : claim
    this.#claim = { ...latest, isConfirmed: claim.isConfirmed || (isSame && known.isConfirmed) }
  }
}

const pick = ({ sentAt, receivedAt }: Answered) => ({ sentAt, receivedAt })

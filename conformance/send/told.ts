import { headerValues, header, type Answered } from '../model/exchange.ts'
import { type Allowance, hour, minute } from '../model/allowance.ts'
import { margin, type Counts } from './counts.ts'
import { skew } from './skew.ts'

const names = { limit: 'X-RateLimit-Limit', remaining: 'X-RateLimit-Remaining', reset: 'X-RateLimit-Reset' } as const

/** Whether a header occurs exactly once, with a whole number. */
export function isWholeNumber(values: readonly string[]): boolean {
  return values.length === 1 && /^\d+$/.test(values[0] ?? '')
}

/** Returns the value of a rate limit header: `undefined` if it is absent, NaN if it is not a whole number. */
function valueOf(exchange: Answered, name: string): number | undefined {
  const values = headerValues(exchange, name)
  return values.length === 0 ? undefined : isWholeNumber(values) ? Number(values[0]) : Number.NaN
}

/** Tolerance for clock differences, latency and rounding, in milliseconds. */
export const tolerance = 3000

/** The rate limit state that a response reports. Times are milliseconds since the epoch, on the clock of this machine. */
interface Claim {
  readonly limit: number | undefined
  readonly remaining: number
  /** In seconds, as reported. */
  readonly reset: number
  readonly resetAt: number
  /** When the request was sent, and when its response was received. */
  readonly sentAt: number
  readonly receivedAt: number
  /** A request was rejected while the claim was valid. */
  readonly isConfirmed: boolean
}

/**
 * Evaluates what a deployment reports to one key about its rate limit, as far as it is plausible.
 *
 * A malformed or contradicted value is ignored from then on. A report that nothing is left is trusted if the run has sent as many requests itself, or
 * if a request was rejected; otherwise one request is sent to verify it.
 */
export class Told {
  readonly #counts: Counts
  readonly #key: string
  /** The promised limit of the key; `undefined` if there is none. */
  readonly #promised: Allowance | undefined
  readonly #perHour: number
  #claim: Claim | undefined
  #isOff = false
  #isLimitOff = false
  #raised: Allowance | undefined

  /** `promised`: the rate limit of the contract; `isOwed`: whether it applies, since this is a key. */
  constructor(key: string, counts: Counts, promised: Allowance, isOwed: boolean) {
    this.#key = key
    this.#counts = counts
    this.#perHour = promised.perHour
    this.#promised = isOwed ? promised : undefined
  }

  /** The limit of the key: the promised one, or a higher one that the deployment reports and nothing contradicts. */
  get allowance(): Allowance | undefined {
    return this.#promised && (this.#raised ?? this.#promised)
  }

  /** The last report, if it is trusted. */
  get claim(): Claim | undefined {
    return this.#isOff ? undefined : this.#claim
  }

  /** Evaluates a response. */
  note(exchange: Answered): void {
    const { status } = exchange.reply
    // A gateway that responds for an unavailable deployment does not know its limits (RFC 9110 §15.6.3 to §15.6.5).
    if (status >= 502 && status <= 504) return
    const isRefused = status === 429
    const [limit, remaining, reset] = [names.limit, names.remaining, names.reset].map((name) => valueOf(exchange, name))
    if (Number.isNaN(limit) || (limit !== undefined && remaining !== undefined && remaining > limit)) this.#isLimitOff = true
    // A raised limit is wrong if a request is rejected below it.
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

  /** Returns the milliseconds to wait according to the last report; 0 if requests are left, `undefined` without a trusted and current report. */
  wait(now: number, kept: number): number | undefined {
    const { claim } = this
    if (claim === undefined) return undefined
    const { limit = Number.POSITIVE_INFINITY, remaining, resetAt, sentAt, receivedAt, isConfirmed } = claim
    const { perMinute = Number.POSITIVE_INFINITY, perHour = Number.POSITIVE_INFINITY } = this.allowance ?? {}
    // A new window has begun; the requests sent in it are known.
    if (now >= resetAt + margin) return this.#counts.since(this.#key, resetAt) < Math.min(limit, perMinute) - kept ? 0 : undefined
    const left = remaining - this.#counts.since(this.#key, sentAt)
    if (left > Math.min(kept, Math.floor(limit / 2))) return 0
    const isLong = limit === this.#perHour || resetAt - receivedAt > minute + tolerance
    const most = isLong ? perHour : Math.min(limit, perMinute)
    const isExplained = this.#counts.since(this.#key, now - (isLong ? hour : minute)) >= most - left
    return isExplained || isConfirmed ? resetAt + margin - now : undefined
  }

  /** Whether an accepted request contradicts the previous report, or a rejected one the report in its own response. */
  #isContradicted(exchange: Answered, remaining: number | undefined, reset: number | undefined): boolean {
    const claim = this.#claim
    const isRefused = exchange.reply.status === 429
    if (isRefused) return remaining !== undefined && remaining > 0
    // The order of two parallel requests is unknown.
    if (claim === undefined || exchange.sentAt < claim.receivedAt || exchange.sentAt > claim.resetAt - tolerance) return false
    if (claim.remaining === 0) return true
    return remaining !== undefined && reset !== undefined && Math.abs(reset - claim.reset) <= 1 && remaining >= claim.remaining
  }

  /**
   * Whether a window can end then: not before the response, not later than the longest window, and not later than `Retry-After` of a 429 response.
   */
  #isPossible(exchange: Answered, resetAt: number, isRefused: boolean): boolean {
    const after = header(exchange, 'retry-after') ?? ''
    const latest = isRefused && /^\d+$/.test(after) ? Math.min(Number(after) * 1000, hour) : hour
    return resetAt >= exchange.sentAt - tolerance && resetAt <= exchange.receivedAt + latest + tolerance
  }

  /** Trusts a limit above the promised one as long as no request is rejected below it. */
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
    // Responses may arrive out of order; within a window the lowest count is the latest.
    const latest = isSame && known.remaining < claim.remaining ? known : claim
    this.#claim = { ...latest, isConfirmed: claim.isConfirmed || (isSame && known.isConfirmed) }
  }
}

const pick = ({ sentAt, receivedAt }: Answered) => ({ sentAt, receivedAt })

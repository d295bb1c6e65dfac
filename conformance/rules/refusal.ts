/** Distinguishes a rejection for the planted fault from a rejection for any other reason. */
import { decided } from '../model/basis.ts'
import { member, type Answered } from '../model/exchange.ts'
import { namedFields } from '../model/issues.ts'
import { fails, passes, shown, unclear, type Judgement } from '../model/judgement.ts'
import type { JudgeContext } from '../model/rule.ts'

/** Statuses that are independent of the planted fault: another check rejected the request first, or the deployment was unavailable. */
const elsewhere = [401, 403, 429, 502, 503, 504]

/** Returns a failure if a rejection does not list each of the permissions that the key lacks. */
export function unnamedPermissions(exchange: Answered, wanted: readonly string[]): Judgement | undefined {
  const named = member(exchange, 'details', 'requiredPermissions')
  const missing = wanted.filter((each) => !Array.isArray(named) || !named.includes(each))
  return missing.length === 0 ? undefined : decided(fails(`details.requiredPermissions with ${missing.join(', ')}`, shown(named), exchange))
}

/**
 * Passes if the request was rejected for the planted fault: with the status, its code and, where given, the reason and the field. A rejection for
 * another reason is inconclusive; any other response is a failure.
 */
export function refused(
  exchange: Answered,
  { api }: JudgeContext,
  wanted: { readonly status: number; readonly field?: string; readonly reason?: string },
): Judgement {
  const { status } = exchange.reply
  const code = api.codes[wanted.status]
  const expected = `${wanted.status} ${code}${wanted.reason === undefined ? '' : ` with reason ${wanted.reason}`}`
  if (status !== wanted.status) {
    // The key is checked before its permissions (D04), so 403 is the wrong status for a missing or an invalid key.
    if (elsewhere.includes(status) && !(wanted.status === 401 && status === 403))
      return unclear(`${status} returned before the request was checked for the planted fault`)
    return fails(expected, describe(exchange), exchange)
  }
  const named = member(exchange, 'details', 'code')
  // The codes are promised (R16). That they are in `details.code` is decided (D02), and so is the reason.
  if (named !== code)
    return typeof named === 'string'
      ? fails(expected, describe(exchange), exchange)
      : decided(fails(expected, describe(exchange), exchange))
  if (wanted.reason !== undefined && member(exchange, 'details', 'reason') !== wanted.reason)
    return decided(fails(expected, describe(exchange), exchange))
  if (wanted.field !== undefined && !namedFields(exchange).includes(wanted.field)) {
    return unclear(`${status} returned, but no issue names ${wanted.field} (named: ${JSON.stringify(namedFields(exchange))})`)
  }
  return passes
}

/** Formats the status with its code and reason, and states if an error has no code. */
export function describe(exchange: Answered): string {
  const { status } = exchange.reply
  const words = [member(exchange, 'details', 'code'), member(exchange, 'details', 'reason')].filter((word) => typeof word === 'string')
  if (words.length === 0 && status >= 400 && exchange.request.method !== 'HEAD') return `${status} without details.code`
  return [status, ...words].join(' ')
}

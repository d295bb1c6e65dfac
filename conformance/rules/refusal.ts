/** How a planted fault is told from any other refusal. */
import { decided } from '../model/basis.ts'
import { member, type Answered } from '../model/exchange.ts'
import { fails, passes, shown, unclear, type Judgement } from '../model/judgement.ts'
import type { JudgeContext } from '../model/rule.ts'

/** Statuses that say nothing about the planted fault: something else refused first, or the deployment was not able. */
const elsewhere = [401, 403, 429, 502, 503, 504]

/** The fields that `details.issues` names, each as the contract writes it. */
export function namedFields(exchange: Answered): string[] {
  const issues = member(exchange, 'details', 'issues')
  if (!Array.isArray(issues)) return []
  return issues.flatMap((issue: unknown) => {
    const path = (issue as { path?: unknown } | null)?.path
    return typeof path === 'string' ? [path] : []
  })
}

/** A failure if a refusal does not name each of the permissions among those that the key lacks. */
export function unnamedPermissions(exchange: Answered, wanted: readonly string[]): Judgement | undefined {
  const named = member(exchange, 'details', 'requiredPermissions')
  const missing = wanted.filter((each) => !Array.isArray(named) || !named.includes(each))
  return missing.length === 0 ? undefined : decided(fails(`requiredPermissions with ${missing.join(', ')}`, shown(named), exchange))
}

/**
 * Passes if the exchange was refused for the fault that was planted: with the status, with the code that goes with it, and, where they are
 * given, with the reason and for the field. A refusal for something else is inconclusive, anything but a refusal a failure.
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
    // Who is asked comes before what they may do (D04), so a 403 is no answer to a missing or a bad key.
    if (elsewhere.includes(status) && !(wanted.status === 401 && status === 403))
      return unclear(`it was answered ${status} before the planted fault could matter`)
    return fails(expected, describe(exchange), exchange)
  }
  const named = member(exchange, 'details', 'code')
  // The codes are promised (R16), that one stands in `details.code` is decided (D02), as the reason is.
  if (named !== code)
    return typeof named === 'string'
      ? fails(expected, describe(exchange), exchange)
      : decided(fails(expected, describe(exchange), exchange))
  if (wanted.reason !== undefined && member(exchange, 'details', 'reason') !== wanted.reason)
    return decided(fails(expected, describe(exchange), exchange))
  if (wanted.field !== undefined && !namedFields(exchange).includes(wanted.field)) {
    return unclear(`it was refused with ${status}, but not for ${wanted.field}: ${JSON.stringify(namedFields(exchange))}`)
  }
  return passes
}

/** The status with the code and reason beside it, and that there is no code where an error should have one. */
export function describe(exchange: Answered): string {
  const { status } = exchange.reply
  const words = [member(exchange, 'details', 'code'), member(exchange, 'details', 'reason')].filter((word) => typeof word === 'string')
  if (words.length === 0 && status >= 400 && exchange.request.method !== 'HEAD') return `${status} without details.code`
  return [status, ...words].join(' ')
}

import { basisOf } from '../model/basis.ts'
import { hasBody, isAnswered, unreadable, type Answered } from '../model/exchange.ts'
import { saysExpired } from '../model/expiry.ts'
import { judgedIn, repeatedIn, type Instance, type Plan } from '../plan/model.ts'
import { grouped } from '../model/grouped.ts'
import { dependencies, keyOf, type Request } from '../model/request.ts'
import { operationOf, type JudgeContext, type Rule, type Sequence } from '../model/rule.ts'
import { lacksOptionalValue } from '../model/answers.ts'
import { unclear, untried } from '../model/judgement.ts'
import { answerTo, type Recording } from '../model/recording.ts'
import { changeBetween } from './change.ts'
import { InPassing } from './in-passing.ts'
import { guarded, isOutage, isSpent, unlessUnrecorded, verdict, type Guarded, type Verdict } from './verdict.ts'

/** Judges a recording. Sends nothing; the same recording returns the same verdicts. */
export function judge(rules: readonly Rule[], plan: Plan, record: Recording, context: JudgeContext): Verdict[] {
  const answered = record.exchanges.filter((each): each is Answered => isAnswered(each) && !isOutage(each))
  const passing = new InPassing(
    rules.filter((rule) => rule.kind === 'law'),
    context,
  )
  const sequences = new Map(rules.flatMap((rule) => (rule.kind === 'sequence' ? [[rule, [] as Answered[]] as const] : [])))
  // All rules see one exchange before the next, so that its body is parsed once.
  for (const each of answered) {
    passing.take(each)
    for (const [rule, concerned] of sequences) if (unlessUnrecorded(() => rule.concerns(each, context)) ?? false) concerned.push(each)
  }
  const instances = grouped(plan.instances, ({ rule }) => rule)
  const leftOut = grouped(plan.leftOut, ({ rule }) => rule)
  return rules.flatMap((rule): Verdict[] => {
    switch (rule.kind) {
      case 'law':
        return passing.verdicts(rule)
      case 'sequence':
        return judgeTogether(rule, sequences.get(rule) ?? [], context).map(({ about, judgement, judged }) =>
          verdict(rule, context, judgement, { about, judged }),
        )
      case 'probe':
        return [
          ...(instances.get(rule) ?? []).map((instance) => judgeInstance(instance, record, context)),
          ...(leftOut.get(rule) ?? []).map(({ subject, level, by, why }): Verdict => ({
            rule,
            ...(subject.operation === undefined ? {} : { operation: subject.operation.id }),
            ...(subject.about === undefined ? {} : { about: subject.about }),
            outcome: by === 'key' ? 'inconclusive' : 'not-run',
            basis: basisOf(rule),
            runLevel: level,
            by,
            why,
            judged: 0,
          })),
        ]
    }
  })
}

/** Returns the judgements of a sequence for the exchanges that concern it, by the group that they belong to. */
export function judgeTogether(
  rule: Sequence,
  concerned: readonly Answered[],
  context: JudgeContext,
): { readonly about: string; readonly judgement: Guarded; readonly judged: number }[] {
  return together(rule, concerned).flatMap(({ about, exchanges }) => {
    const all = guarded(() => rule.judge(exchanges, context))
    if (all.is !== 'unrecorded') return { about, judgement: all, judged: exchanges.length }
    // If the sequence reads bodies, skip exchanges whose body was not recorded.
    const recorded = exchanges.filter(({ reply }) => hasBody(reply))
    if (recorded.length === 0) return []
    return { about, judgement: guarded(() => rule.judge(recorded, context)), judged: recorded.length }
  })
}

/** Returns the groups of exchanges that a sequence judges together. Exchanges of an unknown group are skipped. */
export function together({ among }: Pick<Sequence, 'among'>, exchanges: readonly Answered[]) {
  const whose = ({ request: { key, tenant, isMasked } }: Answered): string => {
    // Masked keys cannot be distinguished, so their order is unknown.
    if (isMasked === true) return ''
    if (among === 'tenants') return tenant === undefined ? '' : 'both tenants'
    if (among === 'tenant' && tenant !== undefined) return tenant === 'main' ? 'the tenant' : 'the second tenant'
    return key === undefined ? 'without a key' : `key "${key}"`
  }
  return [...grouped(exchanges, whose)].flatMap(([about, each]) => (about === '' ? [] : [{ about, exchanges: each }]))
}

/** Judges the responses of a probe; `record` may belong to a run in progress, if it has all of them. */
export function judgeInstance(instance: Instance, record: Recording, context: JudgeContext): Verdict {
  const { rule, subject, requests, level } = instance
  const judged = judgedIn(instance)
  const answers: { [name: string]: Answered } = {}
  const lack = Object.values(requests).flatMap((each) => lackOf(each, record, context))[0]
  const isSampled = Object.values(requests).some((each) => record.covered?.get(keyOf(each))?.kind === 'sample')
  const about = {
    runLevel: level,
    operation: subject.operation?.id,
    about: subject.about,
    judged: Object.keys(judged).length,
    ...(isSampled ? { sampled: true as const } : {}),
  }
  if (lack !== undefined) {
    const unable = verdict(rule, context, unclear(`the key "${lack.key}" lacks ${lack.permissions.join(' and ')}`), about)
    // Without a read permission, nothing can be judged; without a write permission, only the probes that need it are skipped.
    return lack.permissions.some((each) => each.endsWith('.read')) ? unable : { ...unable, outcome: 'not-run', by: 'consent' }
  }
  const asked = Object.entries(requests).map(([name, request]) => ({ name, request, exchange: answerTo(request, record) }))
  // A failed request explains more than a request that was not sent because of it.
  const gone = asked.find(({ exchange }) => exchange?.failure !== undefined) ?? asked.find(({ exchange }) => exchange === undefined)
  if (gone !== undefined) {
    if (record.late?.has(keyOf(gone.request)) === true) {
      const late = unclear(record.unsent.get(keyOf(gone.request)) ?? 'the maximum waiting time was exceeded')
      return { ...verdict(rule, context, late, about), outcome: 'not-run', by: 'wait' }
    }
    const ended = gone.exchange === undefined ? endedBefore(gone.request, record) : undefined
    const by = ended === undefined ? undefined : record.ended?.get(ended)
    if (ended !== undefined && by !== undefined)
      return { ...verdict(rule, context, unclear(record.unsent.get(ended) ?? ''), about), outcome: 'not-run', by }
    const missing = gone.exchange?.failure?.message ?? record.unsent.get(keyOf(gone.request)) ?? 'the request was not sent'
    const isOptional = gone.exchange === undefined && lacksOptionalValue(gone.request, record)
    return verdict(rule, context, isOptional ? untried(missing) : unclear(missing), { ...about, exchange: gone.exchange })
  }
  for (const { name, exchange } of asked) if (exchange !== undefined && isAnswered(exchange)) answers[name] = exchange
  // If a probe uses up a quota on purpose, it expects the 429.
  const limited = Object.values(answers).find(
    (each) => (each.reply.status === 429 || isSpent(each)) && each.request.planned.effect !== 'quota',
  )
  if (limited !== undefined) return verdict(rule, context, unclear('the rate limit was reached'), { ...about, exchange: limited })
  const expired = Object.values(answers).find((each) => isByExpiredKey(each, record, context))
  if (expired !== undefined)
    return verdict(rule, context, unclear(`the API key "${expired.request.key}" expired while the run went on`), {
      ...about,
      exchange: expired,
    })
  const outage = Object.values(answers).find(isOutage)
  if (outage !== undefined)
    return verdict(rule, context, unclear(`the deployment was not available (${outage.reply.status})`), { ...about, exchange: outage })
  const cut = rule.judgesCut === true ? undefined : Object.values(answers).find(({ reply }) => unreadable(reply) !== undefined)
  if (cut !== undefined) return verdict(rule, context, unclear(unreadable(cut.reply) ?? ''), { ...about, exchange: cut })
  const control = answers['control']
  if (control !== undefined && control.reply.status >= 300) {
    return verdict(rule, context, unclear(`the positive control returned ${control.reply.status}`), { ...about, exchange: control })
  }
  const judgement = guarded(() => rule.judge(answers, subject, context))
  const isInDoubt = judgement.is === 'fail' && judgement.ifUnchanged === true
  if (isInDoubt && rule.repeats === undefined)
    throw new Error(`${rule.id} fails only if nothing changed, but names no requests to repeat (\`repeats\`)`)
  const change = isInDoubt ? changeIn(instance, record) : undefined
  return verdict(rule, context, change === undefined ? judgement : unclear(change), {
    ...about,
    exchange:
      Object.keys(judged)
        .flatMap((name) => answers[name] ?? [])
        .findLast((each) => each !== control) ?? control,
    control,
  })
}

/**
 * Returns why a check must repeat some of its requests, or `undefined` if it need not: it fails, unless something changed while it read. Its
 * other requests must have been sent or noted as unsent.
 */
export function doubtAbout(instance: Instance, record: Recording, context: JudgeContext): string | undefined {
  const { ifUnchanged } = judgeInstance({ ...instance, requests: judgedIn(instance) }, record, context)
  return ifUnchanged === true ? `the check ${instance.rule.id} fails unless something changed in the meantime` : undefined
}

/** Returns how the repeated requests of a check show that something changed while it read; `undefined` if they do not. */
function changeIn(instance: Instance, record: Recording): string | undefined {
  for (const { request, repetition } of repeatedIn(instance)) {
    const [first, second] = [answerTo(request, record), answerTo(repetition, record)]
    const change = first && second && isAnswered(first) && isAnswered(second) ? changeBetween(first, second) : undefined
    if (change !== undefined) return change
  }
  return undefined
}

/** Returns the key of a request, or of one that it depends on, that was not sent because an option ended the run; `undefined` if there is none. */
function endedBefore(request: Request, { ended }: Pick<Recording, 'ended'>, seen = new Set<string>()): string | undefined {
  const key = keyOf(request)
  if (ended === undefined || ended.size === 0 || seen.has(key)) return undefined
  seen.add(key)
  if (ended.has(key)) return key
  for (const each of dependencies(request)) {
    const found = endedBefore(each, { ended }, seen)
    if (found !== undefined) return found
  }
  return undefined
}

/**
 * Returns the permission that the caller's key lacks for a request or one of its dependencies: it was rejected with 403, and no other
 * request that needs this permission succeeded with the key. If the key has used the permission before, the 403 is judged instead.
 */
function lackOf(
  request: Request,
  record: Recording,
  context: JudgeContext,
): { readonly key: string; readonly permissions: readonly string[] }[] {
  const exchange = answerTo(request, record)
  if (exchange === undefined) return dependencies(request).flatMap((each) => lackOf(each, record, context))
  const { credential, key } = exchange.request
  if (!isAnswered(exchange) || exchange.reply.status !== 403 || credential.kind !== 'key' || key === undefined) return []
  if (credential.role !== 'main' && credential.role !== 'other') return []
  const shown = permissionsShown(record, context).get(key)
  const lacking = (operationOf(exchange, context)?.permissions ?? []).filter((each) => !shown?.has(each))
  return lacking.length === 0 ? [] : [{ key, permissions: lacking }]
}

/** Whether a key that has worked before was rejected because it has expired: a key of the caller, which is to be valid. */
function isByExpiredKey(exchange: Answered, record: Recording, context: JudgeContext): boolean {
  const { credential, key } = exchange.request
  if (key === undefined || exchange.reply.status !== 401 || !permissionsShown(record, context).has(key)) return false
  if (credential.kind !== 'key' || credential.role === 'expired' || credential.role === 'revoked') return false
  return saysExpired(exchange, context.api)
}

const shownBy = new WeakMap<Recording, Map<string, Set<string>>>()

/** Returns the permissions that each key has used: those of the operations that succeeded with it. */
function permissionsShown(record: Recording, context: JudgeContext): Map<string, Set<string>> {
  const known = shownBy.get(record)
  if (known !== undefined) return known
  const shown = new Map<string, Set<string>>()
  for (const exchange of record.exchanges) {
    const { key } = exchange.request
    if (key === undefined || !isAnswered(exchange) || exchange.reply.status >= 300) continue
    const permissions = shown.get(key) ?? new Set<string>()
    for (const each of operationOf(exchange, context)?.permissions ?? []) permissions.add(each)
    shown.set(key, permissions)
  }
  shownBy.set(record, shown)
  return shown
}

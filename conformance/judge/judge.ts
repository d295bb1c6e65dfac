import { basisOf } from '../model/basis.ts'
import { hasBody, isAnswered, unreadable, type Answered } from '../model/exchange.ts'
import type { Instance, Plan } from '../plan/model.ts'
import { dependencies, keyOf, type Request } from '../model/request.ts'
import { operationOf, type JudgeContext, type Rule, type Sequence } from '../model/rule.ts'
import { unclear } from '../model/judgement.ts'
import type { Recording } from '../model/recording.ts'
import { InPassing } from './in-passing.ts'
import { guarded, isOutage, isSpent, unlessUnrecorded, verdict, type Guarded, type Verdict } from './verdict.ts'

/** Judges what was recorded. Sends nothing; the same record gives the same verdicts. */
export function judge(rules: readonly Rule[], plan: Plan, record: Recording, context: JudgeContext): Verdict[] {
  const answered = record.exchanges.filter((each): each is Answered => isAnswered(each) && !isOutage(each))
  const passing = new InPassing(
    rules.filter((rule) => rule.kind === 'law'),
    context,
  )
  for (const each of answered) passing.take(each)
  const instances = grouped(plan.instances, ({ rule }) => rule)
  const leftOut = grouped(plan.leftOut, ({ rule }) => rule)
  return rules.flatMap((rule): Verdict[] => {
    switch (rule.kind) {
      case 'law':
        return passing.verdicts(rule)
      case 'sequence': {
        const concerned = answered.filter((each) => unlessUnrecorded(() => rule.concerns(each, context)) ?? false)
        return judgeTogether(rule, concerned, context).map(({ about, judgement, judged }) =>
          verdict(rule, context, judgement, { about, judged }),
        )
      }
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

/** What a sequence says of exchanges that concern it, by whose they are. */
export function judgeTogether(
  rule: Sequence,
  concerned: readonly Answered[],
  context: JudgeContext,
): { readonly about: string; readonly judgement: Guarded; readonly judged: number }[] {
  return together(rule, concerned).flatMap(({ about, exchanges }) => {
    const all = guarded(() => rule.judge(exchanges, context))
    if (all.is !== 'unrecorded') return { about, judgement: all, judged: exchanges.length }
    // Where bodies are needed, those without one are left out.
    const recorded = exchanges.filter(({ reply }) => hasBody(reply))
    if (recorded.length === 0) return []
    return { about, judgement: guarded(() => rule.judge(recorded, context)), judged: recorded.length }
  })
}

/** The exchanges that a sequence judges together, and whose they are; what nobody can tell of belongs nowhere. */
export function together({ among }: Pick<Sequence, 'among'>, exchanges: readonly Answered[]) {
  const whose = ({ request: { key, tenant, isMasked } }: Answered): string => {
    // What one key was answered after the other nobody can tell of keys that look alike.
    if (isMasked === true) return ''
    if (among === 'tenants') return tenant === undefined ? '' : 'both tenants'
    if (among === 'tenant' && tenant !== undefined) return tenant === 'main' ? 'the tenant' : 'the second tenant'
    return key === undefined ? 'without a key' : `key "${key}"`
  }
  return [...grouped(exchanges, whose)].flatMap(([about, each]) => (about === '' ? [] : [{ about, exchanges: each }]))
}

/** What a probe's answers show; `record` may be that of a run on its way, if it has all of them. */
export function judgeInstance({ rule, subject, requests, level }: Instance, record: Recording, context: JudgeContext): Verdict {
  const answers: { [name: string]: Answered } = {}
  const lack = Object.values(requests).flatMap((each) => lackOf(each, record, context))[0]
  const about = { runLevel: level, operation: subject.operation?.id, about: subject.about, judged: Object.keys(requests).length }
  if (lack !== undefined) {
    const unable = verdict(rule, context, unclear(`the key "${lack.key}" lacks ${lack.permissions.join(' and ')}`), about)
    // A key that may not even read shows too little to tell anything; one that may not write leaves out what needs that.
    return lack.permissions.some((each) => each.endsWith('.read')) ? unable : { ...unable, outcome: 'not-run', by: 'consent' }
  }
  const asked = Object.entries(requests).map(([name, request]) => ({ name, request, exchange: record.byRequest.get(keyOf(request)) }))
  // What went wrong on the way says more than what was not sent for it.
  const gone = asked.find(({ exchange }) => exchange?.failure !== undefined) ?? asked.find(({ exchange }) => exchange === undefined)
  if (gone !== undefined) {
    const missing = gone.exchange?.failure?.message ?? record.unsent.get(keyOf(gone.request)) ?? 'it was not sent'
    return verdict(rule, context, unclear(missing), { ...about, exchange: gone.exchange })
  }
  for (const { name, exchange } of asked) if (exchange !== undefined && isAnswered(exchange)) answers[name] = exchange
  // Where a quota is spent on purpose, a 429 is what the probe asked for.
  const limited = Object.values(answers).find(
    (each) => (each.reply.status === 429 || isSpent(each)) && each.request.planned.effect !== 'quota',
  )
  if (limited !== undefined) return verdict(rule, context, unclear('the rate limit was reached'), { ...about, exchange: limited })
  const outage = Object.values(answers).find(isOutage)
  if (outage !== undefined)
    return verdict(rule, context, unclear(`the deployment was not available (${outage.reply.status})`), { ...about, exchange: outage })
  const cut = rule.judgesCut === true ? undefined : Object.values(answers).find(({ reply }) => unreadable(reply) !== undefined)
  if (cut !== undefined) return verdict(rule, context, unclear(unreadable(cut.reply) ?? ''), { ...about, exchange: cut })
  const control = answers['control']
  if (control !== undefined && control.reply.status >= 300) {
    return verdict(rule, context, unclear(`the positive control answered ${control.reply.status}`), { ...about, exchange: control })
  }
  return verdict(
    rule,
    context,
    guarded(() => rule.judge(answers, subject, context)),
    {
      ...about,
      exchange: Object.values(answers).findLast((each) => each !== control) ?? control,
    },
  )
}

/**
 * What permission the caller's key lacks for a request, or for one that it depends on: it was refused with 403, and nothing else that needs
 * this permission succeeded with the key. A key that has shown that it has the permission lacks none; then the 403 is to be judged.
 */
function lackOf(
  request: Request,
  record: Recording,
  context: JudgeContext,
): { readonly key: string; readonly permissions: readonly string[] }[] {
  const exchange = record.byRequest.get(keyOf(request))
  if (exchange === undefined) return dependencies(request).flatMap((each) => lackOf(each, record, context))
  const { credential, key } = exchange.request
  if (!isAnswered(exchange) || exchange.reply.status !== 403 || credential.kind !== 'key' || key === undefined) return []
  if (credential.role !== 'main' && credential.role !== 'other') return []
  const shown = permissionsShown(record, context).get(key)
  const lacking = (operationOf(exchange, context)?.permissions ?? []).filter((each) => !shown?.has(each))
  return lacking.length === 0 ? [] : [{ key, permissions: lacking }]
}

const shownBy = new WeakMap<Recording, Map<string, Set<string>>>()

/** The permissions that each key has shown to have: those of the operations that succeeded with it. */
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

function grouped<T, K>(items: readonly T[], by: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const item of items) {
    const group = groups.get(by(item))
    if (group === undefined) groups.set(by(item), [item])
    else group.push(item)
  }
  return groups
}

/** The behavior after a key has used all its requests of a minute; a separate key is used for this. */
import { allowanceOf } from '../../model/allowance.ts'
import { as, nobody, type RequestBuilder } from '../../model/request-builder.ts'
import type { Operation } from '../../../spec/contract.ts'
import type { Api } from '../../model/api.ts'
import { decided } from '../../model/basis.ts'
import { altered, header, type Answered } from '../../model/exchange.ts'
import type { Request } from '../../model/request.ts'
import { fails, firstFault, holds, passes, unclear, untried, type Judgement } from '../../model/judgement.ts'
import { operations, probe, representative, type JudgeContext, type ListSubject, type Shown } from '../../model/rule.ts'
import { burst } from '../list-requests.ts'
import { describe, refused } from '../refusal.ts'

/** Subjects: the representative list, if the limit per minute can be reached. */
const limited = (api: Api): ListSubject[] => (Number.isFinite(allowanceOf(api).perMinute) ? representative(api) : [])

/** A request without a key, before the rate limit is used up. */
const keyless = ({ operation }: ListSubject, ask: RequestBuilder): Request => ask.read(operation, { credential: nobody, effect: 'quota' })

/** The response that shows that the burst to several operations was enough: the limit was reached, or is higher than the promised one. */
const reached = (subject: ListSubject, ask: RequestBuilder): Shown => ({
  request: lastOf(burst(subject, ask).spread, subject, ask),
  status: 429,
  orLimitAbove: allowanceOf(ask.api).perMinute,
})

const lastOf = (requests: readonly Request[], subject: ListSubject, ask: RequestBuilder): Request =>
  requests.at(-1) ?? keyless(subject, ask)

type Build<Name extends string> = (refusal: Request) => Readonly<Record<Name, Request>>
type Both<Name extends string> = Readonly<Record<Name | 'refusal' | `spread ${Name | 'refusal'}`, Request>>

/** Some requests after the last one of a burst: after the one to a single operation, and after the one to several operations. */
function afterBurst<Name extends string>(subject: ListSubject, ask: RequestBuilder, build: Build<Name>): Both<Name> {
  const { plain, spread } = burst(subject, ask)
  const [refusal, first] = [lastOf(plain, subject, ask), lastOf(spread, subject, ask)]
  const spreadOnes = Object.entries({ ...build(first), refusal: first }).map(([name, each]) => [`spread ${name}`, each])
  return { ...build(refusal), refusal, ...Object.fromEntries(spreadOnes) } as Both<Name>
}

/** The requests after the burst to a single operation are needed only if the other burst did not reach the limit. */
function coveredBySpread<Name extends string>(subject: ListSubject, ask: RequestBuilder, build: Build<Name>) {
  const both: Readonly<Record<string, Request>> = afterBurst(subject, ask, build)
  const names = [...Object.keys(build(reached(subject, ask).request)), 'refusal'] as (Name | 'refusal')[]
  return Object.fromEntries(
    names.map((name) => [name, [{ request: both[`spread ${name}`] }, reached(subject, ask)]]),
  ) as unknown as Readonly<Record<Name | 'refusal', readonly [Shown, Shown]>>
}

const elsewhere = (operation: Operation, ask: RequestBuilder) => (refusal: Request) => ({
  elsewhere: ask.read(operation, { credential: as('exhaustible'), effect: 'quota', after: [refusal] }),
})

const anonymously =
  ({ operation }: ListSubject, ask: RequestBuilder) =>
  (refusal: Request) => ({
    anonymous: ask.read(operation, { credential: nobody, effect: 'quota', after: [refusal] }),
  })

const withAnother =
  (role: 'main' | 'other', { operation }: ListSubject, ask: RequestBuilder) =>
  (refusal: Request) => ({
    served: ask.read(operation, { credential: as(role), effect: 'quota', after: [refusal] }),
  })

const afterTheWait = (subject: ListSubject, ask: RequestBuilder) => (refusal: Request) => {
  const [first = refusal] = burst(subject, ask).plain
  return { later: { ...first, again: 3 * allowanceOf(ask.api).perMinute, after: [refusal], waits: refusal } }
}

/** Statuses of a deployment that turns a key away. */
const turnedAway = [401, 403, 429, 503]

/** Another list that requires the same permission. */
const other = (api: Api) => {
  const [subject] = representative(api)
  return operations(
    ({ id, list, path, permissions }) =>
      list !== undefined &&
      !path.includes('{') &&
      id !== subject?.operation.id &&
      permissions.join() === subject?.operation.permissions.join(),
  )(api).slice(0, 1)
}

/** Returns the number of requests left in a response, or `undefined` if it does not state it. */
function leftAfter(exchange: Answered): number | undefined {
  const text = header(exchange, 'x-ratelimit-remaining') ?? ''
  return /^\d+$/.test(text) ? Number(text) : undefined
}

const told = (exchange: Answered, name: string): number => Number(header(exchange, name) ?? Number.NaN)

/** Not run if the last request of the key was accepted because its limit is higher than the promised one. */
function raised(served: Answered, { api }: JudgeContext): Judgement | undefined {
  const { perMinute } = allowanceOf(api)
  const limit = told(served, 'x-ratelimit-limit')
  if (served.reply.status !== 200 || !(limit > perMinute)) return undefined
  return untried(`the deployment allows a key ${limit} requests; the suite sends only ${perMinute + 1} to reach a limit`)
}

const unlimited = (refusal: Answered, context: JudgeContext): Judgement | undefined =>
  refusal.reply.status === 429
    ? undefined
    : (raised(refusal, context) ?? unclear(`the key did not reach its rate limit (the last request returned ${describe(refusal)})`))

export const quotaProbes = [
  probe({
    id: 'rate-limit/minute-enforced',
    level: 'MUST',
    cites: ['R09', 'D03', 'D07', 'RFC 6585 §4'],
    title: 'accepts the promised number of requests per key and minute, and returns 429 for the next one',
    subjects: limited,
    ask: (subject, ask) => {
      const { plain, spread } = burst(subject, ask)
      const named = (prefix: string, requests: readonly Request[]) =>
        requests.map((each, index) => [`${prefix} ${index + 1}`, each] as const)
      return Object.fromEntries([...named('request', plain), ...named('spread', spread)])
    },
    covers: (subject, ask) => {
      const { plain, spread } = burst(subject, ask)
      const needed = plain.map((_, index): [string, readonly [Shown, Shown]] => [
        `request ${index + 1}`,
        [{ request: spread[index] ?? keyless(subject, ask) }, reached(subject, ask)],
      ])
      return Object.fromEntries(needed)
    },
    judge: (answers, _subject, context) => {
      const { perMinute, perHour } = allowanceOf(context.api)
      const all = Object.entries(answers).flatMap(([name, each]) => (name.startsWith('request') ? [each] : []))
      const refusal = all.at(-1)
      if (refusal === undefined) return unclear('no request was sent')
      const early = all.slice(0, -1).find(({ reply }) => turnedAway.includes(reply.status))
      if (early !== undefined) {
        const at = all.indexOf(early)
        // If another client used the key before, the remaining requests of its first response must still be accepted.
        const owed = leftAfter(all[0] ?? early) ?? perMinute - 1
        const limit = Number(header(all[0] ?? early, 'x-ratelimit-limit') ?? perMinute)
        const isBegun = owed < Math.min(limit, perMinute) - 1
        if (early.reply.status === 429 && isBegun && at - 1 >= owed) return unclear('another client used the key within the same minute')
        const due = isBegun && at > 0 ? `${owed} more requests after the first, as its response said` : `${perMinute} requests`
        return fails(`200 for each of ${due}`, `${describe(early)} for request ${at + 1}`, early)
      }
      const began = all[0]?.sentAt ?? 0
      if (refusal.receivedAt - began > 55_000) return unclear(`the ${perMinute} requests took longer than a minute`)
      const more = raised(refusal, context)
      if (more !== undefined) return more
      if (refusal.reply.status !== 429) return fails(`429 for request ${all.length} within a minute`, describe(refusal), refusal)
      const promised = leftAfter(all[0] ?? refusal) ?? 0
      // The limit of an hour window says nothing about the limit of the minute.
      if (promised > perMinute && told(all[0] ?? refusal, 'x-ratelimit-limit') < perHour)
        return fails(
          `200 for each of ${promised} more requests after the first, as its response said`,
          `${describe(refusal)} for request ${all.length}`,
          refusal,
        )
      const served = all.at(-2) ?? refusal
      const left = leftAfter(served)
      // Both reset times are equal if the responses are in one window.
      const isOneWindow = header(served, 'x-ratelimit-reset') === header(refusal, 'x-ratelimit-reset')
      return firstFault([
        // Neither the code nor the counting of the last requests is promised (D02, D07).
        decided(refused(refusal, context, { status: 429 })),
        decided(
          holds(
            left === undefined || left === 0 || !isOneWindow,
            '0 requests left with the last accepted request',
            `${left} requests left`,
            served,
          ),
        ),
      ])
    },
    sabotage: ({ 'request 1': first, ...rest }) => {
      const last = Object.keys(rest).findLast((name) => name.startsWith('request'))
      return first === undefined || last === undefined ? rest : { [last]: first }
    },
  }),
  probe({
    id: 'rate-limit/limit-is-per-key',
    level: 'MUST',
    cites: ['R09', 'R10'],
    title: 'returns 429 to a rate-limited key on other operations too',
    subjects: (api) => other(api).flatMap((subject) => limited(api).map((spent) => ({ ...subject, spent }))),
    ask: ({ operation, spent }, ask) => afterBurst(spent, ask, elsewhere(operation, ask)),
    covers: ({ operation, spent }, ask) => coveredBySpread(spent, ask, elsewhere(operation, ask)),
    judge: ({ refusal, elsewhere }, _subject, context) =>
      unlimited(refusal, context) ??
      (elsewhere.reply.status === 429 ? refused(elsewhere, context, { status: 429 }) : fails('429', describe(elsewhere), elsewhere)),
    sabotage: ({ elsewhere }) => ({ elsewhere: altered(elsewhere, { status: 200 }) }),
  }),
  probe({
    id: 'rate-limit/key-asked-first',
    level: 'SHOULD',
    cites: ['D04', 'D07'],
    title: 'returns 401 to a request without an API key, even while a key is rate-limited',
    subjects: limited,
    ask: (subject, ask) => ({ ...afterBurst(subject, ask, anonymously(subject, ask)), before: keyless(subject, ask) }),
    covers: (subject, ask) => coveredBySpread(subject, ask, anonymously(subject, ask)),
    judge: ({ before, refusal, anonymous }, _subject, context) => {
      const limited = unlimited(refusal, context)
      if (limited !== undefined) return limited
      // Requests without a key have a separate limit. If many of those requests are left, a 429 belongs to the limit of the key.
      const isFar = before.reply.status === 401 && (leftAfter(before) ?? 0) > 1
      if (anonymous.reply.status === 429 && isFar) return fails('401', describe(anonymous), anonymous)
      return refused(anonymous, context, { status: 401 })
    },
    sabotage: ({ anonymous }) => ({ anonymous: altered(anonymous, { status: 404 }) }),
  }),
  ...(['main', 'other'] as const).map((role) =>
    probe({
      id: role === 'main' ? 'rate-limit/keys-counted-apart' : 'rate-limit/tenants-counted-apart',
      level: 'MUST',
      cites: ['R09', 'D07'],
      title: `serves ${role === 'main' ? 'another key of the same tenant' : "another tenant's key"} while a key is rate-limited`,
      subjects: limited,
      ask: (subject, ask) => afterBurst(subject, ask, withAnother(role, subject, ask)),
      covers: (subject, ask) => coveredBySpread(subject, ask, withAnother(role, subject, ask)),
      judge: ({ refusal, served }, _subject, context) =>
        unlimited(refusal, context) ?? (served.reply.status === 200 ? passes : fails('200', describe(served), served)),
      sabotage: ({ served }) => ({ served: altered(served, { status: 429 }) }),
    }),
  ),
  probe({
    id: 'rate-limit/served-after-retry-after',
    level: 'MUST',
    cites: ['D03', 'D07', 'RFC 9110 §10.2.3'],
    title: 'serves a rate-limited key again after the wait in `Retry-After`, in a new one-minute window',
    subjects: limited,
    ask: (subject, ask) => afterBurst(subject, ask, afterTheWait(subject, ask)),
    covers: (subject, ask) => coveredBySpread(subject, ask, afterTheWait(subject, ask)),
    judge: ({ refusal, later }, _subject, context) => {
      const limited = unlimited(refusal, context)
      if (limited !== undefined) return limited
      if (later.reply.status !== 200) return fails('200', describe(later), later)
      const [limit, remaining] = [told(later, 'x-ratelimit-limit'), told(later, 'x-ratelimit-remaining')]
      return holds(
        limit !== allowanceOf(context.api).perMinute || !(remaining < limit - 2),
        'a new one-minute window',
        `${remaining} of ${limit} requests left`,
        later,
      )
    },
    sabotage: ({ later }) => ({ later: altered(later, { status: 429 }) }),
  }),
]

/** What happens when a key's minute is spent: one key that is there for it, to the last request. */
import { allowanceOf } from '../../model/allowance.ts'
import { as, nobody, type RequestBuilder } from '../../model/request-builder.ts'
import type { Api } from '../../model/api.ts'
import { decided } from '../../model/basis.ts'
import { altered, header, type Answered } from '../../model/exchange.ts'
import type { Request } from '../../model/request.ts'
import { fails, firstFault, holds, passes, unclear, untried, type Judgement } from '../../model/judgement.ts'
import { operations, probe, representative, type JudgeContext, type ListSubject } from '../../model/rule.ts'
import { describe, refused } from '../refusal.ts'

const spend = ({ operation }: ListSubject, ask: RequestBuilder, number: number, after: readonly Request[] = []): Request =>
  ask.read(operation, {
    credential: as('exhaustible'),
    effect: 'quota',
    query: [['limit', '1']],
    ...(number === 1 ? {} : { again: number - 1 }),
    after,
  })

/** Subjects: the representative, where a minute has a limit that can be reached. */
const limited = (api: Api): ListSubject[] => (Number.isFinite(allowanceOf(api).perMinute) ? representative(api) : [])

/** A request without a key, before the minute is spent. */
const keyless = ({ operation }: ListSubject, ask: RequestBuilder): Request => ask.read(operation, { credential: nobody, effect: 'quota' })

/** As many requests as a minute allows, and one more. */
function burst(subject: ListSubject, ask: RequestBuilder): Request[] {
  const requests: Request[] = []
  const before = keyless(subject, ask)
  const { perMinute } = allowanceOf(ask.api)
  for (let number = 1; number <= perMinute + 1; number++)
    requests.push(spend(subject, ask, number, number === 1 ? [before] : requests.slice(-1)))
  return requests
}

const last = (subject: ListSubject, ask: RequestBuilder): Request => burst(subject, ask).at(-1) ?? spend(subject, ask, 1)

/** Another list that a key with the same permission may read. */
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

/** How many requests an answer says are left; `undefined` where it does not say so. */
function leftAfter(exchange: Answered): number | undefined {
  const text = header(exchange, 'x-ratelimit-remaining') ?? ''
  return /^\d+$/.test(text) ? Number(text) : undefined
}

const told = (exchange: Answered, name: string): number => Number(header(exchange, name) ?? Number.NaN)

/** Says so where a key was served to the last request because it may send more than is promised to every key. */
function raised(served: Answered, { api }: JudgeContext): Judgement | undefined {
  const { perMinute } = allowanceOf(api)
  const limit = told(served, 'x-ratelimit-limit')
  if (served.reply.status !== 200 || !(limit > perMinute)) return undefined
  return untried(`the deployment allows a key ${limit} requests, more than the ${perMinute + 1} that a run spends to see a limit`)
}

const unlimited = (refusal: Answered, context: JudgeContext): Judgement | undefined =>
  refusal.reply.status === 429
    ? undefined
    : (raised(refusal, context) ?? unclear(`a key whose minute is spent (the last request was answered ${describe(refusal)})`))

export const quotaProbes = [
  probe({
    id: 'rate-limit/minute-enforced',
    level: 'MUST',
    cites: ['R09', 'D03', 'D07', 'RFC 6585 §4'],
    title: 'serves as many requests of a key in a minute as promised, and refuses the next with 429',
    subjects: limited,
    ask: (subject, ask) => Object.fromEntries(burst(subject, ask).map((request, index) => [`request ${index + 1}`, request])),
    judge: (answers, _subject, context) => {
      const { perMinute, perHour } = allowanceOf(context.api)
      const all = Object.values(answers)
      const refusal = all.at(-1)
      if (refusal === undefined) return unclear('the burst')
      const early = all.slice(0, -1).find(({ reply }) => reply.status !== 200)
      if (early !== undefined) {
        const at = all.indexOf(early)
        // A key whose minute was begun elsewhere is still owed what its first answer says is left.
        const owed = leftAfter(all[0] ?? early) ?? perMinute - 1
        const limit = Number(header(all[0] ?? early, 'x-ratelimit-limit') ?? perMinute)
        const isBegun = owed < Math.min(limit, perMinute) - 1
        if (early.reply.status === 429 && isBegun && at - 1 >= owed) return unclear('a key whose minute was not begun elsewhere')
        const due = isBegun && at > 0 ? `${owed} more requests after the first, as it said` : `${perMinute} requests`
        return fails(`200 to each of ${due}`, `${describe(early)} to request ${at + 1}`, early)
      }
      const began = all[0]?.sentAt ?? 0
      if (refusal.receivedAt - began > 55_000) return unclear(`${perMinute} requests within a minute (they took longer)`)
      const more = raised(refusal, context)
      if (more !== undefined) return more
      if (refusal.reply.status !== 429) return fails(`429 to request ${all.length} within a minute`, describe(refusal), refusal)
      const promised = leftAfter(all[0] ?? refusal) ?? 0
      // A limit that is an hour's leaves it open what the minute allows.
      if (promised > perMinute && told(all[0] ?? refusal, 'x-ratelimit-limit') < perHour)
        return fails(
          `200 to each of ${promised} more requests after the first, as it said`,
          `${describe(refusal)} to request ${all.length}`,
          refusal,
        )
      const served = all.at(-2) ?? refusal
      const left = leftAfter(served)
      // The reset of the two is the same where they stand in one window.
      const isOneWindow = header(served, 'x-ratelimit-reset') === header(refusal, 'x-ratelimit-reset')
      return firstFault([
        // Neither the code nor how the last requests are counted is promised (D02, D07).
        decided(refused(refusal, context, { status: 429 })),
        decided(
          holds(left === undefined || left === 0 || !isOneWindow, '0 left with the last request that is served', `${left} left`, served),
        ),
      ])
    },
    sabotage: ({ 'request 1': first, ...rest }) => {
      const last = Object.keys(rest).at(-1)
      return first === undefined || last === undefined ? rest : { [last]: first }
    },
  }),
  probe({
    id: 'rate-limit/limit-is-per-key',
    level: 'MUST',
    cites: ['R09', 'R10'],
    title: 'refuses a limited key on other operations too',
    subjects: (api) => other(api).flatMap((subject) => limited(api).map((spent) => ({ ...subject, spent }))),
    ask: ({ operation, spent }, ask) => {
      const refusal = last(spent, ask)
      return { refusal, elsewhere: ask.read(operation, { credential: as('exhaustible'), effect: 'quota', after: [refusal] }) }
    },
    judge: ({ refusal, elsewhere }, _subject, context) =>
      unlimited(refusal, context) ??
      (elsewhere.reply.status === 429 ? refused(elsewhere, context, { status: 429 }) : fails('429', describe(elsewhere), elsewhere)),
    sabotage: ({ elsewhere }) => ({ elsewhere: altered(elsewhere, { status: 200 }) }),
  }),
  probe({
    id: 'rate-limit/key-asked-first',
    level: 'SHOULD',
    cites: ['D04', 'D07'],
    title: 'answers 401 to a request without a key while a key is limited',
    subjects: limited,
    ask: (subject, ask) => {
      const refusal = last(subject, ask)
      const anonymous = ask.read(subject.operation, { credential: nobody, effect: 'quota', after: [refusal] })
      return { before: keyless(subject, ask), refusal, anonymous }
    },
    judge: ({ before, refusal, anonymous }, _subject, context) => {
      const limited = unlimited(refusal, context)
      if (limited !== undefined) return limited
      // Requests without a key have a limit of their own; that it was far away shows that the key's is meant.
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
      title: `serves ${role === 'main' ? 'another key of the same tenant' : "another tenant's key"} while a key is limited`,
      subjects: limited,
      ask: (subject, ask) => {
        const refusal = last(subject, ask)
        return { refusal, served: ask.read(subject.operation, { credential: as(role), effect: 'quota', after: [refusal] }) }
      },
      judge: ({ refusal, served }, _subject, context) =>
        unlimited(refusal, context) ?? (served.reply.status === 200 ? passes : fails('200', describe(served), served)),
      sabotage: ({ served }) => ({ served: altered(served, { status: 429 }) }),
    }),
  ),
  probe({
    id: 'rate-limit/served-after-retry-after',
    level: 'MUST',
    cites: ['D03', 'D07', 'RFC 9110 §10.2.3'],
    title: 'serves a limited key again once it has waited as long as `Retry-After` says, with a new minute',
    subjects: limited,
    ask: (subject, ask) => {
      const refusal = last(subject, ask)
      return { refusal, later: { ...spend(subject, ask, allowanceOf(ask.api).perMinute + 2, [refusal]), waits: refusal } }
    },
    judge: ({ refusal, later }, _subject, context) => {
      const limited = unlimited(refusal, context)
      if (limited !== undefined) return limited
      if (later.reply.status !== 200) return fails('200', describe(later), later)
      const [limit, remaining] = [told(later, 'x-ratelimit-limit'), told(later, 'x-ratelimit-remaining')]
      return holds(
        limit !== allowanceOf(context.api).perMinute || !(remaining < limit - 2),
        'a new minute',
        `${remaining} of ${limit} left`,
        later,
      )
    },
    sabotage: ({ later }) => ({ later: altered(later, { status: 429 }) }),
  }),
]

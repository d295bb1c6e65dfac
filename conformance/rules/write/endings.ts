/** What is left of what was deleted or archived. */
import type { RequestBuilder } from '../../model/request-builder.ts'
import type { Api } from '../../model/api.ts'
import { valueAt } from '../../../spec/contract.ts'
import { altered, json, member, type Answered } from '../../model/exchange.ts'
import { fails, firstFault, holds, passes, shown, unclear, withheld } from '../../model/judgement.ts'
import { operationOf, probe, sequence, type JudgeContext } from '../../model/rule.ts'
import { describe, refused } from '../refusal.ts'
import { available } from '../../model/resource.ts'
import { creations, idsOf, life, listed, newest, reread } from './own-data.ts'

/** Own things that a deletion takes away, in one way or the other. */
const endings = (api: Api, ask: RequestBuilder) =>
  available(creations(api), (creation) => {
    const [undo] = life(creation, ask).undo
    const ending = undo?.operation === undefined ? undefined : api.operations[undo.operation]
    return ending?.method === 'DELETE' && undo !== undefined ? [{ ...creation, ending, undo }] : []
  })

/** Whether an exchange deleted what its path names for good: what is archived instead is still shown. */
const deletes = (exchange: Answered, context: JudgeContext): boolean =>
  exchange.request.method === 'DELETE' &&
  exchange.reply.status === 200 &&
  operationOf(exchange, context)?.method === 'DELETE' &&
  operationOf(exchange, context)?.transitions.length === 0

const pathOf = ({ request }: Answered): string => new URL(request.url).pathname

export const endingRules = [
  sequence({
    id: 'write/deleted-stays-gone',
    level: 'MUST',
    cites: ['D03'],
    title: 'shows nothing any more that it has said to have deleted, whatever it was',
    among: 'tenant',
    readsNoBody: true,
    concerns: (exchange, context) =>
      deletes(exchange, context) || (exchange.request.method === 'GET' && exchange.request.key !== undefined),
    judge: (exchanges, context) => {
      const gone = new Map<string, Answered>()
      for (const exchange of [...exchanges].sort((a, b) => a.number - b.number)) {
        if (deletes(exchange, context)) {
          gone.set(pathOf(exchange), exchange)
          continue
        }
        const deletion = gone.get(pathOf(exchange))
        // Only what was asked once the deletion was answered came after it.
        if (deletion === undefined || deletion.receivedAt > exchange.sentAt || exchange.reply.status !== 200) continue
        return fails('404', `200, although DELETE (request ${deletion.number}) answered 200`, exchange)
      }
      return gone.size === 0 ? withheld('nothing was deleted: allow it with --allow-writes') : passes
    },
    sabotage: (exchanges) =>
      exchanges.flatMap((each) =>
        each.request.method === 'DELETE'
          ? [each, { ...each, number: each.number + 0.5, sentAt: each.receivedAt, request: { ...each.request, method: 'GET' } }]
          : [each],
      ),
  }),
  probe({
    id: 'write/deleted-is-gone',
    level: 'MUST',
    cites: ['D03'],
    title: 'answers 404 for what was deleted, and to a second deletion',
    // Each by itself: where it is still there, nothing more is deleted, and the read alone tells.
    subjects: (api, ask) =>
      endings(api, ask)
        .filter(({ ending }) => ending.transitions.length === 0)
        .flatMap((each) => [
          { ...each, about: 'to a read', isRead: true },
          { ...each, about: 'to a second deletion', isRead: false },
        ]),
    ask: ({ operation, item, undo, isRead }, ask) => ({
      deletion: undo,
      later: isRead
        ? reread(item, life({ operation }, ask), ask, [undo], 'undo')
        : { ...undo, after: [undo], again: 1, isRefused: true as const },
    }),
    judge: ({ deletion, later }, _subject, context) =>
      deletion.reply.status === 200 ? refused(later, context, { status: 404 }) : fails('200', describe(deletion), deletion),
    sabotage: ({ deletion }) => ({ later: deletion }),
  }),
  probe({
    id: 'write/deleted-is-not-listed',
    level: 'MUST',
    cites: ['D03'],
    title: 'lists nothing that was deleted or archived',
    subjects: (api, ask) => listed(endings(api, ask), ask),
    ask: ({ operation, undo }, ask) => {
      const own = life({ operation }, ask)
      const list = newest(operation, own, ask, [undo])
      return { create: own.create, deletion: undo, list: list === undefined ? undo : { ...list, effect: 'undo' as const } }
    },
    judge: ({ create, deletion, list }, subject) => {
      const id = valueAt(json(create)?.value, subject.id)
      if (id === undefined || deletion.reply.status !== 200) return unclear(`a deletion (it was answered ${describe(deletion)})`)
      if (list.reply.status !== 200) return unclear(`a list (it was answered ${describe(list)})`)
      return holds(!idsOf(list).includes(id), `a list without ${shown(id)}`, 'it is in the list', list)
    },
    sabotage: ({ create, list }, { id }) => ({
      list: altered(list, {
        json: (body) => ({ ...body, data: [...body.data, { id: valueAt(json(create)?.value, id) }] }),
      }),
    }),
  }),
  probe({
    id: 'write/archived-is-readable',
    level: 'SHOULD',
    cites: ['D03', 'practice: archiving keeps'],
    title: 'still shows what was archived, in its last state, and refuses to archive it again with 409',
    subjects: (api, ask) => endings(api, ask).filter(({ ending }) => ending.transitions.length > 0),
    ask: ({ operation, item, undo }, ask) => ({
      deletion: undo,
      read: reread(item, life({ operation }, ask), ask, [undo], 'undo'),
      again: { ...undo, after: [undo], again: 1, isRefused: true as const },
    }),
    judge: ({ deletion, read, again }, { ending }, context) => {
      if (deletion.reply.status !== 200) return unclear(`an archiving (it was answered ${describe(deletion)})`)
      const wanted = ending.transitions[0]?.to
      const seen = member(read, 'data', 'status')
      return firstFault([
        holds(
          read.reply.status === 200 && seen === wanted,
          `200 with status ${wanted}`,
          `${describe(read)} with status ${shown(seen)}`,
          read,
        ),
        refused(again, context, { status: 409, reason: 'INVALID_STATE' }),
      ])
    },
    sabotage: ({ read }) => ({ read: altered(read, { status: 404 }) }),
  }),
]

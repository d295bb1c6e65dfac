/** Resources after they were deleted or archived. */
import type { RequestBuilder } from '../../model/request-builder.ts'
import type { Api } from '../../model/api.ts'
import { valueAt } from '../../../spec/contract.ts'
import { altered, json, member, type Answered } from '../../model/exchange.ts'
import { fails, firstFault, holds, lacksWrite, passes, shown, unclear } from '../../model/judgement.ts'
import { operationOf, probe, sequence, type JudgeContext } from '../../model/rule.ts'
import { describe, refused } from '../refusal.ts'
import { available } from '../../model/resource.ts'
import { creations, idsOf, life, listed, newest, reread } from './own-data.ts'

/** Resources of the run that a deletion deletes or archives. */
const endings = (api: Api, ask: RequestBuilder) =>
  available(creations(api), (creation) => {
    const [undo] = life(creation, ask).undo
    const ending = undo?.operation === undefined ? undefined : api.operations[undo.operation]
    return ending?.method === 'DELETE' && undo !== undefined ? [{ ...creation, ending, undo }] : []
  })

/** Whether an exchange permanently deleted the resource in its path. An archived resource is still returned. */
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
    title: 'never returns any resource again after it confirmed the deletion',
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
        // Only requests sent after the response to the deletion come after it.
        if (deletion === undefined || deletion.receivedAt > exchange.sentAt || exchange.reply.status !== 200) continue
        return fails('404', `200, although DELETE (request ${deletion.number}) returned 200 before`, exchange)
      }
      return gone.size === 0 ? lacksWrite('nothing was deleted', context) : passes
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
    title: 'returns 404 for a read and for a second deletion of a deleted resource',
    // Two separate cases: if the resource still exists, it is not deleted again, and only the read is judged.
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
    title: 'omits deleted and archived resources from lists',
    subjects: (api, ask) => listed(endings(api, ask), ask),
    ask: ({ operation, undo }, ask) => {
      const own = life({ operation }, ask)
      const list = newest(operation, own, ask, [undo])
      return { create: own.create, deletion: undo, list: list === undefined ? undo : { ...list, effect: 'undo' as const } }
    },
    judge: ({ create, deletion, list }, subject) => {
      const id = valueAt(json(create)?.value, subject.id)
      if (id === undefined || deletion.reply.status !== 200) return unclear(`the deletion returned ${describe(deletion)}`)
      if (list.reply.status !== 200) return unclear(`the list returned ${describe(list)}`)
      return holds(!idsOf(list).includes(id), `a list without ${shown(id)}`, 'the id is in the list', list)
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
    cites: ['D03', 'practice: archiving keeps the resource'],
    title: 'still returns an archived resource in its final state, and returns 409 if it is archived again',
    subjects: (api, ask) => endings(api, ask).filter(({ ending }) => ending.transitions.length > 0),
    ask: ({ operation, item, undo }, ask) => ({
      deletion: undo,
      read: reread(item, life({ operation }, ask), ask, [undo], 'undo'),
      again: { ...undo, after: [undo], again: 1, isRefused: true as const },
    }),
    judge: ({ deletion, read, again }, { ending }, context) => {
      if (deletion.reply.status !== 200) return unclear(`the archiving request returned ${describe(deletion)}`)
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

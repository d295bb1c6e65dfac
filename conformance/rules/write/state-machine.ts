import type { RequestBuilder } from '../../model/request-builder.ts'
import { operationNamed, type Api } from '../../model/api.ts'
import { valueAt } from '../../../spec/contract.ts'
import { altered, json } from '../../model/exchange.ts'
import { stateVisits, type StateVisit } from '../../resources/lifecycles.ts'
import { fails, firstFault, holds, shown, unclear } from '../../model/judgement.ts'
import { probe } from '../../model/rule.ts'
import { describe, refused } from '../refusal.ts'

type Forbidden = StateVisit & { readonly attempt: StateVisit['attempts'][number] }

/** Returns every forbidden transition in every state: with `isRepeated` those that were just performed, otherwise the others. */
const forbidden = (isRepeated: boolean) => (api: Api, ask: RequestBuilder) =>
  stateVisits(api, ask.resources).flatMap((stay) =>
    stay.attempts
      .filter(({ edge }) => (edge.operation === stay.edge?.operation && edge.to === stay.state) === isRepeated)
      .map((attempt) => ({
        ...stay,
        attempt,
        operation: operationNamed(api, attempt.edge.operation),
        about: `${stay.state} to ${attempt.edge.to}`,
      })),
  )

const stateOf = (exchange: Parameters<typeof json>[0], pointer: string): unknown => valueAt(json(exchange)?.value, pointer)

const ask = ({ arrival, attempt, read }: Forbidden) => ({ arrival, attempt: attempt.request, read })

function judge(
  { arrival, attempt, read }: Readonly<Record<'arrival' | 'attempt' | 'read', Parameters<typeof json>[0]>>,
  { state, pointer }: Forbidden,
  context: Parameters<typeof refused>[1],
) {
  if (arrival.reply.status >= 300) return unclear(`no resource reached state ${state} (the transition returned ${describe(arrival)})`)
  const seen = stateOf(read, pointer)
  return firstFault([
    refused(attempt, context, { status: 409, reason: 'INVALID_STATE' }),
    holds(seen === state, `state ${state}, unchanged`, `state ${shown(seen)}`, read),
  ])
}

export const stateMachines = [
  probe({
    id: 'write/transition-carried-out',
    level: 'MUST',
    cites: ['R08', 'D03'],
    title: 'performs every documented state transition, and returns the new state in `status`',
    subjects: (api, ask) =>
      stateVisits(api, ask.resources).flatMap((stay) =>
        stay.edge === undefined
          ? []
          : [
              {
                ...stay,
                operation: operationNamed(api, stay.edge.operation),
                about: `to ${stay.state}${stay.from === undefined ? '' : ` from ${stay.from}`}`,
                wanted: stay.edge.to,
              },
            ],
      ),
    ask: ({ arrival, read }) => ({ arrival, read }),
    judge: ({ arrival, read }, { wanted, pointer, operation }) => {
      if (arrival.reply.status !== operation.success.status) return fails(String(operation.success.status), describe(arrival), arrival)
      const seen = stateOf(read, pointer)
      return holds(seen === wanted, `state ${wanted}`, `state ${shown(seen)}`, read)
    },
    sabotage: ({ arrival }) => ({ arrival: altered(arrival, { status: 409 }) }),
  }),
  probe({
    id: 'write/forbidden-transition-refused',
    level: 'MUST',
    cites: ['R08', 'D03'],
    title: 'returns 409 with `INVALID_STATE` for every transition that a state does not allow, and keeps the state',
    subjects: forbidden(false),
    ask,
    judge,
    sabotage: ({ attempt }) => ({ attempt: altered(attempt, { status: 200 }) }),
  }),
  probe({
    id: 'write/transition-happens-once',
    level: 'SHOULD',
    cites: ['D03'],
    title: 'returns 409 with `INVALID_STATE` if a transition is repeated',
    subjects: forbidden(true),
    ask,
    judge,
    sabotage: ({ attempt }) => ({ attempt: altered(attempt, { status: 200 }) }),
  }),
]

import { valueAt } from '../../spec/contract.ts'
import type { Api } from '../model/api.ts'

/**
 * Whether a resource still exists, according to the response to a read. `gone`: it is not found, or in a final state. `there`: it is returned, and
 * could still change its state or be deleted. `unclear`: the response shows neither, or contains a resource that has no states and cannot be deleted.
 */
export type Presence = 'gone' | 'there' | 'unclear'

/** `undone`: the operations that cleaned it up; `asked`: the read that was sent afterwards. */
export function presenceOf(
  { status, body }: { readonly status: number; readonly body: unknown },
  { undone, asked, api }: { readonly undone: readonly string[]; readonly asked: string; readonly api: Api },
): Presence {
  if (status === 404) return 'gone'
  if (status !== 200) return 'unclear'
  const { operations, stateMachines } = api
  if (undone.some((id) => operations[id]?.method === 'DELETE')) {
    // A resource that is archived instead of deleted is still returned.
    if (!stateMachines.some(({ edges }) => edges.some(({ operation }) => undone.includes(operation)))) return 'there'
  }
  const machine = stateMachines.find(({ read, edges }) => read === asked || edges.some(({ operation }) => undone.includes(operation)))
  if (machine === undefined) return 'unclear'
  // A state that is not in the state machine, such as that of an expired key, is final.
  const live = machine.states.filter((state) => machine.edges.some(({ from, to }) => from.includes(state) && to !== state))
  const data = valueAt(body, '/data')
  const states = (Array.isArray(data) ? data : [data]).map((each) => valueAt(each, '/status'))
  return states.every((state) => typeof state === 'string' && !live.includes(state)) ? 'gone' : 'there'
}

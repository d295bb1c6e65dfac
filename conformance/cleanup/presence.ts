import { valueAt } from '../../spec/contract.ts'
import type { Api } from '../model/api.ts'

/**
 * What an answer to the question "is it still there?" shows of a thing. `gone`: it is not found, or in a state that nothing leads out of. `there`: it is
 * shown, and could still be moved or deleted. `unclear`: the answer says neither, or shows something that has no states and that nothing deletes.
 */
export type Presence = 'gone' | 'there' | 'unclear'

/** `undone` are the operations that took it back, `asked` the one that was asked afterwards. */
export function presenceOf(
  { status, body }: { readonly status: number; readonly body: unknown },
  { undone, asked, api }: { readonly undone: readonly string[]; readonly asked: string; readonly api: Api },
): Presence {
  if (status === 404) return 'gone'
  if (status !== 200) return 'unclear'
  const { operations, stateMachines } = api
  if (undone.some((id) => operations[id]?.method === 'DELETE')) {
    // What is archived instead of deleted is still shown.
    if (!stateMachines.some(({ edges }) => edges.some(({ operation }) => undone.includes(operation)))) return 'there'
  }
  const machine = stateMachines.find(({ read, edges }) => read === asked || edges.some(({ operation }) => undone.includes(operation)))
  if (machine === undefined) return 'unclear'
  // A state that the machine does not have, such as that of an expired key, is one that no operation leads out of.
  const live = machine.states.filter((state) => machine.edges.some(({ from, to }) => from.includes(state) && to !== state))
  const data = valueAt(body, '/data')
  const states = (Array.isArray(data) ? data : [data]).map((each) => valueAt(each, '/status'))
  return states.every((state) => typeof state === 'string' && !live.includes(state)) ? 'gone' : 'there'
}

/** Lies in which a write changes another resource than the named one. The first such write reveals the lie. */
import { kindOfParameter, type Kind } from '../kinds.ts'
import { liesOf, type Call, type Desk, type Lie } from '../lie.ts'

/** Redirects a request to another client's resource, a different one each time. */
function beside(desk: Desk): (call: Call) => Call {
  const counts = new Map<Kind, number>()
  return (call) => {
    const [name, id] = Object.entries(call.params).at(-1) ?? []
    const kind = kindOfParameter[name ?? '']
    if (kind === undefined || id === undefined) return call
    const others = desk.strangers(call.tenant, kind)
    const count = counts.get(kind) ?? 0
    counts.set(kind, count + 1)
    const other = others[count % Math.max(others.length, 1)]
    return other === undefined ? call : { ...call, target: call.target.replace(encodeURIComponent(id), encodeURIComponent(other)) }
  }
}

const hits =
  (isMeant: (call: Call) => boolean): Lie['how'] =>
  (desk) => {
    const move = beside(desk)
    return (call) => desk.pass(call.operation !== undefined && isMeant(call) ? move(call) : call)
  }

const isRemoval = ({ method, operation }: Call): boolean => method === 'DELETE' || operation?.id === 'revokeApiKey'
const isStep = ({ operation }: Call): boolean => operation !== undefined && operation.transitions.length > 0
const isUpdate = (call: Call): boolean => call.method !== 'GET' && !isRemoval(call) && !isStep(call) && isOfItem(call)
/** Whether the path ends with the resource itself and not with a part of it. */
const isOfItem = ({ operation }: Call): boolean => operation?.path.endsWith('}') === true

export const neighborLies: readonly Lie[] = liesOf({
  'neighbors/deleted': {
    imitates: 'A deletion by position: it deletes another item of the list than the named one.',
    how: hits(isRemoval),
    unavoidable: 1,
  },
  'neighbors/updated': {
    imitates: 'An update with a wrong condition: it changes another resource than the named one.',
    how: hits(isUpdate),
    unavoidable: 1,
  },
  'neighbors/moved': {
    imitates:
      'A transition with a wrong condition: it changes the status of another transfer, scenario, count or recommendation than the named one.',
    how: hits((call) => isStep(call) && !isRemoval(call)),
    unavoidable: 1,
  },
})

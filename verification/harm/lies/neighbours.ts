/** Writes that hit another thing than the one they name: the deployment's own fault, which the first of them shows. */
import type { Kind } from '../kinds.ts'
import { liesOf, type Call, type Desk, type Lie } from '../lie.ts'

const kindOf: Readonly<Record<string, Kind>> = {
  productId: 'product',
  eventId: 'event',
  scenarioId: 'scenario',
  keyId: 'api-key',
  transferId: 'transfer',
  cycleCountId: 'cycle-count',
  recommendationId: 'recommendation',
  availabilityId: 'stock-line',
}

/** The same request about a thing of others: each time another one. */
function beside(desk: Desk): (call: Call) => Call {
  const counts = new Map<Kind, number>()
  return (call) => {
    const [name, id] = Object.entries(call.params).at(-1) ?? []
    const kind = kindOf[name ?? '']
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
/** Whether it is about the thing itself, and not about what is below it. */
const isOfItem = ({ operation }: Call): boolean => operation?.path.endsWith('}') === true

export const neighbourLies: readonly Lie[] = liesOf({
  'neighbours/deleted': {
    imitates: 'A deletion by position: it takes away another row of the list than the one that it names.',
    how: hits(isRemoval),
    unavoidable: 1,
  },
  'neighbours/updated': {
    imitates: 'An update with a wrong condition: it changes another row than the one that it names.',
    how: hits(isUpdate),
    unavoidable: 1,
  },
  'neighbours/moved': {
    imitates: 'A step with a wrong condition: it moves another transfer, scenario, count or recommendation on than the one that it names.',
    how: hits((call) => isStep(call) && !isRemoval(call)),
    unavoidable: 1,
  },
})

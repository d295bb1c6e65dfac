/** What a second tenant may not do to what the run has made as the first one. */
import type { Contract, Operation, OperationId } from '../../../spec/contract.ts'
import { as, type Asker } from '../../plan/request-builder.ts'
import { altered, member } from '../../model/exchange.ts'
import { hasId, operations, probe, holds, firstFault, shown, unclear, fails, passes } from '../../model/rule.ts'
import { describe, namedFields, refused } from '../refusal.ts'
import { deedOf } from '../../resources/sample-writes.ts'
import { isKind, type KindId } from '../../resources/kinds.ts'
import { stays } from '../../resources/lifecycles.ts'
import type { Own } from '../../resources/factory.ts'
import type { MadeUp, Request, WriteJson, WriteTarget } from '../../model/request.ts'
import { changed, creations, idsOf, pathTo, reread, type Creation } from '../write/own-data.ts'

/** A write on one thing, something for it to reach for, and how that is shown. */
interface Reach {
  readonly operation: Operation
  readonly own: Own
  readonly read: (ask: Asker, after: readonly Request[]) => Request
  /** What comes before anybody reaches for it. */
  readonly after: readonly Request[]
}

/** One thing of each kind that nothing else of the run changes; what only the run's own steps lead to, at the end of its way. */
function reaches(contract: Contract, ask: Asker): Reach[] {
  const made = creations(contract)
  const led = stays(contract, ask.own)
  return operations((operation) => operation.method !== 'GET' && hasId(operation))(contract).flatMap(({ operation }): Reach[] => {
    const creation = made.find((each) => each.operation.links.some(({ to }) => to === operation.id))
    if (creation !== undefined) {
      const own = booty(creation, ask)
      return [{ operation, own, after: [], read: (asker, after) => reread(creation.item, own, asker, after) }]
    }
    const parameters = operation.parameters.filter((each) => each.in === 'path').map(({ name }) => name)
    const last = led.findLast(({ machine }) => parameters.includes(machine.parameter))
    if (last !== undefined) return [{ operation, own: last.own, after: [last.read], read: (_asker, after) => ({ ...last.read, after }) }]
    // What is made on the way, and shown where the write goes to.
    const item = contract.paths.get(operation.path)?.GET
    const maker = item === undefined ? undefined : ask.own.makerOf([item.id])
    if (item === undefined || maker === undefined) return []
    const own = ask.own.of(maker, 'foreign')
    return [{ operation, own, after: [], read: (asker, after) => reread(item, own, asker, after) }]
  })
}

/** The thing that the second tenant reaches for; one for each kind, and for nothing else. */
const booty = ({ operation }: Creation, ask: Asker) => ask.own.of(operation.id, 'foreign')

/** Bodies that name something: what that is made by and read by, and the part of the body with its id, and with another that names nothing. */
interface Naming {
  readonly kind: KindId
  readonly read: OperationId
  readonly body: (id: WriteTarget, another: MadeUp) => Readonly<Record<string, WriteJson>>
}

const naming = {
  createForecastEvent: { kind: 'createProduct', read: 'getProduct', body: (productMasterId) => ({ productMasterId }) },
  triggerAlert: { kind: 'createProduct', read: 'getProduct', body: (productMasterId) => ({ productMasterId, locationId: null }) },
  checkAvailability: { kind: 'createProduct', read: 'getProduct', body: (productMasterId) => ({ items: [{ productMasterId, qty: 1 }] }) },
  adjustInventory: {
    kind: 'recordStock',
    read: 'getAvailability',
    body: (inventoryItemId) => ({ inventoryItemId, deltaQty: -5 }),
  },
  createForecastScenario: {
    kind: 'createForecastEvent',
    read: 'getForecastEvent',
    body: (id) => ({ assumptions: { narrative: null, includedEventIds: [id] } }),
  },
  compareForecastScenarios: {
    kind: 'createForecastScenario',
    read: 'getForecastScenario',
    body: (id, another) => ({ scenarioIds: [id, another], horizonDays: 7 }),
  },
} as const satisfies Partial<Record<OperationId, Naming>>

const references = ({ operations: all }: Contract) =>
  (Object.keys(naming) as (keyof typeof naming)[]).map((id) => ({ operation: all[id], ...naming[id] }))

/** A write of the second tenant with such a body, which has to be refused. */
function attempted(
  { operation, body }: { readonly operation: Operation; readonly body: Naming['body'] },
  id: WriteTarget,
  purpose: string,
  ask: Asker,
): Request {
  const change = body(id, ask.makeUp(ask.invented('another', 20)))
  const credential = as('other')
  if (isKind(operation.id)) return ask.own.of(operation.id, purpose, { change, credential, isRefused: true }).create
  const named = operation.body?.schema.properties?.['reasonCodeId'] === undefined ? {} : { reasonCodeId: ask.own.named('reason') }
  return ask.own.act(operation.id, { json: { ...named, ...change }, credential, isRefused: true })
}

export const tenantWrites = [
  probe({
    id: 'tenant/foreign-write-refused',
    level: 'MUST',
    cites: ['R01', 'D05', 'OWASP API1:2023'],
    title: "refuses to change, delete or move on another tenant's things with 404, and leaves them as they are",
    subjects: reaches,
    ask: ({ operation, own, read, after }, ask) => {
      const before = read(ask, after)
      const attempt = ask.write(operation, {
        params: pathTo(own, operation),
        ...(operation.body === undefined ? {} : { body: { json: foreignBody(operation, ask) } }),
        credential: as('other'),
        effect: 'own',
        isRefused: true,
        after: [before],
      })
      return { before, attempt, now: read(ask, [attempt]) }
    },
    judge: ({ before, attempt, now }, _subject, bench) => {
      if (before.reply.status !== 200) return unclear(`something to reach for (it was answered ${describe(before)})`)
      // The example may name things that the second tenant does not have either; then D04 puts that refusal first.
      const isOther = attempt.reply.status === 400 && member(attempt, 'details', 'reason') === 'UNKNOWN_REFERENCE'
      const refusal = isOther ? passes : refused(attempt, bench, { status: 404 })
      const others = changed(before, now, [])
      return firstFault([
        refusal,
        holds(now.reply.status === 200 && others.length === 0, 'it as it was', `${describe(now)}, another ${others.join(', ')}`, now),
      ])
    },
    sabotage: ({ attempt }) => ({ attempt: altered(attempt, { status: 200 }) }),
  }),
  probe({
    id: 'tenant/foreign-reference-refused',
    level: 'MUST',
    cites: ['D05', 'OWASP API1:2023'],
    title: "refuses another tenant's id in a body like an unknown one",
    subjects: references,
    ask: (subject, ask) => {
      const unknown = ask.unknownId('reference', String(ask.contract.operations[subject.read].parameters[0]?.example))
      return {
        unknown: attempted(subject, unknown, 'foreign-unknown', ask),
        foreign: attempted(subject, ask.own.of(subject.kind, 'foreign').id, 'foreign-known', ask),
      }
    },
    judge: ({ unknown, foreign }, _subject, bench) => {
      if (unknown.reply.status < 400) return unclear(`a refusal of an unknown id (it was answered ${describe(unknown)})`)
      const [wanted, seen] = [unknown, foreign].map((each) => [describe(each), ...namedFields(each)].join(', '))
      if (foreign.reply.status < 300 || wanted !== seen) return fails(String(wanted), String(seen), foreign)
      return refused(foreign, bench, { status: 400 })
    },
    sabotage: ({ foreign }) => ({ foreign: altered(foreign, { status: 201 }) }),
  }),
  probe({
    id: 'tenant/foreign-filter-finds-nothing',
    level: 'MUST',
    cites: ['R01', 'D05', 'OWASP API1:2023'],
    title: "finds nothing by another tenant's id in a filter, and does not refuse it",
    subjects: (contract) =>
      contract.lists
        .filter(
          (operation) =>
            !hasId(operation) &&
            operation.list.columns.includes('productMasterId') &&
            operation.list.filters.some(({ name }) => name === 'productMasterId'),
        )
        .map((operation) => ({ operation })),
    ask: ({ operation }, ask) => {
      const stock = ask.own.of('recordStock', 'stock')
      const query = [['productMasterId', ask.own.of('createProduct', 'stock').id]] as const
      return { foreign: ask.read(operation, { query, credential: as('other'), after: [stock.create] }) }
    },
    judge: ({ foreign }) => {
      if (foreign.reply.status !== 200) return fails('200 with an empty list', describe(foreign), foreign)
      const rows = idsOf(foreign).length
      const total = member(foreign, 'pagination', 'total')
      return holds(rows === 0 && total === 0, 'an empty list with total 0', `${rows} rows with total ${shown(total)}`, foreign)
    },
    sabotage: ({ foreign }) => ({ foreign: altered(foreign, { json: (body) => ({ ...body, data: [{ id: 'x' }] }) }) }),
  }),
  probe({
    id: 'tenant/unique-values-apart',
    level: 'SHOULD',
    cites: ['R01', 'practice: a unique value tells nothing of other tenants'],
    title: 'lets two tenants use the same unique value',
    subjects: (contract) => [{ operation: contract.operations.createProduct }],
    ask: (_subject, ask) => ({
      first: ask.own.of('createProduct', 'foreign').create,
      second: ask.own.of('createProduct', 'foreign', { credential: as('other') }).create,
    }),
    judge: ({ first, second }) => {
      if (first.reply.status !== 201) return unclear(`a creation (it was answered ${describe(first)})`)
      if ([401, 403, 429].includes(second.reply.status)) return unclear(`the second tenant was answered ${describe(second)}`)
      return second.reply.status === 201 ? passes : fails('201', describe(second), second)
    },
    sabotage: ({ second }) => ({ second: altered(second, { status: 409 }) }),
  }),
]

/** A body that is as documented: a step of the resource's life, or that of a write on what is the run's own. */
function foreignBody(operation: Operation, ask: Asker): WriteJson {
  const step = operation.transitions.find(({ when }) => when !== undefined)
  if (step?.when !== undefined) return { [step.when.property]: step.when.value }
  const { body } = deedOf(operation, ask.own, ask.contract)
  return body !== undefined && 'json' in body ? (body.json as WriteJson) : {}
}

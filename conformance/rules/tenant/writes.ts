/** What a second tenant may not do to what the run has made as the first one. */
import type { Contract, Operation } from '../../../spec/contract.ts'
import { as, exampleBody, type Asker } from '../../ask.ts'
import { altered, member } from '../../exchange.ts'
import { hasId, operations, probe, holds, firstFault, unclear, fails, passes } from '../../rule.ts'
import { describe, refused } from '../refusal.ts'
import { changed, creations, idsOf, pathTo, reread, type Creation } from '../write/own-data.ts'

/** Writes on one thing, each with the creation that makes such a thing and the read that shows it. */
const foreignWrites = (contract: Contract, ask: Asker) =>
  creations(contract, ask).flatMap((creation) =>
    operations((operation) => operation.method !== 'GET' && hasId(operation))(contract)
      .filter(({ operation }) => creation.operation.links.some(({ to }) => to === operation.id))
      .map(({ operation }) => ({ ...creation, creation, operation })),
  )

/** The thing that the second tenant reaches for; one for each kind, and for nothing else. */
const booty = ({ operation }: Pick<Creation, 'operation'>, ask: Asker) => ask.own.of(operation.id, 'foreign')

export const tenantWrites = [
  probe({
    id: 'tenant/foreign-write-refused',
    level: 'MUST',
    cites: ['R01', 'D05', 'OWASP API1:2023'],
    title: "refuses to change, delete or move on another tenant's things with 404, and leaves them as they are",
    subjects: foreignWrites,
    ask: ({ creation, operation, item }, ask) => {
      const own = booty(creation, ask)
      const before = reread(item, own, ask, [])
      const attempt = ask.operation(operation, {
        params: pathTo(own, operation),
        ...(operation.body === undefined ? {} : { body: { json: foreignBody(operation) } }),
        credential: as('other'),
        effect: 'own',
        after: [before],
      })
      return { before, attempt, now: reread(item, own, ask, [attempt]) }
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
    subjects: (contract) => [{ operation: contract.operations.createForecastEvent }],
    ask: ({ operation }, ask) => {
      const product = ask.own.of('createProduct', 'foreign')
      const body = (productMasterId: unknown, purpose: string) =>
        ask.own.of(operation.id, purpose, { change: { productMasterId }, credential: as('other'), isRefused: true }).create
      const [known = ''] = Object.values(ask.unknownParams(ask.contract.operations.getProduct))
      return { unknown: body(known, 'foreign-unknown'), foreign: body(product.id, 'foreign-known') }
    },
    judge: ({ unknown, foreign }, _subject, bench) => {
      if (unknown.reply.status < 400) return unclear(`a refusal of an unknown id (it was answered ${describe(unknown)})`)
      if (foreign.reply.status < 300) return fails(describe(unknown), describe(foreign), foreign)
      return describe(unknown) === describe(foreign)
        ? refused(foreign, bench, { status: 400 })
        : fails(describe(unknown), describe(foreign), foreign)
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
      const query = [['productMasterId', { from: stock.create, pointer: '/data/transaction/productMasterId' }]] as const
      return { foreign: ask.operation(operation, { query, credential: as('other'), after: [stock.create] }) }
    },
    judge: ({ foreign }) => {
      if (foreign.reply.status !== 200) return fails('200 with an empty list', describe(foreign), foreign)
      const ids = idsOf(foreign)
      return holds(ids.length === 0, 'an empty list', `${ids.length} rows`, foreign)
    },
    sabotage: ({ foreign }) => ({ foreign: altered(foreign, { json: (body) => ({ ...body, data: [{ id: 'x' }] }) }) }),
  }),
  probe({
    id: 'tenant/unique-values-apart',
    level: 'SHOULD',
    cites: ['R01', 'practice: a unique value tells nothing of other tenants'],
    title: 'lets two tenants use the same unique value',
    subjects: (contract) => [{ operation: contract.operations.createProduct }],
    ask: ({ operation }, ask) => ({
      first: ask.own.of(operation.id, 'foreign').create,
      second: ask.own.of(operation.id, 'foreign', { credential: as('other') }).create,
    }),
    judge: ({ first, second }) => {
      if (first.reply.status !== 201) return unclear(`a creation (it was answered ${describe(first)})`)
      if ([401, 403, 429].includes(second.reply.status)) return unclear(`the second tenant was answered ${describe(second)}`)
      return second.reply.status === 201 ? passes : fails('201', describe(second), second)
    },
    sabotage: ({ second }) => ({ second: altered(second, { status: 409 }) }),
  }),
]

/** A body that is as documented: a step of the resource's life, or the contract's example. */
function foreignBody(operation: Operation): unknown {
  const step = operation.transitions.find(({ when }) => when !== undefined)
  return step?.when === undefined ? exampleBody(operation) : { [step.when.property]: step.when.value }
}

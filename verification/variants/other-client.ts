/** Another client of the tenant, which writes while the suite runs. */
import { createHash } from 'node:crypto'
import type { Handlers, Input } from '../../server/handlers.ts'
import type { Service } from '../../server/http/service.ts'
import { RefusalError } from '../../server/refusals.ts'
import type { OperationId } from '../../spec/contract.ts'

type Call = <Id extends OperationId>(id: Id, input: Partial<Pick<Input<Id>, 'params' | 'query' | 'body'>>) => ReturnType<Handlers[Id]>

/** Returns a whole number from 0 to below `bound`. */
type Choose = (bound: number) => number

/** The resources that the client writes: those that it has found or created. It knows none of the resources of the suite. */
interface Known {
  readonly products: readonly string[]
  readonly lines: readonly string[]
  readonly events: readonly string[]
  readonly reason: string
  /** The product and the event that it has created and not deleted yet. */
  product?: string
  event?: string
}

type Write = (call: Call, choose: Choose, known: Known) => Promise<unknown>

const names = ['Alder', 'Birch', 'Cedar', 'Maple', 'Willow']
const day = 24 * 3_600_000

const one = <T>(all: readonly T[], choose: Choose): T => all[choose(all.length)] as T
const name = (choose: Choose): string => `${one(names, choose)} ${choose(100)}`

function event(choose: Choose): Input<'createForecastEvent'>['body'] {
  const startsAt = Date.parse('2026-06-01T00:00:00Z') + choose(90) * day
  return {
    name: name(choose),
    type: one(['PROMOTION', 'HOLIDAY', 'OTHER'], choose),
    startsAt: new Date(startsAt).toISOString(),
    endsAt: new Date(startsAt + 7 * day).toISOString(),
    value: { liftPct: choose(5) / 10, stackingMode: 'ADDITIVE', description: null },
    productMasterId: null,
    locationId: null,
  }
}

const product = (choose: Choose): Input<'createProduct'>['body'] => ({
  sku: `OTHER-${choose(1_000_000_000)}`,
  name: name(choose),
  description: null,
  status: 'ACTIVE',
  unitOfMeasure: 'EACH',
  unitCost: null,
  currency: 'EUR',
  lotTracked: false,
})

/** Creates a product, or deletes the one that was created last. */
const toggleProduct: Write = async (call, choose, known) => {
  const { product: productId } = known
  delete known.product
  if (productId !== undefined) await call('deleteProduct', { params: { productId } })
  else known.product = (await call('createProduct', { body: product(choose) })).data.id
}

const toggleEvent: Write = async (call, choose, known) => {
  const { event: eventId } = known
  delete known.event
  if (eventId !== undefined) await call('deleteForecastEvent', { params: { eventId } })
  else known.event = (await call('createForecastEvent', { body: event(choose) })).data.id
}

const writes: readonly Write[] = [
  (call, choose, { lines, reason }) =>
    call('adjustInventory', {
      body: { inventoryItemId: one(lines, choose), deltaQty: choose(9) - 2, reasonCodeId: reason, comment: null, rootCause: null },
    }),
  (call, choose, { products }) => call('updateProduct', { params: { productId: one(products, choose) }, body: { name: name(choose) } }),
  (call, choose, { events }) => call('updateForecastEvent', { params: { eventId: one(events, choose) }, body: event(choose) }),
  toggleProduct,
  toggleEvent,
  // Between a deletion and a creation, no response shows another total.
  async (...given) => {
    for (const toggle of [toggleProduct, toggleProduct, toggleEvent, toggleEvent]) await toggle(...given)
  },
]

/** Calls the handlers as a client of the tenant does. */
function callerOf({ handlers, store, clock, ids }: Service, tenantId: string): Call {
  const now = clock()
  return (id, input) =>
    handlers[id]({
      params: {},
      query: {},
      ...input,
      store: store.forTenant(tenantId),
      caller: { keyId: 'key_nordwind_administrator', scopes: ['*'] },
      now,
      newId: (prefix: string) => ids(prefix, now),
      // The compiler cannot infer the input of the handler across the lookup.
    } as never) as never
}

async function look(call: Call): Promise<Known> {
  const page = { page: 1, limit: 100, sortOrder: 'asc' } as const
  const idsOf = ({ data }: { readonly data: readonly { readonly id: string }[] }) => data.map(({ id }) => id)
  const [reason = ''] = idsOf(await call('listReasonCodes', { query: { ...page, sortBy: 'code' } }))
  return {
    products: idsOf(await call('listProducts', { query: { ...page, sortBy: 'createdAt' } })),
    lines: idsOf(await call('listInventory', { query: { ...page, sortBy: 'productName' } })),
    events: idsOf(await call('listForecastEvents', { query: { ...page, sortBy: 'startsAt' } })),
    reason,
  }
}

/**
 * Returns a client of a tenant of the demo data. Of `every` calls, about one performs a write: a stock adjustment, a change, a creation or a
 * deletion. The same seed performs the same writes.
 */
export function otherClient(seed: string, every: number, tenantId = 'tenant_nordwind'): (service: Service) => Promise<void> {
  let drawn = 0
  const choose: Choose = (bound) => {
    drawn += 1
    return createHash('sha256').update(`${seed} ${drawn}`).digest().readUInt32BE() % bound
  }
  let known: Promise<Known> | undefined
  return async (service) => {
    const call = callerOf(service, tenantId)
    known ??= look(call)
    const write = one(writes, choose)
    if (choose(every) > 0) return
    try {
      await write(call, choose, await known)
    } catch (error) {
      // A published scenario keeps its events, and stock does not fall below zero.
      if (!(error instanceof RefusalError)) throw error
    }
  }
}

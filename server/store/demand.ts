import type { Session } from './engine.ts'
import type { Demand, DemandFilter, DemandLine, DemandState } from './forecasting-store.ts'
import { type Statement, statement } from './statement.ts'
import type { Tables } from './tables.ts'

type Wanted = { tenantId: string } & Record<keyof DemandFilter, string>
type Row = Omit<Tables['demandLines'], 'tenantId' | 'endDate'> & { sku: string; productName: string }

const filters = ['productMasterId', 'locationId', 'channelId'] as const satisfies readonly (keyof DemandFilter)[]

const selectBy = (used: readonly (keyof DemandFilter)[]) =>
  statement((db, at: Wanted) => {
    const lines = db
      .selectFrom('demandLines')
      .innerJoin('products', (join) =>
        join.onRef('products.tenantId', '=', 'demandLines.tenantId').onRef('products.id', '=', 'demandLines.productMasterId'),
      )
      .select([
        'demandLines.productMasterId',
        'demandLines.locationId',
        'demandLines.channelId',
        'demandLines.startDate',
        'demandLines.quantities',
        'products.sku',
        'products.name as productName',
      ])
      .where('demandLines.tenantId', '=', at.tenantId)
    return used
      .reduce((query, name) => query.where(`demandLines.${name}`, '=', at[name]), lines)
      .orderBy('demandLines.productMasterId')
      .orderBy('demandLines.locationId')
      .orderBy('demandLines.channelId')
  })

/** One statement per combination of filters, created on first use. */
const selections = new Map<string, Statement<Wanted, Row>>()

function selection(used: readonly (keyof DemandFilter)[]): Statement<Wanted, Row> {
  const known = selections.get(used.join())
  if (known !== undefined) return known
  const made = selectBy(used)
  selections.set(used.join(), made)
  return made
}

const state = statement((db, at: { tenantId: string }) =>
  db.selectNoFrom((of) => [
    of
      .selectFrom('demandLines')
      .select((line) => line.fn.max<string | null>('endDate').as('lastDate'))
      .where('tenantId', '=', at.tenantId)
      .as('lastDate'),
    of.selectFrom('demandVersions').select('version').where('tenantId', '=', at.tenantId).as('version'),
  ]),
)

const insert = statement((db, at: Tables['demandLines']) =>
  db.insertInto('demandLines').values({
    tenantId: at.tenantId,
    productMasterId: at.productMasterId,
    locationId: at.locationId,
    channelId: at.channelId,
    startDate: at.startDate,
    endDate: at.endDate,
    quantities: at.quantities,
  }),
)

const dayLength = 24 * 60 * 60 * 1000

const toRow = ({ productMasterId, locationId, channelId, startDate, quantities }: DemandLine): Omit<Tables['demandLines'], 'tenantId'> => ({
  productMasterId,
  locationId,
  channelId,
  startDate,
  endDate: new Date(Date.parse(startDate) + (quantities.length - 1) * dayLength).toISOString().slice(0, 10),
  quantities: JSON.stringify(quantities),
})

const unknown: DemandState = { lastDate: null, version: null }

export function demand(session: Session, tenantId: string): Demand {
  return {
    select: async (filter) => {
      const used = filters.filter((name) => filter[name] !== null)
      const { productMasterId, locationId, channelId } = filter
      // Filters that are not requested do not occur in the statement, so their value is ignored.
      const wanted = { tenantId, productMasterId: productMasterId ?? '', locationId: locationId ?? '', channelId: channelId ?? '' }
      const [rows, [first = unknown]] = await session.both([selection(used), wanted], [state, { tenantId }])
      return {
        lines: rows.map((row) => ({ ...row, quantities: JSON.parse(row.quantities) as number[] })),
        ...first,
      }
    },
    state: async () => (await session.first(state, { tenantId })) ?? unknown,
    insert: async (line) => {
      await session.write(insert, { tenantId, ...toRow(line) })
    },
  }
}

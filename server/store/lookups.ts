import { sql } from 'kysely'
import type { Session } from './engine.ts'
import { list } from './list.ts'
import { type Statement, statement } from './statement.ts'
import type { ListQuery } from './list-query.ts'
import type { Bin, Location, Lookup, Lot, Lots, ReasonCode, ReasonCodes } from './lookups-store.ts'

interface Key {
  tenantId: string
  id: string
}
type OfTenant<Row> = { tenantId: string } & Row

/** A repository of immutable rows that are found by id. */
const lookup =
  <Row extends object>(find: Statement<Key, Row>, insert: Statement<OfTenant<Row>, unknown>) =>
  (session: Session, tenantId: string): Lookup<Row> => ({
    find: (id) => session.first(find, { tenantId, id }),
    insert: async (row) => {
      await session.write(insert, { tenantId, ...row })
    },
  })

export const locations = lookup<Location>(
  statement((db, at: Key) => db.selectFrom('locations').select(['id', 'name']).where('tenantId', '=', at.tenantId).where('id', '=', at.id)),
  statement((db, at: OfTenant<Location>) => db.insertInto('locations').values({ tenantId: at.tenantId, id: at.id, name: at.name })),
)

const lotsById = lookup<Lot>(
  statement((db, at: Key) =>
    db
      .selectFrom('lots')
      .select(['id', 'productMasterId', 'lotNumber', 'expiryDate'])
      .where('tenantId', '=', at.tenantId)
      .where('id', '=', at.id),
  ),
  statement((db, at: OfTenant<Lot>) =>
    db.insertInto('lots').values({
      tenantId: at.tenantId,
      id: at.id,
      productMasterId: at.productMasterId,
      lotNumber: at.lotNumber,
      expiryDate: at.expiryDate,
    }),
  ),
)

const lotNumbered = statement((db, at: { tenantId: string; productMasterId: string; lotNumber: string }) =>
  db
    .selectFrom('lots')
    .select(['id', 'productMasterId', 'lotNumber', 'expiryDate'])
    .where('tenantId', '=', at.tenantId)
    .where('productMasterId', '=', at.productMasterId)
    .where('lotNumber', '=', at.lotNumber),
)

export const lots = (session: Session, tenantId: string): Lots => ({
  ...lotsById(session, tenantId),
  numbered: (productMasterId, lotNumber) => session.first(lotNumbered, { tenantId, productMasterId, lotNumber }),
})

export const bins = lookup<Bin>(
  statement((db, at: Key) =>
    db.selectFrom('bins').select(['id', 'locationId', 'name']).where('tenantId', '=', at.tenantId).where('id', '=', at.id),
  ),
  statement((db, at: OfTenant<Bin>) =>
    db.insertInto('bins').values({
      tenantId: at.tenantId,
      id: at.id,
      locationId: at.locationId,
      name: at.name,
      locationName: db.fn.coalesce(
        db.selectFrom('locations').select('name').where('tenantId', '=', at.tenantId).where('id', '=', at.locationId),
        sql.lit(''),
      ),
      stockLineCount: 0,
    }),
  ),
)

const reasonCodesById = lookup<ReasonCode>(
  statement((db, at: Key) =>
    db.selectFrom('reasonCodes').select(['id', 'code', 'label', 'description']).where('tenantId', '=', at.tenantId).where('id', '=', at.id),
  ),
  statement((db, at: OfTenant<ReasonCode>) =>
    db.insertInto('reasonCodes').values({ tenantId: at.tenantId, id: at.id, label: at.label, code: at.code, description: at.description }),
  ),
)

const listReasonCodes = list<ListQuery<'listReasonCodes'>>()({
  from: (db, tenantId) => db.selectFrom('reasonCodes').where('tenantId', '=', tenantId),
  filters: { code: (where, code) => where('code', '=', code) },
  rows: (codes) => codes.select(['id', 'code', 'label', 'description']),
  sorts: { code: (row) => row.ref('code'), label: (row) => row.ref('label') },
  id: (row) => row.ref('id'),
})

export const reasonCodes = (session: Session, tenantId: string): ReasonCodes => ({
  ...reasonCodesById(session, tenantId),
  list: (query) => listReasonCodes(session, query, { tenantId }),
})

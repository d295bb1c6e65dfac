import type { Session } from './engine.ts'
import { type Statement, statement } from './statement.ts'
import type { Bin, Location, Lookup, Lot, ReasonCode } from './store.ts'

interface Key {
  tenantId: string
  id: string
}
type OfTenant<Row> = { tenantId: string } & Row

/** A repository of rows that are found by id, and never change. */
const lookup =
  <Row extends object>(find: Statement<Key, Row>, insert: Statement<OfTenant<Row>, unknown>) =>
  (session: Session, tenantId: string): Lookup<Row> => ({
    find: async (id) => (await session.rows(find, { tenantId, id }))[0],
    insert: async (row) => {
      await session.write(insert, { tenantId, ...row })
    },
  })

export const locations = lookup<Location>(
  statement((db, at: Key) => db.selectFrom('locations').select(['id', 'name']).where('tenantId', '=', at.tenantId).where('id', '=', at.id)),
  statement((db, at: OfTenant<Location>) => db.insertInto('locations').values({ tenantId: at.tenantId, id: at.id, name: at.name })),
)

export const lots = lookup<Lot>(
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

export const bins = lookup<Bin>(
  statement((db, at: Key) =>
    db.selectFrom('bins').select(['id', 'locationId', 'name']).where('tenantId', '=', at.tenantId).where('id', '=', at.id),
  ),
  statement((db, at: OfTenant<Bin>) =>
    db.insertInto('bins').values({ tenantId: at.tenantId, id: at.id, locationId: at.locationId, name: at.name }),
  ),
)

export const reasonCodes = lookup<ReasonCode>(
  statement((db, at: Key) =>
    db.selectFrom('reasonCodes').select(['id', 'label']).where('tenantId', '=', at.tenantId).where('id', '=', at.id),
  ),
  statement((db, at: OfTenant<ReasonCode>) => db.insertInto('reasonCodes').values({ tenantId: at.tenantId, id: at.id, label: at.label })),
)

import { type SelectQueryBuilder, sql } from 'kysely'
import type { Schemas } from '../../spec/contract.ts'
import { fromMillionths, toMillionths } from '../quantity.ts'
import { shortTime, storedTime } from '../timestamp.ts'
import type { Session } from './engine.ts'
import type { CycleCountLine, CycleCounts, NewCycleCount } from './inventory-store.ts'
import { list } from './list.ts'
import { statement } from './statement.ts'
import type { ListQuery } from './list-query.ts'
import type { Tables } from './tables.ts'

interface Key {
  tenantId: string
  id: string
}

const described = (counts: SelectQueryBuilder<Tables, 'cycleCounts', object>) =>
  counts
    .innerJoin('locations', (join) =>
      join.onRef('locations.tenantId', '=', 'cycleCounts.tenantId').onRef('locations.id', '=', 'cycleCounts.locationId'),
    )
    .select((count) => {
      const lines = count
        .selectFrom('cycleCountLines')
        .whereRef('cycleCountLines.tenantId', '=', 'cycleCounts.tenantId')
        .whereRef('cycleCountLines.cycleCountId', '=', 'cycleCounts.id')
      return [
        'cycleCounts.id',
        'cycleCounts.locationId',
        'locations.name as locationName',
        'cycleCounts.type',
        'cycleCounts.status',
        'cycleCounts.scheduledDate',
        'cycleCounts.autoAdjust',
        'cycleCounts.reasonCodeId',
        'cycleCounts.comment',
        'cycleCounts.createdAt',
        'cycleCounts.updatedAt',
        'cycleCounts.completedAt',
        lines
          .select((line) => line.fn.countAll<number>().as('lines'))
          .$asScalar()
          .$notNull()
          .as('lineCount'),
        lines
          .select((line) => line.fn.count<number>('cycleCountLines.countedQty').as('lines'))
          .$asScalar()
          .$notNull()
          .as('countedLineCount'),
        // A line that was not counted compares as null and is not counted here.
        lines
          .select((line) => line.fn.countAll<number>().as('lines'))
          .whereRef('cycleCountLines.countedQty', '<>', 'cycleCountLines.expectedQty')
          .$asScalar()
          .$notNull()
          .as('varianceLineCount'),
      ]
    })

const listCounts = list<ListQuery<'listCycleCounts'>>()({
  from: (db, tenantId) => db.selectFrom('cycleCounts').where('cycleCounts.tenantId', '=', tenantId),
  filters: {
    status: (where, status) => where('cycleCounts.status', '=', status),
    type: (where, type) => where('cycleCounts.type', '=', type),
    locationId: (where, id) => where('cycleCounts.locationId', '=', id),
  },
  rows: described,
  sorts: {
    createdAt: (row) => row.ref('cycleCounts.createdAt'),
    updatedAt: (row) => row.ref('cycleCounts.updatedAt'),
    scheduledDate: (row) => row.ref('cycleCounts.scheduledDate'),
    completedAt: (row) => row.ref('cycleCounts.completedAt'),
  },
  id: (row) => row.ref('cycleCounts.id'),
})

const find = statement((db, at: Key) =>
  described(db.selectFrom('cycleCounts').where('cycleCounts.tenantId', '=', at.tenantId).where('cycleCounts.id', '=', at.id)),
)

const lines = statement((db, at: Key) =>
  db
    .selectFrom('cycleCountLines')
    .innerJoin('stockLines', (join) =>
      join.onRef('stockLines.tenantId', '=', 'cycleCountLines.tenantId').onRef('stockLines.id', '=', 'cycleCountLines.inventoryItemId'),
    )
    .leftJoin('lots', (join) => join.onRef('lots.tenantId', '=', 'stockLines.tenantId').onRef('lots.id', '=', 'stockLines.lotId'))
    .leftJoin('bins', (join) => join.onRef('bins.tenantId', '=', 'stockLines.tenantId').onRef('bins.id', '=', 'stockLines.binId'))
    .select([
      'cycleCountLines.inventoryItemId',
      'stockLines.productMasterId',
      'stockLines.productName',
      'stockLines.globalSku',
      'stockLines.lotId',
      'lots.lotNumber',
      'stockLines.binId',
      'bins.name as binName',
      'cycleCountLines.expectedQty',
      'cycleCountLines.countedQty',
      'cycleCountLines.transactionId',
      'cycleCountLines.comment',
      'cycleCountLines.countedAt',
    ])
    .where('cycleCountLines.tenantId', '=', at.tenantId)
    .where('cycleCountLines.cycleCountId', '=', at.id)
    .orderBy('cycleCountLines.inventoryItemId'),
)

type Row = Omit<NewCycleCount, 'autoAdjust'> & { autoAdjust: number }

const insert = statement((db, at: { tenantId: string } & Row) =>
  db.insertInto('cycleCounts').values({
    tenantId: at.tenantId,
    id: at.id,
    locationId: at.locationId,
    type: at.type,
    status: at.status,
    scheduledDate: at.scheduledDate,
    autoAdjust: at.autoAdjust,
    reasonCodeId: at.reasonCodeId,
    comment: at.comment,
    createdAt: at.createdAt,
    updatedAt: at.updatedAt,
    completedAt: at.completedAt,
  }),
)

const update = statement((db, at: { tenantId: string } & Pick<Row, 'id' | 'status' | 'updatedAt' | 'completedAt'>) =>
  db
    .updateTable('cycleCounts')
    .set({ status: at.status, updatedAt: at.updatedAt, completedAt: at.completedAt })
    .where('tenantId', '=', at.tenantId)
    .where('id', '=', at.id),
)

interface Adding extends Key {
  locationId: string
  limit: number
}

const addLines = (ofOneProduct: boolean) =>
  statement((db, at: Adding & { productMasterId: string }) => {
    const all = db
      .selectFrom('stockLines')
      .select((line) => ['tenantId', sql<string>`${at.id}`.as('cycleCountId'), line.ref('id').as('inventoryItemId')])
      .where('tenantId', '=', at.tenantId)
      .where('locationId', '=', at.locationId)
    const chosen = ofOneProduct ? all.where('productMasterId', '=', at.productMasterId) : all
    return db
      .insertInto('cycleCountLines')
      .columns(['tenantId', 'cycleCountId', 'inventoryItemId'])
      .expression(chosen.orderBy('id').limit(at.limit))
  })
const addAll = addLines(false)
const addOfProduct = addLines(true)

type Counted = Parameters<CycleCounts['updateLine']>[1]

const updateLine = statement((db, at: Key & Counted) =>
  db
    .updateTable('cycleCountLines')
    .set({
      expectedQty: at.expectedQty,
      countedQty: at.countedQty,
      comment: at.comment,
      countedAt: at.countedAt,
      transactionId: at.transactionId,
    })
    .where('tenantId', '=', at.tenantId)
    .where('cycleCountId', '=', at.id)
    .where('inventoryItemId', '=', at.inventoryItemId),
)

const short = (time: string | null) => (time === null ? null : shortTime(time))
const stored = (time: string | null) => (time === null ? null : storedTime(time))
const quantity = (millionths: number | null) => (millionths === null ? null : fromMillionths(millionths))
const millionths = (quantity: number | null) => (quantity === null ? null : toMillionths(quantity))

const fromRow = (row: Row & Pick<Schemas['CycleCount'], 'locationName' | 'lineCount' | 'countedLineCount' | 'varianceLineCount'>) => ({
  ...row,
  autoAdjust: row.autoAdjust === 1,
  varianceLineCount: row.status === 'COMPLETED' ? row.varianceLineCount : null,
  createdAt: shortTime(row.createdAt),
  updatedAt: shortTime(row.updatedAt),
  completedAt: short(row.completedAt),
})

const lineOf = (row: CycleCountLine): CycleCountLine => ({
  ...row,
  expectedQty: quantity(row.expectedQty),
  countedQty: quantity(row.countedQty),
  countedAt: short(row.countedAt),
})

export function cycleCounts(session: Session, tenantId: string): CycleCounts {
  return {
    list: async (query) => {
      const { data, pagination } = await listCounts(session, query, { tenantId })
      return { data: data.map(fromRow), pagination }
    },
    find: async (id) => {
      const row = await session.first(find, { tenantId, id })
      return row === undefined ? undefined : fromRow(row)
    },
    lines: async (id) => (await session.rows(lines, { tenantId, id })).map(lineOf),
    insert: async (count) => {
      const times = {
        createdAt: storedTime(count.createdAt),
        updatedAt: storedTime(count.updatedAt),
        completedAt: stored(count.completedAt),
      }
      await session.write(insert, { tenantId, ...count, ...times, autoAdjust: count.autoAdjust ? 1 : 0 })
    },
    update: async ({ id, status, updatedAt, completedAt }) => {
      await session.write(update, { tenantId, id, status, updatedAt: storedTime(updatedAt), completedAt: stored(completedAt) })
    },
    addLines: (id, locationId, productMasterId, limit) => {
      const adding = { tenantId, id, locationId, limit, productMasterId: productMasterId ?? '' }
      return session.write(productMasterId === null ? addAll : addOfProduct, adding)
    },
    updateLine: async (id, line) => {
      const { inventoryItemId, comment, transactionId } = line
      const counted = {
        expectedQty: millionths(line.expectedQty),
        countedQty: millionths(line.countedQty),
        countedAt: stored(line.countedAt),
      }
      await session.write(updateLine, { tenantId, id, inventoryItemId, comment, transactionId, ...counted })
    },
  }
}

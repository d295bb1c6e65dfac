import { sql } from 'kysely'
import type { Session } from '../../store/engine.ts'
import type { OpenStore, Store } from '../../store/store.ts'
import { type Statement, statement } from '../../store/statement.ts'
import { demandOf, shopping } from '../demand.ts'
import { random } from '../random.ts'
import { fillFixed, largeTenant } from './fixed.ts'
import { largeParts, type Part } from './parts.ts'
import { fillSample } from './sample.ts'
import { type LargeSize, largeSize } from './size.ts'

/** Rows of one statement: what the memory of a load depends on, and how often it tells how far it is. */
const rowsPerStatement = 50_000

/** How far a load is: numbers of rows. */
export type Progress = (done: number, all: number) => void

interface Range {
  readonly low: number
  readonly high: number
}

const insertion = ({ table, row }: Part): Statement<Range, unknown> =>
  statement((db, at: Range, dialect) => {
    const { values, where = sql`1 = 1` } = row(sql<number>`numbers.n`, dialect)
    const columns = Object.keys(values)
    const query = sql<never>`insert into ${sql.table(table)} (${sql.join(columns.map((name) => sql.ref(name)))})
      select ${sql.join(Object.values(values))} from ${dialect.series(at.low, at.high)} as numbers where ${where}`
    return { compile: () => query.compile(db) }
  })

/** Counts the stock lines with a quantity on hand in each bin. */
const countBins = statement((db, at: { tenantId: string }) =>
  db
    .updateTable('bins')
    .from((lines) =>
      lines
        .selectFrom('stockLines')
        .select((of) => ['binId as counted', of.fn.countAll<number>().as('lines')])
        .where('tenantId', '=', at.tenantId)
        .where('quantityOnHand', '>', 0)
        .groupBy('binId')
        .as('counts'),
    )
    .set((bin) => ({ stockLineCount: bin.ref('counts.lines') }))
    .where('bins.tenantId', '=', at.tenantId)
    .whereRef('bins.id', '=', 'counts.counted'),
)

/** Ninety days of demand in a few variations, and the days. */
function demand() {
  const chance = random(31)
  const pattern = { growth: 0.1, week: shopping, summer: 0.1, noise: 0.2, idle: 0, days: 90, decimals: 0 } as const
  const place = { productMasterId: '', locationId: '', channelId: '' }
  const lines = Array.from({ length: 16 }, () => demandOf(place, { ...pattern, level: chance.whole(2, 40) }, chance))
  const start = lines[0]?.startDate ?? ''
  const end = new Date(Date.parse(start) + 89 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10)
  return { texts: lines.map(({ quantities }) => JSON.stringify(quantities)), dates: { start, end } }
}

async function fillParts(session: Session, size: LargeSize, progress: Progress): Promise<void> {
  const { texts, dates } = demand()
  const parts = largeParts(size, texts, dates)
  const all = parts.reduce((sum, { numbers }) => sum + numbers, 0)
  let done = 0
  for (const part of parts) {
    const insert = insertion(part)
    for (let low = 0; low < part.numbers; low += rowsPerStatement) {
      const high = Math.min(low + rowsPerStatement, part.numbers) - 1
      await session.write(insert, { low, high })
      done += high - low + 1
      progress(done, all)
    }
  }
  await session.write(countBins, { tenantId: largeTenant.id })
}

/**
 * Fills an empty database with a tenant of a million products at scale 1, besides the rows of a dump; leaves other databases unchanged. The rows
 * depend on nothing but the scale. The database makes them, so this process never holds any.
 */
export async function fillLarge(store: OpenStore, dump: string, scale: number, progress: Progress = () => undefined): Promise<void> {
  const size = largeSize(scale)
  await store.load(dump, async (inner: Store, session) => {
    await inner.insertTenant(largeTenant)
    const tenant = inner.forTenant(largeTenant.id)
    await fillFixed(tenant)
    await fillParts(session, size, progress)
    await fillSample(session, tenant, largeTenant.id)
  })
}

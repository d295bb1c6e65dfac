/**
 * Sums of stock, which the database itself keeps: lists of positions are in their order, and summaries add up a few of them instead of millions of lines.
 *
 * What counts depends on the day, so each sum has the days on which it holds: a position without dates has one row for all days, and one whose lots expire has
 * a row for the days until each of these dates. So nothing has to be written when a day begins, and every day can be asked for.
 * A list may leave out expired, recalled and held lines, in any combination. For most positions all eight choices have the same sums, and share one row.
 */
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Dialect, TriggerStep } from './dialect.ts'
import type { Session } from './engine.ts'
import { type Statement, statement } from './statement.ts'
import type { Tables } from './tables.ts'

/** Which lines a sum includes besides those that are neither expired, recalled nor wholly on hold. */
interface Included {
  readonly includeExpired?: boolean
  readonly includeRecalled?: boolean
  readonly includeOnHold?: boolean
}

/** The bit of a choice in the column `choices`. */
export const choiceBit = ({ includeExpired, includeRecalled, includeOnHold }: Included): number =>
  1 << ((includeExpired === true ? 1 : 0) + (includeRecalled === true ? 2 : 0) + (includeOnHold === true ? 4 : 0))

/** The choice of what can be promised: also what is on hold, whose quantity is subtracted. */
export const promisableBit = choiceBit({ includeExpired: false, includeRecalled: false, includeOnHold: true })

const either = [false, true]
const choices = either.flatMap((includeExpired) =>
  either.flatMap((includeRecalled) => either.map((includeOnHold) => ({ includeExpired, includeRecalled, includeOnHold }))),
)
const allChoices = choices.map(choiceBit).reduce((sum, bit) => sum + bit)

/** The last day: that of sums which never end. */
const forever = sql.lit('9999-12-31')
/** Before the first day. */
const always = sql.lit('')

const quantities = ['quantityOnHand', 'quantityReserved', 'quantityOnHold', 'quantityPicked', 'quantityAvailable'] as const
const sums = ['lines', ...quantities] as const
const place = ['tenantId', 'productMasterId', 'locationId'] as const
const totalsKey = ['tenantId', 'locationId', 'day', 'choices', 'floor'] as const
const totals = ['positions', ...sums] as const

type Raw = RawBuilder<unknown>
const names = (columns: readonly string[]): Raw => sql.join(columns.map((name) => sql.ref(name)))
const of = (row: string, columns: readonly string[]): Raw => sql.join(columns.map((name) => sql.ref(`${row}.${name}`)))
const each = (columns: readonly string[], part: (name: string) => Raw, separator = sql`, `): Raw => sql.join(columns.map(part), separator)

/** A sum of integers as an integer: in PostgreSQL, it has another type. */
const whole = (value: Raw): Raw => sql`cast(${value} as bigint)`

const onHold = (row: string): Raw =>
  sql`(${sql.ref(`${row}.quantityOnHand`)} <> 0 and ${sql.ref(`${row}.quantityOnHold`)} >= ${sql.ref(`${row}.quantityOnHand`)})`

/** A row for every choice. */
const choiceRows = sql.join(
  choices.map(
    (choice) => sql`select ${sql.lit(choiceBit(choice))} as "bit", ${sql.lit(Number(choice.includeExpired))} as "withExpired",
      ${sql.lit(Number(choice.includeRecalled))} as "withRecalled", ${sql.lit(Number(choice.includeOnHold))} as "withOnHold"`,
  ),
  sql` union all `,
)

/** The sums of the positions of some lines, as a query with the columns of the table. It must be about all lines of each position. */
function sumsOf(lines: Raw): Raw {
  const until = sql`case when "withExpired" = 1 then ${forever} else coalesce("stockLines"."expiryDate", ${forever}) end`
  const chosen = sql`select ${of('stockLines', place)}, "bit", ${until} as "until", ${of('stockLines', quantities)}
    from "stockLines" cross join (${choiceRows}) as "choice"
    where ${lines} and ("withRecalled" = 1 or "stockLines"."recalled" = 0) and ("withOnHold" = 1 or not ${onHold('stockLines')})`
  const ends = sql`select ${names(place)}, "bit", "until", count(*) as "lines", ${each(quantities, (name) => sql`sum(${sql.ref(name)}) as ${sql.ref(name)}`)}
    from (${chosen}) as "chosen" group by ${names(place)}, "bit", "until"`
  // A line counts until its last day, so the sum of a day is that of all ends from then on.
  const days = sql`select ${names(place)}, "bit", "until",
      coalesce(lag("until") over (partition by ${names(place)}, "bit" order by "until"), ${always}) as "after",
      ${each(sums, (name) => sql`${whole(sql`sum(${sql.ref(name)}) over (partition by ${names(place)}, "bit" order by "until" desc)`)} as ${sql.ref(name)}`)}
    from (${ends}) as "ends"`
  return sql`select ${names(place)}, "after", ${whole(sql`sum("bit")`)} as "choices", "until", ${names(sums)}
    from (${days}) as "days" where 1 = 1 group by ${names(place)}, "after", "until", ${names(sums)}`
}

const sumsColumns = [...place, 'after', 'choices', 'until', ...sums]

/** The limits of the severities of all channels, as a query. */
const limitsOf = (tenantId: string | Raw): Raw => sql`select "safetyStock" as "limit" from "channelPolicies" where "tenantId" = ${tenantId}
  union all select "safetyStock" + "lowAtpThreshold" from "channelPolicies" where "tenantId" = ${tenantId}`

/** The greatest limit of a severity that an available quantity exceeds: what the severity for each channel depends on. */
const floorOf = (tenantId: Raw, available: Raw): Raw => sql`(select coalesce(max("limit"), ${sql.lit(Number.MIN_SAFE_INTEGER)})
  from (${limitsOf(tenantId)}) as "limits" where "limit" < ${available})`

/** Inserts sums, of which `rows` has the columns but for the floor. */
const insertSums = (rows: Raw): Raw => sql`insert into "stockSums" (${names([...sumsColumns, 'floor'])})
  select ${names(sumsColumns)}, ${floorOf(sql.ref('row.tenantId'), sql.ref('row.quantityAvailable'))} from (${rows}) as "row"`

/** Computes the sums of one position anew; `row` is a line of it, `new` or `old`. */
function sumPosition(row: 'new' | 'old'): Raw {
  const there = (table: string) => each(place, (name) => sql`${sql.ref(`${table}.${name}`)} = ${sql.ref(`${row}.${name}`)}`, sql` and `)
  return sql`delete from "stockSums" where ${there('stockSums')};
    ${insertSums(sumsOf(there('stockLines')))}`
}

const changed = (name: string): Raw => sql`"stockSums".${sql.ref(name)} + ${sql.ref(`new.${name}`)} - ${sql.ref(`old.${name}`)}`

/** Adds the change of quantities of one line to all sums that include it. */
const addChange = (columns: readonly string[]): Raw => sql`update "stockSums"
  set ${each(columns, (name) => sql`${sql.ref(name)} = ${changed(name)}`)}, "floor" = ${floorOf(sql`new."tenantId"`, changed('quantityAvailable'))}
  where ${each(place, (name) => sql`${sql.ref(`stockSums.${name}`)} = ${sql.ref(`new.${name}`)}`, sql` and `)}
    and "after" < coalesce(new."expiryDate", ${forever})`

/** Adds sums of positions to the totals of the tenant and of their locations. `rows` has the columns of the sums, and `sign`: 1, or -1 to subtract them. */
function addTotals(rows: Raw): Raw {
  const from = sql`select "row"."tenantId", "scope"."n", case "scope"."n" when 0 then ${always} else "row"."locationId" end as "locationId",
      case "end"."sign" when 1 then "row"."after" else "row"."until" end as "day", "row"."choices", "row"."floor",
      "row"."sign" * "end"."sign" as "positions", ${each(sums, (name) => sql`"row"."sign" * "end"."sign" * ${sql.ref(`row.${name}`)} as ${sql.ref(name)}`)}
    from (${rows}) as "row"
      cross join (select 0 as "n" union all select 1) as "scope"
      cross join (select 1 as "sign" union all select -1) as "end"`
  return sql`insert into "stockTotals" (${names([...totalsKey, ...totals])})
    select ${names(totalsKey)}, ${each(totals, (name) => sql`sum(${sql.ref(name)})`)} from (${from}) as "changes"
    where "day" < ${forever} group by ${names(totalsKey)} having ${each(totals, (name) => sql`sum(${sql.ref(name)}) <> 0`, sql` or `)}
    on conflict (${names(totalsKey)}) do update set ${each(totals, (name) => sql`${sql.ref(name)} = "stockTotals".${sql.ref(name)} + ${sql.ref(`excluded.${name}`)}`)}`
}

const totalled = ['tenantId', 'locationId', 'after', 'until', 'choices', 'floor', ...sums] as const
const signed = (row: 'new' | 'old'): Raw =>
  sql`select ${sql.lit(row === 'new' ? 1 : -1)} as "sign", ${each(totalled, (name) => sql`${sql.ref(`${row}.${name}`)} as ${sql.ref(name)}`)}`

const kept = sql`select 1 as "sign", ${of('stockSums', totalled)} from "stockSums"`

/** Finds the floors of a tenant anew, and computes its totals, which no trigger does for a change of a floor alone. */
const sortTenant = (row: 'new' | 'old'): Raw => {
  const tenantId = sql.ref(`${row}.tenantId`)
  const floor = floorOf(tenantId, sql`"stockSums"."quantityAvailable"`)
  return sql`update "stockSums" set "floor" = ${floor} where "tenantId" = ${tenantId} and "floor" <> ${floor};
    delete from "stockTotals" where "tenantId" = ${tenantId};
    ${addTotals(sql`${kept} where "tenantId" = ${tenantId}`)}`
}

/** Whether an update changes one of the columns. */
export const differs = (columns: readonly string[]): Raw =>
  sql`(${each(columns, (name) => sql`${sql.ref(`old.${name}`)} is distinct from ${sql.ref(`new.${name}`)}`, sql` or `)})`

/** The quantities of a line besides the one on hand that movements change. */
const committed = ['quantityReserved', 'quantityOnHold', 'quantityPicked']
const ofLine = ['expiryDate', 'recalled', 'quantityOnHand', ...committed]
const moved = differs(place)
/** Such a line is in the sums of all choices until its last day, before and after. */
const isInAll = sql`(old."recalled" = 0 and new."recalled" = 0 and not ${onHold('old')} and not ${onHold('new')} and not ${differs(['expiryDate'])})`
const limits = ['safetyStock', 'lowAtpThreshold']

const steps: readonly (readonly [table: keyof Tables, step: TriggerStep])[] = [
  ['stockLines', { name: 'sumLineAdded', on: 'insert', step: sumPosition('new') }],
  ['stockLines', { name: 'sumLineRemoved', on: 'delete', step: sumPosition('old') }],
  [
    'stockLines',
    {
      name: 'sumLineMoved',
      on: place,
      when: moved,
      step: sql`${sumPosition('old')}; ${sumPosition('new')}`,
    },
  ],
  [
    'stockLines',
    {
      name: 'sumLineChanged',
      on: ofLine,
      when: sql`not ${moved} and ${isInAll} and ${differs(committed)}`,
      step: addChange(quantities),
    },
  ],
  // Most changes are movements. SQLite writes all indexes with a column that is set, also to the same value.
  [
    'stockLines',
    {
      name: 'sumLineCounted',
      on: ['quantityOnHand'],
      when: sql`not ${moved} and ${isInAll} and not ${differs(committed)} and ${differs(['quantityOnHand'])}`,
      step: addChange(['quantityOnHand', 'quantityAvailable']),
    },
  ],
  [
    'stockLines',
    {
      name: 'sumLineTurned',
      on: ofLine,
      when: sql`not ${moved} and not ${isInAll} and ${differs(ofLine)}`,
      step: sumPosition('new'),
    },
  ],
  ['stockSums', { name: 'totalSumAdded', on: 'insert', step: addTotals(signed('new')) }],
  ['stockSums', { name: 'totalSumRemoved', on: 'delete', step: addTotals(signed('old')) }],
  ['stockSums', { name: 'totalSumChanged', on: sums, step: addTotals(sql`${signed('new')} union all ${signed('old')}`) }],
  ['channelPolicies', { name: 'totalPolicyAdded', on: 'insert', step: sortTenant('new') }],
  ['channelPolicies', { name: 'totalPolicyRemoved', on: 'delete', step: sortTenant('old') }],
  ['channelPolicies', { name: 'totalPolicyChanged', on: limits, when: differs(limits), step: sortTenant('new') }],
]

/** The triggers that keep both tables. */
export const summingTriggers = ({ trigger }: Dialect): Raw[] => steps.flatMap(([table, step]) => trigger(table, step))

/** Drops these triggers, as far as they exist. */
export const dropSummingTriggers = ({ dropTrigger }: Dialect): Raw[] => steps.map(([, { name }]) => dropTrigger(name))

const isSpecial = sql`("stockLines"."expiryDate" is not null or "stockLines"."recalled" <> 0 or ${onHold('stockLines')})`

/** SQL that computes both tables anew, where no triggers keep them yet. */
export const summingSteps = (): Raw[] => [
  sql`delete from "stockTotals"`,
  sql`delete from "stockSums"`,
  // Positions of which every line counts on every day are most of them, and have one row each.
  insertSums(sql`select ${names(place)}, ${always} as "after", ${sql.lit(allChoices)} as "choices", ${forever} as "until", count(*) as "lines",
      ${each(quantities, (name) => sql`${whole(sql`sum(${sql.ref(name)})`)} as ${sql.ref(name)}`)}
    from "stockLines" group by ${names(place)} having sum(case when ${isSpecial} then 1 else 0 end) = 0`),
  insertSums(sumsOf(sql`(${of('stockLines', place)}) in (select ${names(place)} from "stockLines" where ${isSpecial})`)),
  addTotals(kept),
]

const statements: Statement<object, unknown>[] = summingSteps().map((step) => statement((db) => ({ compile: () => step.compile(db) })))

/** Computes all sums anew, during a load without triggers. */
export async function sumAllStock(session: Session): Promise<void> {
  for (const step of statements) await session.write(step, {})
}

/** Whether sums of a position are those of a choice on a day. */
export const isSumOf = (bit: number | RawBuilder<number>, today: string): RawBuilder<boolean> =>
  sql<boolean>`(("stockSums"."choices" & ${bit}) <> 0 and "stockSums"."after" < ${today} and "stockSums"."until" >= ${today})`

/** The totals of a choice on a day, of a location, or of all for the empty text. */
export const totalsOf = (
  from: Pick<Kysely<Tables>, 'selectFrom'>,
  at: { readonly tenantId: string; readonly today: string },
  bit: number | RawBuilder<number>,
  locationId: string | RawBuilder<string>,
) =>
  from
    .selectFrom('stockTotals')
    .where('stockTotals.tenantId', '=', at.tenantId)
    .where(sql<boolean>`"stockTotals"."locationId" = ${locationId}`)
    .where('stockTotals.day', '<', at.today)
    .where(sql<boolean>`("stockTotals"."choices" & ${bit}) <> 0`)

/** Whether sums have a floor, as a range of an index by their available quantity. */
export const hasFloor = (tenantId: string, floor: number): RawBuilder<boolean> =>
  sql<boolean>`("stockSums"."quantityAvailable" > ${floor} and "stockSums"."quantityAvailable" <= (
    select coalesce(min("limit"), ${sql.lit(Number.MAX_SAFE_INTEGER)}) from (${limitsOf(tenantId)}) as "limits" where "limit" > ${floor}))`

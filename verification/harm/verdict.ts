/** Finds out what a run did to a deployment by comparing its database before and after. */
import { valueAt } from '../../spec/contract.ts'
import { remainsOf, type Snapshot } from '../../test/database-difference.ts'
import { isObject } from './answers.ts'
import { kindNames, kinds } from './kinds.ts'
import { derived, harmless, inside, owners, references } from './references.ts'
import { byKey, nameOf, type PrimaryKeys, type Row } from './rows.ts'
import type { Named } from './suite-under-test.ts'

/** A row that existed before the run and was changed or deleted. */
export interface Harm {
  readonly table: string
  readonly id: string
  readonly tenant: string
  /** `gone` or the changed columns. */
  readonly what: string
}

/** A new row that refers to another client's row. */
export interface About {
  readonly table: string
  readonly id: string
  readonly column: string
  readonly of: string
}

export interface Verdict {
  readonly harmed: readonly Harm[]
  /** Number of harmed resources: rows that are independent resources or the only sign of harm to one. */
  readonly things: number
  readonly about: readonly About[]
  /** New rows that are not deleted, not in a final state and not reported: `table id`. */
  readonly unnamed: readonly string[]
  /** Number of new rows that are left and reported. */
  readonly named: number
  readonly alerts: { readonly automatic: number; readonly manual: number; readonly emails: number }
}

export interface Evidence {
  readonly before: Snapshot
  readonly after: Snapshot
  readonly primary: PrimaryKeys
  /** Rows that another client added during the run, as they were then. */
  readonly planted: ReadonlyMap<string, readonly Row[]>
  readonly named: readonly Named[]
  /** The tag at the start of every text of the run. */
  readonly tag: string
}

export function verdictOf(evidence: Evidence): Verdict {
  const { before, after, primary, planted, named, tag } = evidence
  const others = new Map([...before].map(([table, rows]) => [table, [...rows, ...(planted.get(table) ?? [])]]))
  const compared = [...after].map(([table, rows]) => {
    const key = primary.get(table) ?? []
    const [old, now] = [byKey(others.get(table) ?? [], key), byKey(rows, key)]
    return { table, key, old, now, came: [...now].flatMap(([name, row]) => (old.has(name) ? [] : [row])) }
  })
  const harms = compared.flatMap(({ table, key, old, now }) =>
    [...old].flatMap(([name, row]) => {
      const what = difference(table, row, now.get(name))
      return what === undefined ? [] : [{ row, harm: { table, id: nameOf(row, key), tenant: String(row['tenantId']), what } }]
    }),
  )
  const foreign = new Map(compared.map(({ table, old }) => [table, new Set([...old.values()].map(called))]))
  const fresh = compared.map(({ table, key, came }) => ({ table, key, came }))
  const about = fresh.flatMap(({ table, key, came }) =>
    came.flatMap((row) =>
      referencesOf(table, row)
        .filter(({ of, id }) => !harmless.includes(of as never) && foreign.get(of)?.has(`${String(row['tenantId'])} ${id}`) === true)
        .map(({ column, of, id }) => ({ table, id: nameOf(row, key), column, of: `${of} ${id}` })),
    ),
  )
  const left = leftOf(fresh, tag)
  const unnamed = namelessOf(left, named)
  const alerts = fresh.find(({ table }) => table === 'alerts')?.came ?? []
  return {
    harmed: harms.map(({ harm }) => harm),
    things: thingsOf(harms).length,
    about,
    unnamed: unnamed.map(({ table, id }) => `${table} ${id}`),
    named: left.length - unnamed.length,
    alerts: {
      automatic: alerts.filter(({ origin }) => origin === 'AUTOMATIC').length,
      manual: alerts.filter(({ origin }) => origin === 'MANUAL').length,
      emails: alerts.reduce((sum, { destinations }) => sum + emailsIn(destinations), 0),
    },
  }
}

const called = (row: Row): string => `${String(row['tenantId'])} ${String(row['id'])}`

function difference(table: string, old: Row, now: Row | undefined): string | undefined {
  if (now === undefined) return 'gone'
  const counted = derived[table as keyof typeof derived] ?? []
  const changed = Object.keys(old).filter((column) => old[column] !== now[column] && !counted.includes(column))
  if (changed.length === 0) return undefined
  // Timestamps are less informative than other columns.
  const telling = changed.filter((column) => !column.endsWith('At'))
  const short = (value: unknown): string => JSON.stringify(value).slice(0, 40)
  return (telling.length === 0 ? changed : telling).map((column) => `${column} ${short(old[column])} → ${short(now[column])}`).join(', ')
}

interface Referring {
  readonly column: string
  readonly of: string
  readonly id: string
}

/** A table without a description has no references; a test checks that all tables are described. */
const referring: Readonly<Record<string, (typeof references)['lots'] | undefined>> = references

/** The references of a row. */
function referencesOf(table: string, row: Row): Referring[] {
  const plain = Object.entries(referring[table] ?? {}).flatMap(([column, of]): Referring[] =>
    row[column] === null ? [] : [of].flat().map((each) => ({ column, of: each, id: String(row[column]) })),
  )
  const nested = Object.entries(inside[table as keyof typeof inside] ?? {}).flatMap(([column, properties]) =>
    textsIn(jsonIn(row[column])).flatMap(([name, id]): Referring[] => {
      const of = properties[name]
      return of === undefined ? [] : [{ column, of, id }]
    }),
  )
  return [...plain, ...nested]
}

const jsonIn = (text: unknown): unknown => (typeof text === 'string' ? (JSON.parse(text) as unknown) : undefined)

/** Every string in a JSON value, with the name of its property. */
function textsIn(value: unknown, name = ''): (readonly [name: string, text: string])[] {
  if (typeof value === 'string') return [[name, value]]
  if (Array.isArray(value)) return value.flatMap((each) => textsIn(each, name))
  return isObject(value) ? Object.entries(value).flatMap(([each, inner]) => textsIn(inner, each)) : []
}

/** Omits rows that belong to a harmed row, and the stock that a step of a transfer or a count moves. */
function thingsOf(harms: readonly { readonly row: Row; readonly harm: Harm }[]): Harm[] {
  const tables = new Set(harms.map(({ harm }) => harm.table))
  const moved = ['transfers', 'cycleCounts', 'transferRecommendations'].some((table) => tables.has(table))
  const known = new Set(harms.map(({ row, harm }) => `${harm.table} ${called(row)}`))
  return harms
    .filter(({ row, harm: { table } }) => {
      if (table === 'stockLines' && moved) return false
      const owner = owners[table as keyof typeof owners]
      return owner === undefined || !known.has(`${owner.of} ${String(row['tenantId'])} ${String(row[owner.column])}`)
    })
    .map(({ harm }) => harm)
}

interface LeftRow {
  readonly table: string
  readonly id: string
}

/** New rows that are not in a final state and do not belong to another new row. */
function leftOf(
  fresh: readonly { readonly table: string; readonly key: readonly string[]; readonly came: readonly Row[] }[],
  tag: string,
): LeftRow[] {
  const made = new Set(fresh.flatMap(({ table, came }) => came.map((row) => `${table} ${called(row)}`)))
  const remains = remainsOf(tag)
  const isPart = (table: string, row: Row): boolean => {
    const owner = owners[table as keyof typeof owners]
    return owner !== undefined && made.has(`${owner.of} ${String(row['tenantId'])} ${String(row[owner.column])}`)
  }
  /** Tables that only record something about other rows. If those rows are not new, `about` reports it. */
  const telling = ['stockTransactions', 'stockPositions', 'productHistory', 'forecastChanges', 'transferProducts', 'scenarioEvents', 'lots']
  return fresh.flatMap(({ table, key, came }) =>
    came
      .filter((row) => !telling.includes(table) && !isPart(table, row) && remains[table]?.(row) !== true)
      .filter((row) => !(table === 'stockLines' && row['quantityOnHand'] === 0))
      .map((row) => ({ table, id: nameOf(row, key) })),
  )
}

/** Operations that create rows of a table. */
const makers = (table: string): string[] => [
  ...kindNames.filter((kind) => kinds[kind].table === table).map((kind) => kinds[kind].create),
  ...(partMakers[table] ?? []),
]

/** Operations that create rows that are part of a resource and not a kind. */
const partMakers: Readonly<Record<string, readonly string[]>> = {
  productAttributes: ['createProductAttributes', 'applyProductAttributes'],
  productCategories: ['assignProductCategories', 'applyProductCategories'],
}

/**
 * Leftovers that are not reported, neither by their id nor, if the suite has no id or a wrong one, by an operation that may have created them.
 */
function namelessOf(left: readonly LeftRow[], named: readonly Named[]): LeftRow[] {
  const isNamed = ({ id }: LeftRow, each: Named): boolean => each.id?.split(' ').includes(id) === true || each.why.includes(id)
  const nameless = left.filter((row) => !named.some((each) => isNamed(row, each)))
  const vague = named.filter((each) => !left.some((row) => isNamed(row, each))).map(({ operation }) => operation)
  return nameless.filter(({ table }) => {
    const at = vague.findIndex((operation) => makers(table).includes(operation))
    if (at === -1) return true
    vague.splice(at, 1)
    return false
  })
}

function emailsIn(destinations: unknown): number {
  const all = jsonIn(destinations)
  return Array.isArray(all) ? all.filter((each) => valueAt(each, '/type') === 'EMAIL').length : 0
}

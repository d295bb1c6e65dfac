/** All rows of a database as SQL that every engine can run, so that what one has written fills another one. */
import type { Tables } from './tables.ts'

/** Tables that triggers keep, as they follow from the rows of others. */
export const followingTables = [
  'demandVersions',
  'rowCounts',
  'stockBlocks',
  'stockSums',
  'stockTotals',
] as const satisfies readonly (keyof Tables)[]

/** The beginning of the names of the tables of an index of texts, which an engine keeps beside the rows. */
export const textIndex = 'productTexts'

/** A condition of SQL for the name of a table that has no rows of tenants: what was migrated, and committed, and an index of texts. */
export const isInternal = (column: string): string => `(${column} in ('migrations', 'commits') or ${column} like '${textIndex}%')`

/** SQL that finds a row if the database is not empty: everything belongs to a tenant. */
export const firstTenant = 'select 1 from "tenants" limit 1'

/** The rows of a table. */
export interface TableRows {
  readonly name: string
  /** Quoted and separated by commas. */
  readonly columns: string
  readonly rows: readonly (readonly unknown[])[]
}

/** A value as an SQL literal. Stored texts contain no U+0000 (`text.ts`), which would end the statement. Throws for other types. */
function literal(value: unknown): string {
  if (value === null) return 'null'
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`
  throw new Error(`a value of type ${typeof value} cannot be dumped`)
}

/** One insertion for each table that has rows. */
export function insertions(tables: readonly TableRows[]): string {
  return tables
    .filter(({ rows }) => rows.length > 0)
    .map(
      ({ name, columns, rows }) =>
        `insert into "${name}" (${columns}) values\n${rows.map((row) => `(${row.map(literal).join(', ')})`).join(',\n')};\n`,
    )
    .join('')
}

/** Rows of tables and their names. */
export type Row = Readonly<Record<string, unknown>>

export type PrimaryKeys = ReadonlyMap<string, readonly string[]>

/** Rows by primary key. */
export const byKey = (rows: readonly Row[], primary: readonly string[]): Map<string, Row> =>
  new Map(rows.map((row) => [JSON.stringify(primary.map((column) => row[column])), row]))

/** A readable name: the primary key without the tenant. */
export const nameOf = (row: Row, primary: readonly string[]): string =>
  primary
    .filter((column) => column !== 'tenantId')
    .map((column) => String(row[column]))
    .join(' ')

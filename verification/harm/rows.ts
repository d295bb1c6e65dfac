/** Rows of tables, and what one is called. */
export type Row = Readonly<Record<string, unknown>>

export type PrimaryKeys = ReadonlyMap<string, readonly string[]>

/** Rows by what their primary key says. */
export const byKey = (rows: readonly Row[], primary: readonly string[]): Map<string, Row> =>
  new Map(rows.map((row) => [JSON.stringify(primary.map((column) => row[column])), row]))

/** As people name it: everything of the primary key but the tenant. */
export const nameOf = (row: Row, primary: readonly string[]): string =>
  primary
    .filter((column) => column !== 'tenantId')
    .map((column) => String(row[column]))
    .join(' ')

/** A write would duplicate a unique value. Nothing was written. */
export class UniqueViolation extends Error {
  readonly table: string
  readonly columns: readonly string[]

  constructor(table: string, columns: readonly string[]) {
    super(`another row of ${table} has the same ${columns.join(', ')}`)
    this.name = 'UniqueViolation'
    this.table = table
    this.columns = columns
  }
}

/** A write would leave a reference without its target. Nothing was written. */
export class ForeignKeyViolation extends Error {
  constructor() {
    super('a row references a row that does not exist or would be deleted')
    this.name = 'ForeignKeyViolation'
  }
}

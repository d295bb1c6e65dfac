/** A write that would give two rows the same value where only one may have it. Nothing was written. */
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

/** A write that would leave a reference without what it refers to. Nothing was written. */
export class ForeignKeyViolation extends Error {
  constructor() {
    super('a row refers to what is not, or would no longer be, there')
    this.name = 'ForeignKeyViolation'
  }
}

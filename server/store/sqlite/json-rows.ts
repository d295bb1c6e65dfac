/** The rows of a query as one text of JSON, because the driver takes longer to create a value for each column of each row than to read that text. */

/** A column of a result; `type` is its type in the table, `null` for an expression. */
interface Column {
  readonly name: string
  readonly type: string | null
}

/** Types whose values SQLite writes exactly as JSON. Of other numbers it writes 15 digits, and 17 are needed. */
const exact = /^(text|integer|bigint)$/i

/**
 * Returns a query for the rows of another one as one text: an array of arrays with the values of the columns. The other one must have a `limit`: SQLite then keeps
 * its order. Without rows, the array is empty.
 */
export function asJson(sql: string, columns: readonly Column[]): string {
  const values = columns.map(({ name, type }) => {
    const column = `"${name.replaceAll('"', '""')}"`
    return type !== null && exact.test(type)
      ? column
      : `json(iif(typeof(${column}) = 'real', printf('%!.17g', ${column}), json_quote(${column})))`
  })
  return `select json_group_array(json_array(${values.join(', ')})) from (${sql})`
}

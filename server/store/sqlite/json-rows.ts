/** The rows of a query as one text of JSON, because the driver takes longer to create a value for each column of each row than to read that text. */

/** A column of a result; `type` is its type in the table, `null` for an expression. */
interface Column {
  readonly name: string
  readonly type: string | null
}

/** Types whose values JSON shows exactly. SQLite writes other numbers with 15 digits, which are too few. */
const exact = /^(text|varchar|integer|bigint)\b/i

/** Returns a query for the rows of another one, in its order, as one text: an array of arrays with the values of the columns. Without rows, it is empty, too. */
export function asJson(sql: string, columns: readonly Column[]): string {
  const values = columns.map(({ name, type }) => {
    const column = `"${name.replaceAll('"', '""')}"`
    return type !== null && exact.test(type)
      ? column
      : `json(iif(typeof(${column}) = 'real', printf('%!.17g', ${column}), json_quote(${column})))`
  })
  return `select json_group_array(json_array(${values.join(', ')})) from (${sql})`
}

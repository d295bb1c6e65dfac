import { type Expression, type SqlBool, sql } from 'kysely'

const escape = '\\'

/** Whether a column contains the text of a pattern; ignores the case of ASCII letters only. */
export function contains(column: string, pattern: string): Expression<SqlBool> {
  // SQLite's lower() converts ASCII only, as does PostgreSQL's for columns with the collation "C".
  return sql`lower(${sql.ref(column)}) like ${pattern} escape ${sql.lit(escape)}`
}

/** A text with its ASCII letters in lower case. */
export const lowered = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())

/** The pattern to bind for `contains`: any text that contains `text`. */
export function patternOf(text: string): string {
  return `%${lowered(text).replace(/[\\%_]/g, (character) => escape + character)}%`
}

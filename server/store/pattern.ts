import { type Expression, type SqlBool, sql } from 'kysely'

const escape = '\\'

/** Whether a column contains what a pattern stands for; ASCII letters match in either case, others only themselves. */
export function contains(column: string, pattern: string): Expression<SqlBool> {
  // SQLite's lower() knows ASCII only, and so does PostgreSQL's where the column is collated "C".
  return sql`lower(${sql.ref(column)}) like ${pattern} escape ${sql.lit(escape)}`
}

/** The pattern to bind for `contains`: anything that has `text` in it. */
export function patternOf(text: string): string {
  const lower = text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
  return `%${lower.replace(/[\\%_]/g, (character) => escape + character)}%`
}

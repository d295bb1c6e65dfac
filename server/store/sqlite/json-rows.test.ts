import fc from 'fast-check'
import Libsql from 'libsql'
import { expect, test } from 'vitest'
import { encodeText } from '../text.ts'
import { asJson } from './json-rows.ts'

const text = fc
  .oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', '"', '\\', '\u0001', '\u2028', '[1]', 'null', '1e3'))
  .map(encodeText)
const number = fc.double({ noNaN: true, noDefaultInfinity: true })
const row = fc.tuple(fc.option(text), fc.option(fc.integer()), fc.option(number), fc.option(fc.oneof(text, fc.integer(), number)))

/** Reads all rows in both ways. */
function read(rows: readonly (readonly (string | number | null)[])[]) {
  const database = new Libsql(':memory:')
  database.exec('create table t (text text, "whole ""number""" integer, number double precision, anything)')
  const insert = database.prepare('insert into t values (?, ?, ?, ?)')
  for (const each of rows) insert.run(each)
  const sql =
    'select text, "whole ""number""", number, anything, number + 0 as computed from t where rowid > ? order by rowid desc limit 50'
  const plain = database.prepare(sql).raw()
  const [json] = database.prepare(asJson(sql, plain.columns())).raw().get([0]) as [string]
  const found = { driver: plain.all([0]), json: JSON.parse(json) as unknown }
  database.close()
  return found
}

test('rows as JSON are those of the driver: every text, whole number and number, exactly and in order', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 60 }), (rows) => {
      const { driver, json } = read(rows)
      // JSON has no negative zero.
      expect(json).toEqual(JSON.parse(JSON.stringify(driver)))
    }),
    { numRuns: 60 },
  )
  expect(read([['a', 1, 0.1 + 0.2, 0.1]]).json).toEqual([['a', 1, 0.30000000000000004, 0.1, 0.30000000000000004]])
})

test('no rows are an empty array', () => {
  expect(read([]).json).toEqual([])
})

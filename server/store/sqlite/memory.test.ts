import { expect, test } from 'vitest'
import { createMemory } from './memory.ts'
import { sqliteDialect } from './sqlite.ts'

const db = sqliteDialect.queries
const keyById = db.selectFrom('apiKeys').select('name').where('id', '=', '').compile()
const productById = db.selectFrom('products').select('name').where('id', '=', '').compile()

/** A memory, and the queries that were read instead of remembered. */
function fixture(table?: 'apiKeys') {
  const others = { version: 1 }
  const memory = createMemory(() => others.version, table)
  let reads = 0
  const isRead = (query = keyById, ...values: string[]) => {
    const before = reads
    memory.recall(query, values, () => ({ reads: (reads += 1) }))
    return reads > before
  }
  return { memory, others, isRead }
}

test('a row is read once, for each query and its values', () => {
  const { isRead } = fixture()
  expect([isRead(keyById, 'a'), isRead(keyById, 'b'), isRead(keyById, 'a', 'b'), isRead(productById, 'a')]).toEqual([
    true,
    true,
    true,
    true,
  ])
  expect([isRead(keyById, 'a'), isRead(keyById, 'b'), isRead(keyById, 'a', 'b'), isRead(productById, 'a')]).toEqual([
    false,
    false,
    false,
    false,
  ])
})

test('a row is the same object until it is read again', () => {
  const { memory } = fixture()
  const recall = () => memory.recall(keyById, ['a'], () => ({}))
  expect(recall()).toBe(recall())
})

test('all are read again after another connection has committed', () => {
  const { others, isRead } = fixture()
  isRead(keyById, 'a')
  isRead(productById, 'a')
  others.version = 2
  expect([isRead(keyById, 'a'), isRead(productById, 'a')]).toEqual([true, true])
  expect([isRead(keyById, 'a'), isRead(productById, 'a')]).toEqual([false, false])
})

test.each([
  ['an update of its table', db.updateTable('apiKeys').set({ name: '' }), true],
  ['an insertion into its table', db.insertInto('apiKeys').defaultValues(), true],
  ['an insertion that may delete rows', db.replaceInto('products').defaultValues(), true],
  ['an update of another table, which may cascade', db.updateTable('products').set({ name: '' }), true],
  ['a deletion from another table, which may cascade', db.deleteFrom('products'), true],
  ['a change of another table', db.schema.dropTable('products'), true],
  ['an insertion into another table', db.insertInto('products').defaultValues(), false],
])('whether it is read again after %s', (_, write, again) => {
  const { memory, isRead } = fixture('apiKeys')
  isRead(keyById, 'a')
  memory.forget(write.compile())
  expect(isRead(keyById, 'a')).toBe(again)
  // What may read all tables is read again after every write.
  const all = fixture()
  all.isRead(keyById, 'a')
  all.memory.forget(write.compile())
  expect(all.isRead(keyById, 'a')).toBe(true)
})

test('a row that does not exist is looked for every time', () => {
  const { memory, isRead } = fixture()
  expect(memory.recall(keyById, ['a'], () => undefined)).toBeUndefined()
  expect(isRead(keyById, 'a')).toBe(true)
})

test('the number of rows is bounded', () => {
  const { isRead } = fixture()
  for (let row = 0; row <= 1000; row++) isRead(keyById, String(row))
  expect([isRead(keyById, '0'), isRead(keyById, '1000')]).toEqual([true, false])
})

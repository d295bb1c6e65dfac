import { expect, test } from 'vitest'
import { sqliteDialect } from './sqlite/sqlite.ts'
import { checkArguments, statement, valuesOf } from './statement.ts'

const find = statement((db, at: { tenantId: string; id: string }) =>
  db.selectFrom('products').select('name').where('tenantId', '=', at.tenantId).where('id', '=', at.id).limit(1),
)
const findAnywhere = statement((db, at: { id: string }) => db.selectFrom('products').select('name').where('id', '=', at.id))

test('a statement binds its arguments at their places, among the values that it always has', () => {
  const compiled = find.build(sqliteDialect).compile()
  expect(compiled.sql).toBe('select "name" from "products" where "tenantId" = ? and "id" = ? limit ?')
  expect(valuesOf(compiled, { id: 'prod_1', tenantId: 'tenant_a' })).toEqual(['tenant_a', 'prod_1', 1])
})

test('an argument that is missing is noticed before the statement runs', () => {
  expect(() => checkArguments(find.build(sqliteDialect).compile(), { tenantId: 'tenant_a' })).toThrow(/^missing arguments id of: select/)
})

test('a statement that is given a tenant and does not ask for it is not run', () => {
  const compiled = findAnywhere.build(sqliteDialect).compile()
  expect(() => checkArguments(compiled, { tenantId: 'tenant_a', id: 'prod_1' })).toThrow(/^tenantId is not used in: select/)
  expect(() => checkArguments(compiled, { id: 'prod_1' })).not.toThrow()
})

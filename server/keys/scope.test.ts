import { expect, test } from 'vitest'
import type { Schemas } from '../../spec/contract.ts'
import { missingScopes } from './scope.ts'

type Scope = Schemas['Scope']

test.each<[held: Scope[], wanted: Scope[], missing: Scope[]]>([
  [[], [], []],
  [[], ['inventory.read'], ['inventory.read']],
  [['inventory.read'], ['inventory.read'], []],
  [['inventory.read'], ['inventory.adjust', 'inventory.read'], ['inventory.adjust']],
  [['inventory.*'], ['inventory.read', 'inventory.*', 'products.read'], ['products.read']],
  [['*'], ['*', 'admin.*', 'forecast.write'], []],
  [['admin.*'], ['admin.keys.*', 'admin.alerts.read', '*'], ['*']],
  [['admin.keys.*'], ['admin.keys.write', 'admin.*', 'admin.alerts.read'], ['admin.*', 'admin.alerts.read']],
  [['admin.keys.*', 'admin.alerts.*'], ['admin.*'], ['admin.*']],
  [['inventory.read', 'inventory.write', 'inventory.adjust'], ['inventory.*'], ['inventory.*']],
])('%j wanting %j lacks %j', (held, wanted, missing) => {
  expect(missingScopes(held, wanted)).toEqual(missing)
})

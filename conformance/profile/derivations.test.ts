import { expect, test } from 'vitest'
import { derivations } from './derivations.ts'

test.each([
  ['TEXT', 'Blue', 'TEXT'],
  ['ENUM', 'Blue', 'ENUM'],
  ['NUMBER', 280, 'NUMBER'],
  ['BOOLEAN', false, 'BOOLEAN'],
  ['NUMBER', 'Blue', 'TEXT'],
  ['BOOLEAN', 'Blue', 'TEXT'],
  ['TEXT', 280, 'NUMBER'],
  ['ENUM', true, 'BOOLEAN'],
])('an attribute of the data type %s with the value %j must have the data type %s', (dataType, value, wanted) => {
  const object = { code: 'colour', dataType, value }
  const about = derivations.filter(({ of, result }) => [...of, result].every((name) => name in object))
  expect(about.map((each) => each.value(object))).toEqual([wanted])
})

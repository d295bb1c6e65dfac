import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { withJsonSchema } from './json-schema.ts'
import { contract, valueAt, type Schema } from './contract.ts'

const within = (schema: object): unknown => valueAt(withJsonSchema({ components: { schemas: { S: schema } } }), '/components/schemas/S')

describe('the extensions of schemas', () => {
  test.each<readonly [spelled: object, meaning: object]>([
    [
      { $ref: '#/x', 'x-default': null },
      { $ref: '#/x', default: null },
    ],
    [
      { type: 'array', 'x-default': [] },
      { type: 'array', default: [] },
    ],
    [
      { type: 'boolean', 'x-const': true },
      { type: 'boolean', const: true },
    ],
    [{ 'x-exactly-one-of': ['a', 'b'] }, { oneOf: [{ required: ['a'] }, { required: ['b'] }] }],
    [
      { type: 'string', 'x-formats': ['ipv4', 'ipv6'] },
      { type: 'string', anyOf: [{ format: 'ipv4' }, { format: 'ipv6' }] },
    ],
    [{ format: 'date-time' }, { format: 'date-time', pattern: 'Z$' }],
    [{ items: { properties: { a: { 'x-const': 1 } } } }, { items: { properties: { a: { const: 1 } } } }],
  ])('%j means %j', (spelled, meaning) => {
    expect(within(spelled)).toEqual(meaning)
  })

  test.each<object>([
    // Names of properties and values of data are not keywords.
    { properties: { 'x-default': { type: 'string' }, format: { type: 'string', enum: ['date-time'] } } },
    { examples: [{ 'x-const': 1, format: 'date-time' }] },
    { default: { 'x-default': 1 } },
    { const: { format: 'date-time' } },
    { 'x-unique': [] },
  ])('%j stays as it is', (schema) => {
    expect(within(schema)).toEqual(schema)
  })

  test('leave the document of the caller as it is', () => {
    const document = { components: { schemas: { S: { 'x-const': 1 } } } }
    withJsonSchema(document)
    expect(document).toEqual({ components: { schemas: { S: { 'x-const': 1 } } } })
  })
})

test('the contract that the code reads has no extension left that validators do not know', () => {
  const bundle = readFileSync(new URL('./generated/openapi.json', import.meta.url), 'utf8')
  const names = /"x-(?:const|default|exactly-one-of|formats)"/g
  expect([...bundle.matchAll(names)].length).toBeGreaterThan(50)
  expect(JSON.stringify(contract.document)).not.toMatch(names)
  const times = valueAt(contract.document, '/components/schemas/Timestamp') as Schema
  expect([times.format, times.pattern]).toEqual(['date-time', 'Z$'])
})

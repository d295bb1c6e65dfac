import { expect, test } from 'vitest'
import { plainlySpelled } from './spelling.ts'

const spelled = (schema: object, schemas: object = {}) =>
  plainlySpelled({ components: { schemas: { Own: schema, ...schemas } } }).components.schemas

test.each<readonly [name: string, one: object, other: object]>([
  ['null beside a type', { anyOf: [{ type: 'string', maxLength: 9 }, { type: 'null' }] }, { type: ['string', 'null'], maxLength: 9 }],
  [
    'null beside another schema',
    { anyOf: [{ $ref: '#/components/schemas/Id' }, { type: 'null' }] },
    { type: ['string', 'null'], minLength: 1 },
  ],
  [
    'null beside an enumeration',
    { anyOf: [{ type: 'string', enum: ['a'] }, { type: 'null' }] },
    { type: ['string', 'null'], enum: ['a', null] },
  ],
  [
    'two enumerations',
    {
      anyOf: [
        { type: 'string', enum: ['a'] },
        { type: 'string', enum: ['b'] },
      ],
    },
    { type: 'string', enum: ['a', 'b'] },
  ],
  ['a number', { type: 'number', format: 'double' }, { type: 'number' }],
  ['a text that is not blank', { type: 'string', pattern: '^[\\s\\S]*\\S[\\s\\S]*$' }, { type: 'string', pattern: '\\S' }],
])('%s has one spelling', (_name, one, other) => {
  const schemas = { Id: { type: 'string', minLength: 1 } }
  expect(spelled(one, schemas)).toEqual(spelled(other, schemas))
})

test.each<readonly [name: string, schema: object]>([
  ['objects or null', { anyOf: [{ type: 'object' }, { type: 'null' }] }],
  ['a text or a number', { anyOf: [{ type: 'string' }, { type: 'number' }] }],
  ['an enumeration or any text', { anyOf: [{ type: 'string', enum: ['a'] }, { type: 'string' }] }],
  ['another pattern', { type: 'string', pattern: '^\\S+$' }],
])('%s stay as they are', (_name, schema) => {
  expect(spelled(schema)).toEqual({ Own: schema })
})

test('a difference in what is accepted remains', () => {
  const nullable = (maxLength: number) => ({ anyOf: [{ type: 'string', maxLength }, { type: 'null' }] })
  expect(spelled(nullable(9))).not.toEqual(spelled(nullable(8)))
  expect(spelled(nullable(9))).not.toEqual(spelled({ type: 'string', maxLength: 9 }))
})

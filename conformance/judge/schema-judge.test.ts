import { describe, expect, test } from 'vitest'
import { contract, type Contract } from '../../spec/contract.ts'
import { openSchemaJudge } from './schema-judge.ts'

const document = {
  components: {
    schemas: {
      Base: { type: 'object', required: ['id'], properties: { id: { type: 'string' }, at: { type: 'string', format: 'date-time' } } },
      More: {
        allOf: [
          { $ref: '#/components/schemas/Base' },
          { type: 'object', properties: { lines: { type: 'array', items: { $ref: '#/components/schemas/Base' } } } },
        ],
      },
      One: { type: 'object', required: ['kind'], properties: { kind: { const: 'ONE' } } },
      Two: { type: 'object', required: ['kind'], properties: { kind: { const: 'TWO' }, more: {} } },
      Free: { type: 'object', properties: { a: {} }, additionalProperties: { type: 'number' } },
    },
  },
  use: {
    base: { $ref: '#/components/schemas/Base' },
    more: { $ref: '#/components/schemas/More' },
    free: { $ref: '#/components/schemas/Free' },
    list: { type: 'object', properties: { data: { type: 'array', items: { $ref: '#/components/schemas/Base' } } } },
    kinds: {
      discriminator: { propertyName: 'kind' },
      oneOf: [{ $ref: '#/components/schemas/One' }, { $ref: '#/components/schemas/Two' }],
    },
    closed: {
      type: 'object',
      required: ['a'],
      additionalProperties: false,
      properties: {
        a: { type: 'string' },
        'b/c': { type: 'number' },
        choice: { $ref: '#/use/choice' },
        lines: { type: 'array', items: { $ref: '#/use/base' } },
      },
    },
    choice: { oneOf: [{ $ref: '#/components/schemas/Base' }, { type: 'null' }] },
  },
}
/** A new one each time, because it caches what it has compiled. */
const judge = () => openSchemaJudge({ ...contract, document } satisfies Contract)

describe('undocumented properties', () => {
  test.each([
    ['/use/base', { id: 'a' }, []],
    ['/use/base', { id: 'a', extra: 1 }, ['/extra']],
    ['/use/more', { id: 'a', lines: [{ id: 'b' }] }, []],
    ['/use/more', { id: 'a', lines: [{ id: 'b', extra: 1 }], other: 1 }, ['/lines/0/extra', '/other']],
    ['/use/free', { a: 1, extra: 2 }, []],
    ['/use/list', { data: [{ id: 'a' }, { id: 'b', extra: 1 }] }, ['/data/1/extra']],
    ['/use/choice', { id: 'a', extra: 1 }, ['/extra']],
    ['/use/choice', null, []],
    ['/use/kinds', { kind: 'TWO', more: 1 }, []],
    ['/use/kinds', { kind: 'ONE', more: 1 }, ['/more']],
  ])('%s with %j has %j', (pointer, value, want) => {
    expect(judge().undocumented(pointer, value).sort()).toEqual(want)
  })
})

describe('faults', () => {
  test.each([
    [{ id: 'a' }, []],
    [{}, ["the body must have required property 'id'"]],
    [{ id: 1 }, ['/id must be string']],
    [{ id: 'a', at: 'yesterday' }, ['/at must match format "date-time"']],
  ])('%j has %j', (value, want) => {
    expect(judge().faults('/use/base', value)).toEqual(want)
  })

  test('of an error are about the branch that its code selects', () => {
    const body = { error: 'No.', details: { code: 'UNAUTHORIZED', reason: 'WHY_NOT', requestId: 'r' } }
    expect(openSchemaJudge({ ...contract }).faults(contract.error, body)).toEqual([
      '/details/reason must be equal to one of the allowed values: MISSING_AUTHORIZATION, INVALID_API_KEY, REVOKED_API_KEY, EXPIRED_API_KEY',
    ])
  })
})

describe('places', () => {
  test.each<readonly [value: unknown, want: readonly string[]]>([
    [{ a: 'x' }, []],
    [7, ['']],
    // The missing property, the unexpected property, the invalid value.
    [{}, ['/a']],
    [{ a: 'x', extra: 1 }, ['/extra']],
    [{ a: 'x', 'b/c': 'y' }, ['/b~1c']],
    [{ a: 'x', 'd/e': 'y' }, ['/d~1e']],
    [{ a: 1, lines: [{ id: 'a' }, {}, { id: 2 }] }, ['/a', '/lines/1/id', '/lines/2/id']],
    // If no branch of a choice matches, the value itself is invalid.
    [{ a: 'x', choice: {} }, ['/choice']],
    [{ a: 'x', choice: { id: 7, at: 'yesterday' } }, ['/choice']],
    [{ a: 'x', choice: null }, []],
  ])('of %j are %j', (value, want) => {
    expect(judge().places('/use/closed', value).sort()).toEqual(want)
  })
})

describe('other faults', () => {
  test.each<readonly [pointer: string, value: unknown, want: readonly string[]]>([
    ['/use/kinds', { kind: 'ONE' }, []],
    ['/use/kinds', { kind: 'THREE' }, ['the body value of tag "kind" must be in oneOf']],
    ['/use/list', { data: [{}, {}] }, ["/data/0 must have required property 'id'", "/data/1 must have required property 'id'"]],
    ['/components/schemas/One', { kind: 'TWO' }, ['/kind must be equal to constant: "ONE"']],
    ['/use/choice', 7, ['the body must be object', 'the body must be null']],
  ])('%s: %j has %j', (pointer, value, want) => {
    expect(judge().faults(pointer, value)).toEqual(want)
  })

  test('are at most five, without duplicates', () => {
    const rows = Array.from({ length: 7 }, () => ({}))
    expect(judge().faults('/use/list', { data: rows })).toEqual([0, 1, 2, 3, 4].map((at) => `/data/${at} must have required property 'id'`))
  })
})

describe('a value with more members than any response', () => {
  const rows = (count: number): unknown => ({ data: Array.from({ length: count }, (_, index) => (index % 2 === 0 ? { id: 7 } : null)) })
  // A list of n rows has n members, every second row has one more, and the list itself is one.
  test.each([
    [1332, 5],
    [1334, 1],
  ])('with %i items reports %i faults', (count, want) => {
    expect(judge().faults('/use/list', rows(count))).toHaveLength(want)
  })

  test('reports only the first undocumented property', () => {
    const extra = (count: number) =>
      judge().undocumented('/use/list', { data: Array.from({ length: count }, () => ({ id: 'a', extra: 1 })) }).length
    expect([extra(10), extra(7000)]).toEqual([10, 1])
  })
})

test('a judge is created once for each contract', () => {
  const mine = { ...contract }
  expect(openSchemaJudge(mine)).toBe(openSchemaJudge(mine))
  expect(openSchemaJudge({ ...mine })).not.toBe(openSchemaJudge(mine))
})

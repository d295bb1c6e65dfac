import { describe, expect, it } from 'vitest'
import { contract, readContract, valueAt, type Schema } from '../../spec/contract.ts'
import { quantitySchemas } from '../quantity.ts'
import { compileEndpoints } from './endpoint.ts'
import { compileSchemas } from './schemas.ts'

const endpoints = compileEndpoints(contract)
const check = (id: 'createProduct' | 'updateProduct' | 'createApiKey' | 'revokeApiKey', body: unknown) => endpoints[id].checkBody?.(body)

describe('checks of a body', () => {
  it('fill in the defaults of the contract', () => {
    const body = { sku: 'SKU-1', name: 'Pole' }
    expect(check('createProduct', body)).toEqual([])
    expect(body).toEqual({
      sku: 'SKU-1',
      name: 'Pole',
      description: null,
      status: 'ACTIVE',
      unitOfMeasure: 'EACH',
      unitCost: null,
      currency: 'EUR',
      lotTracked: false,
    })
  })

  it('give every body defaults of its own', () => {
    const one: { name: string; scopes: string[]; allowedIps?: string[] } = { name: 'a', scopes: [] }
    const other: typeof one = { name: 'b', scopes: [] }
    check('createApiKey', one)
    one.allowedIps?.push('192.0.2.1')
    check('createApiKey', other)
    expect(other.allowedIps).toEqual([])
  })

  it.each([
    [null, [['', 'must be an object']]],
    [[], [['', 'must be an object']]],
    [{ sku: 'SKU-1' }, [['/name', 'must be present']]],
    [{ sku: 'SKU-1', name: 5 }, [['/name', 'must be a string']]],
    [{ sku: 'SKU-1', name: ' ' }, [['/name', 'must not be blank']]],
    [{ sku: 'SKU-1', name: 'a'.repeat(201) }, [['/name', 'must have at most 200 characters']]],
    [{ sku: 'a b', name: 'x' }, [['/sku', 'must match ^[A-Za-z0-9][A-Za-z0-9._/-]*$']]],
    [{ sku: 'SKU-1', name: 'x', status: 'SOLD' }, [['/status', 'must be one of DRAFT, ACTIVE, DISCONTINUED']]],
    [
      { sku: 'SKU-1', name: 'x', status: null },
      [
        ['/status', 'must be a string'],
        ['/status', 'must be one of DRAFT, ACTIVE, DISCONTINUED'],
      ],
    ],
    [{ sku: 'SKU-1', name: 'x', unitCost: '5' }, [['/unitCost', 'must be a number or null']]],
    [{ sku: 'SKU-1', name: 'x', unitCost: -1 }, [['/unitCost', 'must be >= 0']]],
    [{ sku: 'SKU-1', name: 'x', unitCost: Infinity }, [['/unitCost', 'must be a number or null']]],
    [{ sku: 'SKU-1', name: 'x', lotTracked: 0 }, [['/lotTracked', 'must be true or false']]],
    [{ sku: 'SKU-1', name: 'x', id: 'prod_1' }, [['/id', 'is not a property of this body']]],
    [{ sku: 'SKU-1', name: 'x', 'a/b~c': 1 }, [['/a~1b~0c', 'is not a property of this body']]],
    [{ sku: 'SKU-1', name: 'x', constructor: 1 }, [['/constructor', 'is not a property of this body']]],
    [JSON.parse('{"sku":"SKU-1","name":"x","__proto__":{}}'), [['/__proto__', 'is not a property of this body']]],
    [
      {},
      [
        ['/sku', 'must be present'],
        ['/name', 'must be present'],
      ],
    ],
  ])('of a new product say what is wrong with %j', (body, faults) => {
    expect(check('createProduct', body)).toEqual(faults.map(([path, message]) => ({ path, message })))
  })

  it.each([
    ['updateProduct', {}, [['', 'must not be empty']]],
    [
      'revokeApiKey',
      { reason: 'lost' },
      [
        ['', 'must be empty'],
        ['/reason', 'is not a property of this body'],
      ],
    ],
    [
      'createApiKey',
      { name: 'x', scopes: [], expiresAt: 'tomorrow' },
      [['/expiresAt', 'must be an RFC 3339 time in UTC, such as 2026-06-01T08:00:00Z or null']],
    ],
    [
      'createApiKey',
      { name: 'x', scopes: [], expiresAt: '2026-06-01T08:00:00+02:00' },
      [['/expiresAt', 'must be an RFC 3339 time in UTC, such as 2026-06-01T08:00:00Z or null']],
    ],
    ['createApiKey', { name: 'x', scopes: [], allowedIps: ['here'] }, [['/allowedIps/0', 'must be an IPv4 address or an IPv6 address']]],
    ['createApiKey', { name: 'x', scopes: ['products.read', 'products.read'] }, [['/scopes', 'must not contain duplicate items']]],
  ] as const)('of %s say what is wrong with %j', (id, body, faults) => {
    expect(check(id, body)).toEqual(faults.map(([path, message]) => ({ path, message })))
  })

  it('name all the scopes there are where one is unknown', () => {
    const [fault, ...others] = check('createApiKey', { name: 'x', scopes: ['products.eat'] }) ?? []
    expect(others).toEqual([])
    expect(fault).toMatchObject({
      path: '/scopes/0',
      message: expect.stringMatching(/^must be one of admin\.alerts\.read, .*products\.read.*, \*, .*products\.\*/),
    })
  })
})

describe('checks of schemas that the contract does not have yet', () => {
  const schemas = (schema: object) => compileSchemas(readContract({ ...contract.document, 'x-schema': schema }))('/x-schema')

  it.each([
    [
      { type: 'array', uniqueItems: true },
      [
        { a: 1, b: [2] },
        { b: [2], a: 1 },
      ],
      'must not contain duplicate items',
    ],
    [{ type: 'array', minItems: 1 }, [], 'must have at least 1 item'],
    [{ type: 'array', maxItems: 2 }, [1, 2, 3], 'must have at most 2 items'],
    [{ type: 'integer' }, 1.5, 'must be a whole number'],
    [{ type: 'number', exclusiveMinimum: 0 }, 0, 'must be > 0'],
    [{ type: 'string', minLength: 3 }, 'ab', 'must have at least 3 characters'],
    [{ type: 'string', format: 'date' }, '2026-02-30', 'must be a date, such as 2026-06-01'],
    [{ const: true }, false, 'must be true'],
    [{ not: { type: 'string' } }, 'x', 'must conform to the schema'],
  ])('%j', (schema, value, message) => {
    expect(schemas(schema)(value)).toEqual([{ path: '', message }])
  })

  it('take arrays and objects of the same entries for different items', () => {
    expect(schemas({ type: 'array', uniqueItems: true })([{ a: 1 }, [['a', 1]], ['a', 1], '{"a":1}'])).toEqual([])
  })

  it('keep what is wrong beside an alternative', () => {
    const schema = { type: 'object', required: ['name'], properties: { when: { anyOf: [{ type: 'string' }, { type: 'null' }] } } }
    expect(schemas(schema)({ when: 5 })).toEqual([
      { path: '/name', message: 'must be present' },
      { path: '/when', message: 'must be a string or null' },
    ])
  })

  it('say of a great many faults the first', () => {
    const faults = schemas({ type: 'array', items: { type: 'string' } })(Array.from({ length: 5000 }, () => 0))
    expect(faults[0]).toEqual({ path: '/0', message: 'must be a string' })
    expect(faults.length).toBeLessThanOrEqual(1000)
  })
})

describe('a quantity', () => {
  /** Every place of a body that holds a quantity, by the pointer with 0 for elements of lists. */
  function quantitiesIn(schema: Schema, at = ''): string[] {
    const { $ref } = schema
    if ($ref !== undefined) {
      if (quantitySchemas.some((name) => $ref === `#/components/schemas/${name}`)) return [at]
      return quantitiesIn(valueAt(contract.document, $ref.slice(1)) as Schema, at)
    }
    const { properties = {}, items } = schema
    return [
      ...Object.entries(properties).flatMap(([name, each]) => quantitiesIn(each, `${at}/${name}`)),
      ...(items === undefined ? [] : quantitiesIn(items, `${at}/0`)),
    ]
  }
  const places = Object.values(contract.operations).flatMap(({ id, body }) =>
    body === undefined ? [] : quantitiesIn({ $ref: `#${body.pointer}` }).map((place) => ({ id, body, place })),
  )
  const set = (value: unknown, [name, ...rest]: readonly string[], to: number): unknown => {
    if (name === undefined) return to
    if (name === '0') return [set(Array.isArray(value) ? value[0] : undefined, rest, to)]
    const properties = (value ?? {}) as Readonly<Record<string, unknown>>
    return { ...properties, [name]: set(properties[name], rest, to) }
  }

  it('is in many bodies', () => {
    expect(places.length).toBeGreaterThan(10)
  })

  const check = compileSchemas(contract)

  it.each(places)('$place of $id may not be so small that nothing is kept of it', ({ body, place }) => {
    const [example] = Object.values(body.examples)
    const faultsAt = (quantity: number) =>
      check(body.pointer)(structuredClone(set(example, place.slice(1).split('/'), quantity))).filter(({ path }) => path === place)
    for (const quantity of [1e-7, 4.9e-7, 5e-324]) expect(faultsAt(quantity)).not.toEqual([])
    expect(faultsAt(1)).toEqual([])
  })

  it('is told why', () => {
    const { pointer } = contract.operations.adjustInventory.body ?? { pointer: '' }
    const [fault] = check(pointer)({ inventoryItemId: 'inv_1', reasonCodeId: 'rc_1', deltaQty: -1e-9 })
    expect(fault).toEqual({ path: '/deltaQty', message: 'must not round to 0 at six decimal places' })
    expect(check(pointer)({ inventoryItemId: 'inv_1', reasonCodeId: 'rc_1', deltaQty: 0 })).toEqual([])
  })
})

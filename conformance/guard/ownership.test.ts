import { describe, expect, test } from 'vitest'
import { ApiRequestBuilder } from '../plan/request-builder.ts'
import type { Resource } from '../model/resource.ts'
import { api } from '../profile/index.ts'
import { answer, requestOf, unanswered } from '../testing/fixture.ts'
import type { Exchange } from '../model/exchange.ts'
import { keyOf, type Reference, type Request } from '../model/request.ts'
import { idsShown, isNumber, isPlainId, Ownership, shownOtherwise } from './ownership.ts'

const ask = new ApiRequestBuilder(api, 'owned')
const product = ask.resources.of('createProduct', 'owned')
const other = ask.resources.of('createProduct', 'other')
const stock = ask.resources.of('recordStock', 'owned')
const category = ask.resources.of('createCategory', 'owned')
const attribute = ask.resources.of('createAttribute', 'owned')
const event = ask.resources.of('createForecastEvent', 'owned')
const sku = `${ask.resources.tag}-owned`
const list = requestOf()

/** Creates an ownership of some resources, and feeds it responses. */
function owning(owned: readonly Resource[] = [product, other, stock, category, attribute, event]) {
  const byRequest = new Map<string, Exchange>()
  const created = new Map<string, readonly Resource[]>()
  for (const own of owned) created.set(keyOf(own.create), [...(created.get(keyOf(own.create)) ?? []), own])
  const ownership = new Ownership(created, { byRequest, unsent: new Map() })
  const take = (exchange: Exchange): readonly Resource[] => {
    byRequest.set(keyOf(exchange.request.planned), exchange)
    return ownership.learn(exchange.request.planned, exchange)
  }
  const learn = (
    planned: Request,
    body: unknown,
    status = 200,
    headers: readonly (readonly [string, string])[] = [],
  ): readonly Resource[] => take(answer({ planned, status, body, headers }))
  return { ownership, take, learn }
}

const made = (id: unknown) => ({ data: { id } })
const shows = (id: unknown, more: object = { sku }) => ({ data: { id, ...more } })
const unread = 'not proven to belong to the run: no read has returned it yet'
const because = (why: string): string => `not proven to belong to the run: ${why}`

describe('an id is a valid path segment', () => {
  test.each(['a', '7', 'prod_123', 'A-b.c~d', '...', '..a', 'ä', 'a:b', 'a@b', '0f8fad5b-d9cb-469f-a165-70867728950e'])(
    'where it is %j',
    (id) => {
      expect(isPlainId(id)).toBe(true)
    },
  )

  test.each([
    '',
    '.',
    '..',
    'a/b',
    '/',
    'a\\b',
    'a?b',
    'a#b',
    'a%2fb',
    'a b',
    ' ',
    'a\n',
    '\n',
    '..\n',
    'a\u0000',
    'a\u200b',
    '\ud800',
    'a\u00a0b',
    'http://x/y',
  ])('and %j is not', (id) => {
    expect(isPlainId(id)).toBe(false)
  })
})

describe('a resource is proven to belong to the run', () => {
  test('once a read returns what its creation wrote', () => {
    const { ownership, learn } = owning()
    expect([ownership.doubtOf(product), ownership.idOf(product)]).toEqual([unread, undefined])
    expect(learn(product.create, made('prod_7'), 201)).toEqual([product])
    expect([ownership.doubtOf(product), ownership.idOf(product)]).toEqual([unread, 'prod_7'])
    expect(learn(product.proof!.read, shows('prod_7'))).toEqual([product])
    expect([ownership.doubtOf(product), ownership.idOf(product)]).toEqual([undefined, 'prod_7'])
    expect(ownership.doubtOf(other)).toBe(unread)
  })

  test('once its parent is proven, and it references the parent', () => {
    const { ownership, learn } = owning()
    learn(product.create, made('prod_7'), 201)
    learn(product.proof!.read, shows('prod_7'))
    learn(stock.create, { data: { inventoryItem: { id: 'inv_7' }, transaction: { id: 'txn_7' } } }, 201)
    learn(stock.proof!.read, shows('inv_7', { productMasterId: 'prod_7' }))
    expect([ownership.doubtOf(stock), ownership.idOf(stock)]).toEqual([undefined, 'inv_7'])
  })

  test('whose id is a number', () => {
    const { ownership, learn } = owning()
    learn(product.create, made(7), 201)
    learn(product.proof!.read, shows(7))
    expect([ownership.doubtOf(product), ownership.idOf(product)]).toEqual([undefined, '7'])
  })

  test('as one of several that a request makes', () => {
    const at = (name: string): Reference => ({ from: product.create, pointer: `/data/${name}` })
    const [one, two] = ['a', 'b'].map((name): Resource => ({ ...product, id: at(name) as Resource['id'] }))
    const { ownership, learn } = owning([one!, two!])
    expect(learn(product.create, { data: { a: 'prod_1', b: 'prod_2' } }, 201)).toEqual([one, two])
    learn(product.proof!.read, shows('prod_2'))
    expect([ownership.doubtOf(one!), ownership.doubtOf(two!)]).toEqual([because('getProduct returned another id, "prod_2"'), undefined])
  })

  test('permanently, regardless of later responses', () => {
    const { ownership, learn } = owning()
    learn(product.create, made('prod_7'), 201)
    learn(product.proof!.read, shows('prod_7'))
    expect(learn(product.proof!.read, shows('prod_7', { sku: 'renamed' }))).toEqual([])
    expect(ownership.doubtOf(product)).toBeUndefined()
  })
})

describe('a creation is doubted', () => {
  const long = 'x'.repeat(201)
  test.each<readonly [what: string, body: unknown, why: string]>([
    ['shows no id', { data: {} }, 'the response to its creation has no id at /data/id'],
    ['shows nothing', '', 'the response to its creation has no id at /data/id'],
    ['shows an empty id', made(''), 'its id "" is not a valid path segment'],
    ['shows a dot', made('.'), 'its id "." is not a valid path segment'],
    ['shows two dots', made('..'), 'its id ".." is not a valid path segment'],
    ['shows a path', made('../keys/key_1'), 'its id "../keys/key_1" is not a valid path segment'],
    ['shows an address', made('http://other.host/x'), 'its id "http://other.host/x" is not a valid path segment'],
    ['shows null', made(null), 'its id null is not a valid path segment'],
    ['shows an object', made({ id: 'prod_7' }), 'its id {"id":"prod_7"} is not a valid path segment'],
    ['shows true', made(true), 'its id true is not a valid path segment'],
    ['shows a very long id', made(long), `its id ${JSON.stringify(long).slice(0, 60)} is not a valid path segment`],
  ])('that %s', (_what, body, why) => {
    const { ownership, learn } = owning()
    expect(learn(product.create, body, 201)).toEqual([product])
    expect([ownership.doubtOf(product), ownership.idOf(product)]).toEqual([because(why), undefined])
    // A read does not resolve the doubt.
    expect(learn(product.proof!.read, shows(''))).toEqual([])
    expect(ownership.doubtOf(product)).toBe(because(why))
  })

  test('a long id is accepted up to the maximum length', () => {
    const { ownership, learn } = owning()
    learn(product.create, made('x'.repeat(200)), 201)
    expect(ownership.idOf(product)).toBe('x'.repeat(200))
  })

  const before = (id: string): string => because(`its id ${id} appeared in a response before it was created`)

  test.each<readonly [what: string, request: Request, body: unknown, headers: readonly (readonly [string, string])[]]>([
    ['a list', list, { data: [{ id: 'prod_1' }, { id: 'prod_7' }] }, []],
    ['another kind of list', ask.read(api.operations.listInventory), { data: [{ productMasterId: 'prod_7' }] }, []],
    ['a property with several', list, { data: { includedEventIds: ['a', 'prod_7'] } }, []],
    ['an error', list, { details: { id: 'prod_7' } }, []],
    ['a Location', list, '', [['Location', 'http://a/products/prod_7']]],
    ["a creation that is nobody's own", requestOf({ method: 'POST' }), made('prod_7'), []],
    ['a creation of another kind', category.create, made('prod_7'), []],
  ])('whose id was in %s', (_what, request, body, headers) => {
    const { ownership, learn } = owning()
    learn(request, body, request.method === 'POST' ? 201 : 200, headers)
    learn(product.create, made('prod_7'), 201)
    expect(ownership.doubtOf(product)).toBe(before('prod_7'))
  })

  test.each<readonly [what: string, body: unknown]>([
    ['another property', { data: { name: 'prod_7', identity: 'prod_7', paid: 'prod_7' } }],
    ['a part of another id', { data: [{ id: 'prod_77' }] }],
  ])('but not where %s has its text', (_what, body) => {
    const { ownership, learn } = owning()
    learn(list, body)
    learn(product.create, made('prod_7'), 201)
    expect(ownership.doubtOf(product)).toBe(unread)
  })

  test('whose number is that of another one of its kind, and of no other kind', () => {
    const asked = ask.read(api.operations.listInventory)
    const { ownership, learn } = owning()
    learn(asked, { data: [{ id: 7 }] })
    learn(product.create, made(7), 201)
    expect(ownership.doubtOf(product)).toBe(unread)
    learn(list, { data: [{ id: 8 }] })
    learn(other.create, made('8'), 201)
    expect(ownership.doubtOf(other)).toBe(before('8'))
  })

  test('whose number was shown where it is read', () => {
    const { ownership, learn } = owning()
    learn(ask.read(api.operations.listAvailability), { data: [{ id: 5 }] })
    learn(stock.create, { data: { inventoryItem: { id: 5 } } }, 201)
    expect(stock.create.path).not.toBe(stock.proof!.read.path.replace(/\/\{.*/, ''))
    expect(ownership.doubtOf(stock)).toBe(before('5'))
  })

  test('whose id is that of another creation', () => {
    const { ownership, learn } = owning()
    const [one, two] = [product, other].map((own): Resource => ({ ...own, id: { ...own.id, pointer: '/data' } }))
    const mine = owning([one!, two!])
    // Not in a property that is known to contain ids.
    mine.learn(one!.create, { data: 'prod_7' }, 201)
    mine.learn(two!.create, { data: 'prod_7' }, 201)
    expect([mine.ownership.idOf(one!), mine.ownership.doubtOf(two!)]).toEqual([
      'prod_7',
      because('its id prod_7 is the id of another resource that the run created'),
    ])
    learn(product.create, made('prod_7'), 201)
    learn(other.create, made('prod_7'), 201)
    expect(ownership.doubtOf(other)).toBe(before('prod_7'))
  })

  test('not because its creation got two responses', () => {
    const { ownership, take } = owning([{ ...product, id: { ...product.id, pointer: '/data' } }])
    const own = { ...product, id: { ...product.id, pointer: '/data' } as Resource['id'] }
    take(answer({ planned: product.create, status: 201, body: { data: 'prod_7' } }))
    take(answer({ planned: product.create, status: 201, body: { data: 'prod_7' } }))
    expect(ownership.idOf(own)).toBe('prod_7')
  })

  test('not if it was rejected, or got no response', () => {
    const { ownership, learn, take } = owning()
    expect(learn(product.create, made('prod_7'), 300)).toEqual([])
    expect(learn(product.create, made('prod_7'), 409)).toEqual([])
    expect(take(unanswered({ planned: product.create, failure: { kind: 'timeout', message: '' } }))).toEqual([])
    expect([ownership.doubtOf(product), ownership.idOf(product)]).toEqual([unread, undefined])
  })

  test('whose item is missing', () => {
    const row = (is: Reference) => ({ where: '/productMasterId', is, value: '/id' })
    const own: Resource = { ...product, id: { from: product.create, pointer: '/data', row: row(other.id) } as Resource['id'] }
    const { ownership, learn } = owning([own, other])
    learn(product.create, { data: [{ id: 'rec_1', productMasterId: 'prod_8' }] }, 201)
    expect(ownership.doubtOf(own)).toBe(because('the response to its creation has no id at /data'))
  })
})

describe('a proof fails', () => {
  test.each<readonly [what: string, body: unknown, status: number, why: string]>([
    ['is not answered with it', {}, 404, 'getProduct returned 404'],
    ['shows nothing', {}, 200, 'getProduct does not return it'],
    ['shows another one', shows('prod_8'), 200, 'getProduct returned another id, "prod_8"'],
    ["shows a stranger's", shows('prod_7', { sku: 'WIDGET' }), 200, `expected sku "${sku}" in getProduct, got "WIDGET"`],
    ['shows the text within another', shows('prod_7', { sku: `${sku}-2` }), 200, `expected sku "${sku}" in getProduct, got "${sku}-2"`],
    [
      'shows that of another own thing',
      shows('prod_7', { sku: `${ask.resources.tag}-other` }),
      200,
      `expected sku "${sku}" in getProduct, got "${ask.resources.tag}-other"`,
    ],
  ])('where the read %s', (_what, body, status, why) => {
    const { ownership, learn } = owning()
    learn(product.create, made('prod_7'), 201)
    expect(learn(product.proof!.read, body, status)).toEqual([product])
    expect([ownership.doubtOf(product), ownership.idOf(product)]).toEqual([because(why), undefined])
    // A later read does not resolve the doubt.
    expect(learn(product.proof!.read, shows('prod_7'))).toEqual([])
    expect(ownership.doubtOf(product)).toBe(because(why))
  })

  test('where the read comes before the creation', () => {
    const { ownership, learn } = owning()
    expect(learn(product.proof!.read, shows('prod_7'))).toEqual([])
    learn(product.create, made('prod_7'), 201)
    expect(ownership.doubtOf(product)).toBe(because('its id prod_7 appeared in a response before it was created'))
  })

  const ofStock = (productMasterId: unknown) => shows('inv_7', { productMasterId })
  const recorded = { data: { inventoryItem: { id: 'inv_7' } } }

  test('where its parent is not proven', () => {
    const { ownership, learn } = owning()
    learn(product.create, made('prod_7'), 201)
    learn(stock.create, recorded, 201)
    learn(stock.proof!.read, ofStock('prod_7'))
    expect(ownership.doubtOf(stock)).toBe(because(`its parent is ${unread}`))
  })

  test('where it belongs to something else', () => {
    const { ownership, learn } = owning()
    learn(product.create, made('prod_7'), 201)
    learn(product.proof!.read, shows('prod_7'))
    learn(stock.create, recorded, 201)
    learn(stock.proof!.read, ofStock('prod_1'))
    expect(ownership.doubtOf(stock)).toBe(because('expected productMasterId "prod_7" in getAvailability, got "prod_1"'))
  })

  test('where the creation of its parent got no response', () => {
    const free: Resource = { ...stock, proof: { ...stock.proof!, is: { from: list, pointer: '/data/0/id' } } }
    const { ownership, learn } = owning([free])
    learn(stock.create, recorded, 201)
    learn(stock.proof!.read, ofStock('prod_7'))
    expect(ownership.doubtOf(free)).toBe(because('no response to listProducts'))
  })

  test('not where it belongs to one of several that a request made', () => {
    const at = (name: string): Resource => ({ ...product, id: { from: product.create, pointer: `/data/${name}` } as Resource['id'] })
    const [one, two] = [at('a'), at('b')]
    const child: Resource = { ...stock, proof: { ...stock.proof!, is: two.id } }
    const { ownership, learn } = owning([one, two, child])
    learn(product.create, { data: { a: 'prod_1', b: 'prod_2' } }, 201)
    learn(product.proof!.read, shows('prod_2'))
    learn(stock.create, recorded, 201)
    learn(stock.proof!.read, ofStock('prod_2'))
    expect([ownership.doubtOf(one), ownership.doubtOf(child)]).toEqual([expect.stringContaining('not proven'), undefined])
  })

  test('and a number is no obstacle to a thing without one', () => {
    const { proof: _proof, ...part } = product
    const { ownership, learn } = owning([part])
    learn(product.create, made(7), 201)
    expect(ownership.idOf(part)).toBe('7')
  })

  test('without one, nothing is ever proven', () => {
    const { proof: _proof, ...part } = product
    const { ownership, learn } = owning([part])
    learn(product.create, made('prod_7'), 201)
    expect(learn(product.proof!.read, shows('prod_7'))).toEqual([])
    expect(ownership.doubtOf(part)).toBe(unread)
  })
})

describe('recorded ids', () => {
  test('are all ids in responses, up to the maximum length', () => {
    const { ownership, learn } = owning()
    const long = 'x'.repeat(201)
    learn(list, { data: [{ id: 'prod_1', name: 'text', eventIds: ['event_1', 7] }, { id: long }, { id: 'x'.repeat(200) }] })
    expect(['prod_1', 'event_1', '7', 'text', long, 'x'.repeat(200), 'prod_2'].map((id) => ownership.isKnown(id))).toEqual([
      true,
      true,
      true,
      false,
      false,
      true,
      false,
    ])
  })

  test('and the first reason to delete nothing more is kept', () => {
    const { ownership } = owning()
    expect(ownership.halted).toBeUndefined()
    ownership.halt('first')
    ownership.halt('second')
    expect(ownership.halted).toBe('first')
  })
})

test.each([
  ['7', true],
  ['007', true],
  ['', false],
  ['7a', false],
  ['-7', false],
  ['7.0', false],
])('%j is a number without a type: %s', (id, want) => {
  expect(isNumber(id)).toBe(want)
})

test.each<readonly [what: string, body: unknown, location: string | undefined, want: readonly string[]]>([
  ['the ids of a thing', { data: { id: 'a', productId: 'b', name: 'c', idea: 'd', Id: 'e' } }, undefined, ['a', 'b', 'e']],
  ['numbers', { id: 7 }, undefined, ['7']],
  ['lists of ids', { eventIds: ['a', 'b'], ids: ['c'], more: [{ id: 'd' }] }, undefined, ['a', 'b', 'd']],
  ['ids in ids', { id: { id: 'a' } }, undefined, ['a']],
  ['no truth values', { id: true, nextId: null }, undefined, []],
  ['a Location', {}, '/a/products/prod_7', ['prod_7']],
  ['a Location with a query', {}, '/a/keys?id=key_7', ['key_7']],
  ['what is no JSON', '<id>7</id>', undefined, []],
])('%s: %j', (_what, body, location, want) => {
  const headers = location === undefined ? [] : ([['location', location]] as const)
  const planned = requestOf({ path: '/products/{productId}/variants' })
  expect(idsShown(answer({ planned, body, headers }))).toEqual(want.map((id) => ({ id, collection: '/products' })))
})

test.each<readonly [what: string, answered: { readonly status: number; readonly body: unknown }, want: string | undefined]>([
  ['the thing', { status: 200, body: { data: { id: 'a', sku: 's' } } }, undefined],
  ['the thing by its second text', { status: 200, body: { data: { id: 'a', sku: 't' } } }, undefined],
  ['it by a number', { status: 200, body: { data: { id: 'a', sku: 8 } } }, undefined],
  ['the only row', { status: 200, body: { data: [{ id: 'a', sku: 's' }] } }, undefined],
  ['an id of numbers', { status: 200, body: { data: { id: 'a', sku: 7 } } }, 'expected sku "s" in r, got 7'],
  ['its row among others', { status: 200, body: { data: [{ id: 'b' }, null, { id: 'a', sku: 's' }] } }, undefined],
  [
    'its row among others, with another text',
    {
      status: 200,
      body: {
        data: [
          { id: 'b', sku: 's' },
          { id: 'a', sku: 'u' },
        ],
      },
    },
    'expected sku "s" in r, got "u"',
  ],
  [
    'two rows with the id',
    {
      status: 200,
      body: {
        data: [
          { id: 'a', sku: 's' },
          { id: 'a', sku: 's' },
        ],
      },
    },
    'r does not return it',
  ],
  ['only other rows', { status: 200, body: { data: [{ id: 'b', sku: 's' }, { id: 'c' }] } }, 'r does not return it'],
  ['no row', { status: 200, body: { data: [] } }, 'r does not return it'],
  ['null', { status: 200, body: { data: null } }, 'r does not return it'],
  ['text', { status: 200, body: { data: 'a' } }, 'r does not return it'],
  ['no body', { status: 200, body: undefined }, 'r does not return it'],
  ['another id', { status: 200, body: { data: { id: 'b', sku: 's' } } }, 'r returned another id, "b"'],
  ['no id', { status: 200, body: { data: { sku: 's' } } }, 'r returned another id, undefined'],
  ['another text', { status: 200, body: { data: { id: 'a', sku: 'u' } } }, 'expected sku "s" in r, got "u"'],
  ['no text', { status: 200, body: { data: { id: 'a' } } }, 'expected sku "s" in r, got nothing'],
  ['a list of texts', { status: 200, body: { data: { id: 'a', sku: ['s'] } } }, 'expected sku "s" in r, got ["s"]'],
  ['it with 201', { status: 201, body: { data: { id: 'a', sku: 's' } } }, 'r returned 201'],
])('an answer shows %s', (_what, answered, want) => {
  expect(shownOtherwise(answered, { read: 'r', id: 'a', property: 'sku', wanted: ['s', 't', '8'] })).toBe(want)
})

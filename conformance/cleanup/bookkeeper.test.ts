import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { ApiRequestBuilder } from '../plan/request-builder.ts'
import type { Resource } from '../model/resource.ts'
import { as } from '../model/request-builder.ts'
import { api } from '../profile/index.ts'
import { answer, requestOf, unanswered } from '../testing/fixture.ts'
import { isAnswered, type Exchange } from '../model/exchange.ts'
import { keyOf, type ResourceId, type Reference, type Request } from '../model/request.ts'
import { Bookkeeper, entryOf } from './bookkeeper.ts'
import { Journal } from './journal.ts'
import { readJournal } from './journal-reader.ts'
import { Ownership } from '../guard/ownership.ts'

const directory = mkdtempSync(path.join(tmpdir(), 'bookkeeper-'))
afterAll(() => rmSync(directory, { recursive: true }))
let count = 0

const ask = new ApiRequestBuilder(api, 'books')
const { tag } = ask.resources
const product = ask.resources.of('createProduct', 'kept')
const stock = ask.resources.of('recordStock', 'kept')
const scenario = ask.resources.of('createForecastScenario', 'kept')
const key = ask.resources.of('createApiKey', 'kept')
const theirs = ask.resources.of('createProduct', 'theirs', { credential: as('other') })
const [remove] = product.undo as [Request]
const look = product.check!

/** A bookkeeper for a plan that creates some resources, and the lines that it has written so far. */
function books(
  owned: readonly Resource[],
  planned: readonly Request[] = owned.flatMap(({ undo, check, trace }) => [...undo, ...[check ?? trace].flatMap((each) => each ?? [])]),
  lastReads: ReadonlyMap<string, Request> = new Map(),
) {
  const file = path.join(directory, `${++count}`)
  const byRequest = new Map<string, Exchange>()
  const answers = { byRequest, unsent: new Map<string, string>() }
  const journal = new Journal(file, { target: 'http://a', tag, startedAt: '' })
  const byCreation = new Map<string, readonly Resource[]>()
  for (const own of owned) byCreation.set(keyOf(own.create), [...(byCreation.get(keyOf(own.create)) ?? []), own])
  const ownership = new Ownership(byCreation, answers)
  const keeper = new Bookkeeper({ owned: byCreation, requests: planned }, { api, answers, ownership, journal, lastReads })
  const lines = (): { readonly type: string }[] =>
    readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => JSON.parse(line) as { readonly type: string })
  /** Sends a request and records its response, as the sender does. */
  const send = (request: Request, status: number, body: unknown = {}): void => {
    keeper.before(request)
    const exchange = answer({ planned: request, status, body })
    byRequest.set(keyOf(request), exchange)
    ownership.learn(request, exchange)
    keeper.after(request)
  }
  return { keeper, lines, send, byRequest, ownership, file }
}

const types = (lines: readonly { readonly type: string }[]): string[] => lines.map(({ type }) => type)
const made = { data: { id: 'prod_7' } }
const entry = {
  type: 'make',
  id: keyOf(product.create),
  kind: 'createProduct',
  shows: { texts: [`${tag}-kept`] },
  undo: [{ operation: 'deleteProduct', params: { productId: { own: keyOf(product.create) } } }],
  check: { operation: 'getProduct', params: { productId: { own: keyOf(product.create) } } },
}

test('a proof is recorded once a read has shown it, and no other', () => {
  const { keeper, lines, send, ownership, byRequest, file } = books([product])
  send(product.create, 201, made)
  keeper.proven([product])
  expect(types(lines())).toEqual(['make', 'made'])
  const read = product.proof?.read
  if (read === undefined) throw new Error('a product has a proof')
  const shown = answer({ planned: read, body: { data: { id: 'prod_7', sku: `${tag}-kept` } } })
  byRequest.set(keyOf(read), shown)
  keeper.proven(ownership.learn(read, shown))
  expect(lines().at(-1)).toEqual({ type: 'proven', id: entry.id })
  expect(readJournal(file, api).entries).toMatchObject([{ id: entry.id, isProven: true }])
})

test('whether changes took effect is recorded', () => {
  const { keeper, lines, send, file } = books([product])
  send(product.create, 201, made)
  const effects = [
    { type: 'arrived', id: 'updateProduct' },
    { type: 'astray', id: 'updateTransfer', why: 'nothing shows it' },
  ] as const
  for (const each of effects) keeper.effect(each)
  expect(lines().slice(-2)).toEqual(effects)
  expect(readJournal(file, api)).toMatchObject({ arrived: new Set(['updateProduct']), astray: 'nothing shows it' })
})

describe('what was made from a resource', () => {
  const madeStock = { data: { inventoryItem: { id: 'item_7' } } }
  /** The last request of the cleanup, which shows that nothing is left. */
  const lastOf = ({ undo, check }: Resource): Request => check ?? undo.at(-1)!

  test('keeps it until it is cleaned up itself', () => {
    const { keeper, send } = books([product, stock, scenario])
    expect(keeper.madeFrom(remove)).toBeUndefined()
    send(product.create, 201, made)
    // Made from nothing.
    send(scenario.create, 201, { data: { id: 'scenario_7' } })
    expect(keeper.madeFrom(remove)).toBeUndefined()
    send(stock.create, 200, madeStock)
    expect([keeper.madeFrom(remove), keeper.madeFrom(look)]).toEqual([stock, stock])
    // Nothing was made from the stock.
    expect(stock.undo.map((each) => keeper.madeFrom(each))).toEqual(stock.undo.map(() => undefined))
    for (const each of stock.undo) send(each, 201)
    expect(keeper.madeFrom(remove)).toBe(stock)
    send(lastOf(stock), 404)
    expect(keeper.madeFrom(remove)).toBeUndefined()
  })

  test('is of no matter if it goes with it', () => {
    const part = { ...stock, undo: [] }
    const { keeper, send } = books([product, part])
    send(product.create, 201, made)
    send(part.create, 200, madeStock)
    expect(keeper.hasOpen).toBe(true)
    expect(keeper.madeFrom(remove)).toBeUndefined()
  })
})

describe('a created resource', () => {
  test('is recorded before the request is sent, with its proof, its undo and its check', () => {
    const { keeper, lines, file } = books([product])
    expect(keeper.hasOpen).toBe(false)
    keeper.before(product.create)
    expect(keeper.hasOpen).toBe(true)
    expect(lines()).toEqual([entry])
    // The reader returns what was written.
    expect(readJournal(file, api).entries).toMatchObject([{ id: entry.id, undo: entry.undo }])
  })

  test('is proven by its parent, and cleaned up with values from other responses', () => {
    const { keeper, lines, byRequest, file } = books([product, stock])
    const reasons = ask.read(api.operations.listReasonCodes)
    byRequest.set(keyOf(reasons), answer({ planned: reasons, body: { data: [{ id: 'reason_9' }] } }))
    keeper.before(stock.create)
    const own = keyOf(stock.create)
    expect(stock.create.body).toMatchObject({ json: { productMasterId: product.id } })
    expect(lines()).toMatchObject([
      {
        kind: 'recordStock',
        shows: { own: entryOf(product) },
        undo: [
          { operation: 'createAdjustment', params: {}, json: { inventoryItemId: { own }, newQtyOnHand: 0, reasonCodeId: 'reason_9' } },
        ],
        check: { operation: 'getAvailability', params: { availabilityId: { own } } },
      },
    ])
    expect(readJournal(file, api).entries).toHaveLength(1)
  })

  test('has no step that needs a missing response, or that is outside the contract', () => {
    const { operation: _operation, ...nameless } = remove
    const { keeper, lines } = books([product, { ...stock }, { ...product, create: { ...product.create, again: 1 }, undo: [nameless] }])
    keeper.before(stock.create)
    keeper.before({ ...product.create, again: 1 })
    expect(lines()).toMatchObject([
      { kind: 'recordStock', undo: [] },
      { kind: 'createProduct', undo: [] },
    ])
  })

  test('is cleaned up with lists of resources of the run, and with null', () => {
    const count = ask.resources.of('createCycleCount', 'kept')
    const counted = ask.resources.of('recordStock', 'shared')
    const { keeper, lines } = books([count, counted])
    keeper.before(count.create)
    expect(lines()).toMatchObject([
      {
        undo: [
          { json: { lines: [{ inventoryItemId: { own: keyOf(counted.create) }, countedQty: 97, comment: null }] } },
          { operation: 'completeCycleCount' },
        ],
      },
    ])
  })

  test('is found in a list if no read returns it alone', () => {
    const { keeper, lines } = books([key])
    keeper.before(key.create)
    expect(lines()).toMatchObject([{ check: { operation: 'listApiKeys', params: {}, query: { id: { own: keyOf(key.create) } } } }])
  })

  test('is marked as belonging to the other tenant', () => {
    const { keeper, lines } = books([product, theirs])
    keeper.before(theirs.create)
    expect(lines()).toMatchObject([{ other: true }])
    keeper.before(product.create)
    expect(lines()[1]).not.toHaveProperty('other')
  })

  test('as one of several of a request is distinguished by its purpose', () => {
    const at = (is: Reference): ResourceId =>
      ({ from: product.create, pointer: '/data', row: { where: '/sku', is, value: '/id' } }) as Reference as ResourceId
    const two = ['first', 'second'].map((purpose): Resource => ({
      ...product,
      purpose,
      id: at({ from: requestOf(), pointer: `/${purpose}` }),
    }))
    const { keeper, lines } = books(two)
    keeper.before(product.create)
    expect(lines()).toMatchObject([{ id: `${keyOf(product.create)} first` }, { id: `${keyOf(product.create)} second` }])
  })

  test('has no proof if it is never changed or deleted', () => {
    const { proof: _proof, ...part } = product
    const { keeper, lines } = books([part])
    keeper.before(product.create)
    expect(lines()[0]).not.toHaveProperty('shows')
  })

  test('is not recorded if it does not belong to the run, has no operation, or is only read', () => {
    const { operation: _operation, ...nameless } = product.create
    const { keeper, lines } = books([product, { ...product, create: nameless }, { ...product, create: look }])
    for (const each of [theirs.create, nameless, look]) keeper.before(each)
    expect([lines(), keeper.hasOpen]).toEqual([[], false])
  })
})

describe('the outcome', () => {
  test.each<readonly [status: number, body: unknown, want: object | undefined, isOpen: boolean]>([
    [201, made, { type: 'made', id: entry.id, own: 'prod_7' }, true],
    [299, made, { type: 'made', id: entry.id, own: 'prod_7' }, true],
    [201, { data: { id: 7 } }, { type: 'made', id: entry.id, own: '7' }, true],
    [
      201,
      { data: { id: '..' } },
      { type: 'doubted', id: entry.id, why: 'not proven to belong to the run: its id ".." is not a valid path segment' },
      true,
    ],
    [
      201,
      {},
      { type: 'doubted', id: entry.id, why: 'not proven to belong to the run: the response to its creation has no id at /data/id' },
      true,
    ],
    // A redirect may have been carried out nevertheless.
    [300, made, undefined, true],
    [399, made, undefined, true],
    [400, made, { type: 'refused', id: entry.id }, false],
    [499, made, { type: 'refused', id: entry.id }, false],
    [500, made, undefined, true],
  ])('is recorded: %i with %j', (status, body, want, isOpen) => {
    const { send, lines, keeper } = books([product])
    send(product.create, status, body)
    expect([lines().slice(1), keeper.hasOpen]).toEqual([want === undefined ? [] : [want], isOpen])
  })

  test('is not recorded for a resource that does not belong to the run', () => {
    const { send, lines } = books([product])
    send(requestOf(), 404)
    send(theirs.create, 201, made)
    expect(lines()).toEqual([])
  })

  test('stays open without a response', () => {
    const { keeper, lines, byRequest } = books([product])
    keeper.before(product.create)
    keeper.after(product.create)
    byRequest.set(keyOf(product.create), unanswered({ planned: product.create }))
    keeper.after(product.create)
    expect([types(lines()), keeper.hasOpen]).toEqual([['make'], true])
  })

  test('is recorded before another text becomes its proof', () => {
    const write = (json: object, target: ResourceId = product.id): Request =>
      ask.resources.act('updateProduct', { params: { productId: target }, json: json as never })
    const { keeper, lines, send } = books([product])
    send(product.create, 201, made)
    const { body: _body, ...empty } = write({})
    for (const each of [
      write({ sku: 'renamed' }),
      // None of these changes the proof.
      ask.write(api.operations.updateProduct, {
        params: ask.unknownParams(api.operations.updateProduct),
        body: { json: { sku: 'x' } },
        effect: 'refused',
      }),
      write({ name: 'renamed' }),
      write({ sku: null }),
      write({ sku: 'renamed' }, theirs.id),
      { ...write({}), body: { json: null } },
      { ...write({}), body: { text: '{"sku":"x"}' } },
      { ...look, body: { json: { sku: 'x' } } },
      empty,
    ])
      keeper.before(each)
    expect(lines().slice(2)).toEqual([{ type: 'marked', id: entry.id, text: 'renamed' }])
  })
})

describe('a setting', () => {
  const read = ask.read(api.operations.getAlertConfig)
  const set = ask.resources.act('replaceAlertConfig', { json: {}, effect: 'lasting' })
  const shown = (value: unknown, change: Parameters<typeof answer>[0] = {}) => answer({ planned: read, body: { data: value }, ...change })

  test('is recorded once, with the latest value read, before it is changed', () => {
    const { keeper, lines, byRequest } = books([])
    byRequest.set('a', shown({ low: 1 }))
    byRequest.set('b', shown({ low: 2 }))
    keeper.before(set)
    keeper.before({ ...set, again: 1 })
    expect(lines()).toEqual([{ type: 'set', id: 'replaceAlertConfig', operation: 'replaceAlertConfig', value: { low: 2 } }])
  })

  test('is only written back if it was read twice and has not changed; a request that must be rejected needs one read', () => {
    const last = { ...read, again: 1 }
    const { keeper, byRequest } = books([], [], new Map([[keyOf(set), last]]))
    const refused = { ...set, isRefused: true } as const
    const unread = 'the current setting could not be read, so it could not be restored'
    expect([set, refused].map(keeper.settingDoubt)).toEqual([unread, unread])
    byRequest.set('a', shown({ low: 1, high: [2] }))
    expect([set, refused].map(keeper.settingDoubt)).toEqual([
      'the current setting was not read again before it would be written',
      undefined,
    ])
    byRequest.set(keyOf(last), shown({ high: [2], low: 1 }))
    expect([set, refused].map(keeper.settingDoubt)).toEqual([undefined, undefined])
    byRequest.set('c', shown({ high: [2, 3], low: 1 }))
    expect([set, refused].map(keeper.settingDoubt)).toEqual([
      'the setting has changed since the run began, so writing it back could undo the change of another client',
      undefined,
    ])
  })

  test('is not changed after an older second read, whatever became of the read directly before', () => {
    const last = { ...read, again: 1 }
    const { keeper, byRequest } = books([], [], new Map([[keyOf(set), last]]))
    const unread = 'the current setting was not read again before it would be written'
    for (const each of ['a', 'b']) byRequest.set(each, shown({ low: 1 }))
    expect(keeper.settingDoubt(set)).toBe(unread)
    for (const failed of [
      unanswered({ planned: last }),
      shown({ low: 1 }, { planned: last, status: 500 }),
      shown(null, { planned: last }),
      shown('low', { planned: last }),
    ]) {
      byRequest.set(keyOf(last), failed)
      expect(keeper.settingDoubt(set)).toBe(unread)
    }
    byRequest.set(keyOf(last), shown({ low: 1 }, { planned: last }))
    expect(keeper.settingDoubt(set)).toBeUndefined()
    // One read alone does not show that nobody else changes it.
    for (const each of ['a', 'b']) byRequest.delete(each)
    expect(keeper.settingDoubt(set)).toBe(unread)
    byRequest.set('a', shown({ low: 1 }))
    expect(keeper.settingDoubt(set)).toBeUndefined()
    // The read before another change does not count.
    expect(keeper.settingDoubt({ ...set, again: 1 })).toBe(unread)
  })

  describe('need not be restored', () => {
    const after = ask.read(api.operations.getAlertConfig, { after: [set] })
    const gone = { type: 'gone', id: 'replaceAlertConfig' }
    /** Sends a request, whose response has a status, or which gets none. */
    const send = ({ keeper, byRequest }: ReturnType<typeof books>, planned: Request, status?: number, value?: unknown) => {
      keeper.before(planned)
      byRequest.set(
        keyOf(planned),
        status === undefined
          ? unanswered({ planned })
          : answer({ planned, status, ...(value === undefined ? {} : { body: { data: value } }) }),
      )
      keeper.after(planned)
    }
    const begun = () => {
      const made = books([])
      made.byRequest.set('a', shown({ low: 1 }))
      return made
    }

    test('if every request was rejected', () => {
      const made = begun()
      send(made, set, 400)
      expect(made.lines().slice(1)).toEqual([gone])
      // It is recorded again before the next one.
      send(made, { ...set, again: 1 }, 200)
      expect(
        made
          .lines()
          .slice(2)
          .map(({ type }) => type),
      ).toEqual(['set'])
    })

    test('if the read after the change returns the same', () => {
      const made = begun()
      send(made, set, 200)
      expect(made.lines()).toHaveLength(1)
      send(made, after, 200, { low: 1 })
      expect(made.lines().slice(1)).toEqual([gone])
    })

    test.each<readonly [how: string, status: number | undefined, then: readonly [status: number, value: unknown]]>([
      ['the read after the change returns something else', 200, [200, { low: 2 }]],
      ['the read after the change fails', 200, [503, { low: 1 }]],
      ['the change failed', 503, [200, { low: 2 }]],
      ['the change got no response', undefined, [200, { low: 2 }]],
    ])('but must be if %s', (_how, status, [then, value]) => {
      const made = begun()
      send(made, set, status)
      send(made, after, then, value)
      // A rejection of another request does not tell what this one did.
      send(made, { ...set, again: 1, isRefused: true }, 400)
      expect(made.lines().filter(({ type }) => type === 'gone')).toEqual([])
    })

    test.each<readonly [which: string, other: Request]>([
      ['a read that does not follow the change', { ...read, again: 3 }],
      ['a read after something else', ask.read(api.operations.getAlertConfig, { after: [product.create] })],
      ['a read of something else after the change', ask.read(api.operations.listProducts, { after: [set] })],
    ])('and %s does not tell so', (_which, other) => {
      const made = begun()
      send(made, set, 200)
      send(made, other, 200, { low: 1 })
      expect(made.lines()).toHaveLength(1)
    })
  })

  test.each<readonly [what: string, exchange: Exchange]>([
    ['was not answered', unanswered({ planned: read })],
    ['was refused', shown({ low: 1 }, { status: 403 })],
    ['shows nothing', shown(null)],
    ['shows a text', shown('low')],
    ['was a head', answer({ planned: { ...read, method: 'HEAD' }, body: { data: { low: 1 } } })],
    ['was another read', answer({ body: { data: { low: 1 } } })],
    ['was that of the other tenant', { ...shown({ low: 1 }), request: { ...shown({}).request, tenant: 'other' } }],
  ])('is unknown if its read %s', (_what, exchange) => {
    const { keeper, lines, byRequest } = books([])
    byRequest.set('a', exchange)
    expect(keeper.settingDoubt(set)).toContain('could not be read')
    keeper.before(set)
    expect(lines()).toEqual([])
  })

  test('is not recorded if no key may change it, or nothing is sent', () => {
    const { keeper, lines, byRequest } = books([])
    byRequest.set('a', shown({ low: 1 }))
    const { body: _body, ...empty } = set
    for (const each of [{ ...set, credential: { kind: 'none' } } as const, empty, product.create]) keeper.before(each)
    expect(lines()).toEqual([])
    expect(keeper.settingDoubt({ ...set, operation: 'updateProduct' })).toContain('could not be read')
  })
})

describe('it is gone', () => {
  const done = (own: Resource, planned: readonly Request[] | undefined, ...sent: readonly (readonly [Request, number, unknown?])[]) => {
    const { send, lines, keeper } = books([own], planned)
    send(own.create, 201, made)
    for (const [request, status, body] of sent) send(request, status, body)
    const isGone = types(lines()).includes('gone')
    expect(keeper.hasOpen).toBe(!isGone)
    return isGone
  }

  test.each<readonly [what: string, sent: readonly (readonly [Request, number, unknown?])[], want: boolean]>([
    [
      'it was taken back and is not found',
      [
        [remove, 204],
        [look, 404],
      ],
      true,
    ],
    ['it was taken back, and nobody has looked', [[remove, 204]], false],
    ['it is not found, whoever took it', [[look, 404]], false],
    [
      'taking it back was refused',
      [
        [remove, 300],
        [look, 404],
      ],
      false,
    ],
    [
      'it is still there',
      [
        [remove, 204],
        [look, 200],
      ],
      false,
    ],
    ['nobody took it, and it is there', [[look, 200]], false],
    [
      'looking shows nothing',
      [
        [remove, 204],
        [look, 500],
      ],
      true,
    ],
  ])('where %s', (_what, sent, want) => {
    expect(done(product, undefined, ...sent)).toBe(want)
  })

  test('once all of its ends that are planned have succeeded', () => {
    const second = { ...remove, again: 1 }
    const { check: _check, ...unseen } = product
    const own: Resource = { ...unseen, ends: [remove, second] }
    expect(done(own, [remove, second], [remove, 204])).toBe(false)
    expect(done(own, [remove, second], [remove, 204], [second, 299])).toBe(true)
    expect(done(own, [remove], [remove, 204])).toBe(true)
    // Without a planned check nothing shows it.
    expect(done(own, [], [remove, 204])).toBe(false)
    // The same applies if it cannot be cleaned up.
    const transfer = ask.resources.of('createTransfer', 'kept')
    const asked = transfer.check!
    expect(done({ ...transfer, undo: [], ends: [] }, [asked], [asked, 200, { data: { status: 'DRAFT' } }])).toBe(false)
  })

  test.each([
    ['ARCHIVED', true],
    ['DRAFT', false],
  ])('where it is shown as %s: %s', (status, want) => {
    const { send, lines } = books([scenario])
    send(scenario.create, 201, { data: { id: 'scenario_7' } })
    send(scenario.undo[0]!, 204)
    send(scenario.check!, 200, { data: { status } })
    expect(types(lines()).includes('gone')).toBe(want)
  })

  test('keeps what is still open apart', () => {
    const { check: _check, ...unseen } = theirs
    const { send, lines, keeper } = books([product, unseen])
    send(product.create, 201, made)
    send(theirs.create, 201, { data: { id: 'prod_8' } })
    send(theirs.undo[0]!, 204)
    expect([lines().at(-1), keeper.hasOpen]).toEqual([{ type: 'gone', id: keyOf(theirs.create) }, true])
  })

  test.each<readonly [what: string, status: number | undefined, seen: number, halts: boolean]>([
    ['returned success, and it still exists', 204, 200, true],
    ['returned success, and it is gone', 204, 404, false],
    ['returned success, and it is unknown', 204, 500, false],
    ['was refused', 409, 200, false],
    ['was not answered', undefined, 200, false],
  ])('or ends the deletions, where its deletion %s: %s %i %s', (_what, status, seen, halts) => {
    const { send, lines, ownership, keeper, byRequest } = books([product])
    send(product.create, 201, made)
    if (status !== undefined) send(remove, status)
    else {
      keeper.before(remove)
      byRequest.set(keyOf(remove), unanswered({ planned: remove }))
      keeper.after(remove)
    }
    send(look, seen)
    const why = 'createProduct prod_7 still exists, although deleteProduct returned 204'
    expect(lines().filter(({ type }) => type === 'kept')).toEqual(halts ? [{ type: 'kept', id: entry.id, why }] : [])
    expect(ownership.halted).toBe(halts ? `${why}; nothing more is deleted, since that may delete other data` : undefined)
  })
})

describe('a request that was accepted although it must be rejected', () => {
  const planted = ask.write(api.operations.updateProduct, {
    params: ask.unknownParams(api.operations.updateProduct),
    effect: 'refused',
  })
  const accepted = (request: Request, body: unknown, owned: readonly Resource[] = []) => {
    const { keeper, lines } = books(owned)
    const exchange = answer({ planned: request, body })
    if (isAnswered(exchange)) keeper.accepted(request, exchange)
    return lines()
  }

  test.each<readonly [what: string, body: unknown, ids: readonly string[]]>([
    ['no id', {}, []],
    ['no JSON', 'text', []],
    ['an id', { data: { id: 'prod_1', name: 'x' } }, ['prod_1']],
    ['several, each once', { data: [{ id: 1 }, { id: 2, of: { id: 1 } }] }, ['1', '2']],
    ['no text', { id: null, of: { id: true } }, []],
    ['too many', { data: Array.from({ length: 30 }, (_, id) => ({ id })) }, Array.from({ length: 20 }, (_, id) => String(id))],
  ])('is recorded with the ids in the response: %s', (_what, body, ids) => {
    expect(accepted(planted, body)).toEqual([{ type: 'accepted', id: keyOf(planted), operation: 'updateProduct', ids }])
  })

  test('is recorded by method and path if it is outside the contract', () => {
    expect(accepted(ask.outside('/products', 'PUT'), {})).toMatchObject([{ operation: 'PUT /products' }])
  })

  test('is not recorded if it has its own entry', () => {
    expect(accepted(product.create, made, [product])).toEqual([])
  })
})

test('nothing is written without a journal', () => {
  const answers = {
    byRequest: new Map([[keyOf(product.create), answer({ planned: product.create, status: 400 })]]),
    unsent: new Map<string, string>(),
  }
  const owned = new Map([[keyOf(product.create), [product]]])
  const keeper = new Bookkeeper(
    { owned, requests: [] },
    { api, answers, ownership: new Ownership(owned, answers), journal: undefined, lastReads: new Map() },
  )
  keeper.before(product.create)
  expect(keeper.hasOpen).toBe(true)
  keeper.after(product.create)
  expect(keeper.hasOpen).toBe(false)
})

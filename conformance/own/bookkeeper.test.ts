import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { contract } from '../../spec/contract.ts'
import { answer, requestOf } from '../fixture.ts'
import type { Exchange } from '../exchange.ts'
import { keyOf, type Reference, type Request } from '../request.ts'
import { Bookkeeper } from './bookkeeper.ts'
import { Journal } from './journal.ts'
import type { Own } from './world.ts'

const directory = mkdtempSync(path.join(tmpdir(), 'bookkeeper-'))
afterAll(() => rmSync(directory, { recursive: true }))
let count = 0

const ofProducts = (
  operation: 'createProduct' | 'deleteProduct' | 'getProduct' | 'updateProduct',
  change: Partial<Request> = {},
): Request => {
  const { method, path } = contract.operations[operation]
  return requestOf({ operation, method, path, effect: 'own', ...change })
}
const create = ofProducts('createProduct', { body: { json: { sku: 'a' } } })
const id: Reference = { from: create, pointer: '/data/id' }
const params = { productId: id }
const remove = ofProducts('deleteProduct', { params, effect: 'undo' })
const look = ofProducts('getProduct', { params, effect: 'undo' })
const removal = {
  operation: 'deleteProduct',
  method: 'DELETE',
  path: '/products/{productId}',
  params: { productId: { pointer: '/data/id' } },
}
const sight = { ...removal, operation: 'getProduct', method: 'GET' }
const product: Own = { create, id, undo: [remove], check: look, ends: [remove] }

/** Books over a plan that makes some things, and what they have written so far. */
function books(
  owned: readonly Own[],
  planned: readonly Request[] = owned.flatMap(({ undo, check }) => [...undo, ...(check ? [check] : [])]),
) {
  const file = path.join(directory, `${++count}`)
  const byRequest = new Map<string, Exchange>()
  const journal = new Journal(file, { target: 'http://a', tag: 't', startedAt: '' })
  const keeper = new Bookkeeper(
    { owned: new Map(owned.map((each) => [keyOf(each.create), each])), requests: planned },
    { contract, answers: { byRequest, unsent: new Map() }, journal },
  )
  const lines = (): object[] =>
    readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => JSON.parse(line) as object)
  /** Sends a request, and lets it be answered. */
  const send = (request: Request, status: number, body: unknown = {}): void => {
    keeper.before(request)
    byRequest.set(keyOf(request), answer({ planned: request, status, body }))
    keeper.after(request)
  }
  return { keeper, lines, send, byRequest }
}

const types = (lines: readonly object[]): unknown[] => lines.map((line) => (line as { type?: unknown }).type)

describe('what is made', () => {
  test('is noted before it is sent, with what takes it back and what shows it', () => {
    const { keeper, lines } = books([product])
    expect(keeper.hasOpen).toBe(false)
    keeper.before(create)
    expect(keeper.hasOpen).toBe(true)
    expect(lines()).toEqual([{ type: 'make', id: keyOf(create), operation: 'createProduct', undo: [removal], check: sight }])
  })

  test('is found by its trace where nothing shows it alone, and lasts where nothing takes it back', () => {
    const { check: _check, ...rest } = product
    const trace = ofProducts('getProduct', {
      params,
      query: [
        ['id', id],
        ['limit', '1'],
      ],
      effect: 'undo',
    })
    const { keeper, lines } = books([{ ...rest, undo: [], ends: [], trace }])
    keeper.before(create)
    expect(lines()).toEqual([
      {
        type: 'make',
        id: keyOf(create),
        operation: 'createProduct',
        undo: [],
        check: { ...sight, query: { id: { pointer: '/data/id' }, limit: '1' } },
        lasting: true,
      },
    ])
  })

  test("is not noted where it is not the run's own, or has no operation", () => {
    const { operation: _operation, ...nameless } = create
    const { keeper, lines } = books([product, { ...product, create: nameless }])
    keeper.before(ofProducts('createProduct'))
    keeper.before(nameless)
    expect([lines(), keeper.hasOpen]).toEqual([[], false])
  })

  test('is taken back with what other answers gave, with a body, and by the tenant that made it', () => {
    const list = requestOf()
    const undo = ofProducts('updateProduct', {
      params,
      body: { json: { of: [{ from: list, pointer: '/data/0/id' }, 7, null], name: 'x' } },
      credential: { kind: 'key', role: 'other' },
    })
    const { keeper, lines, byRequest } = books([{ create, id, undo: [undo], ends: [undo] }])
    byRequest.set(keyOf(list), answer({ planned: list, body: { data: [{ id: 'prod_9' }] } }))
    keeper.before(create)
    expect(lines()).toEqual([
      {
        type: 'make',
        id: keyOf(create),
        operation: 'createProduct',
        undo: [{ ...removal, operation: 'updateProduct', method: 'PATCH', json: { of: ['prod_9', 7, null], name: 'x' }, other: true }],
      },
    ])
  })

  test('has no step that needs what nobody answered, or that is outside the contract', () => {
    const other = requestOf({ again: 5 })
    const { operation: _operation, ...nameless } = remove
    const needy = ofProducts('deleteProduct', { params: { productId: { from: other, pointer: '/data/id' } } })
    const { keeper, lines } = books([{ create, id, undo: [needy, nameless], ends: [] }])
    keeper.before(create)
    expect(lines()).toEqual([{ type: 'make', id: keyOf(create), operation: 'createProduct', undo: [] }])
  })
})

describe('what came of it', () => {
  test('is noted with what the undo needs of the answer', () => {
    const named = ofProducts('updateProduct', {
      params,
      query: [['v', { from: create, pointer: '/data/version' }]],
      body: { json: [{ from: create, pointer: '/data/sku' }] },
    })
    const { send, lines, keeper } = books([{ ...product, undo: [named, remove] }])
    send(create, 201, { data: { id: 'prod_1', version: 3, sku: null, name: 'x' } })
    expect(lines()[1]).toEqual({ type: 'made', id: keyOf(create), values: { '/data/id': 'prod_1', '/data/version': 3 } })
    expect(keeper.hasOpen).toBe(true)
  })

  test('is noted with what the check and the trace need', () => {
    const other = { from: create, pointer: '/data/code' }
    const { send, lines } = books([
      {
        create,
        id,
        undo: [],
        ends: [],
        check: ofProducts('getProduct', { params: { productId: other } }),
        trace: ofProducts('getProduct', { params: { productId: { from: create, pointer: '/data/sku' } } }),
      },
    ])
    send(create, 201, { data: { id: 'prod_1', code: 'c', sku: 's' } })
    expect(lines()[1]).toMatchObject({ values: { '/data/id': 'prod_1', '/data/code': 'c', '/data/sku': 's' } })
  })

  test.each([
    [299, ['make', 'made'], true],
    [300, ['make', 'refused'], false],
    [499, ['make', 'refused'], false],
    [500, ['make'], true],
  ])('%i writes %j', (status, want, isOpen) => {
    const { send, lines, keeper } = books([product])
    send(create, status, { data: { id: 'prod_1' } })
    expect([types(lines()), keeper.hasOpen]).toEqual([want, isOpen])
  })

  test('is not noted of what the run does not own', () => {
    const { send, lines } = books([product])
    send(requestOf(), 404)
    expect(lines()).toEqual([])
  })

  test('is nothing that another creation gives', () => {
    const other = { from: ofProducts('createProduct', { again: 1 }), pointer: '/data/name' }
    const undo = ofProducts('deleteProduct', { params, query: [['name', other]] })
    const { send, lines } = books([{ create, id, undo: [undo], ends: [] }])
    send(create, 201, { data: { id: 'prod_1', name: 'x' } })
    expect(lines().at(-1)).toMatchObject({ type: 'made', values: { '/data/id': 'prod_1' } })
    expect(lines().at(-1)).not.toHaveProperty(['values', '/data/name'])
  })

  test('stays open where nobody answered', () => {
    const { keeper, lines, byRequest } = books([product])
    keeper.before(create)
    keeper.after(create)
    const { reply: _reply, ...silent } = answer({ planned: create })
    byRequest.set(keyOf(create), silent)
    keeper.after(create)
    expect([types(lines()), keeper.hasOpen]).toEqual([['make'], true])
  })
})

describe('it is gone', () => {
  const done = (owned: Own, planned: readonly Request[] | undefined, ...sent: readonly (readonly [Request, number, unknown?])[]) => {
    const { send, lines, keeper } = books([owned], planned)
    send(create, 201, { data: { id: 'prod_1' } })
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
    [
      'looking shows nothing',
      [
        [remove, 204],
        [look, 500],
      ],
      true,
    ],
  ])('where %s: %j', (_what, sent, want) => {
    expect(done(product, undefined, ...sent)).toBe(want)
  })

  test('once all of its ends that are planned have succeeded', () => {
    const second = ofProducts('deleteProduct', { params, again: 1, effect: 'undo' })
    const own: Own = { create, id, undo: [remove], ends: [remove, second] }
    expect(done(own, [remove, second], [remove, 204])).toBe(false)
    expect(done(own, [remove, second], [remove, 204], [second, 299])).toBe(true)
    expect(done(own, [remove], [remove, 204])).toBe(true)
    expect(done(product, [remove], [remove, 204])).toBe(true)
  })

  test('where it is archived instead of deleted, and shown so', () => {
    const scenario = requestOf({ operation: 'createForecastScenario', method: 'POST', path: '/forecast/scenarios', effect: 'own' })
    const its = { scenarioId: { from: scenario, pointer: '/data/id' } }
    const archive = requestOf({
      operation: 'archiveForecastScenario',
      method: 'DELETE',
      path: '/forecast/scenarios/{scenarioId}',
      params: its,
      effect: 'undo',
    })
    const read = requestOf({ operation: 'getForecastScenario', path: '/forecast/scenarios/{scenarioId}', params: its, effect: 'undo' })
    const own: Own = { create: scenario, id: its.scenarioId, undo: [archive], check: read, ends: [archive] }
    for (const [status, want] of [
      ['ARCHIVED', true],
      ['DRAFT', false],
    ] as const) {
      const { send, lines } = books([own])
      send(scenario, 201, { data: { id: 'scenario_1' } })
      send(archive, 204)
      send(read, 200, { data: { status } })
      expect(types(lines()).includes('gone')).toBe(want)
    }
  })

  test('keeps what is still open apart', () => {
    const another = ofProducts('createProduct', { body: { json: { sku: 'b' } } })
    const its = { from: another, pointer: '/data/id' }
    const end = ofProducts('deleteProduct', { params: { productId: its } })
    const { send, lines, keeper } = books([product, { create: another, id: its, undo: [end], ends: [end] }])
    send(create, 201, { data: { id: 'prod_1' } })
    send(another, 201, { data: { id: 'prod_2' } })
    send(end, 204)
    expect([lines().at(-1), keeper.hasOpen]).toEqual([{ type: 'gone', id: keyOf(another) }, true])
  })

  test('and nothing is written where there is no journal', () => {
    const keeper = new Bookkeeper(
      { owned: new Map([[keyOf(create), { create, id, undo: [], ends: [] }]]), requests: [] },
      {
        contract,
        answers: { byRequest: new Map([[keyOf(create), answer({ planned: create, status: 400 })]]), unsent: new Map() },
        journal: undefined,
      },
    )
    keeper.before(create)
    expect(keeper.hasOpen).toBe(true)
    keeper.after(create)
    expect(keeper.hasOpen).toBe(false)
  })
})

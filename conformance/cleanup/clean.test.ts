import { describe, expect, test } from 'vitest'
import type { OperationId } from '../../spec/contract.ts'
import { api } from '../profile/index.ts'
import type { Failure, Reply } from '../model/exchange.ts'
import { isSafe } from '../model/request.ts'
import { checkPermit, type Wire, type WireRequest } from '../guard/wire.ts'
import { clean, type CleanOptions } from './clean.ts'
import { isMark } from './evidence.ts'
import { untouched, type Left } from './left.ts'
import type { Entry, Line, Remains, Step } from './ledger.ts'
import type { KindId } from '../profile/kinds.ts'

const tag = 'conf-abcd1234'
const baseUrl = 'http://a.example/api'

interface Row {
  readonly id: string | number
  readonly tenant?: 'other'
  readonly [property: string]: unknown
}

interface Asked {
  readonly operation: OperationId
  readonly id: string | undefined
  readonly query: Readonly<Record<string, string>>
  readonly json: unknown
  readonly sent: WireRequest
  /** How often the same request was sent before. */
  readonly again: number
}

const reply = (status: number, body: unknown = {}, headers: Reply['headers'] = []): Reply => ({
  status,
  headers,
  body: Buffer.from(JSON.stringify(body)),
})

/** How a resource of each collection is read, and how it ends. */
const collections = {
  '/products': {
    made: 'createProduct',
    undo: { operation: 'deleteProduct', at: 'productId' },
    look: { operation: 'getProduct', at: 'productId' },
  },
  '/forecast/events': {
    made: 'createForecastEvent',
    undo: { operation: 'deleteForecastEvent', at: 'eventId' },
    look: { operation: 'getForecastEvent', at: 'eventId' },
  },
  '/forecast/scenarios': {
    made: 'createForecastScenario',
    undo: { operation: 'archiveForecastScenario', at: 'scenarioId' },
    look: { operation: 'getForecastScenario', at: 'scenarioId' },
  },
} as const

/** A deployment in memory: a few kinds of resources, each visible only to its tenant. */
class Deployment implements Wire {
  readonly rows: Map<string, Row[]>
  setting: unknown = { low: true, nested: { a: [1, 2], b: null } }
  /** The requests, as `METHOD path?query`, and whether they had the second key. */
  readonly log: string[] = []
  readonly #lie: (asked: Asked, honestly: () => Reply) => Reply | Failure | undefined
  readonly #counts = new Map<string, number>()

  constructor(
    rows: Readonly<Record<string, readonly Row[]>>,
    lie: (asked: Asked, honestly: () => Reply) => Reply | Failure | undefined = () => undefined,
  ) {
    this.rows = new Map(Object.entries(rows).map(([path, each]) => [path, [...each]]))
    this.#lie = lie
  }

  async send(sent: WireRequest): Promise<Reply | Failure> {
    checkPermit(sent)
    const url = new URL(sent.url)
    const path = url.pathname.slice('/api'.length)
    this.log.push(`${sent.method} ${path}${decodeURIComponent(url.search)}`)
    const found = Object.values(api.operations).find(
      ({ method, path: template }) => method === sent.method && new RegExp(`^${template.replace(/\{\w+\}/g, '([^/]+)')}$`).test(path),
    )
    if (found === undefined) return reply(404)
    const id = new RegExp(`^${found.path.replace(/\{\w+\}/g, '([^/]+)')}$`).exec(path)?.[1]
    const name = `${this.log.at(-1)}`
    const again = this.#counts.get(name) ?? 0
    this.#counts.set(name, again + 1)
    const asked: Asked = {
      operation: found.id,
      id: id === undefined ? undefined : decodeURIComponent(id),
      query: Object.fromEntries(url.searchParams),
      json: sent.body === undefined ? undefined : (JSON.parse(sent.body.toString()) as unknown),
      sent,
      again,
    }
    return this.#lie(asked, () => this.#answer(asked)) ?? this.#answer(asked)
  }

  readonly close = async (): Promise<void> => {}

  /** Requests that may change data. */
  get writes(): readonly string[] {
    return this.log.filter((each) => !isSafe(each.split(' ')[0] ?? ''))
  }

  idsOf(path: string): readonly unknown[] {
    return (this.rows.get(path) ?? []).map(({ id }) => id)
  }

  change(path: string, id: string, change: object): void {
    this.rows.set(
      path,
      (this.rows.get(path) ?? []).map((row) => (String(row.id) === id ? { ...row, ...change } : row)),
    )
  }

  remove(path: string, id: string): void {
    this.rows.set(
      path,
      (this.rows.get(path) ?? []).filter((row) => String(row.id) !== id),
    )
  }

  #answer({ operation: name, id, query, json, sent }: Asked): Reply {
    const operation = api.operations[name]
    const tenant = sent.headers.some(([, value]) => value === 'Bearer other-key') ? 'other' : undefined
    const collection = operation.path.replace(/\/\{.*/, '')
    const mine = (this.rows.get(collection) ?? []).filter((row) => row.tenant === tenant)
    if (name === 'getAlertConfig') return reply(200, { data: this.setting })
    if (name === 'replaceAlertConfig') {
      this.setting = json
      return reply(200, { data: json })
    }
    if (name === 'createAdjustment') {
      const { inventoryItemId, newQtyOnHand } = json as { inventoryItemId: string; newQtyOnHand: number }
      this.change('/inventory/availability', inventoryItemId, { qtyOnHand: newQtyOnHand })
      return reply(201, { data: {} })
    }
    if (operation.list !== undefined) {
      const { page = '1', limit = '20', sortBy: _sortBy, sortOrder: _sortOrder, ...filters } = query
      const rows = mine.filter((row) => Object.entries(filters).every(([property, value]) => String(row[property]) === value))
      const [from, size] = [(Number(page) - 1) * Number(limit), Number(limit)]
      return reply(200, { data: rows.slice(from, from + size), pagination: { totalPages: Math.ceil(rows.length / size) } })
    }
    const row = mine.find((each) => String(each.id) === id)
    if (row === undefined) return reply(404)
    if (operation.method === 'GET') return reply(200, { data: row })
    if (name === 'archiveForecastScenario') this.change(collection, String(row.id), { status: 'ARCHIVED' })
    else if (name === 'revokeApiKey') this.change(collection, String(row.id), { status: 'REVOKED' })
    else if (operation.method === 'DELETE') this.remove(collection, String(row.id))
    else if (name === 'completeCycleCount') this.change(collection, String(row.id), { status: 'COMPLETED' })
    else if (name === 'updateTransfer') this.change(collection, String(row.id), json as object)
    else if (name !== 'recordCycleCountLines') throw new Error(`the deployment does not know ${name}`)
    return reply(200, { data: {} })
  }
}

const step = (operation: OperationId, at: string | undefined, entry: string, more: Partial<Step> = {}): Step => ({
  operation,
  params: at === undefined ? {} : { [at]: { own: entry } },
  ...more,
})

/** An entry of a product, or of another resource that its text identifies. */
function made(id: string, own: string | undefined, change: Partial<Entry> = {}, path: keyof typeof collections = '/products'): Entry {
  const { made: kind, undo, look } = collections[path]
  return {
    id,
    kind,
    shows: { texts: [`${tag}-${id}`] },
    undo: [step(undo.operation, undo.at, id)],
    check: step(look.operation, look.at, id),
    ...(own === undefined ? {} : { own }),
    ...change,
  }
}

const product = (id: string, name: string, more: object = {}): Row => ({ id, sku: `${tag}-${name}`, ...more })
const foreign: readonly Row[] = [1, 2, 3].map((each) => ({ id: `prod_${each}`, sku: `WIDGET-${each}` }))

/** Cleans up after a run, and returns the result. */
async function cleaning(
  deployment: Deployment,
  remains: Partial<Remains> & { readonly entries: readonly Entry[] },
  options: Partial<CleanOptions> = {},
): Promise<{
  readonly left: readonly Left[]
  readonly lines: readonly Exclude<Line, { type: 'run' }>[]
  readonly slept: readonly number[]
}> {
  const lines: Exclude<Line, { type: 'run' }>[] = []
  const slept: number[] = []
  const left = await clean({
    api,
    baseUrl,
    remains: { tag, settings: [], accepted: [], arrived: new Set(), ...remains },
    wire: deployment,
    key: 'main-key',
    otherKey: 'other-key',
    headers: { 'X-Via': 'test' },
    sleep: async (milliseconds) => void slept.push(milliseconds),
    onLine: (line) => lines.push(line),
    ...options,
  })
  return { left, lines, slept }
}

const gone = (...ids: readonly string[]) => ids.map((id) => ({ type: 'gone', id }))

describe('a resource of the run', () => {
  test('is deleted, the most recent first, each after its proof', async () => {
    const deployment = new Deployment({ '/products': [...foreign, product('prod_7', 'a'), product('prod_8', 'b')] })
    const { left, lines, slept } = await cleaning(deployment, { entries: [made('b', 'prod_8'), made('a', 'prod_7')] })
    expect([left, lines, slept]).toStrictEqual([[], gone('b', 'a'), []])
    expect(deployment.idsOf('/products')).toStrictEqual(['prod_1', 'prod_2', 'prod_3'])
    expect(deployment.writes).toStrictEqual(['DELETE /products/prod_8', 'DELETE /products/prod_7'])
    for (const id of ['prod_7', 'prod_8']) {
      const sent = deployment.log.indexOf(`DELETE /products/${id}`)
      expect(deployment.log.slice(0, sent)).toContain(`GET /products/${id}`)
      expect(deployment.log.slice(sent)).toContain(`GET /products/${id}`)
      expect(deployment.log.filter((each) => each.includes(`${id}?`))).toStrictEqual([])
    }
  })

  test('is requested with the key and the headers of the caller', async () => {
    const sent: WireRequest[] = []
    const deployment = new Deployment({ '/products': [product('prod_7', 'a')] }, (asked) => void sent.push(asked.sent))
    await cleaning(deployment, { entries: [made('a', 'prod_7')] })
    for (const { headers, url } of sent) {
      expect(headers).toContainEqual(['Authorization', 'Bearer main-key'])
      expect(headers).toContainEqual(['X-Via', 'test'])
      expect(new URL(url).origin).toBe('http://a.example')
    }
  })

  const adjustment = { inventoryItemId: { own: 's' }, newQtyOnHand: 0, reasonCodeId: 'reason_1', comment: `${tag}-undo` }
  const stock: Entry = {
    id: 's',
    kind: 'recordStock',
    own: 'inv_7',
    shows: { own: 'a' },
    undo: [step('createAdjustment', undefined, 's', { json: adjustment })],
    check: step('getAvailability', 'availabilityId', 's'),
  }
  const line = (productMasterId: string): Row => ({ id: 'inv_7', productMasterId, qtyOnHand: 100 })

  test('is deleted with its parent, whose proof it needs', async () => {
    const deployment = new Deployment({ '/products': [product('prod_7', 'a')], '/inventory/availability': [line('prod_7')] })
    const { left, lines } = await cleaning(deployment, { entries: [stock, made('a', 'prod_7')] })
    expect([left, lines]).toStrictEqual([[], gone('s', 'a')])
    expect(deployment.rows.get('/inventory/availability')).toStrictEqual([{ ...line('prod_7'), qtyOnHand: 0 }])
  })

  test.each<readonly [what: string, parent: Entry, sku: string, of: string, why: string]>([
    [
      'belongs to a stranger',
      made('a', 'prod_7'),
      `${tag}-a`,
      'prod_1',
      'expected productMasterId "prod_7" in getAvailability, got "prod_1"',
    ],
    [
      'belongs to what is not proven',
      made('a', 'prod_7'),
      'WIDGET',
      'prod_7',
      `its parent is not proven to belong to the run: expected sku "${tag}-a" in getProduct, got "WIDGET"`,
    ],
    ['belongs to what was doubted', made('a', 'prod_7', { doubt: 'so' }), `${tag}-a`, 'prod_7', 'its parent is not known'],
    ['belongs to what nobody knows', made('a', undefined), 'WIDGET', 'prod_7', 'its parent is not known'],
    ['belongs to what is not in the journal', made('z', 'prod_7'), 'WIDGET', 'prod_7', 'its parent is not known'],
  ])('is not touched if it %s', async (_what, parent, sku, of, why) => {
    const deployment = new Deployment({ '/products': [...foreign, { id: 'prod_7', sku }], '/inventory/availability': [line(of)] })
    const { left } = await cleaning(deployment, { entries: [stock, { ...parent, undo: [] }] })
    expect(left).toContainEqual({
      operation: 'recordStock',
      id: 'inv_7',
      why: `not proven to belong to the run, so it was not touched: ${why}`,
    })
    expect(deployment.writes).toStrictEqual([])
  })

  test('is not touched if resources are recorded as parents of each other', async () => {
    const deployment = new Deployment({ '/products': [product('prod_7', 'a'), product('prod_8', 'b')] })
    const entries = [
      made('a', 'prod_7', { shows: { own: 'b' } }),
      made('b', 'prod_8', { shows: { own: 'a' } }),
      made('c', 'prod_7', { shows: { own: 'c' } }),
    ]
    const { left } = await cleaning(deployment, { entries })
    expect(left.map(({ why }) => why).join('\n')).toMatch(/(.*it is recorded as its own parent\n?){3}/)
    expect(deployment.writes).toStrictEqual([])
  })

  test('is gone if it is archived or revoked instead of deleted', async () => {
    const key: Entry = {
      id: 'k',
      kind: 'createApiKey',
      own: 'key_7',
      shows: { texts: [`${tag}-k`] },
      undo: [step('revokeApiKey', 'keyId', 'k', { json: {} })],
      check: step('listApiKeys', undefined, 'k', { query: { id: { own: 'k' } } }),
    }
    const deployment = new Deployment({
      '/forecast/scenarios': [{ id: 'scenario_7', name: `${tag}-c`, status: 'DRAFT' }],
      '/admin/api-keys': [
        { id: 'key_1', name: 'theirs', status: 'ACTIVE' },
        { id: 'key_7', name: `${tag}-k`, status: 'ACTIVE' },
      ],
    })
    const { left, lines } = await cleaning(deployment, { entries: [key, made('c', 'scenario_7', {}, '/forecast/scenarios')] })
    expect([left, lines]).toStrictEqual([[], gone('k', 'c')])
    expect(deployment.rows.get('/admin/api-keys')).toMatchObject([{ status: 'ACTIVE' }, { status: 'REVOKED' }])
    expect(deployment.log).toContain('GET /admin/api-keys?id=key_7')
    // The whole list may be long.
    expect(deployment.log.filter((each) => /^GET \/admin\/api-keys$/.test(each))).toEqual([])
    expect(deployment.rows.get('/forecast/scenarios')).toMatchObject([{ status: 'ARCHIVED' }])
  })

  test('is gone without a proof if it was gone already', async () => {
    const deployment = new Deployment({ '/products': foreign })
    expect(await cleaning(deployment, { entries: [made('a', 'prod_7', { isProven: true })] })).toMatchObject({ left: [], lines: gone('a') })
    expect(deployment.writes).toStrictEqual([])
  })

  test.each([
    [1, 500],
    [3, 500 + 1500 + 3000],
  ])('that no read has returned is checked %i more times: a replica may lag behind', async (times, waited) => {
    let [looks, slept] = [0, 0]
    const deployment = new Deployment({ '/products': [...foreign, product('prod_7', 'a')] }, ({ operation }) =>
      operation === 'getProduct' && looks++ < times ? reply(404) : undefined,
    )
    const sleep = async (milliseconds: number): Promise<void> => {
      slept += milliseconds
    }
    const { lines } = await cleaning(deployment, { entries: [made('a', 'prod_7')] }, { sleep })
    expect([lines, deployment.writes, slept]).toStrictEqual([gone('a'), ['DELETE /products/prod_7'], waited])
  })

  test('that a read has returned, and that is gone, is not waited for', async () => {
    const deployment = new Deployment({ '/products': foreign })
    const sleep = async (): Promise<void> => {
      throw new Error('nothing is to be waited for')
    }
    expect((await cleaning(deployment, { entries: [made('a', 'prod_7', { isProven: true })] }, { sleep })).lines).toStrictEqual(gone('a'))
  })

  test('is not waited for if the rate limit requires too long a wait', async () => {
    const deployment = new Deployment({ '/products': [...foreign, product('prod_7', 'a')] }, ({ operation, again }) =>
      operation === 'deleteProduct' && again === 0 ? reply(429, {}, [['Retry-After', '40']]) : undefined,
    )
    const asked: number[] = []
    const isWorth = (milliseconds: number): boolean => {
      asked.push(milliseconds)
      return false
    }
    const { left, slept } = await cleaning(deployment, { entries: [made('a', 'prod_7')] }, { isWorth })
    expect([left.map(({ id }) => id), asked, slept]).toStrictEqual([['prod_7'], [40_000], []])
  })

  test('is reported if no read has ever returned it', async () => {
    const deployment = new Deployment({ '/products': foreign })
    const { left, lines } = await cleaning(deployment, { entries: [made('a', 'prod_7')] })
    expect(left).toMatchObject([{ id: 'prod_7', why: 'its creation returned success, but no read has ever returned it' }])
    expect([lines, deployment.writes]).toStrictEqual([[], []])
  })

  test('is not requested if the journal contains that it is gone', async () => {
    const deployment = new Deployment({ '/products': [product('prod_7', 'a')] })
    expect(await cleaning(deployment, { entries: [made('a', 'prod_7', { isGone: true })] })).toMatchObject({ left: [], lines: [] })
    expect(deployment.writes).toStrictEqual([])
  })

  test('is reported if the API cannot delete it', async () => {
    const category: Entry = { id: 'c', kind: 'createCategory', own: 'cat_7', shows: { texts: [`${tag}-c`] }, undo: [] }
    const deployment = new Deployment({})
    const { left, lines } = await cleaning(deployment, { entries: [category, { ...category, id: 'd', own: 'cat_8' }] })
    expect(left).toStrictEqual(
      ['cat_7', 'cat_8'].map((id) => ({
        operation: 'createCategory',
        id,
        why: 'the API cannot delete it',
        isLasting: true,
      })),
    )
    expect([lines, deployment.writes]).toStrictEqual([[], []])
  })

  test('that depends on another deletion is retried after that', async () => {
    const deployment: Deployment = new Deployment({ '/products': [product('prod_7', 'a'), product('prod_8', 'b')] }, ({ operation, id }) =>
      operation === 'deleteProduct' && id === 'prod_8' && deployment.idsOf('/products').includes('prod_7') ? reply(409) : undefined,
    )
    const { left, lines } = await cleaning(deployment, { entries: [made('b', 'prod_8'), made('a', 'prod_7')] })
    expect([left, lines]).toStrictEqual([[], gone('a', 'b')])
  })

  test('whose deletion is rejected stays, with the response', async () => {
    const deployment = new Deployment({ '/products': [product('prod_7', 'a')] }, ({ operation }) =>
      operation === 'deleteProduct' ? reply(409) : undefined,
    )
    const { left, lines } = await cleaning(deployment, { entries: [made('a', 'prod_7')] })
    expect([left, lines]).toStrictEqual([[{ operation: 'createProduct', id: 'prod_7', why: 'DELETE /products/prod_7 returned 409' }], []])
    expect(deployment.writes).toStrictEqual(['DELETE /products/prod_7'])
  })

  const ending: Entry = {
    id: 't',
    kind: 'createTransfer',
    own: 'tr_7',
    shows: { texts: [`${tag}-t`] },
    undo: [step('updateTransfer', 'transferId', 't', { json: { status: 'CANCELLED' } })],
  }
  test.each<readonly [arrived: readonly string[], entry: Entry, isTakenBack: boolean]>([
    [[], ending, false],
    [['DELETE'], ending, false],
    [['updateTransfer'], ending, true],
    [[], made('a', 'prod_7'), false],
    [['updateTransfer'], made('a', 'prod_7'), false],
    [['DELETE'], made('a', 'prod_7'), true],
  ])('once a change went astray, and %j was verified, %j is cleaned up: %s', async (arrived, entry, isTakenBack) => {
    const rows = { '/inventory/transfers': [{ id: 'tr_7', comment: `${tag}-t`, status: 'DRAFT' }], '/products': [product('prod_7', 'a')] }
    const deployment = new Deployment(rows)
    const astray = 'updateProduct returned success for a change, and getProduct shows no change'
    const { left } = await cleaning(deployment, { entries: [entry], arrived: new Set(arrived), astray })
    expect(deployment.writes.length > 0).toBe(isTakenBack)
    if (!isTakenBack)
      expect(left).toMatchObject([{ why: `not touched: ${astray}; ${entry.undo[0]!.operation} may also change other data` }])
    // If no change went astray, everything is.
    const whole = new Deployment(rows)
    await cleaning(whole, { entries: [entry], arrived: new Set(arrived) })
    expect(whole.writes.length).toBeGreaterThan(0)
  })

  const refusal = 'POST /inventory/transfers/tr_7 returned'
  test.each<readonly [status: number, state: string, want: string]>([
    [409, 'CANCELLED', 'gone'],
    [409, 'DRAFT', `${refusal} 409 INVALID_STATE; createTransfer tr_7 still exists after the cleanup`],
    [409, 'UNREADABLE', `${refusal} 409 INVALID_STATE`],
    [404, 'CANCELLED', 'gone'],
    [500, 'CANCELLED', `${refusal} 500`],
  ])('a transfer whose end is rejected with %i in state %s is %s', async (status, state, want) => {
    const transfer: Entry = {
      id: 't',
      kind: 'createTransfer',
      own: 'tr_7',
      shows: { texts: [`${tag}-t`] },
      undo: [step('updateTransfer', 'transferId', 't', { json: { status: 'CANCELLED' } })],
      check: step('getTransfer', 'transferId', 't'),
    }
    // It ends by itself during the cleanup.
    const row = { id: 'tr_7', comment: `${tag}-t`, status: 'DRAFT' }
    const deployment = new Deployment({ '/inventory/transfers': [row] }, ({ operation, id }, honestly) => {
      if (operation === 'getTransfer') return honestly().body.includes('UNREADABLE') ? reply(500) : undefined
      if (operation !== 'updateTransfer') return undefined
      deployment.change('/inventory/transfers', id!, { status: state })
      return reply(status, { details: { reason: 'INVALID_STATE' } })
    })
    const { left, lines } = await cleaning(deployment, { entries: [transfer] })
    expect([left, lines]).toStrictEqual(want === 'gone' ? [[], gone('t')] : [[{ operation: 'createTransfer', id: 'tr_7', why: want }], []])
  })

  test('is cleaned up in several steps, which reference other resources of the run', async () => {
    const lines = [{ inventoryItemId: { own: 's' }, countedQty: 100, comment: null }]
    const count: Entry = {
      id: 'c',
      kind: 'createCycleCount',
      own: 'count_7',
      shows: { texts: [`${tag}-c`] },
      undo: [
        step('recordCycleCountLines', 'cycleCountId', 'c', { json: { lines } }),
        step('completeCycleCount', 'cycleCountId', 'c', { json: {} }),
      ],
      check: step('getCycleCount', 'cycleCountId', 'c'),
    }
    const sent: WireRequest[] = []
    const rows = {
      '/products': [product('prod_7', 'a')],
      '/inventory/availability': [line('prod_7')],
      '/inventory/cycle-counts': [{ id: 'count_7', comment: `${tag}-c`, status: 'OPEN' }],
    }
    const deployment = new Deployment(rows, (asked) => void sent.push(asked.sent))
    const { left } = await cleaning(deployment, { entries: [count, { ...stock, undo: [] }, made('a', 'prod_7')] })
    expect(left).toStrictEqual([{ operation: 'recordStock', id: 'inv_7', why: 'the API cannot delete it', isLasting: true }])
    const [recorded, completed, deleted] = sent.filter(({ method }) => !isSafe(method))
    expect(JSON.parse(String(recorded?.body))).toStrictEqual({ lines: [{ inventoryItemId: 'inv_7', countedQty: 100, comment: null }] })
    const types = [recorded, completed, deleted].map((each) => each?.headers.find(([name]) => name === 'Content-Type')?.[1])
    expect(types).toStrictEqual(['application/json', 'application/json', undefined])
    expect(deleted).not.toHaveProperty('body')
  })

  test('is gone if no read would show it', async () => {
    const { check: _check, ...entry } = made('a', 'prod_7')
    const deployment = new Deployment({ '/products': [product('prod_7', 'a')] })
    expect(await cleaning(deployment, { entries: [entry] })).toMatchObject({ left: [], lines: gone('a') })
    expect(deployment.writes).toStrictEqual(['DELETE /products/prod_7'])
  })

  test('whose deletion gets no response stays', async () => {
    const deployment = new Deployment({ '/products': [product('prod_7', 'a')] }, ({ operation }) =>
      operation === 'deleteProduct' ? { kind: 'timeout', message: '' } : undefined,
    )
    const { left, lines } = await cleaning(deployment, { entries: [made('a', 'prod_7')] })
    expect([left, lines]).toStrictEqual([
      [{ operation: 'createProduct', id: 'prod_7', why: 'DELETE /products/prod_7 got no response' }],
      [],
    ])
  })

  test("of the other tenant is deleted with that tenant's key", async () => {
    const deployment = new Deployment({ '/products': [product('prod_7', 'a', { tenant: 'other' }), product('prod_8', 'b')] })
    const { left, lines } = await cleaning(deployment, { entries: [made('a', 'prod_7', { other: true }), made('b', 'prod_8')] })
    expect([left, lines]).toStrictEqual([[], gone('a', 'b')])
    expect(deployment.idsOf('/products')).toStrictEqual([])
  })
})

describe('nothing is changed, and it is reported,', () => {
  const unproven = (why: string) => `not proven to belong to the run, so it was not touched: ${why}`

  test.each<readonly [what: string, rows: readonly Row[], entry: Entry, why: string]>([
    ["where the id is a stranger's", foreign, made('a', 'prod_1'), unproven(`expected sku "${tag}-a" in getProduct, got "WIDGET-1"`)],
    [
      'where the text is within that of a stranger',
      [{ id: 'prod_7', sku: `${tag}-a-2` }],
      made('a', 'prod_7'),
      unproven(`expected sku "${tag}-a" in getProduct, got "${tag}-a-2"`),
    ],
    [
      'where the text is that of another run',
      [{ id: 'prod_7', sku: 'conf-zzzz9999-a' }],
      made('a', 'prod_7', { shows: { texts: ['conf-zzzz9999-a'] } }),
      unproven('the journal contains no text of the run for it'),
    ],
    [
      "where the text is anybody's",
      [{ id: 'prod_1', sku: 'WIDGET-1' }],
      made('a', 'prod_1', { shows: { texts: ['WIDGET-1'] } }),
      unproven('the journal contains no text of the run for it'),
    ],
    [
      'where the text is the tag alone',
      [{ id: 'prod_7', sku: tag }],
      made('a', 'prod_7', { shows: { texts: [tag] } }),
      unproven('the journal contains no text of the run for it'),
    ],
    [
      'where there is no text',
      [product('prod_7', 'a')],
      made('a', 'prod_7', { shows: { texts: [] } }),
      unproven('the journal contains no text of the run for it'),
    ],
    [
      'where nothing would show it',
      [product('prod_7', 'a')],
      withoutShows(made('a', 'prod_7')),
      unproven('none of its properties shows who created it'),
    ],
    [
      'where it is a part of something',
      [product('prod_7', 'a')],
      made('a', 'prod_7', { kind: 'createProductLink' }),
      unproven('none of its properties shows who created it'),
    ],
    [
      'where what it belongs to is not there',
      [product('prod_7', 'a')],
      made('a', 'prod_7', { shows: { own: 'b' } }),
      unproven('its parent is not known'),
    ],
  ])('%s', async (_what, rows, entry, why) => {
    const deployment = new Deployment({ '/products': rows })
    const { left, lines } = await cleaning(deployment, { entries: [entry] })
    expect([left, lines, deployment.writes]).toStrictEqual([[{ operation: entry.kind, id: entry.own, why }], [], []])
  })

  test.each([
    '',
    '.',
    '..',
    'a/b',
    '../products/prod_1',
    'prod_1?x=',
    'prod_1#',
    '%2e%2e',
    '..\\x',
    'prod_1 ',
    'http://other.host/x',
    '@other.host/',
  ])('where the id is %j', async (own) => {
    const everywhere = [{ id: own, sku: `${tag}-a` }, ...foreign]
    const deployment = new Deployment({ '/products': everywhere }, ({ operation, id }) =>
      // It returns the expected value for every request.
      operation === 'getProduct' ? reply(200, { data: { id: id ?? own, sku: `${tag}-a` } }) : undefined,
    )
    const { left, lines } = await cleaning(deployment, { entries: [made('a', own)] })
    if (own === '@other.host/' || own === 'prod_1 ') expect(lines).toStrictEqual([])
    expect(left).toMatchObject([{ operation: 'createProduct', id: own }])
    expect(left[0]?.why).toMatch(/^not proven to belong to the run, so it was not touched: its id .* is not a valid path segment$/)
    expect([lines, deployment.writes]).toStrictEqual([[], []])
  })

  test('if the deployment returns 404 for every request', async () => {
    const deployment = new Deployment({}, () => reply(404))
    const { left, lines } = await cleaning(deployment, { entries: [made('a', 'prod_7')] })
    expect([left, lines]).toStrictEqual([[{ operation: 'createProduct', id: 'prod_7', why: unproven('getProduct returned 404') }], []])
    expect(deployment.writes).toStrictEqual([])
  })

  test('if the deployment returns 404 for every request after the deletion', async () => {
    let isOver = false
    const deployment = new Deployment({ '/products': [product('prod_7', 'a')] }, ({ operation }) => {
      if (isOver) return reply(404)
      isOver = operation === 'deleteProduct'
      return isOver ? reply(500) : undefined
    })
    const { left, lines } = await cleaning(deployment, { entries: [made('a', 'prod_7')] })
    expect([left, lines]).toStrictEqual([[{ operation: 'createProduct', id: 'prod_7', why: 'DELETE /products/prod_7 returned 500' }], []])
  })

  test.each<readonly [what: string, kind: KindId, undo: Step]>([
    ['where a step is about a thing of another kind', 'createProduct', step('revokeApiKey', 'keyId', 'a', { json: {} })],
    [
      'where a step is about a thing of another kind in its body',
      'createProduct',
      step('createAdjustment', undefined, 'a', { json: { inventoryItemId: { own: 'a' }, newQtyOnHand: 0 } }),
    ],
    [
      'where a step names something that is written out',
      'createProduct',
      step('createAdjustment', undefined, 'a', { json: { inventoryItemId: '1', newQtyOnHand: 0 } }),
    ],
    ['where a step is about nothing', 'createProduct', step('createProduct', undefined, 'a', { json: {} })],
    ['where a step sets a setting', 'createProduct', step('replaceAlertConfig', undefined, 'a', { json: {} })],
    ['where a step looks for its targets', 'createProduct', step('generateTransferRecommendations', undefined, 'a', { json: {} })],
  ])('%s', async (_what, kind, undo) => {
    // Ids are numeric, so every kind has its own 7.
    const deployment = new Deployment({
      '/products': [{ id: 7, sku: `${tag}-a` }],
      '/admin/api-keys': [{ id: 7, name: 'theirs', status: 'ACTIVE' }],
      '/inventory/availability': [{ id: 7, productMasterId: '1', qtyOnHand: 9 }],
    })
    const { left, lines } = await cleaning(deployment, { entries: [made('a', '7', { kind, undo: [undo] })] })
    expect([left.length, lines, deployment.writes]).toStrictEqual([1, [], []])
  })

  test.each<readonly [what: string, other: Entry | undefined, why: string]>([
    ['is not known', undefined, 'deleteProduct needs an id that is not known'],
    ['was not answered', made('b', undefined), 'deleteProduct needs an id that is not known'],
    [
      'is not proven',
      made('b', 'prod_1'),
      `deleteProduct needs a resource that is not proven to belong to the run: expected sku "${tag}-b" in getProduct, got "WIDGET-1"`,
    ],
  ])('where a step needs something that %s', async (_what, other, why) => {
    const undo = [step('deleteProduct', 'productId', 'a', { json: { also: { own: 'b' } } })]
    const deployment = new Deployment({ '/products': [...foreign, product('prod_7', 'a')] })
    const { left } = await cleaning(deployment, {
      entries: [made('a', 'prod_7', { undo }), ...(other === undefined ? [] : [{ ...other, undo: [] }])],
    })
    expect(left[0]).toStrictEqual({ operation: 'createProduct', id: 'prod_7', why })
    expect(deployment.writes).toStrictEqual([])
  })
})

function withoutShows({ shows: _shows, ...entry }: Entry): Entry {
  return entry
}

describe('a resource that is still returned after its deletion', () => {
  const rows = () => ({ '/products': [...foreign, product('prod_7', 'a'), product('prod_8', 'b')] })
  const entries = [made('b', 'prod_8'), made('a', 'prod_7')]
  const kept = 'createProduct prod_8 still exists after the cleanup'

  test.each([
    [1, [500]],
    [2, [500, 1500]],
    [3, [500, 1500, 3000]],
  ])('%i more times is checked again, since a replica may lag behind', async (times, waits) => {
    let looks = 0
    const deployment = new Deployment({ '/products': [product('prod_8', 'b')] }, ({ operation }, honestly) => {
      if (operation !== 'getProduct') return undefined
      return honestly().status === 404 && looks++ < times ? reply(200, { data: product('prod_8', 'b') }) : undefined
    })
    const { left, lines, slept } = await cleaning(deployment, { entries: [made('b', 'prod_8')] })
    expect([left, lines, slept]).toStrictEqual([[], gone('b'), waits])
  })

  test('ends the deletions, since they may delete other data', async () => {
    const deployment = new Deployment(rows(), ({ operation }) => {
      if (operation !== 'deleteProduct') return undefined
      deployment.remove('/products', 'prod_1')
      return reply(204)
    })
    const { left, lines } = await cleaning(deployment, { entries })
    const why = `${kept}; nothing more is deleted, since that may delete other data`
    expect(deployment.writes).toStrictEqual(['DELETE /products/prod_8'])
    expect(lines).toStrictEqual([{ type: 'kept', id: 'b', why: kept }])
    expect(left).toStrictEqual([
      { operation: 'createProduct', id: 'prod_8', why: kept },
      { operation: 'createProduct', id: 'prod_7', why },
    ])
  })

  test('ends the deletions if nothing else is served anymore', async () => {
    const deployment = new Deployment(rows(), ({ operation }) =>
      operation === 'deleteProduct' ? reply(204) : operation === 'listProducts' ? reply(500) : undefined,
    )
    const { lines } = await cleaning(deployment, { entries })
    expect(lines).toStrictEqual([{ type: 'kept', id: 'b', why: kept }])
  })

  test('does not end the deletions if its deletion was rejected', async () => {
    const deployment = new Deployment(rows(), ({ operation, id }) =>
      operation === 'deleteProduct' && id === 'prod_8' ? reply(404) : undefined,
    )
    const { left, lines, slept } = await cleaning(deployment, { entries })
    expect([left, lines, slept]).toStrictEqual([[{ operation: 'createProduct', id: 'prod_8', why: kept }], gone('a'), []])
  })

  test('prevents deletions in the next cleanup, as long as it exists', async () => {
    const deployment = new Deployment(rows())
    const { left, lines } = await cleaning(deployment, { entries: [made('b', 'prod_8', { kept }), made('a', 'prod_7')] })
    const why = `${kept}; nothing more is deleted, since that may delete other data`
    expect([lines, deployment.writes]).toStrictEqual([[], []])
    expect(left).toStrictEqual(['prod_8', 'prod_7'].map((id) => ({ operation: 'createProduct', id, why })))
  })

  test.each<readonly [what: string, change: Partial<Entry>]>([
    ['once it has gone', { kept, isProven: true }],
    ['where the journal knows that it has gone', { kept, isGone: true, own: 'prod_7' }],
  ])('does not prevent them %s', async (_what, change) => {
    const deployment = new Deployment({ '/products': [...foreign, product('prod_7', 'a')] })
    const { left } = await cleaning(deployment, { entries: [made('b', 'prod_8', change), made('a', 'prod_7')] })
    expect([left, deployment.writes]).toStrictEqual([[], ['DELETE /products/prod_7']])
  })

  test('does not prevent them if its response was never recorded', async () => {
    const deployment = new Deployment({ '/products': [product('prod_7', 'a')] })
    const { left } = await cleaning(deployment, { entries: [made('b', undefined, { kept }), made('a', 'prod_7')] })
    expect([left, deployment.writes]).toStrictEqual([[], ['DELETE /products/prod_7']])
    expect(deployment.log.filter((each) => each.includes('undefined'))).toStrictEqual([])
  })
})

describe('a creation with an unknown outcome', () => {
  const strangers = [`${tag}-a-2`, `x${tag}-a`, `x ${tag}-a y`, tag, `${tag}-`, `${tag}-A`, 'a', `${tag}-b`].map((sku, index) => ({
    id: `prod_${index + 1}`,
    sku,
  }))
  const ids = strangers.map(({ id }) => id)

  test('is found by its text alone, and cleaned up', async () => {
    const deployment = new Deployment({ '/products': [...strangers, product('prod_99', 'a')] })
    const { left, lines } = await cleaning(deployment, { entries: [made('a', undefined)] })
    expect([left, lines]).toStrictEqual([[], gone('a')])
    expect(deployment.idsOf('/products')).toStrictEqual(ids)
    expect(deployment.log).toContain(`GET /products?sortBy=createdAt&sortOrder=desc&sku=${tag}-a&limit=100&page=1`)
  })

  test('is found by its text alone, regardless of the filter', async () => {
    const rows = [...strangers, product('prod_99', 'a')]
    const deployment = new Deployment({ '/products': rows }, ({ operation }) =>
      operation === 'listProducts' ? reply(200, { data: rows, pagination: { totalPages: 1 } }) : undefined,
    )
    expect(await cleaning(deployment, { entries: [made('a', undefined)] })).toMatchObject({ left: [], lines: gone('a') })
    expect(deployment.writes).toStrictEqual(['DELETE /products/prod_99'])
  })

  test('is gone if no item has its text', async () => {
    const deployment = new Deployment({ '/products': strangers })
    expect(await cleaning(deployment, { entries: [made('a', undefined)] })).toMatchObject({ left: [], lines: gone('a') })
    expect(deployment.writes).toStrictEqual([])
  })

  test('is found on a later page, twice, and by what it was renamed to', async () => {
    const many = Array.from({ length: 150 }, (_, index) => ({ id: `event_${index}`, name: `Sale ${index}` }))
    const deployment = new Deployment({
      '/forecast/events': [
        ...many,
        { id: 'event_a', name: `${tag}-a` },
        { id: 'event_b', name: `${tag}-moved` },
        { id: 'event_c', name: `${tag}-a` },
      ],
    })
    const entry = made('a', undefined, { shows: { texts: [`${tag}-a`, `${tag}-moved`, 'Sale 1'] } }, '/forecast/events')
    expect(await cleaning(deployment, { entries: [entry] })).toMatchObject({ left: [], lines: gone('a') })
    expect(deployment.writes).toStrictEqual(['event_a', 'event_b', 'event_c'].map((id) => `DELETE /forecast/events/${id}`))
  })

  test('is searched for on at most twenty pages', async () => {
    const deployment = new Deployment({}, ({ operation }) =>
      operation === 'listForecastEvents' ? reply(200, { data: [], pagination: { totalPages: 1_000_000 } }) : undefined,
    )
    await cleaning(deployment, { entries: [made('a', undefined, {}, '/forecast/events')] })
    expect(deployment.log.filter((each) => each.startsWith('GET /forecast/events?')).length).toBe(20)
  })

  test.each<readonly [what: string, answered: Reply]>([
    ['refuses', reply(500, { data: [] })],
    ['shows no rows', reply(200, { data: {} })],
  ])('stays open if the list %s', async (_what, answered) => {
    const deployment = new Deployment({}, ({ operation }) => (operation === 'listProducts' ? answered : undefined))
    const { left, lines } = await cleaning(deployment, { entries: [made('a', undefined)] })
    const why = 'it is unknown whether it was created: the list that would contain it cannot be read'
    expect([left, lines]).toStrictEqual([[{ operation: 'createProduct', why }], []])
  })

  test('is not found in other known resources of the run', async () => {
    const deployment = new Deployment({ '/products': [product('prod_7', 'a')] })
    const keeper = made('b', 'prod_7', { undo: [], shows: { texts: [`${tag}-a`] } })
    const { left, lines } = await cleaning(deployment, { entries: [made('a', undefined), keeper] })
    expect([left, lines]).toStrictEqual([
      [{ operation: 'createProduct', id: 'prod_7', why: 'the API cannot delete it', isLasting: true }],
      gone('a'),
    ])
    expect(deployment.writes).toStrictEqual([])
  })

  test('of a kind without a read is recorded as gone', async () => {
    const link: Entry = { id: 'l', kind: 'createProductLink', undo: [step('deleteProduct', 'productId', 'l')] }
    const deployment = new Deployment({ '/products': foreign })
    await cleaning(deployment, { entries: [link] })
    expect(deployment.writes).toStrictEqual([])
  })

  test('without a text of the run is not searched for', async () => {
    const rows = ['text', 'run', '', 'WIDGET'].map((sku, index) => ({ id: `prod_${index}`, sku }))
    const deployment = new Deployment({ '/products': rows })
    expect(await cleaning(deployment, { entries: [withoutShows(made('a', undefined))] })).toMatchObject({ left: [] })
    const { left, lines } = await cleaning(deployment, { entries: [made('a', undefined, { shows: { texts: ['conf-zzzz9999-a'] } })] })
    const why = 'it is unknown whether it was created: the journal contains no text of the run for it'
    expect([left, lines]).toStrictEqual([[{ operation: 'createProduct', why }], []])
    expect(deployment.writes).toStrictEqual([])
  })

  test('is found by a number, and not in items without an id', async () => {
    const sku = `${tag}-a`
    const rows = [{ id: 7, sku }, { sku }, { id: null, sku }, { id: { id: 'prod_1' }, sku }] as unknown as Row[]
    const deployment = new Deployment({ '/products': rows })
    expect(await cleaning(deployment, { entries: [made('a', undefined)] })).toMatchObject({ left: [], lines: gone('a') })
    expect(deployment.log.filter((each) => /undefined|object|null/.test(each))).toStrictEqual([])
    expect(deployment.writes).toStrictEqual(['DELETE /products/7'])
  })

  test('is requested once if the list has one page, and only with existing filters', async () => {
    const deployment = new Deployment({ '/forecast/events': [{ id: 'event_a', name: `${tag}-a` }] })
    await cleaning(deployment, { entries: [made('a', undefined, {}, '/forecast/events')] })
    expect(deployment.log.filter((each) => each.startsWith('GET /forecast/events?'))).toStrictEqual([
      'GET /forecast/events?sortBy=createdAt&sortOrder=desc&limit=100&page=1',
    ])
  })

  test('is requested without a filter if it may have several texts', async () => {
    const deployment = new Deployment({ '/products': [product('prod_7', 'b')] })
    const entry = made('a', undefined, { shows: { texts: [`${tag}-a`, `${tag}-b`] } })
    expect(await cleaning(deployment, { entries: [entry] })).toMatchObject({ left: [], lines: gone('a') })
    expect(deployment.log).toContain('GET /products?sortBy=createdAt&sortOrder=desc&limit=100&page=1')
  })

  test('is found if the response to another creation contained its id', async () => {
    const deployment = new Deployment({ '/products': [product('prod_7', 'a')] })
    await cleaning(deployment, { entries: [made('a', undefined), made('b', 'prod_7', { doubt: 'so' })] })
    expect(deployment.writes).toStrictEqual(['DELETE /products/prod_7'])
  })

  test('which cannot be deleted is reported if it is found, and gone if it is not', async () => {
    const category: Entry = { id: 'c', kind: 'createCategory', shows: { texts: [`${tag}_c`] }, undo: [] }
    const found = new Deployment({
      '/categories': [
        { id: 'cat_7', code: `${tag}_c` },
        { id: 'cat_8', code: `${tag}_c_2` },
      ],
    })
    expect(await cleaning(found, { entries: [category] })).toMatchObject({
      left: [{ operation: 'createCategory', id: 'cat_7', why: 'the API cannot delete it' }],
      lines: [],
    })
    expect(await cleaning(new Deployment({ '/categories': [] }), { entries: [category] })).toMatchObject({ left: [], lines: gone('c') })
    // For a resource that no read returns, the outcome is unknown.
    const alert: Entry = { id: 'x', kind: 'triggerAlert', undo: [] }
    expect(await cleaning(new Deployment({}), { entries: [alert] })).toMatchObject({
      left: [{ operation: 'triggerAlert', why: 'the API cannot delete it' }],
      lines: [],
    })
  })
})

describe('a response with the id of another resource', () => {
  const doubt = 'its id prod_1 appeared in a response before it was created'

  test('is not trusted: the created resource is found by its text', async () => {
    const deployment = new Deployment({ '/products': [...foreign, product('prod_7', 'a')] })
    expect(await cleaning(deployment, { entries: [made('a', 'prod_1', { doubt })] })).toMatchObject({ left: [], lines: gone('a') })
    expect(deployment.writes).toStrictEqual(['DELETE /products/prod_7'])
  })

  test('is reported if nothing with the text exists', async () => {
    const deployment = new Deployment({ '/products': foreign })
    const { left, lines } = await cleaning(deployment, { entries: [made('a', undefined, { doubt })] })
    expect([left, lines]).toStrictEqual([[{ operation: 'createProduct', why: `${doubt}; not touched` }], []])
    expect(deployment.writes).toStrictEqual([])
  })

  test('is reported with what went wrong', async () => {
    const deployment = new Deployment({ '/products': [product('prod_7', 'a')] }, ({ operation }) =>
      operation === 'deleteProduct' ? reply(403) : undefined,
    )
    const { left } = await cleaning(deployment, { entries: [made('a', undefined, { doubt })] })
    expect(left).toStrictEqual([{ operation: 'createProduct', why: `${doubt}; not touched: DELETE /products/prod_7 returned 403` }])
  })

  test('is reported if it cannot be deleted', async () => {
    const category: Entry = { id: 'c', kind: 'createCategory', doubt, shows: { texts: [`${tag}_c`] }, undo: [] }
    expect((await cleaning(new Deployment({}), { entries: [category] })).left).toStrictEqual([{ operation: 'createCategory', why: doubt }])
  })
})

describe('a duplicate', () => {
  test('is cleaned up like the original', async () => {
    const deployment = new Deployment({
      '/products': [...foreign, product('prod_7', 'a'), product('prod_8', 'a'), product('prod_9', 'a-2')],
    })
    expect(await cleaning(deployment, { entries: [made('a', 'prod_7')] })).toMatchObject({ left: [], lines: gone('a') })
    expect(deployment.writes).toStrictEqual(['DELETE /products/prod_7', 'DELETE /products/prod_8'])
  })

  test('is searched for even if the original is gone, by text and by tenant', async () => {
    const rows = [
      product('prod_8', 'a'),
      product('prod_9', 'b', { tenant: 'other' }),
      product('prod_10', 'b'),
      { id: 'prod_1', sku: 'WIDGET' },
    ]
    const deployment = new Deployment({ '/products': rows })
    const others = made('b', 'prod_6', { isGone: true, other: true })
    const entries = [made('a', 'prod_7', { isGone: true, shows: { texts: [`${tag}-a`, 'WIDGET'] } }), others]
    expect(await cleaning(deployment, { entries })).toMatchObject({ left: [] })
    expect(deployment.idsOf('/products')).toStrictEqual(['prod_10', 'prod_1'])
  })

  test('is reported if it cannot be cleaned up', async () => {
    const deployment = new Deployment(
      { '/products': [product('prod_8', 'a')], '/categories': [{ id: 'cat_8', code: `${tag}_c` }] },
      ({ operation }) => (operation === 'deleteProduct' ? reply(403) : undefined),
    )
    const category: Entry = { id: 'c', kind: 'createCategory', own: 'cat_7', isGone: true, shows: { texts: [`${tag}_c`] }, undo: [] }
    const { left } = await cleaning(deployment, { entries: [made('a', 'prod_7', { isGone: true }), category] })
    expect(left).toStrictEqual([
      {
        operation: 'createProduct',
        id: 'prod_8',
        why: 'a duplicate of a resource that the run created: DELETE /products/prod_8 returned 403',
      },
      { operation: 'createCategory', id: 'cat_8', why: 'a duplicate of a resource that the run created: the API cannot delete it' },
    ])
  })

  test('is not searched for once nothing more is deleted', async () => {
    const deployment = new Deployment({ '/products': [product('prod_7', 'a'), product('prod_8', 'a')] }, ({ operation }) =>
      operation === 'deleteProduct' ? reply(204) : undefined,
    )
    await cleaning(deployment, { entries: [made('a', 'prod_7')] })
    expect(deployment.writes).toStrictEqual(['DELETE /products/prod_7'])
  })

  test('is none if only its list returns the text', async () => {
    const deployment = new Deployment({ '/products': [{ id: 'prod_1', sku: 'WIDGET' }] }, ({ operation }) =>
      operation === 'listProducts' ? reply(200, { data: [product('prod_1', 'a')], pagination: { totalPages: 1 } }) : undefined,
    )
    const { left } = await cleaning(deployment, { entries: [made('a', 'prod_7', { isGone: true })] })
    expect(left[0]?.why).toMatch(/^a duplicate of a resource that the run created: not proven to belong to the run/)
    expect(deployment.writes).toStrictEqual([])
  })
})

describe('a setting', () => {
  const before = { low: true, empty: {}, nested: { a: [1, 2], b: null } }
  const setting = { id: 'replaceAlertConfig', operation: 'replaceAlertConfig', value: before } as const
  const back = (settings = [setting as Remains['settings'][number]]) => ({ entries: [], settings })

  test.each<readonly [what: string, now: unknown]>([
    ['a field is another', { ...before, low: false }],
    ['a field is missing', { nested: before.nested }],
    ['a field is new', { ...before, more: 1 }],
    ['a nested field is another', { ...before, nested: { a: [1, 2], b: 0 } }],
    ['null is an object', { ...before, nested: { a: [1, 2], b: {} } }],
    ['a truth value is an object', { ...before, low: {} }],
    ['an object is a number', { ...before, empty: 5 }],
    ['an object is null', { ...before, empty: null }],

    ['a list is longer', { ...before, nested: { a: [1, 2, 3], b: null } }],
    ['a list is an object', { ...before, nested: { a: { 0: 1, 1: 2 }, b: null } }],
    ['it is empty', null],
  ])('is restored to the value that was read if %s', async (_what, now) => {
    const deployment = new Deployment({})
    deployment.setting = now
    expect(await cleaning(deployment, back())).toMatchObject({ left: [], lines: gone('replaceAlertConfig') })
    expect(deployment.setting).toStrictEqual(before)
    expect(deployment.writes).toHaveLength(1)
  })

  test('is not touched if it is unchanged, in any order', async () => {
    const deployment = new Deployment({})
    deployment.setting = { nested: { b: null, a: [1, 2] }, empty: {}, low: true }
    expect(await cleaning(deployment, back())).toMatchObject({ left: [], lines: gone('replaceAlertConfig') })
    expect(deployment.log).toStrictEqual([`GET ${api.operations.getAlertConfig.path}`])
  })

  const byHand = `it differs from its value before the run; restore it manually to ${JSON.stringify(before)}`
  test.each<readonly [what: string, lie: (asked: Asked) => Reply | undefined, writes: number]>([
    ['it is not set', ({ operation }) => (operation === 'replaceAlertConfig' ? reply(200) : undefined), 1],
    ['it cannot be read', ({ operation }) => (operation === 'getAlertConfig' ? reply(503) : undefined), 0],
  ])('is reported if %s', async (_what, lie, writes) => {
    const deployment = new Deployment({}, lie)
    deployment.setting = {}
    const { left, lines } = await cleaning(deployment, back())
    expect([left, lines]).toStrictEqual([[{ operation: 'replaceAlertConfig', why: byHand }], []])
    expect(deployment.writes).toHaveLength(writes)
  })

  test('without a read is reported', async () => {
    const deployment = new Deployment({})
    const { left } = await cleaning(deployment, back([{ id: 'x', operation: 'createProduct', value: {} }]))
    expect([left, deployment.log]).toStrictEqual([
      [{ operation: 'createProduct', why: 'the journal contains a setting that cannot be read' }],
      [],
    ])
  })
})

describe('the deployment', () => {
  const broken: Failure = { kind: 'broken', message: 'gone' }

  test('that does not respond gets a retry, and then no more requests', async () => {
    const deployment = new Deployment({}, () => broken)
    const { left, lines, slept } = await cleaning(deployment, { entries: [made('b', 'prod_8'), made('a', 'prod_7'), made('c', undefined)] })
    expect(slept).toStrictEqual([50, 200, 1000, 50, 200, 1000])
    expect(deployment.log).toHaveLength(8)
    expect([left.length, lines]).toStrictEqual([3, []])
  })

  test('that responds after a while gets further requests', async () => {
    let count = 0
    const deployment = new Deployment({ '/products': [product('prod_7', 'a')] }, () => (count++ % 4 === 3 ? undefined : broken))
    const { left, slept } = await cleaning(deployment, { entries: [made('a', 'prod_7')] })
    expect(left).toStrictEqual([])
    expect(slept.slice(0, 3)).toStrictEqual([50, 200, 1000])
  })

  test('that responds occasionally is not given up', async () => {
    // The first four attempts of every fourth request are lost.
    let request = 0
    let attempts = 0
    const deployment = new Deployment({ '/products': [product('prod_7', 'a'), product('prod_8', 'b')] }, () => {
      if (request % 4 !== 0) {
        request++
        return undefined
      }
      attempts++
      if (attempts % 4 === 0) request++
      return broken
    })
    await cleaning(deployment, { entries: [made('b', 'prod_8'), made('a', 'prod_7')] })
    expect(request).toBeGreaterThan(8)
  })

  test.each<readonly [what: string, headers: Reply['headers'], wait: number]>([
    ['a second', [['Retry-After', '1']], 1000],
    ['two, in lower case', [['retry-after', '2']], 2000],
    ['nothing', [], 60_000],
    ['a date', [['Retry-After', 'Wed, 21 Oct 2026 07:28:00 GMT']], 60_000],
    ['less than nothing', [['Retry-After', '-5']], 0],
    ['a day', [['Retry-After', '86400']], 3_600_000],
  ])('that requires a wait of %s gets it', async (_what, headers, wait) => {
    let count = 0
    const deployment = new Deployment({ '/products': [product('prod_7', 'a')] }, () =>
      count++ === 0 ? reply(429, {}, headers) : undefined,
    )
    expect(await cleaning(deployment, { entries: [made('a', 'prod_7')] })).toMatchObject({ left: [], lines: gone('a'), slept: [wait] })
  })

  test('that requires a wait again and again gets it three times', async () => {
    const deployment = new Deployment({ '/products': [product('prod_7', 'a')] }, ({ operation }) =>
      operation === 'deleteProduct' ? reply(429, {}, [['Retry-After', '1']]) : undefined,
    )
    const { left, slept } = await cleaning(deployment, { entries: [made('a', 'prod_7')] })
    expect(left).toStrictEqual([{ operation: 'createProduct', id: 'prod_7', why: 'DELETE /products/prod_7 returned 429' }])
    expect(slept).toStrictEqual([1000, 1000, 1000])
  })

  test('is the only one that gets the key', async () => {
    const elsewhere = {
      ...api,
      operations: { ...api.operations, getProduct: { ...api.operations.getProduct, path: '@other.host/{productId}' } },
    }
    const deployment = new Deployment({ '/products': [product('prod_7', 'a')] })
    const cleaned = cleaning(deployment, { entries: [made('a', 'prod_7')] }, { api: elsewhere, baseUrl: 'http://a.example' })
    await expect(cleaned).rejects.toThrow('http://a.example@other.host/prod_7 is not below http://a.example')
    expect(deployment.log).toStrictEqual([])
  })
})

describe('alerts about stock of the run', () => {
  const stock: Entry = { id: 's', kind: 'recordStock', own: 'inv_7', isGone: true, undo: [] }
  const entries = [made('a', 'prod_7', { isGone: true }), stock]
  const alert = (productMasterId: string, destinations: unknown) => ({ id: 'alert', origin: 'AUTOMATIC', productMasterId, destinations })

  test.each<readonly [what: string, rows: readonly Row[], want: string | undefined]>([
    ['none', [alert('prod_1', ['x'])], undefined],
    [
      'some',
      [alert('prod_7', []), alert('prod_7', null), alert('prod_1', [])],
      'the deployment raised 2 alerts about stock created by the run; none was sent to a destination; alerts cannot be deleted',
    ],
    [
      'some that reach people',
      [alert('prod_7', ['mail']), alert('prod_7', [])],
      'the deployment raised 2 alerts about stock created by the run; 1 of them were sent to the destinations of the alert configuration; alerts cannot be deleted',
    ],
    ['about what is no product of the run', [alert('inv_7', ['x'])], undefined],

    ['others', [{ ...alert('prod_7', []), origin: 'MANUAL' }], undefined],
  ])('are counted: %s', async (_what, rows, want) => {
    const path = api.operations.listAlertHistory.path
    const { left } = await cleaning(new Deployment({ [path]: rows }), { entries })
    expect(left).toStrictEqual(want === undefined ? [] : [{ operation: 'recordStock', why: want, isLasting: true }])
  })

  test('are searched for as long as a page contains some', async () => {
    const { path } = api.operations.listAlertHistory
    const asked = (deployment: Deployment) => deployment.log.filter((each) => each.startsWith(`GET ${path}`)).length
    const some = new Deployment({ [path]: Array.from({ length: 250 }, () => alert('prod_7', [])) })
    expect((await cleaning(some, { entries })).left[0]?.why).toMatch(/raised 250 alerts/)
    expect(asked(some)).toBe(4)
    const failing = new Deployment({}, ({ operation }) => (operation === 'listAlertHistory' ? reply(500) : undefined))
    expect((await cleaning(failing, { entries })).left).toStrictEqual([])
    expect(asked(failing)).toBe(1)
  })

  test('are not searched for if the run recorded no stock', async () => {
    for (const each of [[entries[0]!], [entries[0]!, { ...withoutOwn(stock) }]]) {
      const deployment = new Deployment({})
      await cleaning(deployment, { entries: each })
      expect(deployment.log.filter((line) => line.includes('origin=AUTOMATIC'))).toStrictEqual([])
    }
  })
})

function withoutOwn({ own: _own, ...entry }: Entry): Entry {
  return entry
}

describe('a request that was carried out although it must be rejected', () => {
  const why = 'the deployment carried out a request that it must reject; check whether something must be undone manually'
  const accepted = [
    { id: 'x', operation: 'updateProduct', ids: ['a', 'b'] },
    { id: 'y', operation: 'PUT /products', ids: [] },
  ]
  const named = [
    { operation: 'updateProduct', id: 'a, b', why },
    { operation: 'PUT /products', why },
  ]

  test('is reported', async () => {
    expect((await cleaning(new Deployment({}), { entries: [], accepted })).left).toStrictEqual(named)
  })

  test('is reported by a run that may not clean it up, with what it created', () => {
    const carried = 'the deployment carried out a request that it must reject; undo it with "clean" and the journal'
    const entries = [made('a', 'prod_7'), made('b', undefined, { doubt: 'so' }), made('c', 'prod_9', { isGone: true })]
    expect(untouched({ entries, accepted })).toStrictEqual([
      ...named,
      { operation: 'createProduct', id: 'prod_7', why: carried },
      { operation: 'createProduct', why: 'so' },
    ])
  })
})

test.each<readonly [text: string, want: boolean]>([
  [`${tag}-a`, true],
  [`${tag}-a-b`, true],
  [`${tag.toUpperCase()}-A`, true],
  [`${tag.replace('-', '_')}_a`, true],
  [tag, false],
  [`${tag}-`, false],
  [`${tag}a`, false],
  [`x${tag}-a`, false],
  [` ${tag}-a`, false],
  ['conf-zzzz9999-a', false],
  ['', false],
])('%j is a text of the run: %s', (text, want) => {
  expect(isMark(text, tag)).toBe(want)
})

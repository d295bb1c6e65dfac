/** What the sender sends of a plan, tested with a deployment in memory that may respond incorrectly. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { ApiRequestBuilder } from '../plan/request-builder.ts'
import type { Resource } from '../model/resource.ts'
import { Forbidden, type WriteConsent } from '../guard/consent.ts'
import type { OperationId } from '../../spec/contract.ts'
import { api } from '../profile/index.ts'
import { baseUrl, planOf } from '../testing/fixture.ts'
import type { Reply } from '../model/exchange.ts'
import { Journal } from '../cleanup/journal.ts'
import type { Line } from '../cleanup/ledger.ts'
import type { Plan } from '../plan/model.ts'
import { keyOf, type Request } from '../model/request.ts'
import { KeyRing } from './key-ring.ts'
import { Patience } from './patience.ts'
import type { Recording } from '../model/recording.ts'
import { send } from './send.ts'
import { checkPermit, type Wire, type WireRequest } from '../guard/wire.ts'

const directory = mkdtempSync(path.join(tmpdir(), 'guarded-'))
afterAll(() => rmSync(directory, { recursive: true }))
let count = 0

const ask = new ApiRequestBuilder(api, 'sent')
const { operations } = api
const list = ask.read(operations.listProducts)
const product = ask.resources.of('createProduct', 'sent')
const proof = product.proof!.read
const change = ask.resources.act('updateProduct', { params: { productId: product.id }, json: { name: ask.resources.mark('renamed') } })
const [remove] = product.undo as [Request]
const check = product.check!

const reply = (status: number, body: unknown = {}): Reply => ({ status, headers: [], body: Buffer.from(JSON.stringify(body)) })

/** Sends requests to a deployment that responds as in `answers`, by method and path, and returns 200 for all others. */
async function sending(
  requests: readonly Request[],
  answers: Readonly<Record<string, Reply | (() => Reply)>> = {},
  {
    consent = { writes: true, lasting: true },
    owned = [product],
    concurrency = 1,
  }: { readonly consent?: WriteConsent; readonly owned?: readonly Resource[]; readonly concurrency?: number } = {},
): Promise<{ readonly sent: readonly string[]; readonly record: Recording; readonly lines: readonly Line[]; readonly left: boolean }> {
  const sent: string[] = []
  const wire: Wire = {
    send: async (request: WireRequest) => {
      checkPermit(request)
      const name = `${request.method} ${new URL(request.url).pathname.slice('/api'.length)}`
      sent.push(name)
      // Other requests may be sent meanwhile.
      for (let turn = 0; turn < 5; turn++) await setImmediate()
      const answer = answers[name] ?? reply(200, { data: [] })
      return typeof answer === 'function' ? answer() : answer
    },
    close: async () => undefined,
  }
  const plan: Plan = {
    ...planOf([]),
    requests: [list, ...requests],
    owned: new Map(owned.map((own) => [keyOf(own.create), [own]])),
    madeUp: ask.madeUp,
    tag: ask.resources.tag,
  }
  const file = path.join(directory, `${++count}`)
  const journal = new Journal(file, { target: baseUrl, tag: ask.resources.tag, startedAt: '' })
  const record = await send({
    plan,
    api,
    consent,
    baseUrl,
    keys: new KeyRing({ main: ['main-key'] }, 'unknown-key'),
    wire,
    clock: () => 0,
    sleep: async () => undefined,
    cleanupSleep: async () => undefined,
    onEvent: () => undefined,
    headers: {},
    concurrency,
    journal,
    patience: new Patience(60_000, () => 0),
  })
  const lines = readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)
  journal.close()
  return { sent: sent.slice(1), record, lines: lines.slice(1), left: existsSync(file) }
}

/** A list with one item, as in the contract. */
const listed = (id: string) => reply(200, { data: [{ id }], pagination: { page: 1, pageSize: 20, total: 1, totalPages: 1 } })

const created = { 'POST /products': reply(201, { data: { id: 'prod_7' } }) }
const shown = { 'GET /products/prod_7': reply(200, { data: { id: 'prod_7', sku: ask.resources.mark('sent') } }) }
const why = (record: Recording, request: Request): string | undefined => record.unsent.get(keyOf(request))

describe('a resource of the run', () => {
  test('is changed and cleaned up once it is proven', async () => {
    let isGone = false
    const { sent, record, lines, left } = await sending([product.create, proof, change, remove, check], {
      ...created,
      'GET /products/prod_7': () => (isGone ? reply(404) : shown['GET /products/prod_7']),
      'DELETE /products/prod_7': () => {
        isGone = true
        return reply(204)
      },
    })
    expect(sent).toEqual([
      'POST /products',
      'GET /products/prod_7',
      'PATCH /products/prod_7',
      'DELETE /products/prod_7',
      'GET /products/prod_7',
    ])
    expect([record.unsent.size, lines.map(({ type }) => type).filter((type) => type !== 'proven'), left]).toEqual([
      0,
      ['make', 'made', 'gone'],
      false,
    ])
  })

  test.each<readonly [what: string, answers: Parameters<typeof sending>[1], want: RegExp]>([
    [
      'is shown with the text of somebody',
      { ...created, 'GET /products/prod_7': reply(200, { data: { id: 'prod_7', sku: 'WIDGET' } }) },
      /expected sku "[^"]+" in getProduct, got "WIDGET"/,
    ],
    ['is not shown', { ...created, 'GET /products/prod_7': reply(404) }, /getProduct returned 404/],
    [
      'has the id of something that was listed',
      { ...created, ...shown, 'GET /products': listed('prod_7') },
      /its id prod_7 appeared in a response before it was created/,
    ],
    [
      'has the id of a path',
      { ...shown, 'POST /products': reply(201, { data: { id: '..' } }) },
      /the response to createProduct has no usable value at \/data\/id/,
    ],
    ['has no id', { ...shown, 'POST /products': reply(201) }, /the response to createProduct has no \/data\/id/],
    ['is there without having been made', { ...shown, 'POST /products': reply(409) }, /createProduct returned 409/],
  ])('is not touched if it %s', async (_what, answers, want) => {
    const { sent, record, left } = await sending([product.create, proof, change, remove, check], answers)
    expect(sent.filter((each) => !each.startsWith('GET'))).toEqual(['POST /products'])
    expect(why(record, change)).toMatch(want)
    expect(why(record, remove)).toMatch(want)
    expect(left).toBe(answers?.['POST /products'] !== undefined && !want.source.includes('409'))
  })

  test('that still exists after its deletion ends the deletions', async () => {
    const other = ask.resources.of('createProduct', 'kept')
    const make = [reply(201, { data: { id: 'prod_8' } }), reply(201, { data: { id: 'prod_7' } })]
    const { sent, record, lines } = await sending(
      [other.create, other.proof!.read, product.create, proof, remove, check, other.undo[0]!],
      {
        ...shown,
        'POST /products': () => make.shift()!,
        'GET /products/prod_8': reply(200, { data: { id: 'prod_8', sku: ask.resources.mark('kept') } }),
        'DELETE /products/prod_7': reply(204),
      },
      { owned: [product, other] },
    )
    expect(sent.filter((each) => each.startsWith('DELETE'))).toEqual(['DELETE /products/prod_7'])
    expect(why(record, other.undo[0]!)).toMatch(
      /^createProduct prod_7 still exists, although deleteProduct returned 204; nothing more is deleted/,
    )
    expect(lines.map(({ type }) => type).filter((type) => type !== 'proven')).toEqual(['make', 'made', 'make', 'made', 'kept'])
  })
})

test.each<readonly [what: string, consent: WriteConsent, want: string]>([
  ['nothing is allowed', {}, 'createProduct: writes data; enable with --allow-writes'],
  ['reads alone are allowed', { writes: true, readsOnly: true }, 'createProduct: not a read request, and --reads-only was given'],
])('a plan that writes where %s is a fault of the suite', async (_what, consent, want) => {
  await expect(sending([product.create], {}, { consent })).rejects.toThrow(new Forbidden(want))
})

describe('a write that must be rejected', () => {
  const planted = (id: OperationId, again: number): Request => {
    const operation = operations[id]
    const params = ask.unknownParams(operation)
    return ask.write(operation, { params, body: { json: { name: 7, sku: 8 } }, effect: 'refused', again })
  }
  const many = [1, 2, 3].map((again) => planted('createProduct', again))
  const others = [1, 2].map((again) => planted('createCategory', again))

  test.each([1, 4])('and is accepted stops further ones on its operation, and is recorded; %i in parallel', async (concurrency) => {
    const { sent, record, lines, left } = await sending(
      [...many, ...others],
      { ...created, 'POST /categories': reply(400) },
      { consent: {}, concurrency },
    )
    expect([...sent].sort()).toEqual(['POST /categories', 'POST /categories', 'POST /products'])
    const stopped = 'createProduct carried out a request that it must reject (201); no more such requests are sent to it'
    expect([...many, ...others].map((each) => why(record, each))).toEqual([undefined, stopped, stopped, undefined, undefined])
    expect(lines).toEqual([{ type: 'accepted', id: keyOf(many[0]!), operation: 'createProduct', ids: ['prod_7'] }])
    expect(left).toBe(true)
  })

  test('and is rejected stops nothing', async () => {
    const { sent, record, lines, left } = await sending(many, { 'POST /products': reply(400) }, { consent: {} })
    expect([sent.length, record.unsent.size, lines, left]).toEqual([3, 0, [], false])
  })

  test('contains an id that must not exist', async () => {
    const request = planted('updateProduct', 1)
    const id = request.params['productId'] as string
    const { sent, record } = await sending([request], { 'GET /products': listed(id) }, { consent: {} })
    expect([sent, why(record, request)]).toEqual([[], `the generated id "${id}" appears in a response`])
  })
})

describe('a setting', () => {
  const read = ask.read(operations.getAlertConfig)
  const set = ask.resources.act('replaceAlertConfig', { json: { config: ask.resources.named('setting') }, effect: 'lasting' })
  const { path: at } = operations.getAlertConfig

  const again = ask.read(operations.getAlertConfig, { again: 1 })
  const after = ask.read(operations.getAlertConfig, { after: [set] })
  const [get, put] = [`GET ${at}`, `PUT ${at}`]
  const one = reply(200, { data: { config: { low: 1 } } })
  const noted = { type: 'set', id: 'replaceAlertConfig', operation: 'replaceAlertConfig', value: { config: { low: 1 } } }
  const whole = [read, again, set, after]

  test('is recorded as read before it is changed, and is settled by the read after it', async () => {
    const { sent, lines, left } = await sending(whole, { [get]: one })
    expect([sent, left]).toEqual([[get, get, put, get], false])
    expect(lines).toEqual([noted, { type: 'gone', id: 'replaceAlertConfig' }])
  })

  test('that nobody read after the change may have to be restored', async () => {
    const { sent, lines, left } = await sending([read, again, set], { [get]: one })
    expect([sent, left]).toEqual([[get, get, put], true])
    expect(lines).toEqual([noted])
  })

  test('that another client changes while the run goes on is not written', async () => {
    let reads = 0
    const { sent, record, left } = await sending([read, again, set], {
      [get]: () => reply(200, { data: { config: { low: (reads += 1) } } }),
    })
    expect([sent, left]).toEqual([[get, get], false])
    expect(why(record, set)).toBe('the setting has changed since the run began, so writing it back could undo the change of another client')
  })

  test('is not changed if it could not be read', async () => {
    const broken = ask.write(operations.replaceAlertConfig, { body: { text: '{' }, effect: 'refused' })
    const { sent, record } = await sending([read, broken], { [`GET ${at}`]: reply(503) })
    expect([sent, why(record, broken)]).toEqual([[`GET ${at}`], 'the current setting could not be read, so it could not be restored'])
  })
})

test('a request that must be rejected because of an earlier write is not sent without that write', async () => {
  const link = ask.resources.of('createProductLink', 'sent').create
  const duplicate = ask.resources.of('createProductLink', 'sent', { after: [link], isRefused: true }).create
  // The product of the link is not created, so the link cannot be sent.
  const { sent, record } = await sending([link, duplicate])
  expect(sent).toEqual([])
  expect(why(record, duplicate)).toBe(why(record, link))
})

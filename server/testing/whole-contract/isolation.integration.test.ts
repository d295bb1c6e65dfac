/** D05 over the whole contract: tenants with equal data, and every id of one sent by the other. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { contract, type OperationId } from '../../../spec/contract.ts'
import type { Parts } from '../../app.ts'
import { demoKeys } from '../../demo/keys.ts'
import type { Handler, Handlers, Input } from '../../handlers.ts'
import { hashKeyText } from '../../keys/key-text.ts'
import { refuse } from '../../refusals.ts'
import { openStore } from '../../store/open.ts'
import { exampleCalls, headersOf, isPrepared, nameOf, prepare, targetOf, type ExampleCall, type Reply, type Send } from './example-call.ts'
import { idPlaces, idsOfBody, stringsOf, withId, type IdPlace } from './id-places.ts'
import { addTwin, idsOf, rowsOf } from './twin.ts'
import { demoSnapshot, openResettable, type Snapshot, type ResettableServer } from './resettable-server.ts'

interface Caller {
  readonly tenantId: string
  readonly key: string
}

const ours: Caller = { tenantId: 'tenant_nordwind', key: demoKeys.nordwind.administrator }
const theirs: Caller = { tenantId: 'tenant_twin', key: 'bdk_demo_TWINADMIN_0123456789abcdefghijklmnopqrstuv' }
/** A tenant that even has our ids, with other names and twice the stock: what forgets the tenant mixes it with ours, or writes to both. */
const double = (tenantId: string) => ({
  of: ours.tenantId,
  tenantId,
  rename: (id: string) => id,
  alter: (column: string, value: unknown) => {
    if (typeof value === 'number' && /^quantity|^qty|Qty$/.test(column)) return 2 * value
    return typeof value === 'string' && /^name$|Name$/.test(column) ? `${value} too` : value
  },
})
/** Ids of theirs, and ids that nobody has; of one length, so that not even `Content-Length` may differ. */
const theirId = (id: string) => `${id}_twin`
const nobodysId = (id: string) => `${id}_none`

/** One call of ours, with ids of somebody else in some of its places. */
interface Trespass {
  readonly call: ExampleCall
  readonly places: readonly IdPlace[]
}

/** Each place of a call alone, those of one kind together, and all of them. */
function trespasses(call: ExampleCall): Trespass[] {
  const places = idPlaces(call)
  const kinds = (['path', 'query', 'body'] as const).map((kind) => places.filter((place) => place.in === kind))
  const together = [...kinds, places].filter(({ length }) => length > 1)
  const sets = new Map([...places.map((place) => [place]), ...together].map((set) => [JSON.stringify(set), set]))
  // Filters that are not ids would only hide what is found.
  return [...sets.values()].map((set) => ({ call: { ...call, query: {} }, places: set }))
}

const calls = Object.values(contract.operations).flatMap(exampleCalls)
const all = calls.flatMap(trespasses)
const title = ({ call, places }: Trespass) => `${nameOf(call)} ${places.map((place) => `${place.in} ${place.at}`).join(', ')}`

const sendTo =
  ({ app }: ResettableServer, { key } = ours): Send =>
  async (call) => {
    const { statusCode, headers, body } = await app.inject({
      method: call.operation.method,
      url: `/api${targetOf(call)}`,
      headers: headersOf(call, key),
      ...(call.body === undefined ? {} : { payload: JSON.stringify(call.body) }),
    })
    return { status: statusCode, headers: headers as Record<string, string>, text: body }
  }

const rowsIn = (server: ResettableServer) => ({
  ours: rowsOf(server.file(), ours.tenantId),
  theirs: rowsOf(server.file(), theirs.tenantId),
  double: rowsOf(server.file(), 'tenant_double'),
})

type Rows = ReturnType<typeof rowsIn>

/** The tables in which rows are other ones than before, or more, or fewer. */
function changes(before: Rows, after: Rows): string[] {
  return (['ours', 'theirs', 'double'] as const).flatMap((whose) =>
    Object.keys(before[whose])
      .filter((table) => before[whose][table] !== after[whose][table])
      .map((table) => `rows have changed in ${table} (${whose})`),
  )
}

/** What a reply may not tell: all of it, but for what differs between any two requests, and with one name for whatever ids were sent. */
function told({ status, headers, text }: Reply, places: readonly IdPlace[], idFor: (id: string) => string): unknown {
  const { 'x-request-id': requestId = '', 'x-ratelimit-remaining': _remaining, date: _date, ...rest } = headers
  const ids = new Set(places.map(({ example }) => example))
  const anonymous = [...ids].reduce((told, id) => told.replaceAll(idFor(id), `<${id}>`), text)
  return { status, headers: rest, body: anonymous.replace(`"requestId":"${requestId}"`, '"requestId":""') }
}

/** Filters that choose what is summed, not the rows: there is a row for each sales channel, with zeros where nothing matches. */
const summed: Readonly<Partial<Record<OperationId, readonly string[]>>> = { listChannelSummaries: ['locationId', 'productMasterId'] }

/** What the answer must be, whoever may have the ids: the contract's word on unknown ids in such places. */
function misfits({ call: { operation }, places }: Trespass, { status, text }: Reply): string[] {
  const body = JSON.parse(text)
  const kinds = new Set(places.map((place) => place.in))
  if (kinds.has('body') && kinds.has('path')) return [400, 404].includes(status) ? [] : [`expected 400 or 404, got ${status}`]
  if (kinds.has('path')) return status === 404 && body.details.code === 'NOT_FOUND' ? [] : [`expected 404, got ${status}`]
  if (kinds.has('body')) {
    const { reason, issues = [] } = body.details ?? {}
    if (status !== 400 || reason !== 'UNKNOWN_REFERENCE') return [`expected 400 UNKNOWN_REFERENCE, got ${status} ${reason}`]
    const named = issues.some((issue: { in: string; path: string }) => places.some(({ at }) => issue.in === 'body' && issue.path === at))
    return named ? [] : [`expected an issue with one of these ids, got ${JSON.stringify(issues)}`]
  }
  if (status !== operation.success.status) return [`expected ${operation.success.status}, got ${status}`]
  if (operation.list === undefined || places.every(({ at }) => summed[operation.id]?.includes(at))) return []
  return body.data.length === 0 && body.pagination.total === 0 ? [] : [`expected an empty list, got ${body.pagination.total} rows`]
}

/** Tries ids of theirs, then ids of nobody's, and says what is wrong with the answers and what has become of the rows; the server is as before. */
async function findings({ call, places }: Trespass, at: ResettableServer): Promise<string[]> {
  const send = sendTo(at)
  const prepared = await prepare(call, send)
  const initially = prepared === call ? rows : rowsIn(at)
  const ask = (idFor: (id: string) => string) => send(places.reduce((asked, place) => withId(asked, place, idFor(place.example)), prepared))
  const foreign = await ask(theirId)
  const changed = changes(initially, rowsIn(at))
  if (changed.length > 0) return [...misfits({ call, places }, foreign), ...changed, ...(await at.reset(), [])]
  const unknown = await ask(nobodysId)
  if (prepared !== call) await at.reset()
  const [one, other] = [told(foreign, places, theirId), told(unknown, places, nobodysId)].map((each) => JSON.stringify(each))
  const difference = one === other ? [] : [`${one} for theirs, ${other} for nobody's`]
  return [...misfits({ call, places }, foreign), ...difference]
}

let snapshot: Snapshot
let server: ResettableServer
/** As they are in the snapshot. */
let rows: Rows
beforeAll(async () => {
  snapshot = await demoSnapshot(async (file) => {
    addTwin(file, { of: ours.tenantId, tenantId: theirs.tenantId, rename: theirId })
    addTwin(file, double('tenant_double'))
    const store = await openStore(`file:${file}`)
    await store.forTenant(theirs.tenantId).keys.insert({
      id: 'key_twin',
      publicId: 'TWINADMIN',
      secretHash: hashKeyText(theirs.key),
      name: 'Administrator',
      keyPrefix: 'bdk_demo_TWINADMIN',
      last4: theirs.key.slice(-4),
      scopes: ['*'],
      expiresAt: null,
      allowedIps: [],
      createdAt: '2024-06-03T08:00:00Z',
      updatedAt: '2024-06-03T08:00:00Z',
      revokedAt: null,
    })
    await store.close()
  })
  server = await openResettable(snapshot)
  rows = rowsIn(server)
})
afterAll(async () => {
  await server.close()
  await snapshot.remove()
})

describe('the places of ids', () => {
  test('hold all ids of the examples, and nothing else', () => {
    const ids = idsOf(snapshot.file, ours.tenantId)
    for (const call of calls) {
      const places = idPlaces(call).map((place) => `${place.in} ${place.at}`)
      for (const each of stringsOf(call)) {
        expect(ids.has(each.text), `${nameOf(call)}: ${each.in} ${each.at} is ${each.text}`).toBe(places.includes(`${each.in} ${each.at}`))
      }
      for (const { at, example } of idPlaces(call)) expect(ids, `${nameOf(call)}: ${at}`).toContain(example)
    }
  })

  test('are all tried: every path parameter, every filter by an id, every reference of a body', () => {
    for (const operation of Object.values(contract.operations)) {
      const tried = all
        .filter(({ call, places }) => call.operation === operation && places.length === 1)
        .flatMap(({ places }) => places.map((place) => (place.in === 'body' ? place.at.replaceAll(/\/\d+/g, '/*') : place.at)))
      const named = operation.parameters.filter((each) => each.in === 'path' || /^id$|Ids?$/.test(each.name)).map(({ name }) => name)
      expect(tried, operation.id).toEqual(expect.arrayContaining([...named, ...idsOfBody(operation)]))
    }
  })
})

describe('the twin is a tenant like any other', () => {
  afterAll(() => server.reset())

  test.each(calls.map((call) => [nameOf(call), call] as const))('which can do %s', async (_name, call) => {
    await server.reset()
    const send = sendTo(server, theirs)
    const translated = (each: ExampleCall) =>
      idPlaces(each)
        .filter(({ given }) => given)
        .reduce((told, place) => withId(told, place, theirId(place.example)), each)
    const { status, text } = await send(await prepare(translated(call), send, translated))
    expect(status, text).toBe(call.operation.success.status)
  })
})

describe('an id of theirs is one of nobody', () => {
  test.each(all.map((trespass) => [title(trespass), trespass] as const))('in %s', async (_name, trespass) => {
    expect(await findings(trespass, server)).toEqual([])
  })
})

/** The call as it is shown; if it only reads, also without its query, and with each filter alone. */
function variants(call: ExampleCall): ExampleCall[] {
  const { method, list } = call.operation
  if (method !== 'GET') return [call]
  const names = list?.filters.map(({ name }) => name) ?? Object.keys(call.query)
  return [call, { ...call, query: {} }, ...names.map((name) => ({ ...call, query: { [name]: call.query[name] ?? '' } }))]
}

/** What a call is answered; `meanwhile` happens just before it. */
async function outcome(call: ExampleCall, at: ResettableServer, meanwhile = () => {}): Promise<unknown> {
  const send = sendTo(at)
  const prepared = await prepare(call, send)
  meanwhile()
  return told(await send(prepared), [], theirId)
}

describe('the neighbors are not noticed, and nothing happens to them,', () => {
  let without: Snapshot
  /** Without the neighbors and with them. */
  let both: { readonly alone: ResettableServer; readonly beside: ResettableServer }
  beforeAll(async () => {
    without = await demoSnapshot()
    both = { alone: await openResettable(without), beside: await openResettable(snapshot) }
  })
  afterAll(async () => {
    await both.alone.close()
    await both.beside.close()
    await without.remove()
  })
  // Servers that are put back together stay in step.
  beforeEach(() => Promise.all([both.alone.reset(), both.beside.reset()]))

  test.each(calls.map((call) => [nameOf(call), call] as const))('by %s', async (_name, call) => {
    const { alone, beside } = both
    for (const variant of variants(call)) {
      expect(await outcome(variant, beside), targetOf(variant)).toEqual(await outcome(variant, alone))
    }
    expect(changes(rows, { ...rowsIn(beside), ours: rows.ours })).toEqual([])
  })

  test.each(calls.filter(isPrepared).map((call) => [nameOf(call), call] as const))(
    'by %s, even if they have the id of what was made for it',
    async (_name, call) => {
      const { alone, beside } = both
      const late = () => rowsOf(beside.file(), 'tenant_late')
      let initially: ReturnType<typeof late> = {}
      const answered = await outcome(call, beside, () => {
        addTwin(beside.file(), double('tenant_late'))
        initially = late()
      })
      expect(answered).toEqual(await outcome(call, alone))
      expect(late()).toEqual(initially)
    },
  )

  test('but by a list that counts what is theirs', async () => {
    const counting = ({ handlers, store, ...parts }: Parts): Parts => ({
      ...parts,
      store,
      handlers: {
        ...handlers,
        listTaxonomies: async (input) => {
          const own = await handlers.listTaxonomies(input)
          const { pagination } = await handlers.listTaxonomies({ ...input, store: store.forTenant(theirs.tenantId) })
          return { ...own, pagination: { ...own.pagination, total: own.pagination.total + pagination.total } }
        },
      },
    })
    const [call] = exampleCalls(contract.operations.listTaxonomies)
    const [alone, beside] = [await openResettable(without, counting), await openResettable(snapshot, counting)]
    const answers = [await outcome(call!, alone), await outcome(call!, beside)]
    await alone.close()
    await beside.close()
    expect(answers[1]).not.toEqual(answers[0])
  })
})

describe('is found out:', () => {
  /** The operation that forgets whose key it was called with. */
  let forgetful: OperationId | undefined
  let broken: ResettableServer
  beforeAll(async () => {
    broken = await openResettable(snapshot, ({ handlers, store, ...parts }) => {
      const forgetting =
        (id: OperationId, handler: Handler<OperationId>): Handler<OperationId> =>
        (input: Input<OperationId>) =>
          handler(id === forgetful ? { ...input, store: store.forTenant(theirs.tenantId) } : input)
      const wrapped = Object.entries(handlers).map(([id, handler]) => [id, forgetting(id as OperationId, handler as Handler<OperationId>)])
      return { ...parts, store, handlers: Object.fromEntries(wrapped) as Handlers }
    })
  })
  afterAll(() => broken.close())

  test.each([...new Set(all.map(({ call }) => call.operation.id))])('%s, if it forgets whose key it was called with', async (id) => {
    forgetful = id
    for (const trespass of all.filter(({ call }) => call.operation.id === id)) {
      if ((await findings(trespass, broken)).length > 0) return
    }
    expect.unreachable(`${id} answers with what is theirs, and nothing is wrong with that`)
  })

  test('a handler that refuses, and touches what is theirs all the same', async () => {
    const meddling = await openResettable(snapshot, ({ handlers, store, ...parts }) => ({
      ...parts,
      store,
      handlers: {
        ...handlers,
        getProduct: async ({ params, ...input }) => {
          const { products } = store.forTenant(theirs.tenantId)
          const product = await products.find(params.productId)
          if (product === undefined) return handlers.getProduct({ params, ...input })
          await products.update({ ...product, description: 'Somebody was here' })
          throw refuse('resourceUnknown')
        },
      },
    }))
    const [trespass] = all.filter(({ call }) => call.operation.id === 'getProduct')
    expect(await findings(trespass!, meddling)).toEqual(['rows have changed in products (theirs)'])
    await meddling.close()
  })
})

import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type RawBuilder, sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { contract } from '../../spec/contract.ts'
import { openFixture, type Answer, type Fixture } from '../testing/fixture.ts'
import type { Dialect } from '../store/dialect.ts'
import { StoreUnavailable, type Engine } from '../store/engine.ts'
import { storeOn } from '../store/open.ts'
import { openSqlite } from '../store/sqlite/sqlite.ts'
import { exampleCalls, nameOf, targetOf } from '../testing/whole-contract/example-call.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'storage-'))
afterAll(() => rmSync(folder, { recursive: true }))
let files = 0
const newFile = () => path.join(folder, `${files++}.db`)

const json = { 'content-type': 'application/json' }
const failsFor = 100

/** What a client is told of storage that fails: when to come back, and nothing of the inside. */
function expectUnavailable({ status, headers, body, text }: Answer): void {
  expect(status).toBe(503)
  expect(headers).toMatchObject({ 'retry-after': '5', 'x-request-id': body.details.requestId, 'x-ratelimit-limit': expect.any(String) })
  expect(body).toEqual({
    error: 'The service is temporarily unavailable.',
    details: { code: 'SERVICE_UNAVAILABLE', retryAfterSeconds: 5, requestId: expect.stringMatching(/^req_/) },
  })
  expect(text).not.toMatch(/sqlite|database|locked|full|\.db/i)
}

const newProduct = (fixture: Fixture, sku: string) =>
  fixture.call('POST', '/api/products', { headers: json, payload: JSON.stringify({ sku, name: 'Pole' }) })
const skus = async (fixture: Fixture) =>
  (await fixture.call('GET', '/api/products?sortBy=sku&sortOrder=asc&limit=100')).body.data.map(({ sku }: { sku: string }) => sku)

describe('storage that fails at the first that is asked of it', () => {
  const failing = (): never => {
    throw new StoreUnavailable('the database x.db cannot be used: the disk is full (SQLITE_FULL)')
  }
  /** Whatever is called on it, at whatever depth, fails. */
  const deaf: unknown = new Proxy(failing, { get: () => deaf })
  let away: 'nothing' | 'key' | 'data'
  let fixture: Fixture
  beforeAll(async () => {
    fixture = await openFixture({
      assemble: (parts) => ({
        ...parts,
        store: {
          ...parts.store,
          findKey: (publicId) => (away === 'key' ? failing() : parts.store.findKey(publicId)),
          forTenant: (tenantId) => (away === 'data' ? (deaf as never) : parts.store.forTenant(tenantId)),
        },
      }),
    })
  })
  afterAll(() => fixture.close())

  const calls = Object.values(contract.operations).flatMap((operation) => exampleCalls(operation).slice(0, 1))
  const send = (call: (typeof calls)[number]) =>
    fixture.call(
      call.operation.method,
      `/api${targetOf(call)}`,
      call.body === undefined ? {} : { headers: json, payload: JSON.stringify(call.body) },
    )

  it.each(calls.map((call) => [nameOf(call), call] as const))('is 503 in the handler of %s, as its contract says', async (_name, call) => {
    away = 'data'
    expectUnavailable(await send(call))
    expect(call.operation.responses[503]?.code).toBe('SERVICE_UNAVAILABLE')
  })

  it.each(calls.map((call) => [nameOf(call), call] as const))('is 503 before the handler of %s', async (_name, call) => {
    away = 'key'
    expectUnavailable(await send(call))
  })

  it('is 503 for a path that nobody knows, where the key decides between 401 and 404', async () => {
    away = 'key'
    expectUnavailable(await fixture.call('GET', '/api/nowhere'))
  })

  it('does not matter to whoever sends no key', async () => {
    away = 'key'
    expect((await fixture.call('GET', '/api/products', { key: null })).status).toBe(401)
  })

  it('is told in the log with its cause', async () => {
    away = 'data'
    const { body } = await fixture.call('GET', '/api/products')
    const lines = fixture.log.map((line) => JSON.parse(line)).filter(({ requestId }) => requestId === body.details.requestId)
    expect(lines).toMatchObject([
      { msg: 'the database cannot be used', err: { type: 'StoreUnavailable' } },
      { msg: 'request', status: 503 },
    ])
  })

  it('leaves any other failure a 500', async () => {
    const broken = await openFixture({
      assemble: (parts) => ({ ...parts, store: { ...parts.store, forTenant: () => { throw new Error('a fault of ours') } } }), // prettier-ignore
    })
    expect((await broken.call('GET', '/api/products')).status).toBe(500)
    await broken.close()
  })
})

describe('a database that another process has locked', () => {
  const holders = new Set<ChildProcess>()
  afterEach(() => {
    for (const holder of holders) holder.kill('SIGKILL')
    holders.clear()
  })

  /** A process that has a lock on the database until it is killed. */
  async function holder(file: string): Promise<ChildProcess> {
    const code = `
      const Libsql = require(process.argv[1])
      const database = new Libsql(process.argv[2])
      database.exec('BEGIN EXCLUSIVE')
      process.stdout.write('locked')
      setInterval(() => {}, 1000)`
    const driver = createRequire(import.meta.url).resolve('libsql')
    const child = spawn(process.execPath, ['--eval', code, driver, file], { stdio: ['ignore', 'pipe', 'inherit'] })
    holders.add(child)
    expect(String((await once(child.stdout, 'data'))[0])).toBe('locked')
    return child
  }

  it('is 503 for every write, and nothing for reads; afterwards all is as before', async () => {
    const file = newFile()
    const fixture = await openFixture({ store: await storeOn(openSqlite(file, failsFor)) })
    expect((await newProduct(fixture, 'BEFORE')).status).toBe(201)
    const child = await holder(file)

    const [writes, reads] = await Promise.all([
      Promise.all(['A', 'B', 'C', 'D', 'E'].map((sku) => newProduct(fixture, sku))),
      Promise.all([skus(fixture), skus(fixture)]),
    ])
    for (const write of writes) expectUnavailable(write)
    expect(reads).toEqual([['BEFORE'], ['BEFORE']])

    const exit = once(child, 'exit')
    child.kill('SIGKILL')
    await exit
    expect((await newProduct(fixture, 'LATER')).status).toBe(201)
    expect(await skus(fixture)).toEqual(['BEFORE', 'LATER'])
    await fixture.close()
  })

  it('is waited for, and nobody else waits meanwhile', async () => {
    const file = newFile()
    const fixture = await openFixture({ store: await storeOn(openSqlite(file, 60_000)) })
    const child = await holder(file)
    let answered = false
    const write = newProduct(fixture, 'PATIENT').finally(() => (answered = true))
    for (let reads = 0; reads < 20; reads += 1) expect(await skus(fixture)).toEqual([])
    expect(answered).toBe(false)
    child.kill('SIGKILL')
    expect((await write).status).toBe(201)
    await fixture.close()
  })
})

describe('a database that fails in earnest', () => {
  const pragma = (text: RawBuilder<unknown>) => ({ build: ({ queries }: Dialect) => ({ compile: () => text.compile(queries) }) })
  let engine: Engine
  let fixture: Fixture
  let file: string
  const open = async () => {
    file = newFile()
    engine = openSqlite(file, failsFor)
    fixture = await openFixture({ store: await storeOn(engine) })
  }
  const numberOf = async (name: string) => Number(Object.values((await engine.rows(pragma(sql.raw(`PRAGMA ${name}`)), {}))[0] as object)[0])
  const set = (name: string, value: number) => engine.rows(pragma(sql.raw(`PRAGMA ${name} = ${value}`)), {})

  it('since its disk is full: is 503 for what does not fit, for nothing else, and no longer than that', async () => {
    await open()
    await set('max_page_count', await numberOf('page_count'))
    const kept: string[] = []
    const sent = Array.from({ length: 400 }, (_, index) => `SKU-${String(index).padStart(3, '0')}`)
    const refused: Answer[] = []
    // Four at a time, so that some of a group fail, and others of it do not.
    for (let index = 0; index < sent.length; index += 4) {
      const group = sent.slice(index, index + 4)
      const answers = await Promise.all(group.map((sku) => newProduct(fixture, sku)))
      answers.forEach((answer, at) => (answer.status === 201 ? kept.push(group[at] ?? '') : refused.push(answer)))
      if (refused.length > 8) break
    }
    expect(refused.length).toBeGreaterThan(8)
    for (const each of refused) expectUnavailable(each)
    expect(await skus(fixture)).toEqual(kept.slice(0, 100))
    expect((await fixture.call('GET', '/api/products')).body.pagination.total).toBe(kept.length)
    await set('max_page_count', 1_000_000)
    expect((await newProduct(fixture, 'FITS-AGAIN')).status).toBe(201)
    await fixture.close()
  })

  it('since it can only be read: is 503 for writes', async () => {
    await open()
    await set('query_only', 1)
    expectUnavailable(await newProduct(fixture, 'SKU-1'))
    expect(await skus(fixture)).toEqual([])
    await fixture.close()
  })

  it('since its file is damaged: is 503 for reads too, and for finding the key', async () => {
    await open()
    for (let index = 0; index < 40; index += 1) await newProduct(fixture, `SKU-${index}`)
    await engine.rows(pragma(sql.raw('PRAGMA wal_checkpoint(TRUNCATE)')), {})
    writeFileSync(file, Buffer.alloc(200_000, 7))
    // What is kept in memory of the file is not read again.
    await set('cache_size', 0)
    await engine.rows(pragma(sql.raw('PRAGMA shrink_memory')), {})
    expectUnavailable(await fixture.call('GET', '/api/products'))
    expectUnavailable(await newProduct(fixture, 'SKU-X'))
    await fixture.app.close()
  })
})

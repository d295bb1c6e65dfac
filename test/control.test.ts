/** A server under control, as other programs meet it: the suite, a browser, a process. */
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { startServerProcess } from '../scripts/support/server-process.ts'
import { demoKeys, startReferenceServer } from '../server/index.ts'
import { assembleServer, silentLog } from '../server/reference-server.ts'
import { fullRun, openTestDeployment } from '../verification/proof/deployment.ts'

describe('a conformance run', () => {
  test('gives the same verdicts whether or not a control plane is open', async () => {
    const level = 'smoke'
    const verdicts = async (server: Parameters<typeof fullRun>[0]) => {
      const { report } = await fullRun(server, { level })
      return report.verdicts.map(({ rule, operation, about, outcome }) => [rule, operation, about, outcome].join(' ')).sort()
    }
    const off = await openTestDeployment()
    const without = await verdicts(off)
    await off.close()

    const on = await startReferenceServer({ control: true, clock: { at: Date.now(), running: true } })
    const sleep = async (milliseconds: number) => {
      on.clock.advance(milliseconds)
      await turn()
    }
    const { baseUrl, clock } = on
    expect(await verdicts({ baseUrl, clock: () => clock.now(), sleep })).toEqual(without)
    expect(on.requests.count() + on.requests.dropped).toBeGreaterThan(50)
    await on.close()
    expect(without.filter((verdict) => verdict.endsWith('pass')).length).toBeGreaterThan(100)
    expect(without.filter((verdict) => verdict.endsWith('fail'))).toEqual([])
  })
})

describe('the process', () => {
  test('has no control plane unless it is asked for, and one that ends with it', async () => {
    const server = await startServerProcess(['--control', '0', '--seed', '1', '--clock', '2026-06-01T12:00:00Z'])
    const { controlUrl } = server
    if (controlUrl === undefined) throw new Error('the server printed no address of a control plane')
    expect(await (await fetch(controlUrl)).json()).toMatchObject({
      baseUrl: server.baseUrl,
      seed: '1',
      clock: { now: '2026-06-01T12:00:00.000Z', running: false },
    })
    expect(await server.stop()).toBe(0)
    await expect(fetch(controlUrl)).rejects.toThrow()

    const plain = await startServerProcess()
    expect(plain.controlUrl).toBeUndefined()
    await plain.stop()
  })

  test('tells why it does not start', async () => {
    await expect(startServerProcess(['--data', '/nowhere.json'])).rejects.toThrow('The data set /nowhere.json cannot be read: ENOENT')
    await expect(startServerProcess(['--control', '0', '--deviation', 'none/such'])).rejects.toThrow('Unknown deviation "none/such"')
  })
})

describe('the page at /', () => {
  const outside = async (path: string, init: RequestInit = {}) => {
    const server = await startReferenceServer()
    const response = await fetch(new URL(path, server.baseUrl), init)
    const text = await response.text()
    const [requests, limits] = [server.requests.count(), (await server.limits.list()).length]
    await server.close()
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      text,
      requests,
      limits,
      baseUrl: server.baseUrl,
      keys: server.keys,
    }
  }

  test('needs no key, is not counted, and shows the base URL and the demo keys', async () => {
    const { status, type, text, requests, limits, baseUrl, keys } = await outside('/')
    expect([status, type, requests, limits]).toEqual([200, 'text/html; charset=utf-8', 0, 0])
    for (const each of [baseUrl, keys.nordwind.administrator, keys.suedlicht.revoked, '--docs']) expect(text).toContain(each)
    expect(text).not.toMatch(/<script|src=|url\(/)
  })

  test('answers HEAD without a body', async () => {
    const { status, text } = await outside('/', { method: 'HEAD' })
    expect([status, text]).toEqual([200, ''])
  })

  test.each([
    ['POST', '/'],
    ['GET', '/index.html'],
    ['POST', '/docs/'],
    ['GET', '/apix'],
  ])('is the only one outside of /api: %s %s is unknown', async (method, path) => {
    const headers = { authorization: `Bearer ${demoKeys.nordwind.administrator}` }
    expect(await outside(path, { method, headers })).toMatchObject({ status: 404, type: 'application/json; charset=utf-8', requests: 1 })
  })

  test.each(['/docs', '/docs/', '/docs/reference/'])('says at %s how to get the documentation, without a key', async (address) => {
    const { status, type, text, requests, limits } = await outside(address)
    expect([status, type, requests, limits]).toEqual([404, 'text/html; charset=utf-8', 0, 0])
    expect(text).toContain('npx better-data-scm-server --docs')
  })

  test('serves the documentation at /docs/', async () => {
    const docs = mkdtempSync(path.join(tmpdir(), 'docs-'))
    const sources = { now: Date.now, random: randomBytes }
    const options = { databaseUrl: ':memory:', limits: { perMinute: 9, perHour: 9 }, cors: [], deviations: [], log: silentLog }
    const { app, close } = await assembleServer({ ...options, data: { tenants: [{ slug: 'acme' }] }, docs }, sources).then((server) => ({
      app: server.app,
      close: () => server.close(),
    }))
    const get = async (url: string) => app.inject({ url })
    writeFileSync(path.join(docs, 'index.html'), '<!doctype html><title>Documentation</title>')
    writeFileSync(path.join(docs, '404.html'), '<!doctype html><title>No such page</title>')
    mkdirSync(path.join(docs, 'assets'))
    writeFileSync(path.join(docs, 'assets/app.js'), 'start()')
    expect((await get('/')).body).toContain('href="/docs/"')
    expect((await get('/docs')).headers.location).toBe('/docs/')
    expect((await get('/docs/')).body).toContain('Documentation')
    const { body, headers } = await get('/docs/assets/app.js?v=1')
    expect([body, headers['content-type']]).toEqual(['start()', 'application/javascript; charset=utf-8'])
    for (const url of ['/docs/other.html', '/docs/assets', '/docs/..%2fpackage.json', '/docs/..%2f..%2fetc%2fpasswd', '/docs/.secret']) {
      const answer = await get(url)
      expect([url, answer.statusCode, answer.body]).toEqual([url, 404, expect.stringContaining('No such page')])
    }
    await close()
    rmSync(docs, { recursive: true })
  })

  test('shows no demo keys if the server has other data, and no markup of a client', async () => {
    const server = await startReferenceServer({ data: { tenants: [{ slug: 'acme' }] } })
    const text = await (await fetch(new URL('/', server.baseUrl))).text()
    expect(text).not.toContain('bdk_demo')
    expect(text).toContain('own data')
    await server.close()
  })
})

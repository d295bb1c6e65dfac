/** The console of the reference server: what it serves, and what a reader does with it in a browser. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { documents } from '../docs-site/build/documents.ts'
import { demoKeys } from '../server/demo/keys.ts'
import { assembleServer, silentLog, type AssembledServer } from '../server/reference-server.ts'
import { contract } from '../spec/contract.ts'
import { isUnseen, openBrowser } from './browser.ts'

const docs = mkdtempSync(path.join(tmpdir(), 'docs-'))
let server: AssembledServer
let origin: string

const assembled = (data?: { tenants: { slug: string }[] }): Promise<AssembledServer> =>
  assembleServer(
    { databaseUrl: ':memory:', limits: { perMinute: 99, perHour: 99 }, cors: [], deviations: [], log: silentLog, docs, data },
    { now: Date.now, random: randomBytes },
  )

beforeAll(async () => {
  writeFileSync(
    path.join(docs, 'index.html'),
    '<!doctype html><html lang="en"><title>Docs</title><body><script>"</body>"</script><p>Guide</body></html>',
  )
  writeFileSync(path.join(docs, '404.html'), '<!doctype html><title>No such page</title>')
  writeFileSync(path.join(docs, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>')
  server = await assembled()
  origin = await server.app.listen({ host: '127.0.0.1', port: 0 })
})

afterAll(async () => {
  await server.close()
  rmSync(docs, { recursive: true })
})

const get = async (url: string, method: 'GET' | 'HEAD' = 'GET') => server.app.inject({ method, url })

describe('the pages', () => {
  test('the console loads its own files only, and those exist', async () => {
    const { body, headers } = await get('/docs/console/')
    const files = [...body.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, file = '']) => file)
    expect(files.length).toBeGreaterThan(4)
    for (const file of files) {
      expect(file).not.toMatch(/^(?:\w+:|\/\/)/)
      if (!file.endsWith('reference/'))
        expect([file, (await get(new URL(file, `${origin}/docs/console/`).pathname)).statusCode]).toEqual([file, 200])
    }
    expect(body).not.toMatch(/<script>|<style|onclick/)
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self';/)
    expect(headers['content-security-policy']).toContain("connect-src 'self'")
    expect((await get('/docs/console')).headers.location).toBe('/docs/console/')
  })

  test('its contract sends requests to this server only, and has every operation with all parameters', async () => {
    const { servers, paths } = JSON.parse((await get('/docs/console/openapi.json')).body) as {
      servers: unknown
      paths: Record<string, Record<string, { parameters: { name: string; in: string; example?: unknown }[] }>>
    }
    expect(servers).toEqual([{ url: '/api' }])
    for (const operation of Object.values(contract.operations)) {
      const { parameters } = paths[operation.path]![operation.method.toLowerCase()]!
      expect(parameters.map(({ name, in: place }) => [name, place])).toEqual(
        operation.parameters.map(({ name, in: place }) => [name, place]),
      )
      for (const each of parameters) expect('example' in each, `${operation.id} ${each.name}`).toBe(each.in === 'path')
    }
  })

  test('pages of the documentation have a link to it at their end, and other files are as they are', async () => {
    expect((await get('/docs/')).body).toMatch(/"<\/body>"<\/script><p>Guide<nav class="console-link"[\s\S]*Try it[\s\S]*<\/body><\/html>$/)
    expect((await get('/docs/other')).body).toBe(readFileSync(path.join(docs, '404.html'), 'utf8'))
    expect((await get('/docs/icon.svg')).body).toBe(readFileSync(path.join(docs, 'icon.svg'), 'utf8'))
    expect((await get('/')).body).toContain('href="/docs/console/"')
    const head = await get('/docs/', 'HEAD')
    expect([head.statusCode, head.body, head.headers['content-length']]).toEqual([200, '', undefined])
  })

  test('it shows no demo keys if the server has other data', async () => {
    const other = await assembled({ tenants: [{ slug: 'acme' }] })
    const { body } = await other.app.inject({ url: '/docs/console/' })
    expect(body).not.toContain('bdk_')
    expect(body).toContain('own data')
    await other.close()
  })

  test('the documentation that is published has neither a console nor a link to it', async () => {
    for (const [address, content] of Object.entries(documents).filter(([each]) => !each.endsWith('.yaml'))) {
      const text = await content(contract.document as never)
      expect(address).not.toContain('console')
      expect(text, address).not.toMatch(/console-link|docs\/console|SwaggerUIBundle|bdk_demo/)
    }
  })
})

describe.skipIf(isUnseen('the console is'))('in a browser', () => {
  const opened: BrowserContext[] = []
  const problems: string[] = []
  let browser: Browser

  async function open(hash = '', options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options })
    opened.push(context)
    const page = await context.newPage()
    page.on('console', (message) => problems.push(message.text()))
    page.on('pageerror', (error) => problems.push(error.message))
    page.on('request', (request) => {
      if (!request.url().startsWith(`${origin}/`) && !request.url().startsWith('data:')) problems.push(`asked for ${request.url()}`)
    })
    await page.goto(`${origin}/docs/console/${hash}`)
    return page
  }

  /** Sends the request of an opened operation, and returns status and body of the response. */
  async function execute(page: Page, operation: string): Promise<[status: string, body: unknown]> {
    const block = page.locator(`[id$="-${operation}"]`)
    await block.getByRole('button', { name: 'Execute' }).click()
    const response = block.locator('.live-responses-table .response')
    return [await response.locator('.response-col_status').innerText(), JSON.parse(await response.locator('pre').first().innerText())]
  }

  beforeAll(async () => {
    browser = await openBrowser()
  })

  afterEach(async () => {
    for (const each of opened.splice(0)) await each.close()
    expect(problems.splice(0)).toEqual([])
  })

  afterAll(async () => {
    await browser.close()
  })

  // Swagger UI takes a second of a processor or two to read the contract, so there are few pages here.
  test('opens the operation of the reference, sends its request with the chosen key, and shows the answer', async () => {
    const page = await open('#/catalog/getproduct', { colorScheme: 'light' })
    for (const { name } of contract.groups) await page.getByRole('link', { name, exact: true }).waitFor()
    expect(page.url()).toBe(`${origin}/docs/console/#/Catalog/getProduct`)
    expect(await page.locator('.errors-wrapper').count()).toBe(0)
    expect(await execute(page, 'getProduct')).toMatchObject(['200', { data: { id: 'prod_123', sku: 'SKU-123' } }])

    await page.locator('[id$="-createProduct"] button').first().click()
    expect(await execute(page, 'createProduct')).toMatchObject(['201', { data: { sku: 'SKU-126' } }])

    await page.getByLabel('Demo key').selectOption(demoKeys.nordwind.reader)
    await page.locator('[id$="-createProduct"]').getByRole('button', { name: 'Clear' }).click()
    expect(await execute(page, 'createProduct')).toMatchObject([expect.stringContaining('403'), { details: { code: 'FORBIDDEN' } }])
    // The browser reports the response that was wanted.
    expect(problems.splice(0)).toEqual([expect.stringContaining('403')])
  })

  test('is dark if the reader wants it, no wider than a phone, and lists without filters at first', async () => {
    const page = await open('#/api-keys/listapikeys', { colorScheme: 'dark', viewport: { width: 390, height: 800 } })
    const [status, body] = await execute(page, 'listApiKeys')
    expect(status).toBe('200')
    expect((body as { data: unknown[] }).data.length).toBeGreaterThan(2)
    const [width, background] = await page.evaluate<[number, string]>(
      '[document.documentElement.scrollWidth, getComputedStyle(document.body).backgroundColor]',
    )
    expect([width, background]).toEqual([390, 'rgb(28, 32, 34)'])
  })
})

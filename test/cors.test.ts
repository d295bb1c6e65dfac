import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isUnseen, openBrowser } from './browser.ts'
import { ask, servePage, type Asking, type Seen, type ServedPage } from './calling-page.ts'
import { startServerProcess, type ServerProcess } from '../scripts/support/server-process.ts'
import { demoKeys } from '../server/demo/keys.ts'

describe.skipIf(isUnseen('a page of another origin is'))('a page of another origin, in a browser', () => {
  let browser: Browser
  const keys = demoKeys.nordwind
  const pages: ServedPage[] = []
  const servers: ServerProcess[] = []

  const open = async (): Promise<{ readonly tab: Page; readonly origin: string }> => {
    const page = await servePage()
    pages.push(page)
    const tab = await browser.newPage()
    await tab.goto(page.origin)
    return { tab, origin: page.origin }
  }
  const serve = async (...flags: string[]): Promise<string> => {
    const server = await startServerProcess(flags)
    servers.push(server)
    return server.baseUrl
  }

  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser.close()
    for (const page of pages) page.close()
    await Promise.all(servers.map((server) => server.stop()))
  })

  test('reads, writes and sees what is refused, with the headers of the contract, if its origin is named', async () => {
    const { tab, origin } = await open()
    const baseUrl = await serve('--cors', 'https://planner.example', '--cors', origin, '--rate-limit-per-minute', '5')
    const key = keys.administrator

    const list = await ask(tab, { url: `${baseUrl}/products?limit=1`, key })
    // Four of five are left: the preflight was none of them.
    expect(list).toMatchObject({
      status: 200,
      remaining: '4',
      requestId: expect.stringMatching(/^req_/),
      body: { data: [expect.anything()] },
    })

    const made = { sku: 'SKU-OF-A-PAGE', name: 'Made by a page' }
    const created = await ask(tab, { url: `${baseUrl}/products`, method: 'POST', key, body: JSON.stringify(made) })
    expect(created).toMatchObject({ status: 201, location: expect.stringMatching(/^\/api\/products\/prod_/), body: { data: made } })
    const { location } = created as Seen
    const deleted = await ask(tab, { url: new URL(location ?? '', baseUrl).href, method: 'DELETE', key })
    expect(deleted).toMatchObject({ status: 200, remaining: '2' })

    const refusals: readonly (readonly [Asking, number, string])[] = [
      [{ url: `${baseUrl}/products` }, 401, 'UNAUTHORIZED'],
      [{ url: `${baseUrl}/products`, key: keys.none }, 403, 'FORBIDDEN'],
      [{ url: `${baseUrl}/nowhere`, key }, 404, 'NOT_FOUND'],
      [{ url: `${baseUrl}/products?limit=0`, key }, 400, 'VALIDATION_ERROR'],
      [{ url: `${baseUrl}/products`, key }, 429, 'RATE_LIMIT_EXCEEDED'],
    ]
    for (const [asking, status, code] of refusals) expect(await ask(tab, asking)).toMatchObject({ status, body: { details: { code } } })
    expect(await ask(tab, { url: `${baseUrl}/products`, key })).toMatchObject({ status: 429, retryAfter: expect.stringMatching(/^\d+$/) })
  })

  test('does the same where every origin may', async () => {
    const { tab } = await open()
    const baseUrl = await serve('--cors', '*')
    expect(await ask(tab, { url: `${baseUrl}/products`, key: keys.reader })).toMatchObject({ status: 200, remaining: '99' })
  })

  test.each([
    ['nobody is named', []],
    ['another origin is named', ['--cors', 'https://planner.example']],
  ])('is kept from everything where %s', async (_what, flags) => {
    const { tab } = await open()
    const baseUrl = await serve(...flags)
    // With a key the preflight is refused; without one the answer comes, and is kept from the page.
    expect(await ask(tab, { url: `${baseUrl}/products`, key: keys.reader })).toBe('blocked')
    expect(await ask(tab, { url: `${baseUrl}/products` })).toBe('blocked')
  })
})

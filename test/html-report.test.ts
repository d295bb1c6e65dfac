/** The HTML report in a browser without a network: what a reader does with it, and that everybody can. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { api } from '../conformance/profile/index.ts'
import { renderHtml } from '../conformance/report/formats/html/html.ts'
import { largeReport, mixedReport, passingReport } from '../conformance/testing/sample-report.ts'
import { barriersOf, isUnseen, openBrowser, watch } from './browser.ts'

const samples = { mixed: mixedReport(), passing: passingReport(), large: largeReport(300) }
type Sample = keyof typeof samples

describe.skipIf(isUnseen('the HTML report is'))('the HTML report in a browser without a network', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'html-report-'))
  const opened: BrowserContext[] = []
  const problems: string[] = []
  let browser: Browser

  async function open(sample: Sample, hash = '', options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
    const context = await browser.newContext({ offline: true, viewport: { width: 1280, height: 900 }, ...options })
    opened.push(context)
    const page = await context.newPage()
    watch(page, problems)
    await page.goto(`${pathToFileURL(path.join(folder, `${sample}.html`)).href}${hash}`)
    return page
  }

  const findings = (page: Page) => page.locator('.finding:visible')
  const active = (page: Page): Promise<string> => page.evaluate('document.activeElement.outerHTML')

  beforeAll(async () => {
    for (const [name, { report, traffic }] of Object.entries(samples)) {
      writeFileSync(path.join(folder, `${name}.html`), renderHtml(report, traffic, api.profile))
    }
    browser = await openBrowser()
  })

  afterEach(async () => {
    for (const each of opened.splice(0)) await each.close()
    expect(problems.splice(0)).toEqual([])
  })

  afterAll(async () => {
    await browser.close()
    rmSync(folder, { recursive: true })
  })

  test('shows what needs a look, and the rest on demand', async () => {
    const page = await open('mixed')
    await expect.poll(() => findings(page).count()).toBe(6)
    await expect.poll(() => page.locator('.others:visible').count()).toBe(0)
    await page.getByRole('button', { name: /^passed/ }).click()
    await page.getByRole('button', { name: /failed 1$/ }).click()
    await expect.poll(() => findings(page).count()).toBe(5)
    await expect.poll(() => page.locator('.others.pass:visible').count()).toBe(2)
    await page.getByRole('button', { name: 'Reset' }).first().click()
    await expect.poll(() => findings(page).count()).toBe(6)
  })

  test('filters by severity, area and operation, and says so', async () => {
    const page = await open('mixed')
    await page.getByLabel('Severity').selectOption('data')
    await expect.poll(() => findings(page).count()).toBe(1)
    await page.getByLabel('Area').selectOption('status')
    await page.getByText('No check matches these filters.').waitFor()
    await page.getByRole('button', { name: 'Reset the filters' }).click()
    await page.locator('[name=operation]').selectOption('listCategories')
    await expect.poll(() => page.getByRole('status').innerText()).toBe('2 checks of 2 rules shown: listCategories')
  })

  test('finds words, and excludes them', async () => {
    const page = await open('mixed')
    const search = page.getByRole('searchbox')
    await search.fill('listcategories 200')
    await expect.poll(() => findings(page).count()).toBe(2)
    await search.fill('listcategories 200 -waived')
    await expect.poll(() => findings(page).count()).toBe(1)
    await search.press('Escape')
    await expect.poll(() => findings(page).count()).toBe(6)
  })

  test('keeps the filter in the address', async () => {
    const page = await open('mixed')
    await page.getByLabel('Area').selectOption('schema')
    await page.getByRole('searchbox').fill('sku')
    const hash = (): string => new URL(page.url()).hash
    // The browser reports a changed address later than it changes it.
    await expect.poll(hash).toMatch(/(?=.*area=schema).*=sku/)
    const other = await open('mixed', hash())
    await expect.poll(() => findings(other).count()).toBe(1)
    await expect.poll(() => other.getByLabel('Area').inputValue()).toBe('schema')
  })

  test('a cell of the matrix shows its checks, passes included', async () => {
    const page = await open('mixed')
    await page.getByTitle('listProducts, schema: 1 failed, 1 passed').click()
    await expect.poll(() => findings(page).count()).toBe(1)
    await expect.poll(() => page.locator('.others:visible li:visible').allInnerTexts()).toEqual(['listProducts: limit=0'])
    await expect.poll(() => active(page)).toContain('Findings and checks')
  })

  test('shows the exchange in a finding, with the concerned places marked', async () => {
    const page = await open('mixed')
    const finding = page.locator('.finding').filter({ hasText: '/data/38/sku must be string' })
    await expect.poll(() => finding.locator('.exchange').count()).toBe(0)
    await finding.locator('summary').first().click()
    await expect.poll(() => finding.locator('.exchange').first().locator('mark').allInnerTexts()).toEqual(['"sku": 7,'])
    await finding.getByText('Positive control').click()
    await expect.poll(() => finding.getByRole('heading', { name: /^Exchange/ }).allInnerTexts()).toEqual(['Exchange 1', 'Exchange 2'])
    const missing = page.locator('.finding').filter({ hasText: 'no X-Request-Id header' })
    await missing.locator('summary').first().click()
    await expect.poll(() => missing.locator('mark').allInnerTexts()).toEqual(['X-Request-Id is missing'])
  })

  test('an address of a finding opens it, whatever the filter', async () => {
    const page = await open('mixed', '#?area=header')
    await expect.poll(() => findings(page).count()).toBe(1)
    await page.locator('#causes').getByText('schema/wrong').waitFor()
    await page.locator('.cause').filter({ hasText: 'schema/wrong' }).getByRole('link', { name: 'Show the finding' }).click()
    const finding = page.locator('[id="finding-schema/wrong:listProducts"]')
    await expect.poll(() => finding.getAttribute('open')).not.toBeNull()
    await expect.poll(() => finding.locator('.exchange').first().isVisible()).toBe(true)
  })

  test('copies a curl command and a link', async () => {
    const page = await open('mixed', '#finding-schema/wrong:listProducts', { permissions: ['clipboard-read', 'clipboard-write'] })
    const finding = page.locator('[id="finding-schema/wrong:listProducts"]')
    const pasted = (): Promise<string> => page.evaluate('navigator.clipboard.readText()')
    await finding.getByRole('button', { name: 'Copy as curl' }).first().click()
    await finding.getByRole('button', { name: 'Copied' }).waitFor()
    await expect.poll(() => pasted()).toBe(samples.mixed.report.verdicts[0]?.exchange?.curl)
    await finding.getByRole('button', { name: 'Copy link' }).click()
    await expect.poll(pasted).toMatch(/mixed\.html#finding-schema\/wrong:listProducts$/)
  })

  test('folds and unfolds all', async () => {
    const page = await open('mixed')
    await page.getByRole('button', { name: 'Unfold all' }).click()
    await expect.poll(() => page.locator('.finding[open]:visible').count()).toBe(6)
    await page.getByRole('button', { name: 'Fold all', exact: true }).click()
    await expect.poll(() => page.locator('.finding[open]').count()).toBe(0)
  })

  test('every finding can be reached and opened with the keyboard alone', async () => {
    const page = await open('mixed')
    await page.keyboard.press('Tab')
    await expect.poll(() => active(page)).toContain('Skip to the findings')
    await page.keyboard.press('Enter')
    await page.keyboard.press('/')
    await expect.poll(() => active(page)).toContain('type="search"')
    const reached = new Set<string>()
    for (let presses = 0; presses < 60 && reached.size < 6; presses++) {
      await page.keyboard.press('Tab')
      const id = await page.evaluate<string>(`document.activeElement.closest('summary')?.closest('.finding')?.id ?? ''`)
      if (id === '' || reached.has(id)) continue
      reached.add(id)
      await page.keyboard.press('Enter')
      await expect.poll(() => page.locator(`[id="${id}"]`).getAttribute('open')).not.toBeNull()
    }
    expect(reached.size).toBe(6)
  })

  test('the matrix is one stop of the Tab key, and the arrow keys move in it', async () => {
    const page = await open('mixed')
    await expect.poll(() => page.locator('.matrix a[tabindex="0"]').count()).toBe(1)
    await page.locator('.matrix a[tabindex="0"]').focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => active(page)).toContain('title=')
    await expect.poll(() => page.locator('.matrix a[tabindex="0"]').count()).toBe(1)
  })

  test('sorts the latency table', async () => {
    const page = await open('large')
    const first = (): Promise<string> => page.locator('.latency tbody th').first().innerText()
    await page.getByRole('button', { name: 'Operation', exact: true }).click()
    const allNames = (): Promise<string[]> => page.locator('.latency tbody th').allInnerTexts()
    const names = [...(await allNames())].sort()
    expect(names.length).toBeGreaterThan(80)
    await expect.poll(allNames).toEqual(names)
    await page.getByRole('button', { name: 'Operation', exact: true }).click()
    await expect.poll(() => first()).toBe(names.at(-1))
  })

  test('lists all requests, and shows the one next to the pointer', async () => {
    const page = await open('mixed')
    await page.getByText('5 requests as a table').click()
    const rows = page.locator('#all-requests tbody tr')
    await expect.poll(() => rows.count()).toBe(5)
    await expect
      .poll(() => rows.first().locator('td').allInnerTexts())
      .toEqual(['1', '0.10 s', 'GET /products', 'main', '200', '10 ms', '99 of 100'])
    await page.locator('svg[data-key="0"]').hover({ position: { x: 1, y: 20 } })
    await expect
      .poll(() => page.locator('#readout').innerText())
      .toBe('Request 1 at 0.10 s: GET /products → 200 in 10 ms, limit left 99 of 100')
  })

  test('remembers the theme', async () => {
    const page = await open('mixed', '', { colorScheme: 'light' })
    const background = (): Promise<string> => page.evaluate('getComputedStyle(document.body).backgroundColor')
    const light = await background()
    const theme = page.getByRole('button', { name: /Color theme/ })
    await theme.click()
    await expect.poll(() => background()).toBe(light)
    await theme.click()
    await expect.poll(() => background()).not.toBe(light)
    // The browser passes stored values on to another process in its own time, so a reload may be too early.
    await expect
      .poll(async () => {
        await page.reload()
        return page.getByRole('button', { name: 'Color theme: dark' }).isVisible()
      })
      .toBe(true)
    await expect.poll(() => background()).not.toBe(light)
  })

  test('prints the findings with their exchanges, and without controls', async () => {
    const page = await open('mixed')
    await page.emulateMedia({ media: 'print' })
    await page.evaluate(`dispatchEvent(new Event('beforeprint'))`)
    await expect.poll(() => page.locator('.finding .exchange:visible').count()).toBeGreaterThan(3)
    await expect.poll(() => page.locator('nav:visible, #filters:visible, button:visible, #exchanges:visible').count()).toBe(0)
    await page.evaluate(`dispatchEvent(new Event('afterprint'))`)
    await expect.poll(() => page.locator('.finding[open]').count()).toBe(0)
  })

  test('is readable without its script', async () => {
    const page = await open('mixed', '', { javaScriptEnabled: false })
    await expect.poll(() => findings(page).count()).toBe(6)
    await expect.poll(() => page.locator('button:visible').count()).toBe(0)
    await page.getByText('5 exchanges').click()
    await page.locator('.finding summary').first().click()
    await expect.poll(() => page.locator('#exchange-1').isVisible()).toBe(true)
  })

  test.each<readonly [Sample, number]>([
    ['mixed', 390],
    ['mixed', 800],
    ['mixed', 1440],
    ['large', 390],
    ['large', 1440],
    ['passing', 390],
  ])('%s fits into %i pixels', async (sample, width) => {
    const page = await open(sample, '', { viewport: { width, height: 900 } })
    if (sample === 'mixed') await page.getByRole('button', { name: 'Unfold all' }).click()
    await expect.poll(() => page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
  })

  test.each<readonly [Sample, 'light' | 'dark']>([
    ['mixed', 'light'],
    ['mixed', 'dark'],
    ['passing', 'light'],
    ['passing', 'dark'],
  ])('%s in %s colors is accessible', async (sample, colorScheme) => {
    const page = await open(sample, '', { colorScheme, bypassCSP: true })
    if (sample === 'mixed') {
      for (const each of await page.locator('details').all()) await each.evaluate((element) => element.setAttribute('open', ''))
    }
    await expect.poll(() => barriersOf(page)).toEqual([])
  })
})

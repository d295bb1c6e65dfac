import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract } from '../spec/contract.ts'
import { isUnseen, openBrowser, watch } from './browser.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const page = `${root}docs-site/dist/index.html`

beforeAll(() => {
  execFileSync(process.execPath, ['--import', 'tsx', 'scripts/docs.ts'], { cwd: root, stdio: 'pipe' })
})

test('the page loads no image from elsewhere', () => {
  expect(readFileSync(page, 'utf8')).not.toMatch(/https:\/\/cdn\.redoc(ly)?\.[a-z]+\/[\w./-]+\.(svg|png)/)
})

test('the page reports nothing to anybody', () => {
  expect(readFileSync(page, 'utf8')).toContain('"disableTelemetry":true')
})

describe.skipIf(isUnseen('the docs page is'))('the page in a browser without a network', () => {
  let browser: Browser
  const problems: string[] = []

  async function open(hash: string, file = page): Promise<Page> {
    const context = await browser.newContext({ offline: true })
    const tab = await context.newPage()
    watch(tab, problems, ['error'])
    await tab.goto(`file://${file}${hash}`)
    return tab
  }

  beforeAll(async () => {
    browser = await openBrowser()
  })

  afterAll(async () => {
    await browser.close()
  })

  test('shows the introduction and every group, and complains of nothing', async () => {
    const tab = await open('')
    await tab.getByRole('heading', { name: contract.title }).waitFor()
    for (const { name } of contract.groups) await tab.getByRole('link', { name, exact: true }).first().waitFor()
    expect(problems).toEqual([])
  })

  test('shows an operation with its permission and its example', async () => {
    const tab = await open('#/catalog/createproduct')
    await tab.getByRole('heading', { name: contract.operations.createProduct.summary }).waitFor()
    await tab.getByText('products.write').first().waitFor()
    const [example] = Object.values(contract.operations.createProduct.body?.examples ?? {}) as { name: string }[]
    await tab.getByText(`"${example?.name}"`).first().waitFor()
    expect(problems).toEqual([])
  })

  test.each([
    ['introduction', '', 'h2'],
    ['forecasting', '#/forecasting', 'h3'],
  ])('shows the guide %s, which the bundle does not contain', async (name, hash, level) => {
    const bundle = readFileSync(`${root}spec/generated/openapi.json`, 'utf8')
    const guide = readFileSync(`${root}spec/guides/${name}.md`, 'utf8')
    const headings = [...guide.matchAll(/^##+ (.*)$/gm)].map(([, heading = '']) => heading)
    expect(headings.length).toBeGreaterThan(3)
    const tab = await open(hash)
    for (const heading of headings) {
      expect(bundle).not.toContain(`# ${heading}`)
      // The page renders what comes into view.
      const shown = async (): Promise<number> => {
        await tab.mouse.wheel(0, 300)
        return tab.locator(level).filter({ hasText: heading }).count()
      }
      await expect.poll(shown, { timeout: 30_000 }).toBeGreaterThan(0)
    }
    expect(problems).toEqual([])
  })

  test('shows the defaults that the bundle has as extensions', async () => {
    const tab = await open('#/catalog/createproduct')
    expect(contract.operations.createProduct.body?.schema.properties?.['unitOfMeasure']?.default).toBe('EACH')
    await tab
      .getByText(/^Default:\s*"EACH"$/)
      .first()
      .waitFor()
    expect(problems).toEqual([])
  })

  test('links the reference, the proof, the kill matrix and the catalogue', async () => {
    const tab = await open('', page.replace('index.html', 'proof.html'))
    const catalogue = await tab.getByRole('link', { name: 'Catalogue' }).getAttribute('href')
    expect(readFileSync(new URL(catalogue ?? '', tab.url()), 'utf8')).toContain('## Authentication')
    await tab.getByRole('link', { name: 'Kill matrix', exact: true }).click()
    await tab.getByRole('heading', { name: 'Which rule finds which fault?' }).waitFor()
    await tab.getByRole('link', { name: 'Proof', exact: true }).click()
    await tab.getByText(/^Measured at commit [0-9a-f]{7}/).waitFor()
    await tab.getByRole('link', { name: 'API reference' }).click()
    await tab.getByRole('heading', { name: contract.title }).waitFor()
    expect(problems).toEqual([])
  })
})

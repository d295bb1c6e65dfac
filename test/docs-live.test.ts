/** `npm run docs:dev` in a copy of the project: what a change of the contract changes on the page that a writer looks at. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync, renameSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { isUnseen, openBrowser } from './browser.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** A copy of the project's files as they are now, with the installed packages of the original. */
function copyOfProject(): string {
  const copy = mkdtempSync(path.join(tmpdir(), 'docs-live-'))
  const files = execFileSync(
    'git',
    ['ls-files', '-co', '--exclude-standard', 'spec', 'docs-site', 'scripts', 'verification', 'conformance', 'server', '*.json', '*.yaml'],
    {
      cwd: root,
      encoding: 'utf8',
    },
  )
  for (const file of files.trim().split('\n')) cpSync(path.join(root, file), path.join(copy, file), { force: true })
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'))
  return copy
}

describe.skipIf(isUnseen('the live documentation is'))('the live documentation', () => {
  let browser: Browser
  let copy: string
  let server: ChildProcess
  let origin = ''
  let output = ''

  beforeAll(async () => {
    copy = copyOfProject()
    server = spawn(process.execPath, ['--import', 'tsx', 'scripts/docs.ts', 'dev'], {
      cwd: copy,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const stream of [server.stdout, server.stderr])
      stream?.on('data', (text: Buffer) => (output += stripVTControlCharacters(text.toString())))
    const address = /http:\/\/127\.0\.0\.1:\d+/
    await vi.waitFor(() => expect(output).toMatch(address), { timeout: 60_000, interval: 100 })
    origin = address.exec(output)?.[0] ?? ''
    browser = await openBrowser()
  })

  afterAll(async () => {
    // First, so that no failure of the rest leaves it behind.
    server.kill()
    await browser.close()
    rmSync(copy, { recursive: true })
  })

  const shows = (page: Page, text: string) => page.getByText(text).first().waitFor({ timeout: 50_000 })

  test('shows a changed description and example in the reference, the samples and the search', { timeout: 150_000 }, async () => {
    const page = await browser.newPage({ viewport: { width: 1440, height: 1200 } })
    await page.goto(`${origin}/docs/reference/#/catalog/createproduct`)
    await shows(page, 'Creates a product. Its SKU must not be in use')
    const file = path.join(copy, 'spec/paths/products.yaml')
    const changed = readFileSync(file, 'utf8')
      .replace('description: Creates a product.', 'description: Adds a zebra.')
      .replaceAll('Trail Running Gaiter', 'Zebra Gaiter')
    writeFileSync(file, changed)
    // Nobody reloads the page.
    await shows(page, 'Adds a zebra.')
    await shows(page, 'Zebra Gaiter')
    await page.goto(`${origin}/docs/guides/errors.html`)
    await page.getByRole('button', { name: 'Search' }).click()
    await page.getByRole('searchbox').fill('zebra')
    await page.getByRole('option').first().click()
    await page.waitForURL(/\/docs\/reference\/#\/catalog\/createproduct$/)
    await page.close()
  })

  test('notices a file each time that an editor replaces it', { timeout: 150_000 }, async () => {
    const page = await browser.newPage()
    await page.goto(`${origin}/docs/reference/#/catalog/listproducts`)
    const file = path.join(copy, 'spec/paths/products.yaml')
    let known = 'Returns the products of the tenant.'
    await shows(page, known)
    for (const text of ['Returns each giraffe.', 'Returns each okapi.']) {
      writeFileSync(`${file}~`, readFileSync(file, 'utf8').replace(known, text))
      renameSync(`${file}~`, file)
      await shows(page, text)
      known = text
    }
    writeFileSync(file, readFileSync(file, 'utf8').replace(known, 'Returns the products of the tenant.'))
    await shows(page, 'Returns the products of the tenant.')
    await page.close()
  })

  test('keeps the last pages while the contract is invalid, and says what is wrong', async () => {
    const page = await browser.newPage()
    const file = path.join(copy, 'spec/paths/products.yaml')
    const valid = readFileSync(file, 'utf8')
    writeFileSync(file, 'get: [')
    await expect.poll(() => output, { timeout: 30_000 }).toContain('The contract cannot be bundled, so the pages still show the last one')
    await page.goto(`${origin}/docs/reference/#/catalog/listproducts`)
    await shows(page, 'Returns the products of the tenant.')
    writeFileSync(file, valid.replace('Returns the products of the tenant.', 'Returns every zebra.'))
    await shows(page, 'Returns every zebra.')
    await page.close()
  })
})

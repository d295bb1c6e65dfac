/** The built documentation site, below a prefix of a host, as a static host serves it. */
import { execFileSync } from 'node:child_process'
import { createReadStream, readdirSync, readFileSync, statSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Page, Response } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { anchorOf, operationsOf } from '../docs-site/build/bundle.ts'
import { generatedBundle } from '../docs-site/build/bundling.ts'
import { sections } from '../docs-site/site.ts'
import { contract } from '../spec/contract.ts'
import type { Proof } from '../verification/proof/published.ts'
import { barriersOf, isUnseen, openBrowser } from './browser.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = `${root}docs-site/dist`
const base = '/docs/'
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
}

let host: Server
let origin: string

/** The file that a static host serves for an address without query and hash; `undefined` if there is none. */
function fileOf(address: string): string | undefined {
  if (!address.startsWith(base)) return undefined
  const file = path.join(folder, decodeURIComponent(address.slice(base.length)))
  const found = address.endsWith('/') ? path.join(file, 'index.html') : file
  return statSync(found, { throwIfNoEntry: false })?.isFile() === true ? found : undefined
}

beforeAll(async () => {
  execFileSync(process.execPath, ['--import', 'tsx', 'scripts/docs.ts', '--base', base], { cwd: root, stdio: 'pipe' })
  host = createServer((request, response) => {
    const file = fileOf(new URL(request.url ?? '', 'http://host').pathname)
    response.writeHead(file === undefined ? 404 : 200, { 'content-type': types[path.extname(file ?? '404.html')] ?? 'text/plain' })
    createReadStream(file ?? path.join(folder, '404.html')).pipe(response)
  })
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(host.address() as AddressInfo).port}`
})

afterAll(() => {
  host.close()
})

const htmlFiles = (): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.html'))
    .sort()

/** Anchors that scripts make: those of Redoc, in the reference. */
const redocAnchors = new Set(['/', ...contract.groups.map(({ name }) => `/${name.toLowerCase().replaceAll(' ', '-')}`)])
const introduction = readFileSync(`${root}spec/guides/introduction.md`, 'utf8')
for (const [, name = ''] of introduction.matchAll(/^## (.*)$/gm)) redocAnchors.add(`/section/${name.toLowerCase().replaceAll(' ', '-')}`)
for (const { operation } of operationsOf(generatedBundle())) redocAnchors.add(anchorOf(operation))

/** Anchors of the proof and the kill matrix select what they show. */
const proof = JSON.parse(readFileSync(new URL('../docs-site/proof.json', import.meta.url), 'utf8')) as Proof
const proofAnchors = new Set([...proof.deviations.map(({ id }) => `deviation=${id}`), ...proof.rules.map(({ id }) => `rule=${id}`)])

const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&quot;': '"', '&#39;': "'", '&lt;': '<', '&gt;': '>' }
const plain = (text: string): string => text.replaceAll(/&(?:amp|quot|#39|lt|gt);/g, (entity) => entities[entity] ?? entity)

/** Links and resources of a page that lead nowhere on the site, each as a sentence. */
function brokenLinks(name: string, html: string, idsOf: (file: string) => ReadonlySet<string>): string[] {
  // Text of scripts has no links, and scripts draw the icons that are used.
  const markup = html.replaceAll(/<script\b[^>]*>[\s\S]*?<\/script>|<use\b[^>]*>/g, '')
  return [...markup.matchAll(/\s(?:href|src)="([^"]*)"/g)].flatMap(([, found = '']) => {
    const url = new URL(plain(found), `${origin}${base}${name}`)
    if (url.origin !== origin) return []
    const file = fileOf(url.pathname)
    if (file === undefined) return [`${name}: ${found} leads to no file`]
    const anchor = decodeURIComponent(url.hash.slice(1))
    if (anchor === '' || anchor === 'search') return []
    const anchors = /\/reference\/(?:[\w.-]+\/)?index\.html$/.test(file) ? redocAnchors : idsOf(file)
    const isKnown = anchors.has(anchor) || (/\/(?:proof|kill-matrix)\.html$/.test(file) && proofAnchors.has(anchor))
    return isKnown ? [] : [`${name}: ${found} leads to no anchor`]
  })
}

test('every link, resource and anchor leads somewhere', () => {
  const known = new Map<string, ReadonlySet<string>>()
  const idsOf = (file: string): ReadonlySet<string> => {
    const ids =
      known.get(file) ?? new Set([...readFileSync(file, 'utf8').matchAll(/\s(?:id|name)="([^"]*)"/g)].map(([, id = '']) => plain(id)))
    known.set(file, ids)
    return ids
  }
  const names = htmlFiles()
  expect(names.length).toBeGreaterThan(15)
  expect(names.flatMap((name) => brokenLinks(name, readFileSync(path.join(folder, name), 'utf8'), idsOf))).toEqual([])
  expect(brokenLinks('index.html', '<a href="/docs/lost.html"><a href="guides/errors.html#lost"><a href="/other">', idsOf)).toEqual([
    'index.html: /docs/lost.html leads to no file',
    'index.html: guides/errors.html#lost leads to no anchor',
    'index.html: /other leads to no file',
  ])
})

test('every page of the list is built, and the navigation leads to each', () => {
  const home = readFileSync(path.join(folder, 'guides/quick-start.html'), 'utf8')
  for (const { pages } of sections) {
    for (const page of pages) {
      expect(fileOf(`${base}${page.path}.html`), page.path).toBeDefined()
      expect(home).toContain(`href="${base}${page.path}.html"`)
    }
  }
})

test('the contract is there for download, as JSON and as YAML', async () => {
  const { parse } = await import('yaml')
  const generated = readFileSync(`${root}spec/generated/openapi.json`, 'utf8')
  expect(readFileSync(`${folder}/openapi.json`, 'utf8')).toBe(generated)
  expect(parse(readFileSync(`${folder}/openapi.yaml`, 'utf8'))).toEqual(JSON.parse(generated))
})

test('llms.txt lists every page and every operation', () => {
  const text = readFileSync(`${folder}/llms.txt`, 'utf8')
  for (const { pages } of sections) for (const page of pages) expect(text).toContain(`](${page.path}.html)`)
  for (const id of Object.keys(contract.operations)) expect(text).toContain(`[${id}](`)
})

test('the reference reports nothing to anyone', () => {
  expect(readFileSync(`${folder}/reference/index.html`, 'utf8')).toContain('"disableTelemetry":true')
})

describe.skipIf(isUnseen('the documentation is'))('in a browser', () => {
  let browser: Browser
  let context: BrowserContext
  let problems: string[] = []

  beforeEach(() => {
    problems = []
  })

  async function open(address: string, colorScheme: 'light' | 'dark' = 'light'): Promise<Page> {
    await context.close()
    context = await browser.newContext({ bypassCSP: true, colorScheme })
    const page = await context.newPage()
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text())
    })
    page.on('pageerror', (error) => problems.push(error.message))
    page.on('request', (request) => {
      if (!request.url().startsWith(`${origin}${base}`) && !/^(?:data|blob):/.test(request.url()))
        problems.push(`asked for ${request.url()}`)
    })
    await page.goto(`${origin}${base}${address}`)
    // The switch of a page of VitePress has a title, and the shortcuts work, as soon as its scripts run.
    await page.waitForFunction("[...document.querySelectorAll('.VPSwitchAppearance')].every((each) => each.title !== '')")
    return page
  }

  beforeAll(async () => {
    browser = await openBrowser()
    context = await browser.newContext()
  })

  afterAll(async () => {
    await browser.close()
  })

  const kinds = [
    '',
    'guides/quick-start.html',
    'guides/rate-limits.html',
    'guides/transfers.html',
    'design/decisions.html',
    'changelog.html',
    'rules/index.html',
    'rules/pagination.html',
    'rules/requirements.html',
  ]

  test.each(kinds.flatMap((address) => [[address, 'light'] as const, [address, 'dark'] as const]))(
    '%s has no barriers, errors or foreign requests (%s)',
    async (address, color) => {
      const page = await open(address, color)
      await page.getByRole('heading', { level: 1 }).first().waitFor()
      expect(await barriersOf(page)).toEqual([])
      expect(problems).toEqual([])
    },
  )

  // Redoc's order of headings and its landmarks are moderate barriers, which a theme cannot change.
  test.each(['light', 'dark'] as const)('the reference has no serious barriers (%s)', async (color) => {
    const page = await open('reference/#/catalog/createproduct', color)
    await page.getByRole('heading', { name: contract.operations.createProduct.summary }).waitFor()
    await page.getByText('"sku": "SKU-').first().waitFor()
    expect((await barriersOf(page)).filter((barrier) => !/^[\w-]+ \((?:minor|moderate)\)/.test(barrier))).toEqual([])
    expect(problems).toEqual([])
  })

  test('an unknown address has a page that leads home', async () => {
    const page = await open('guides/unknown.html')
    await page.getByRole('link', { name: /home/i }).first().click()
    await page.getByRole('link', { name: 'Reference', exact: true }).first().waitFor()
    // The browser reports the status of the page itself.
    expect(problems).toEqual([expect.stringContaining('404')])
  })

  // As hosts send it, compressed.
  test('the first page transfers less than 150 KB', async () => {
    const sizes: Promise<number>[] = []
    await context.close()
    context = await browser.newContext()
    const page = await context.newPage()
    const note = (response: Response): void => void sizes.push(response.body().then((body) => gzipSync(body).length))
    page.on('response', note)
    await page.goto(`${origin}${base}`, { waitUntil: 'load' })
    // What the page fetches ahead for its links comes afterwards.
    page.off('response', note)
    const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
    expect(total).toBeGreaterThan(20_000)
    expect(total).toBeLessThan(150_000)
  })

  test('the search finds guides and operations, and leads into the reference', async () => {
    const page = await open('guides/errors.html')
    await page.keyboard.press('Control+k')
    await page.getByRole('searchbox').fill('createProduct')
    await page.getByRole('option').first().click()
    await page.waitForURL(/\/reference\/#\/catalog\/createproduct$/)
    await page.getByRole('heading', { name: contract.operations.createProduct.summary }).waitFor()
    expect(problems).toEqual([])
  })

  test('the reference shows groups and operations, permissions, costs and defaults', async () => {
    const page = await open('reference/#/catalog/createproduct')
    for (const { name } of contract.groups) await page.getByRole('link', { name, exact: true }).first().waitFor()
    await page.getByRole('heading', { name: contract.operations.createProduct.summary }).waitFor()
    await page.getByText('products.write').first().waitFor()
    await page.getByText('Rate cost: 1 request').first().waitFor()
    expect(contract.operations.createProduct.body?.schema.properties?.['unitOfMeasure']?.default).toBe('EACH')
    await page
      .getByText(/^Default:\s*"EACH"$/)
      .first()
      .waitFor()
    expect(problems).toEqual([])
  })

  test.each([
    ['introduction', '', 'h2'],
    ['forecasting', '#/forecasting', 'h3'],
  ])('the reference has the text %s, which the bundle does not contain', async (name, hash, level) => {
    const bundle = readFileSync(`${root}spec/generated/openapi.json`, 'utf8')
    const guide = readFileSync(`${root}spec/guides/${name}.md`, 'utf8')
    const headings = [...guide.matchAll(/^##+ (.*)$/gm)].map(([, heading = '']) => heading)
    expect(headings.length).toBeGreaterThan(3)
    const page = await open(`reference/${hash}`)
    for (const heading of headings) {
      expect(bundle).not.toContain(`# ${heading}`)
      // The page renders what comes into view.
      const shown = async (): Promise<number> => {
        await page.mouse.wheel(0, 300)
        return page.locator(level).filter({ hasText: heading }).count()
      }
      await expect.poll(shown, { timeout: 30_000 }).toBeGreaterThan(0)
    }
    expect(problems).toEqual([])
  })

  test('light and dark are one choice for guides and reference', async () => {
    const page = await open('reference/')
    await page.getByRole('button', { name: 'Switch between light and dark' }).click()
    await page.getByRole('link', { name: 'Guides', exact: true }).click()
    await page.waitForURL(/quick-start/)
    await expect.poll(() => page.locator('html.dark').count()).toBe(1)
    expect(problems).toEqual([])
  })

  test('the search of the reference is the one of the site', async () => {
    const page = await open('reference/')
    await page.keyboard.press('Control+k')
    await page.getByRole('searchbox').waitFor()
    expect(new URL(page.url()).pathname).toMatch(/\/docs\/(?:index\.html)?$/)
    expect(problems).toEqual([])
  })
})

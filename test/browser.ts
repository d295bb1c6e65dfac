/** A browser for tests that look at pages, and what no page may do in it. */
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import type { AxeResults } from 'axe-core'
import { chromium, type Browser, type Page } from 'playwright-core'
import { expect } from 'vitest'
import { findChromium } from '../scripts/support/chromium.ts'
import { lacks } from './lacks.ts'

const browserPath = findChromium()

/** Whether the tests of a page must be skipped: there is no browser, and this is not CI. Says so, with the subject of the sentence. */
export const isUnseen = (pages: string): boolean => lacks('Chromium', browserPath, `${pages} not looked at`)

/** Starts a browser that asks for nothing by itself. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: browserPath ?? 'chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  })

/** Adds to `problems` what a page reports in its console with one of the levels, its exceptions, and requests for more than its own files. */
export function watch(page: Page, problems: string[], levels: readonly string[] = ['error', 'warning']): void {
  page.on('console', (message) => {
    if (levels.includes(message.type())) problems.push(message.text())
  })
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('request', (request) => {
    if (!/^(file|data|blob):/.test(request.url())) problems.push(`asked for ${request.url()}`)
  })
}

let axe: string | undefined

/** Returns the barriers of any severity that axe finds on a page, each as a line. The page must allow scripts of the test (`bypassCSP`). */
export async function barriersOf(page: Page): Promise<string[]> {
  axe ??= readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  // Only final colors count, not those of a transition. The content security policy of the page would block a style element.
  await page.evaluate(`{
    const still = new CSSStyleSheet()
    still.replaceSync('*, *::before, *::after { transition: none !important; animation: none !important }')
    document.adoptedStyleSheets.push(still)
  }`)
  await page.evaluate(axe)
  const { violations, passes } = await page.evaluate<AxeResults>('axe.run(document)')
  expect(passes.length).toBeGreaterThan(10)
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.slice(0, 3).map(({ target, failureSummary }) => `${id} (${impact}): ${target.join(' ')} ${failureSummary}`),
  )
}

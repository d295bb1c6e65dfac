/** A recording of a browser: judged, it gives the findings that a run gives for the same fault, with the same ids. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readChoice } from '../conformance/plan/selection.ts'
import { api } from '../conformance/profile/index.ts'
import { judgeHar } from '../conformance/recording/har.ts'
import type { ReportedVerdict } from '../conformance/report/reported-verdict.ts'
import { rules } from '../conformance/rules/index.ts'
import { startServerProcess } from '../scripts/support/server-process.ts'
import { demoKeys } from '../server/demo/keys.ts'
import { deviate } from '../server/deviations/index.ts'
import { fullRun, openTestDeployment } from '../verification/proof/deployment.ts'
import { isUnseen, openBrowser } from './browser.ts'
import { ask, servePage, type Seen } from './calling-page.ts'

/** What the page calls; the run checks the same operations. */
const operations = ['listProducts', 'createProduct', 'getProduct', 'deleteProduct']

const cases: Readonly<Record<string, readonly string[]>> = {
  'no fault': [],
  'a missing header of a refusal': ['authentication/no-challenge'],
  'a wrong media type': ['header/charset-latin'],
  'a wrong number of pages': ['pagination/total-pages-rounded-down'],
  'a body against its schema': ['schema/tenant-shown'],
  'a malformed header of every response': ['rate-limit/reset-with-fraction'],
}

/** Uses a deployment as an application does: two pages of a list, one resource from creation to deletion, and what is refused. */
async function record(browser: Browser, baseUrl: string, origin: string, file: string): Promise<void> {
  const { administrator: key, none } = demoKeys.nordwind
  const context = await browser.newContext({ recordHar: { path: file, content: 'embed' } })
  const tab = await context.newPage()
  await tab.goto(origin)
  const products = `${baseUrl}/products`
  const statusOf = (seen: Seen | 'blocked'): unknown => (seen === 'blocked' ? seen : seen.status)
  const body = JSON.stringify({ sku: 'SKU-OF-A-PAGE', name: 'Made by a page' })
  const statuses = []
  for (const page of [1, 2]) statuses.push(statusOf(await ask(tab, { url: `${products}?limit=7&page=${page}`, key })))
  const made = await ask(tab, { url: products, method: 'POST', key, body })
  const own = new URL((made as Seen).location ?? '', baseUrl).href
  statuses.push(statusOf(made))
  for (const each of [
    { url: own, key },
    { url: products, method: 'POST', key, body },
    { url: own, method: 'DELETE', key },
    { url: own, key },
    { url: own, method: 'DELETE', key },
    { url: products },
    { url: products, method: 'POST', body },
    { url: own },
    { url: own, method: 'DELETE' },
    { url: products, key: none },
  ])
    statuses.push(statusOf(await ask(tab, each)))
  // Writes the file.
  await context.close()
  expect(statuses).toEqual([200, 200, 201, 200, 409, 200, 404, 404, 401, 401, 401, 401, 403])
}

/** Runs the suite with these faults; resolves to its verdicts. */
async function run(deviations: readonly string[]): Promise<readonly ReportedVerdict[]> {
  const deployment = await openTestDeployment(deviations.length === 0 ? {} : { assemble: (parts) => deviate(parts, deviations) })
  try {
    const select = readChoice({ only: operations, skip: [], documentedOnly: false }, api, rules)
    const { report } = await fullRun(deployment, select === undefined ? {} : { select })
    return report.verdicts
  } finally {
    await deployment.close()
  }
}

const laws = new Set<string>(rules.filter(({ kind }) => kind === 'law').map(({ id }) => id))

/** The ids of the findings of the rules for single responses. */
const findingsIn = (verdicts: readonly ReportedVerdict[]): string[] =>
  verdicts
    .filter(({ rule, outcome }) => laws.has(rule) && (outcome === 'fail' || outcome === 'warn'))
    .map(({ id }) => id)
    .sort()

describe.skipIf(isUnseen('a recording of a browser is'))('a recording of a browser', () => {
  let browser: Browser
  let folder: string

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'har-browser-'))
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser.close()
    rmSync(folder, { recursive: true })
  })

  test.each(Object.entries(cases))('gives the findings of a run: %s', async (_name, deviations) => {
    const page = await servePage()
    const flags = deviations.flatMap((each) => ['--deviation', each])
    const server = await startServerProcess(['--cors', page.origin, '--log-level', 'silent', ...flags])
    const file = path.join(folder, 'recorded.har')
    try {
      await record(browser, server.baseUrl, page.origin, file)
    } finally {
      page.close()
      await server.stop()
    }
    const judged = judgeHar(readFileSync(file, 'utf8'))
    const wanted = findingsIn(await run(deviations))
    expect(findingsIn(judged.verdicts)).toEqual(wanted)
    expect(wanted.length > 0).toBe(deviations.length > 0)
    // The only other request is for the page itself.
    expect([judged.leftOut.length, judged.withoutBody]).toEqual([1, []])
  })
})

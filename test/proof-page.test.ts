/** The pages of the proof in a browser, from files and without a network. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { renderKillMatrix } from '../verification/proof/page/kill-matrix.ts'
import { renderOverview } from '../verification/proof/page/overview.ts'
import type { Proof } from '../verification/proof/published.ts'
import { barriersOf, isUnseen, openBrowser, watch } from './browser.ts'

const proof = JSON.parse(readFileSync(new URL('../docs-site/proof.json', import.meta.url), 'utf8')) as Proof
const total = proof.deviations.length

/** A proof with a missed fault, a rule that catches nothing, a false alarm of a variant and one of the healthy server. */
const [lost, ...others] = proof.deviations
const [loud, ...quiet] = proof.variants
if (lost === undefined || loud === undefined) throw new Error('the proof is empty')
const idle = { id: 'header/of-no-use', level: 'MUST', title: 'does <b>nothing</b>', cites: [] } as const
const faulty: Proof = {
  ...proof,
  rules: [...proof.rules, idle],
  deviations: [{ ...lost, missed: lost.breaks, kills: [] }, ...others],
  variants: [{ ...loud, alarms: ['fail header/date on listProducts: <script>alert(1)</script>'] }, ...quiet],
  healthy: { ...proof.healthy, kills: [{ rule: 'header/date', operations: [null] }] },
}

/** A few of everything, with what is missing: the search for barriers takes long on a large page. */
const few: Proof = { ...faulty, deviations: faulty.deviations.filter((_, at) => at % 25 === 0), variants: faulty.variants.slice(0, 12) }

const dates = new Map([[proof.commit, new Date('2026-01-31T12:00:00Z')]])
const pages = {
  'proof.html': renderOverview(proof, dates),
  'kill-matrix.html': renderKillMatrix(proof),
  'faulty-proof.html': renderOverview(faulty, new Map()),
  'faulty-matrix.html': renderKillMatrix(faulty),
  'few-proof.html': renderOverview(few, dates),
  'few-matrix.html': renderKillMatrix(few),
}

describe('each page', () => {
  test.each(Object.entries(pages))('%s loads nothing, runs only its own scripts and is below 1.5 MB', (_name, html) => {
    expect(html).not.toMatch(/<(?:link|img|iframe|script)[^>]*\s(?:src|href)=|@import|url\(/)
    expect(html).not.toMatch(/\son\w+="|\sstyle="/)
    expect(html).toMatch(
      /Content-Security-Policy" content="default-src 'none'; style-src 'sha256-\S+'; script-src 'sha256-\S+' 'sha256-\S+'; base/,
    )
    expect(Buffer.byteLength(html)).toBeLessThan(1_500_000)
  })

  test('the overview tells when it was measured, if the commit is known', () => {
    expect(pages['proof.html']).toContain('<time datetime="2026-01-31">January 31, 2026</time>')
    expect(pages['faulty-proof.html']).not.toContain('<time')
  })
})

describe.skipIf(isUnseen('the pages of the proof are'))('in a browser', () => {
  let browser: Browser
  let folder: string
  let problems: string[] = []

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'proof-page-'))
    for (const [name, html] of Object.entries(pages)) writeFileSync(path.join(folder, name), html)
    browser = await openBrowser()
  })

  afterAll(async () => {
    await browser.close()
    rmSync(folder, { recursive: true })
  })

  afterEach(async () => {
    for (const context of browser.contexts()) await context.close()
    expect(problems).toEqual([])
    problems = []
  })

  async function open(page: string, { width = 1440, colors = 'light' }: { width?: number; colors?: 'light' | 'dark' } = {}): Promise<Page> {
    const context = await browser.newContext({ offline: true, viewport: { width, height: width === 390 ? 844 : 900 }, colorScheme: colors })
    const tab = await context.newPage()
    watch(tab, problems)
    await tab.goto(`${pathToFileURL(folder).href}/${page}`)
    return tab
  }

  const shown = (tab: Page, section: string): Promise<string[]> =>
    tab.locator(`#${section} .item:not([hidden])`).evaluateAll((items) => items.map((item) => item.querySelector('.id')?.textContent ?? ''))
  const overflow = (tab: Page) => tab.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
  const hashOf = (tab: Page): string => decodeURIComponent(new URL(tab.url()).hash)

  describe('the overview', () => {
    test('shows the figures, and everything else folded', async () => {
      const tab = await open('proof.html')
      const sums = (await tab.locator('.sums').innerText()).replaceAll(/\s+/g, ' ')
      for (const each of [proof.deviations, proof.variants, proof.rules]) expect(sums).toContain(`${each.length} of ${each.length}`)
      expect(await shown(tab, 'deviations')).toHaveLength(total)
      expect(await shown(tab, 'variants')).toHaveLength(proof.variants.length)
      expect(await shown(tab, 'rules')).toHaveLength(proof.rules.length)
      expect(await tab.locator('.item:visible').count()).toBe(0)
      expect(await tab.evaluate('document.documentElement.scrollHeight')).toBeLessThan(6000)
    })

    test('finds text, keeps the search in the address, and shows everything again', async () => {
      const tab = await open('proof.html')
      await tab.getByLabel('Search').fill('Retry-After MINUTES')
      const found = await shown(tab, 'deviations')
      expect(found).toContain('rate-limit/retry-after-in-minutes')
      expect(found.length).toBeLessThan(20)
      await tab.getByText('Retry-After is in minutes instead of seconds').waitFor()
      await tab.getByText(`${found.length} of ${total} deviations`).waitFor()
      expect(hashOf(tab)).toBe('#q=Retry-After+MINUTES')

      await tab.reload()
      expect(await shown(tab, 'deviations')).toEqual(found)
      await tab.getByRole('button', { name: 'Clear filter' }).click()
      expect(await shown(tab, 'deviations')).toHaveLength(total)
      expect(await tab.locator('.item:visible').count()).toBe(0)
      expect(hashOf(tab)).toBe('')

      await tab.getByLabel('Search').fill('no such text anywhere')
      await tab.getByText('Nothing on this page matches the filter.').waitFor()
    })

    test('filters by area, by failed rule, by operation and by result', async () => {
      const tab = await open('proof.html')
      const ids = (wanted: (each: Proof['deviations'][number]) => boolean) => proof.deviations.filter(wanted).map(({ id }) => id)
      const sorted = async () => (await shown(tab, 'deviations')).sort()
      await tab.getByLabel('Area').selectOption('tenant')
      expect(await sorted()).toEqual(ids(({ id }) => id.startsWith('tenant/')).sort())
      await tab.getByLabel('Area').selectOption('')

      const rule = 'error/request-id-repeated'
      const failed = ids(({ kills }) => kills.some((kill) => kill.rule === rule)).sort()
      expect(failed.length).toBeGreaterThan(3)
      await tab.getByLabel('Failed rule').selectOption(rule)
      expect(await sorted()).toEqual(failed)
      expect(await shown(tab, 'rules')).toEqual([rule])

      const operation = 'updateTransfer'
      await tab.getByLabel('Failed rule').selectOption('')
      await tab.getByLabel('Operation').selectOption(operation)
      const onIt = ids(({ kills }) => kills.some(({ operations }) => operations.includes(operation))).sort()
      expect(onIt.length).toBeGreaterThan(3)
      expect(await sorted()).toEqual(onIt)
      expect(hashOf(tab)).toBe(`#operation=${operation}`)

      await tab.getByLabel('Operation').selectOption('')
      await tab.getByLabel('Result').selectOption('bad')
      expect(await sorted()).toEqual([])
    })

    test('folds and unfolds all', async () => {
      const tab = await open('proof.html#q=gzip')
      await tab.getByRole('button', { name: 'Unfold all' }).click()
      expect(await tab.locator('details.item[open]').count()).toBeGreaterThan(3)
      expect(await tab.locator('details.item[open][hidden]').count()).toBe(0)
      await tab.getByRole('button', { name: 'Fold all', exact: true }).click()
      expect(await tab.locator('details.item[open], details.area[open]').count()).toBe(0)
    })

    test('opens what the address links to, even against a filter, and follows links', async () => {
      const { id, harm, breaks } = proof.deviations.at(-1) ?? lost
      const [{ rule }] = breaks as [{ rule: string }]
      const tab = await open(`proof.html#deviation-${id.replace('/', '-')}`)
      const item = tab.locator('details.item.linked')
      expect(await item.getAttribute('open')).toBe('')
      expect(await item.locator('summary').first().innerText()).toContain(harm.split('`')[0])
      const heading = tab.locator('#deviations details.area[open] > summary')
      // The heading moves, too, until it sticks to the top.
      const gap = async (): Promise<number> => {
        const [above, below] = [await heading.boundingBox(), await item.boundingBox()]
        return Math.abs((below?.y ?? 0) - (above?.y ?? 0) - (above?.height ?? 0))
      }
      await expect.poll(gap).toBeLessThan(3)

      await item.getByRole('link', { name: rule }).first().click()
      const target = tab.locator(`#rule-${rule.replace('/', '-')}`)
      await target.getByText('A conforming deployment').waitFor()
      expect(await target.getAttribute('open')).toBe('')

      await tab.getByLabel('Search').fill('gzip')
      await tab.evaluate(`location.hash = 'deviation-${id.replace('/', '-')}'`)
      await item.getByText('Planted in').waitFor()
      expect(await tab.getByLabel('Search').inputValue()).toBe('')
    })

    test('names what was required, what failed and where the fault is', async () => {
      const tab = await open('proof.html#deviation-authentication-no-challenge')
      const text = (await tab.locator('.linked').innerText()).replaceAll(/\s+/g, ' ')
      expect(text).toContain('Planted in the step that rejects requests without a valid API key.')
      expect(text).toMatch(/Caught by authentication\/challenge-present .* Must fail at least once Failed for all 87 operations/)
      expect(text).toContain('Also failed, not required header/documented-headers-present Failed for all 87 operations')
      expect(text).toContain('Nothing was missed.')
    })

    test.each([390, 800, 1440])(
      'keeps the search and the heading of the area in view, and never scrolls sideways at %i px',
      async (width) => {
        const tab = await open('proof.html', { width })
        expect(await overflow(tab)).toBe(0)
        await tab.locator('#deviations-error > summary').click()
        for (const each of await tab
          .locator('#deviations-error .item > summary')
          .all()
          .then((all) => all.slice(0, 4)))
          await each.click()
        await tab.locator('#deviations-error .item').nth(10).scrollIntoViewIfNeeded()
        await tab.mouse.wheel(0, 300)
        await expect.poll(() => tab.evaluate('scrollY')).toBeGreaterThan(1000)
        const search = await tab.getByLabel('Search').boundingBox()
        expect(search?.y).toBeGreaterThanOrEqual(0)
        expect(search?.y).toBeLessThan(30)
        const bar = await tab.locator(width > 1000 ? '.toolbar' : '.find').boundingBox()
        const heading = await tab.locator('#deviations-error > summary').boundingBox()
        expect(Math.abs((heading?.y ?? 0) - (bar?.y ?? 0) - (bar?.height ?? 0))).toBeLessThanOrEqual(1)
        expect(bar?.y).toBe(0)
        expect(await overflow(tab)).toBe(0)
      },
    )

    test('shows what is missing: a fault, a rule, and false alarms', async () => {
      const tab = await open('faulty-proof.html#result=bad')
      expect(await shown(tab, 'deviations')).toEqual([lost.id])
      expect(await shown(tab, 'variants')).toEqual([loud.id])
      expect(await shown(tab, 'rules')).toContain(idle.id)
      await tab.getByText('fail header/date on listProducts: <script>alert(1)</script>').waitFor()
      await tab.getByText('does <b>nothing</b>').first().waitFor()
      await tab.getByText('For the server without a fault, these rules fail: header/date.').waitFor()
      expect(await tab.locator('#deviations .area:not([hidden]) > summary').innerText()).toContain('1 missed')
      await tab.getByRole('button', { name: 'Unfold all' }).click()
      await tab
        .getByText(/^missed Did not fail for any operation\.$/)
        .first()
        .waitFor()
      await tab.getByText('No deviation breaks this rule on purpose.').waitFor()
      expect(await tab.locator('.sums').innerText()).toContain('1 missing')
    })

    test('changes its colors and remembers them', async () => {
      const tab = await open('proof.html', { colors: 'light' })
      const ground = () => tab.evaluate('getComputedStyle(document.documentElement).backgroundColor')
      expect(await ground()).toBe('rgb(255, 255, 255)')
      await tab.getByRole('button', { name: 'Colors: system' }).click()
      expect(await ground()).toBe('rgb(20, 24, 29)')
      // The browser keeps it a moment later.
      const remembered = async (): Promise<string> => {
        await tab.reload()
        return tab.getByRole('button', { name: 'Colors: ' }).innerText()
      }
      await expect.poll(remembered).toBe('Colors: dark')
      await tab.getByRole('button', { name: 'Colors: dark' }).click()
      expect(await ground()).toBe('rgb(255, 255, 255)')
    })

    test('prints what is unfolded, without controls', async () => {
      const tab = await open('proof.html#area=tenant', { colors: 'dark' })
      await tab.emulateMedia({ media: 'print' })
      expect(await tab.locator('.toolbar, .site').filter({ visible: true }).count()).toBe(0)
      expect(await tab.locator('#deviations-tenant .item:visible').count()).toBe(
        proof.deviations.filter(({ id }) => id.startsWith('tenant/')).length,
      )
      expect(await tab.evaluate('getComputedStyle(document.documentElement).backgroundColor')).toBe('rgb(255, 255, 255)')
    })
  })

  describe('the kill matrix', () => {
    const rows = (tab: Page): Promise<string[]> => tab.locator('#matrix tr:not(.area) > th button[data-key^="deviation:"]').allInnerTexts()
    const inArea = (area: string) =>
      proof.deviations.filter(({ id }) => id.startsWith(`${area}/`)).map(({ id }) => id.slice(area.length + 1))

    test('starts with one row and one column for each area', async () => {
      const tab = await open('kill-matrix.html')
      const areas = new Set(proof.rules.map(({ id }) => id.slice(0, id.indexOf('/')))).size
      expect(await tab.locator('#matrix tr.area').count()).toBe(areas)
      expect(await tab.locator('#matrix th.folded').count()).toBe(areas)
      expect(await rows(tab)).toEqual([])
      await tab.getByText(`Each of the ${proof.rules.length} rules catches at least one of the ${total} deviations.`).waitFor()
    })

    test('unfolds an area into its deviations and rules, and describes a mark', async () => {
      const tab = await open('kill-matrix.html')
      await tab.getByRole('button', { name: /Pages 41 deviations/ }).click()
      expect(await rows(tab)).toEqual(inArea('pagination'))
      const columns = await tab.locator('#matrix th.rule').allInnerTexts()
      const rules = proof.rules.filter(({ id }) => id.startsWith('pagination/')).map(({ id }) => id.slice('pagination/'.length))
      expect([...columns].sort()).toEqual([...rules].sort())

      await tab
        .getByRole('button', { name: /^last-row-dropped, pagination\/.*: caught$/ })
        .first()
        .click()
      const details = tab.getByRole('complementary', { name: 'Details' })
      const deviation = proof.deviations.find(({ id }) => id === 'pagination/last-row-dropped')
      await details.getByText(deviation?.harm ?? '').waitFor()
      const rule = await details.locator('h2 code').last().innerText()
      const kill = deviation?.kills.find((each) => each.rule === rule)
      expect((await details.locator('.ops').innerText()).split(', ').sort()).toEqual(
        kill?.operations.map((each) => each ?? 'the server as a whole').sort(),
      )
      await tab.keyboard.press('Escape')
      expect(await details.isVisible()).toBe(false)
    })

    test('has a mark for every failed rule of an area', async () => {
      const tab = await open('kill-matrix.html#area=tenant&rules=tenant')
      const kills = proof.deviations
        .filter(({ id }) => id.startsWith('tenant/'))
        .flatMap(({ kills: own, breaks }) =>
          own.filter(({ rule }) => rule.startsWith('tenant/')).map(({ rule }) => breaks.some((each) => each.rule === rule)),
        )
      expect(await tab.locator('#matrix tr:not(.area) .mark.named').count()).toBe(kills.filter(Boolean).length)
      expect(await tab.locator('#matrix tr:not(.area) .mark.also').count()).toBe(kills.filter((named) => !named).length)
    })

    test('keeps what belongs to a deviation or to a rule, in the address too', async () => {
      const tab = await open('kill-matrix.html#area=status')
      await tab.getByRole('button', { name: 'rejection-not-implemented', exact: true }).click()
      const own = proof.deviations.find(({ id }) => id === 'status/rejection-not-implemented')?.kills.map(({ rule }) => rule) ?? []
      const titles = await tab
        .locator('#matrix th.rule button')
        .evaluateAll((all) => all.map((each) => each.getAttribute('title')?.split(':')[0]))
      expect(titles.sort()).toEqual([...own].sort())
      expect(hashOf(tab)).toBe('#area=status&deviation=status/rejection-not-implemented')

      await tab.getByRole('button', { name: 'Clear filter' }).click()
      await tab.goto(`${pathToFileURL(folder).href}/kill-matrix.html#rule=error/request-id-repeated`)
      const failed = proof.deviations.filter(({ kills }) => kills.some(({ rule }) => rule === 'error/request-id-repeated'))
      expect((await rows(tab)).sort()).toEqual(failed.map(({ id }) => id.slice(id.indexOf('/') + 1)).sort())
      await tab.getByRole('button', { name: /^Remove the filter rule/ }).click()
      expect(hashOf(tab)).toBe('')
      await tab.getByText(`${total} of ${total} deviations`).waitFor()
    })

    test('finds deviations by their text', async () => {
      const tab = await open('kill-matrix.html')
      await tab.getByLabel('Search').fill('retry-after minutes')
      expect(await rows(tab)).toContain('retry-after-in-minutes')
      expect((await rows(tab)).length).toBeLessThan(20)
      expect(hashOf(tab)).toBe('#q=retry-after+minutes')
    })

    test('can be used with the keyboard', async () => {
      const tab = await open('kill-matrix.html')
      const focused = () => tab.evaluate('document.activeElement.dataset.key')
      await tab.locator('#matrix button[tabindex="0"]').focus()
      expect(await tab.locator('#matrix button[tabindex="0"]').count()).toBe(1)
      expect(await focused()).toBe('column:authentication')
      await tab.keyboard.press('ArrowRight')
      expect(await focused()).toBe('column:status')
      await tab.keyboard.press('End')
      expect(await focused()).toBe('column:write')
      await tab.keyboard.press('Home')
      await tab.keyboard.press('ArrowDown')
      expect(await focused()).toBe('sum:authentication:authentication')
      await tab.keyboard.press('ArrowLeft')
      expect(await focused()).toBe('row:authentication')
      await tab.keyboard.press('Enter')
      expect(await rows(tab)).toEqual(inArea('authentication'))
      expect(await focused()).toBe('row:authentication')
      await tab.keyboard.press('ArrowDown')
      await tab.keyboard.press('ArrowRight')
      expect(await focused()).toMatch(/^cell:0:/)
      await tab.keyboard.press('Enter')
      await tab.getByRole('complementary', { name: 'Details' }).getByText(lost.harm).waitFor()
      await tab.keyboard.press('Escape')
      expect(await focused()).toMatch(/^cell:0:/)
    })

    test.each([390, 800, 1440])('scrolls in its own box, under headings that stick and are not cut, at %i px', async (width) => {
      const tab = await open('kill-matrix.html#area=error', { width })
      expect(await overflow(tab)).toBe(0)
      const box = tab.locator('#box')
      await box.evaluate((each) => each.scrollTo(600, 700))
      const edge = await box.boundingBox()
      const head = await tab.locator('#matrix thead').boundingBox()
      const side = await tab.locator('#matrix tbody tr:not(.area) .side').nth(40).boundingBox()
      expect(await box.evaluate((each) => each.scrollTop)).toBeGreaterThan(600)
      if (width < 1440) expect(await box.evaluate((each) => each.scrollLeft)).toBeGreaterThan(300)
      expect(Math.abs((head?.y ?? 0) - (edge?.y ?? 0))).toBeLessThanOrEqual(1)
      expect(Math.abs((side?.x ?? 0) - (edge?.x ?? 0))).toBeLessThanOrEqual(1)
      const buttons = await tab.locator('#matrix button').evaluateAll((all) => {
        return all.map(({ textContent, scrollWidth, clientWidth, scrollHeight, clientHeight }: { [name: string]: unknown }) => {
          return { textContent, over: [Number(scrollWidth) - Number(clientWidth), Number(scrollHeight) - Number(clientHeight)] }
        })
      })
      const cut = buttons.filter(({ over }) => over.some((each) => each > 1)).map(({ textContent }) => textContent)
      expect(cut).toEqual([])
      await tab.locator('#matrix .mark').nth(5).click()
      await tab.getByRole('complementary', { name: 'Details' }).waitFor()
      expect(await overflow(tab)).toBe(0)
    })

    test('marks a missed fault and a rule that no deviation breaks', async () => {
      const tab = await open('faulty-matrix.html')
      await tab.getByText(/^gap .*catch no deviation: .*header\/of-no-use/).waitFor()
      await tab.locator('#matrix th.folded button').filter({ hasText: 'Headers' }).click()
      expect(await tab.locator('#matrix th.rule').first().innerText()).toBe('of-no-use')
      expect(await tab.locator('#matrix .totals .gap').first().innerText()).toMatch(/none/)
      await tab.getByLabel('Deviations of').selectOption('authentication')
      await tab.getByRole('button', { name: /^expired-key-accepted, .*: missed$/ }).click()
      await tab.getByText('The rule must fail, but it did not.').waitFor()
    })
  })

  test.each(['light', 'dark'] as const)('no page has a serious barrier in %s colors', async (colors) => {
    const at = `deviation-${lost.id.replace('/', '-')}`
    for (const page of ['few-proof.html#q=error', `few-proof.html#${at}`, 'kill-matrix.html#area=error', `few-matrix.html#${at}`]) {
      const tab = await open(page, { colors })
      expect(await barriersOf(tab), page).toEqual([])
    }
  })
})

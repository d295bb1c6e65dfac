import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { largeReport, mixedReport, passingReport } from '../../../testing/sample-report.ts'
import type { Report } from '../../report.ts'
import { renderHtml } from './html.ts'
import { unpublished } from '../../../testing/unpublished.ts'

const page = ({ report, traffic } = mixedReport()): string => renderHtml(report, traffic, unpublished)
const mainOf = (text: string): string => text.slice(text.indexOf('<main>'), text.indexOf('</main>'))

/** What must not reach a page as it is: markup, ends of attributes, elements and comments, and control characters. */
const hostile = `x"><img src=x onerror=alert(1)>'</script></pre><!--\u202e\u001b[31m\u0000\`<b>\`&lt;`

/** Members with a closed set of values, which no deployment chooses. */
const own = /^(format|level|reached|exitCode|basis|startedAt|outcome|severity|area|excused|by|state|cites|sampled|isLasting|expires)$/

/** Replaces every text that comes from a deployment or a user. Ids keep matching each other. */
function spoilt(value: unknown, name = ''): unknown {
  if (own.test(name) && typeof value !== 'object') return value
  if (typeof value === 'string') return value + hostile
  if (Array.isArray(value)) return own.test(name) ? value : value.map((each) => spoilt(each))
  if (typeof value !== 'object' || value === null) return value
  if (name === 'waived') return { ...value, reason: hostile, owner: hostile }
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, spoilt(each, key)]))
}

/** The names of all elements and attributes; fails if there is anything that is neither text nor a well-formed tag. */
function vocabulary(text: string): { readonly elements: ReadonlySet<string>; readonly attributes: ReadonlySet<string> } {
  const [elements, attributes] = [new Set<string>(), new Set<string>()]
  const body = text
    .replace('<!doctype html>', '')
    .replaceAll(/<(style|script)([^>]*)>.*?<\/\1>/gs, '<$1$2></$1>')
    .replaceAll(/<\/?([a-z][a-z0-9]*)((?:\s+[\w-]+(?:="[^"]*")?)*)\s*\/?>/gi, (_, name: string, rest: string) => {
      elements.add(name)
      for (const [, attribute = ''] of rest.matchAll(/([\w-]+)(?:="[^"]*")?/g)) attributes.add(attribute)
      return ''
    })
  expect(body).not.toMatch(/[<>]/)
  return { elements, attributes }
}

describe('the page', () => {
  test('escapes every text of a report', () => {
    const { report, traffic } = mixedReport()
    const text = renderHtml(spoilt(report) as Report, { ...traffic, exchanges: [] }, unpublished)
    expect(text).toContain('x&#34;&gt;&lt;img src=x onerror=alert(1)&gt;&#39;&lt;/script&gt;')
    expect(text).not.toContain('<img')
    expect(text).not.toContain('<!--')
    expect(text.replaceAll('\u{202f}', '')).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/)
    const [plain, got] = [vocabulary(page()), vocabulary(text)]
    expect([...got.elements].filter((each) => !plain.elements.has(each))).toEqual([])
    expect([...got.attributes].filter((each) => !plain.attributes.has(each))).toEqual([])
    expect(text.match(/<script/g)).toHaveLength(2)
    expect(text.match(/<\/script/g)).toHaveLength(2)
  })

  test('escapes every text of the recording', () => {
    const { report, traffic } = mixedReport()
    const exchanges = traffic.exchanges.map((each) =>
      'reply' in each ? { ...each, reply: { ...each.reply, body: Buffer.from(JSON.stringify({ [hostile]: [hostile] })) } } : each,
    )
    const text = renderHtml(report, { ...traffic, exchanges }, unpublished)
    expect(text).toContain('\\&#34;&gt;&lt;img src=x onerror=alert(1)')
    expect(text).not.toContain('<img')
    vocabulary(text)
  })

  test('allows its own style and script by their hashes, and nothing else', () => {
    const text = page()
    const inside = (name: string): string => new RegExp(`<${name}>(.*?)</${name}>`, 's').exec(text)?.[1] ?? ''
    const hash = (name: string): string => `'sha256-${createHash('sha256').update(inside(name)).digest('base64')}'`
    const [, policy] = /Content-Security-Policy" content="([^"]*)"/.exec(text) ?? []
    expect(inside('script')).toContain('use strict')
    expect(policy).toBe(
      `default-src 'none'; style-src ${hash('style')}; script-src ${hash('script')}; img-src data:; base-uri 'none'; form-action 'none'`,
    )
  })

  test('loads nothing', () => {
    const text = page()
    expect(text).not.toMatch(/\ssrc=|@import|url\(|<(iframe|object|embed|base)\b|\sstyle=|\son\w+=/)
    const addresses = [...text.matchAll(/href="([^"]*)"/g)].map(([, address = '']) => address)
    expect(addresses.length).toBeGreaterThan(20)
    expect(addresses.filter((each) => !/^(#|data:image\/svg\+xml,|https:\/\/www\.rfc-editor\.org\/)/.test(each))).toEqual([])
  })

  test('contains no key, also where the report itself does not show the body', () => {
    const { report, traffic } = mixedReport()
    expect(JSON.stringify(report.verdicts.map(({ exchange }) => exchange))).not.toContain('shown to')
    const text = page({ report, traffic })
    expect(text).toContain('shown to ***')
    expect(text).not.toContain('a-secret-of-the-run')
  })

  test('has each exchange once, and links to it', () => {
    const text = page()
    for (const number of [1, 2, 3, 4, 5]) expect(text.match(new RegExp(`id="exchange-${number}"`, 'g'))).toHaveLength(1)
    expect(text.match(/data-exchange="5"/g)).toHaveLength(2)
  })

  test('has unique ids, and every link within it leads somewhere', () => {
    const text = page()
    const ids = [...text.matchAll(/\sid="([^"]*)"/g)].map(([, id = '']) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const targets = [...text.matchAll(/href="#([^"?]+)"/g)].map(([, id = '']) => id)
    expect(targets.filter((each) => !ids.includes(each))).toEqual([])
  })

  test('shows every outcome', () => {
    const { report } = mixedReport()
    expect(Object.entries(report.outcomes).filter(([, number]) => number === 0)).toEqual([])
    expect(mainOf(page()).replaceAll(report.suite.version, 'VERSION')).toMatchSnapshot()
  })

  test('of a passing run has no causes, exchanges and findings', () => {
    const text = page(passingReport())
    expect(text).not.toMatch(/id="(causes|exchanges|inconclusive|left|waivers|followed)"|class="finding/)
    expect(text).toMatch(/✓<\/span\s*>\s*Conforms\s*<\/h1>/)
  })

  test('says beside a rule with findings which faults it is proven to find, and nothing for a rule of another catalogue', () => {
    const { report, traffic } = mixedReport()
    const rules = new Set(report.verdicts.filter(({ outcome }) => outcome === 'fail').map(({ rule }) => rule))
    const [rule = ''] = rules
    const passed = report.verdicts.find((each) => each.outcome === 'pass' && !rules.has(each.rule))?.rule ?? ''
    const faults = Object.fromEntries(['one', 'two', 'three', 'four', 'five'].map((each) => [`area/${each}`, `Fault <${each}>.`]))
    const text = renderHtml(report, traffic, { ...unpublished, knownFaults: { [rule]: faults, [passed]: { 'area/six': 'Fault six.' } } })
    expect(text.match(/Proven with/g)).toHaveLength(1)
    expect(text).toContain('Proven with 5 faults, made on purpose in the reference server')
    expect(text).toContain('<li><code>area/three</code>: Fault &lt;three&gt;.</li>')
    expect(text).toContain('<li>and 2 more</li>')
    expect(text).not.toContain('area/four')
    expect(renderHtml(report, traffic, { ...unpublished, knownFaults: {} })).not.toContain('Proven with')
  })

  test('of recorded traffic names no level', () => {
    const { report, traffic } = mixedReport()
    const text = page({ report: { ...report, requests: { ...report.requests, planned: 0 } }, traffic })
    expect(text).toContain('based on recorded traffic')
    expect(text).not.toContain('<dt>Level</dt>')
  })

  test('without a recording shows what the report has', () => {
    const { report, traffic } = mixedReport()
    const text = page({ report, traffic: { ...traffic, exchanges: [] } })
    expect(text).toContain('… the rest of 2452 bytes is left out, except:')
  })

  test('of a run that judged nothing says why, and links only to what it has', () => {
    const { report, traffic } = mixedReport()
    const empty = {
      ...report,
      ended: `http://127.0.0.1:1/api cannot be reached: ${hostile}.`,
      exitCode: 2,
      verdicts: [],
      causes: [],
      left: [],
      waivers: [],
    } as const
    const text = page({ report: empty, traffic })
    expect(text).toContain('The run ended before it judged anything: http://127.0.0.1:1/api cannot be reached: x&#34;&gt;')
    expect(text).toContain('href="#findings"')
    expect(text).toContain('id="findings"')
    expect(text).not.toMatch(/id="(matrix|filters)"/)
    vocabulary(text)
  })

  test('of the largest run stays below 3 MB', () => {
    expect(Buffer.byteLength(page(largeReport(300)))).toBeLessThan(3_000_000)
  })
})

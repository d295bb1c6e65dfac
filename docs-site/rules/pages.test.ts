import { beforeAll, describe, expect, test } from 'vitest'
import { decisions, promises, unruled } from '../../conformance/profile/citations.ts'
import { pageOfRequirement, pageOfRule } from '../../conformance/model/pages.ts'
import { rules } from '../../conformance/rules/index.ts'
import { citationOf } from './citation.ts'
import { block, code, listed, prose } from './markdown.ts'
import { rulePages } from './pages.ts'
import { remedies, remedyOf } from './remedies/index.ts'
import { requirementsPage } from './requirements-page.ts'
import { readSource, type Source } from './source.ts'

let source: Source
let contents: ReadonlyMap<string, string>

beforeAll(() => {
  source = readSource()
  contents = new Map(rulePages.map(({ name, content }) => [name, content(source)]))
})

/** Whether a page has the anchor of an address such as `rules/pagination.html#total-pages`. */
function exists(address: string): boolean {
  const [, page = '', anchor = ''] = /^rules\/([\w-]+)\.html#([\w-]+)$/.exec(address) ?? []
  return (
    contents
      .get(page)
      ?.split('\n')
      .filter((line) => line.startsWith('#') && line.endsWith(` {#${anchor}}`)).length === 1
  )
}

describe('the pages', () => {
  test('have an anchor for every rule and every requirement', () => {
    expect(rules.map(({ id }) => pageOfRule(id)).filter((each) => !exists(each))).toEqual([])
    expect(
      Object.keys({ ...promises, ...decisions })
        .map(pageOfRequirement)
        .filter((each) => !exists(each)),
    ).toEqual([])
    expect(exists('rules/pagination.html#no-such-rule')).toBe(false)
  })

  test('link only to pages and anchors that exist', () => {
    const broken = [...contents].flatMap(([page, text]) =>
      [...text.matchAll(/\]\(\.\/([\w-]+)\.md(?:#([\w-]+))?\)/g)]
        .filter(([, to = '', anchor]) => !contents.has(to) || (anchor !== undefined && !exists(`rules/${to}.html#${anchor}`)))
        .map(([link]) => `${page}: ${link}`),
    )
    expect(broken).toEqual([])
  })

  test('contain level, sentence, example, remedy and proof of a rule', () => {
    const [, rest = ''] = contents.get('pagination')?.split('## total-pages {#total-pages}') ?? []
    const [section = ''] = rest.split('\n## ')
    for (const part of [
      'text="MUST"',
      'A conforming deployment **sets `totalPages` to `total` divided by the page size, rounded up**.',
      'Promise [R13](./requirements.md#R13)',
      '- **Needs**: level `smoke`; sends nothing of its own',
      '```http [Violates the rule]\nHTTP/1.1 200 OK',
      '```http [Conforms]\nHTTP/1.1 200 OK',
      '**How to fix it.** ',
      '](../proof.html#deviation-pagination-',
      '[Kill matrix](../kill-matrix.html#rule=pagination/total-pages)',
    ])
      expect(section).toContain(part)
  })

  test('contain nothing outside of code that Vue would read as a template', () => {
    const isMarkup = /<(?!\/?Badge\b|!--)|\{\{/
    const wrong = [...contents].flatMap(([page, text]) =>
      text
        .replaceAll(/^(`{3,}).*\n[\s\S]*?\n\1$/gm, '')
        .replaceAll(/(`+)[^`][\s\S]*?\1/g, '')
        .split('\n')
        .filter((line) => isMarkup.test(line))
        .map((line) => `${page}: ${line}`),
    )
    expect(wrong).toEqual([])
  })
})

describe('the page of requirements', () => {
  test('gives the reason for a requirement without a rule', () => {
    const text = contents.get('requirements') ?? ''
    expect(text.match(/No rule cites it/g)).toHaveLength(Object.keys(unruled).length)
    for (const reason of Object.values(unruled)) expect(text).toContain(reason)
  })

  test('shows a fault that the proof missed', () => {
    const { proof } = source
    const dates = new Map([[proof.commit, new Date('2026-01-02T23:00:00Z')]])
    const deviations = proof.deviations.map((each) =>
      each.breaks.some(({ rule }) => rule === 'pagination/total-pages') ? { ...each, missed: each.breaks } : each,
    )
    const text = requirementsPage({ proof: { ...proof, deviations }, dates })
    expect(text).toContain('of 2026-01-02')
    expect(text).toMatch(/`pagination\/total-pages`\]\(.*\): \*\*catches no fault\*\*, \*\*misses \d fault/)
    expect(requirementsPage({ proof, dates: new Map() })).not.toContain('misses')
  })
})

describe('remedies', () => {
  test('exist once for every rule, and for no other', () => {
    const named = Object.entries(remedies).flatMap(([area, all]) => all.flatMap((each) => each.rules.map((name) => `${area}/${name}`)))
    expect(named.toSorted()).toEqual(rules.map(({ id }) => id).toSorted())
  })

  test('of an unknown rule do not exist', () => {
    expect(() => remedyOf('error/none')).toThrow('The rule error/none has no remedy; add one to docs-site/rules/remedies')
  })
})

describe('Markdown', () => {
  test.each([
    [prose('a < b, `c < d` & {{ e }}'), 'a &lt; b, `c < d` &amp; {&#123; e }}'],
    [code('a `b`\n c'), '``a `b` c``'],
    [code('x'), '`x`'],
    [block('a\n```\nb', 'http', 'T'), '````http [T]\na\n```\nb\n````'],
    [listed(['a', 'b', 'c']), 'a, b and c'],
    [listed(['a']), 'a'],
    [citationOf('RFC 9110 §10.2.1'), '[RFC 9110 §10.2.1](https://www.rfc-editor.org/rfc/rfc9110#section-10.2.1): Allow'],
    [citationOf('R14'), 'Promise [R14](./requirements.md#R14): lists filter by query parameters'],
    [citationOf('practice: a habit'), 'Common practice: a habit'],
    [citationOf('OWASP API2:2023'), 'OWASP API2:2023: Broken Authentication'],
  ])('%s', (made, want) => {
    expect(made).toBe(want)
  })
})

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { contractChangelog } from '../../docs-site/build/contract-changelog.ts'
import type { Change } from './contract-change.ts'
import { digestOf, grouped, outdated, summaryIn, type ContractVersion } from './contract-versions.ts'

const read = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')
const versions = JSON.parse(read('docs-site/contract-versions.json')) as readonly ContractVersion[]
const change = (impact: Change['impact'], sentence: string): Change => ({ impact, sentence })

describe('changes', () => {
  test('of one kind at the same place of several operations are one group', () => {
    expect(
      grouped([
        change(
          'major',
          "paths › /a › get › responses › 200 › content › application/json › schema › properties › data › items › x: Type changed from 'a' to 'b: c'.",
        ),
        change(
          'major',
          "paths › /b › get › responses › 200 › content › application/json › schema › properties › data › items › x: Type changed from 'a' to 'b: c'.",
        ),
        change('minor', 'paths › /a › get › responses › 503: Response added'),
        change('minor', 'x-rate-limits: SpecExtension added'),
        change('minor', 'paths › /c: Path added'),
        change('patch', 'info: Info description modified'),
      ]),
    ).toEqual({
      breaking: [{ what: "Type changed from 'a' to 'b: c'.", place: '200 › data › items › x', operations: ['GET /a', 'GET /b'] }],
      added: [
        { what: 'Response added', place: '503', operations: ['GET /a'] },
        { what: 'Extension added', place: 'x-rate-limits', operations: [] },
        { what: 'Path added', place: '', operations: ['/c'] },
      ],
      wording: 1,
    })
  })
})

describe('the summary', () => {
  const changelog =
    '# Changelog\n\n## Unreleased\n\n- Other.\n- Contract 2.1: every operation\n  can fail. And more.\n- Contract 2.1.3: words.\n\n## 1.0\n'

  test.each([
    ['2.1.0', 'Every operation can fail. And more.'],
    ['2.1.3', 'Words.'],
    ['2.1', undefined],
    ['2.1.1', undefined],
  ])('of %s is %j', (version, want) => {
    expect(summaryIn(changelog.replace('Contract 2.1: ', version === '2.1' ? 'Contract 9: ' : 'Contract 2.1: '), version)).toBe(want)
  })
})

describe('the committed versions', () => {
  const bundle = read('spec/generated/openapi.json')

  test('describe the bundle, in ascending order, each with a summary; if not, run npm run contract:versions', () => {
    expect(outdated(versions, bundle)).toEqual([])
    const numbers = versions.map(({ version }) => version.split('.').reduce((sum, each) => sum * 1000 + Number(each), 0))
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b))
    expect(read('docs-site/changelog.md')).toBe(contractChangelog(versions))
  })

  test('do not describe another bundle, another version, or one without a summary', () => {
    const [last] = versions.slice(-1)
    if (last === undefined) throw new Error('there is no version')
    const stale = 'docs-site/contract-versions.json describes version'
    expect(outdated(versions, bundle.replace('Transfers', 'Transfer'))).toEqual([expect.stringContaining(stale)])
    expect(outdated([], bundle)).toEqual([expect.stringContaining(`${stale} none`)])
    expect(outdated([{ ...last, summary: '' }], bundle)).toEqual([expect.stringContaining(`has no summary of version ${last.version}`)])
    expect(digestOf(`${bundle}\n`)).toBe(last.digest)
  })
})

test('the page begins with the last version, folds long lists, and shows values as code', () => {
  const group = { what: "`pattern` of `x` changed from '*a*' to '<b>'.", place: '200 › x', operations: ['GET /a', 'GET /b'] }
  const version = { version: '1.1.0', date: '2026-01-02', digest: '', summary: 'More.', breaking: [], added: [group], wording: 2 }
  const page = contractChangelog([
    { ...version, version: '1.0.0', summary: 'First.', added: [], wording: 0 },
    { ...version, version: '1.1.0' },
    { ...version, version: '2.0.0', breaking: Array.from({ length: 30 }, () => ({ ...group, operations: [] })) },
  ])
  expect(page.match(/^## .*/gm)).toEqual(['## 2.0.0 {#2-0-0}', '## 1.1.0 {#1-1-0}', '## 1.0.0 {#1-0-0}'])
  expect(page).toContain('::: details Breaking: 30 kinds of change')
  expect(page).toContain('- and 10 more kinds of change')
  expect(page).toContain('- `200 › x`: `pattern` of `x` changed from `*a*` to `<b>` (`GET /a`, `GET /b`)')
  expect(page.split('## 1.1.0')[1]).toContain(
    '2 changes of descriptions, titles, examples and internal details.\n\nNothing breaks clients.',
  )
})

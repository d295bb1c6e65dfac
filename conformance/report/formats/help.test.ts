/** Reports link to the page of a rule, if the documentation is published. */
import pc from 'picocolors'
import { describe, expect, test } from 'vitest'
import { helpFor, pageOfRequirement, pageOfRule } from '../../model/pages.ts'
import { rules } from '../../rules/index.ts'
import type { Api } from '../../model/api.ts'
import { reportOf, traffic, verdict } from '../../testing/reports.ts'
import { unpublished as profile } from '../../testing/unpublished.ts'
import { reportFileOf } from './index.ts'
import { renderReport } from './terminal.ts'

const published = { ...profile, documentation: 'https://docs.example/scm/' }
const rule = rules.find(({ id }) => id === 'pagination/total-pages')
if (rule === undefined) throw new Error('the rule is unknown')
const report = reportOf([verdict('fail', { rule, operation: 'listProducts', expected: '2', seen: '1' })])
const page = 'https://docs.example/scm/rules/pagination.html#total-pages'
const requirement = 'https://docs.example/scm/rules/requirements.html#R13'

function rendered(format: string, known: Api['profile']): string {
  if (format === 'terminal') return renderReport(report, pc.createColors(false), known, { columns: 60 })
  return reportFileOf(`${format}=file`)?.format.render(report, { ...traffic, profile: known }) ?? ''
}

describe.each(['terminal', 'json', 'markdown', 'junit', 'sarif', 'ctrf', 'tap', 'html'])('%s', (format) => {
  test('links to the page of a violated rule', () => {
    expect(rendered(format, published)).toContain(page)
  })

  test('has no such link without a published documentation', () => {
    expect(rendered(format, profile)).not.toContain('rules/pagination.html')
  })

  test('has no such link for a rule that the documentation does not have', () => {
    expect(rendered(format, { ...published, knownFaults: {} })).not.toContain('rules/pagination.html')
  })
})

test('in SARIF, the page is the help of the rule', () => {
  expect(rendered('sarif', published)).toContain(`"helpUri": "${page}"`)
})

test('in HTML, requirements are links, too', () => {
  expect(rendered('html', published)).toContain(`href="${requirement}"`)
  expect(rendered('html', profile)).not.toContain('requirements.html')
})

test('an address is made of the last part of the id', () => {
  expect([pageOfRule('rate-limit/headers-present'), pageOfRequirement('D07')]).toEqual([
    'rules/rate-limit.html#headers-present',
    'rules/requirements.html#D07',
  ])
  expect(helpFor('rate-limit/headers-present', published)).toBe('https://docs.example/scm/rules/rate-limit.html#headers-present')
})

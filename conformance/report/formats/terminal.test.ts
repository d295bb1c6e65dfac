import pc from 'picocolors'
import { expect, test } from 'vitest'
import { contract } from '../../../spec/contract.ts'
import { baseUrl, planOf, verdictOf } from '../../testing/fixture.ts'
import type { Verdict } from '../../judge/verdict.ts'
import type { Left } from '../../cleanup/left.ts'
import { makeReport } from '../report.ts'
import { renderOutlook } from './plan.ts'
import { renderReport } from './terminal.ts'
import { unpublished } from '../../testing/unpublished.ts'

const verdict = (change: Partial<Verdict>): Verdict => verdictOf('pass', change)
const rendered = (
  verdicts: readonly Verdict[],
  basis: 'contract' | 'promised' = 'contract',
  isRecording = false,
  left: readonly Left[] = [],
): string => {
  const requests = { planned: isRecording ? 0 : 1, most: isRecording ? 0 : 1, sent: 0, withoutKey: 0, followed: [] }
  const made = {
    contract,
    baseUrl,
    seed: 's',
    left,
    secrets: [],
    startedAt: 0,
    endedAt: 1000,
    level: 'smoke',
  } as const
  return renderReport(makeReport({ ...made, requests, verdicts, basis }), pc.createColors(false), unpublished)
}
const last = (text: string): string[] => text.trimEnd().split('\n').slice(-2)

test('the last lines contain the verdict for both bases', () => {
  const both = 'Promised behavior only (API overview, RFCs): conforms. Whole contract: does not conform.'
  const verdicts = [verdict({}), verdict({ outcome: 'fail', basis: 'decided' })]
  expect(last(rendered(verdicts))).toEqual([both, `does not conform: ${baseUrl} at level smoke.`])
  expect(last(rendered(verdicts, 'promised'))).toEqual([both, `conforms (promised behavior only): ${baseUrl} at level smoke.`])
  expect(last(rendered(verdicts, 'promised', true))).toEqual([
    both,
    `conforms (promised behavior only): ${baseUrl} (based on the recorded traffic).`,
  ])
  expect(last(rendered([verdict({})]))).toEqual([
    'Promised behavior only (API overview, RFCs): conforms. Whole contract: conforms.',
    `conforms: ${baseUrl} at level smoke.`,
  ])
})

test('a block states the level of its rule and the basis of its findings', () => {
  const found = (...bases: readonly ('decided' | 'promised')[]): string =>
    rendered(bases.map((basis) => verdict({ outcome: 'fail', basis, expected: 'a', seen: 'b' })))
  expect(found('decided')).toMatch(/A conforming deployment behaves as expected \(MUST, decided\)\.\n +expected +a\n/)
  expect(found('promised')).toMatch(/A conforming deployment behaves as expected \(MUST, promised\)\.\n/)
  expect(found('promised', 'decided')).toMatch(/\(MUST, promised or decided\)\.\n/)
})

test('resources allowed to remain are separate from those left behind', () => {
  const expected: Left = { operation: 'createCategory', id: 'cat_7', why: 'nothing deletes it', isLasting: true }
  const behind: Left = { operation: 'createProduct', id: 'prod_7', why: 'DELETE answered 500' }
  const said = (...left: Left[]): string => rendered([verdict({})], 'contract', false, left)
  expect(said()).not.toMatch(/LASTING|LEFT BEHIND/)
  const lasting =
    'LASTING  created by the run and not deletable, as allowed by --allow-lasting\n      createCategory: nothing deletes it (cat_7)\n'
  const left = 'LEFT BEHIND  1 resource created by the run and not deleted\n      createProduct: DELETE answered 500 (prod_7)\n'
  expect(said(expected)).toContain(lasting)
  expect(said(expected)).not.toContain('LEFT BEHIND')
  expect(said(behind)).toContain(left)
  expect(said(behind)).not.toContain('LASTING')
  expect(said(behind, expected)).toContain(`${lasting}\n${left}`)
})

test('the number of requests and the waiting time are reported before the run', () => {
  const told = (waiting: number, wanted = waiting, owned: readonly string[] = []): string =>
    renderOutlook(
      { ...planOf([]), owned: new Map(owned.map((each) => [each, []])) },
      { waiting, longest: waiting, wanted, maxWait: 900_000, allowance: { perMinute: 100, perHour: 1000 } },
    )
  expect(told(0)).toBe('')
  expect(told(0, 0, ['a product'])).toBe('0 requests; no waiting for the rate limit.\n')
  expect(told(62_000)).toMatch(
    /^0 requests; rate limit per API key: 100 per minute and 1000 per hour. Expected waiting time: 62 seconds; maximum: 15 minutes/,
  )
  expect(told(0, 62_000)).toMatch(/Expected waiting time: 0 seconds/)
})

test('verdicts excluded by the basis are reported as not run', () => {
  const text = rendered([verdict({}), verdict({ outcome: 'fail', basis: 'decided' })], 'promised')
  expect(text).not.toMatch(/FAIL/)
  expect(text).toMatch(/NOT RUN\n +1 {2}it is based on a decision of the contract \(--basis promised\)/)
})

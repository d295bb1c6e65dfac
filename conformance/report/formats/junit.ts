/**
 * JUnit XML, as Jenkins, GitLab, Azure DevOps and others read it. Each outcome becomes what makes these systems show the same as the exit code:
 *
 * | outcome        | element             |                                                                            |
 * | -------------- | ------------------- | -------------------------------------------------------------------------- |
 * | `pass`         | none                |                                                                            |
 * | `warn`         | `system-out`        | A warning fails no run, so the test passes and says it in its output.      |
 * | `fail`         | `failure`           | Exit code 1.                                                               |
 * | `inconclusive` | `error`             | Exit code 2, if nothing failed: a run without a verdict must not be green. |
 * | `error`        | `error`             | Exit code 3; `type` distinguishes the two.                                 |
 * | `not-run`      | `skipped`           |                                                                            |
 * | `waived`       | `skipped`           | The message names the owner and the day on which the waiver expires.       |
 *
 * An expired or unused waiver is a failure of its own.
 */
import { grouped } from '../../model/grouped.ts'
import { foreign } from '../../text/foreign.ts'
import type { Report } from '../report.ts'
import { checksOf, type Check } from './checks.ts'
import type { Traffic } from './traffic.ts'
import { element, xmlDocument, type Attributes } from './xml.ts'

export function renderJunit(report: Report, { profile }: Traffic): string {
  const checks = checksOf(report, profile)
  const suites = [...grouped(checks, ({ area }) => area)].map(([area, alike], index) => suiteOf(area, alike, index, report))
  const { tests, failures, errors } = countsOf(checks)
  const attributes = { name: `Conformance to ${report.contract.title} ${report.contract.version}`, tests, failures, errors }
  return xmlDocument(element('testsuites', { ...attributes, time: seconds(report.milliseconds) }, suites))
}

/** The attributes and their order are those of the schema of Jenkins, which is stricter than its readers. */
function suiteOf(area: string, checks: readonly Check[], id: number, report: Report): string {
  const properties = {
    target: foreign(report.target),
    level: report.level,
    basis: report.basis,
    seed: report.seed,
    suite: `${report.suite.name} ${report.suite.version}`,
  }
  return element(
    'testsuite',
    {
      name: area,
      ...countsOf(checks),
      time: seconds(checks.reduce((sum, { milliseconds }) => sum + milliseconds, 0)),
      timestamp: report.startedAt.slice(0, 19),
      hostname: hostOf(report.target),
      id,
      package: 'conformance',
    },
    [
      element(
        'properties',
        {},
        Object.entries(properties).map(([name, value]) => element('property', { name, value })),
      ),
      ...checks.map(caseOf),
    ],
  )
}

function caseOf(check: Check): string {
  // Jenkins shows what precedes the last dot of a class as its package.
  const attributes = { name: check.name, classname: `${check.area}.${check.rule}`, time: seconds(check.milliseconds) }
  return element('testcase', attributes, resultOf(check))
}

function resultOf({ outcome, message, facts }: Check): string[] {
  const text = facts.map(([name, each]) => `${name.padEnd(9)} ${each}`).join('\n')
  const result = (name: string, type: string): string[] => [element(name, { type, message }, text)]
  switch (outcome) {
    case 'pass':
      return []
    case 'warn':
      return [element('system-out', {}, `warning: ${message}\n${text}`)]
    case 'fail':
      return result('failure', 'fail')
    case 'inconclusive':
    case 'error':
      return result('error', outcome)
    case 'not-run':
    case 'waived':
      return result('skipped', outcome)
  }
}

function countsOf(checks: readonly Check[]): Attributes & Record<'tests' | 'failures' | 'errors', number> {
  const count = (...outcomes: readonly Check['outcome'][]): number => checks.filter(({ outcome }) => outcomes.includes(outcome)).length
  return {
    tests: checks.length,
    failures: count('fail'),
    errors: count('inconclusive', 'error'),
    skipped: count('not-run', 'waived'),
  }
}

const seconds = (milliseconds: number): string => (Math.max(milliseconds, 0) / 1000).toFixed(3)

const hostOf = (target: string): string => (URL.canParse(target) ? foreign(new URL(target).host) : 'unknown')

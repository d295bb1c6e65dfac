/**
 * CTRF (ctrf.io), a JSON format that many reporting tools read. It has no warnings and no errors besides failures: a warning is `passed` with a message,
 * a check without a verdict and an internal error are `other`. `rawStatus` has the outcome of the suite, and `healthy` says whether the exit code is 0.
 */
import type { Outcome } from '../../judge/verdict.ts'
import { foreign, harmlessJson } from '../../text/foreign.ts'
import type { Report } from '../report.ts'
import { checksOf, type Check } from './checks.ts'
import type { Traffic } from './traffic.ts'

type Status = 'passed' | 'failed' | 'skipped' | 'other'

const byOutcome: Readonly<Record<Outcome, Status>> = {
  pass: 'passed',
  warn: 'passed',
  fail: 'failed',
  'not-run': 'skipped',
  waived: 'skipped',
  inconclusive: 'other',
  error: 'other',
}

export function renderCtrf(report: Report, { profile }: Traffic): string {
  const checks = checksOf(report, profile)
  const start = Date.parse(report.startedAt)
  const stop = start + Math.max(Math.round(report.milliseconds), 0)
  const count = (status: Status): number => checks.filter(({ outcome }) => byOutcome[outcome] === status).length
  const ctrf = {
    reportFormat: 'CTRF',
    specVersion: '0.0.0',
    timestamp: new Date(stop).toISOString(),
    generatedBy: report.suite.name,
    results: {
      tool: { name: report.suite.name, version: report.suite.version },
      summary: {
        tests: checks.length,
        passed: count('passed'),
        failed: count('failed'),
        skipped: count('skipped'),
        pending: 0,
        other: count('other'),
        suites: new Set(checks.map(({ area }) => area)).size,
        start,
        stop,
        duration: stop - start,
      },
      tests: checks.map(testOf),
      environment: {
        appName: report.contract.title,
        appVersion: report.contract.version,
        testEnvironment: foreign(report.target),
        healthy: report.exitCode === 0,
        extra: { level: report.level, basis: report.basis, exitCode: report.exitCode },
      },
    },
  }
  return harmlessJson(JSON.stringify(ctrf, null, 2)) + '\n'
}

const testOf = ({ id, area, rule, name, outcome, message, facts, milliseconds }: Check): object => ({
  testId: id,
  name,
  status: byOutcome[outcome],
  rawStatus: outcome,
  duration: Math.max(Math.round(milliseconds), 0),
  suite: [area, rule],
  ...(message === '' ? {} : { message: outcome === 'warn' ? `warning: ${message}` : message }),
  ...(facts.length === 0 ? {} : { trace: facts.map(([fact, text]) => `${fact.padEnd(9)} ${text}`).join('\n') }),
})

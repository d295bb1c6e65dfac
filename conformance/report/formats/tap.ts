/**
 * TAP 14. A warning and a waived finding are `not ok … # TODO`, which fails nothing; a check that was not run is skipped. Everything else that did not
 * pass is `not ok`, so that the result is that of the exit code.
 */
import { stringify } from 'yaml'
import type { Report } from '../report.ts'
import { checksOf, type Check } from './checks.ts'
import type { Traffic } from './traffic.ts'

export function renderTap(report: Report, { profile }: Traffic): string {
  const checks = checksOf(report, profile)
  return ['TAP version 14', `1..${checks.length}`, ...checks.flatMap((check, index) => linesOf(check, index + 1))].join('\n') + '\n'
}

function linesOf(check: Check, number: number): string[] {
  const { outcome, message } = check
  const isOk = outcome === 'pass' || outcome === 'not-run'
  const directive =
    outcome === 'not-run'
      ? ` # SKIP ${escaped(message)}`
      : outcome === 'waived' || outcome === 'warn'
        ? ` # TODO ${outcome === 'warn' ? `warning: ${escaped(message)}` : escaped(message)}`
        : ''
  const line = `${isOk ? 'ok' : 'not ok'} ${number} - ${escaped(`${check.area}/${check.rule} ${check.name}`)}${directive}`
  return isOk ? [line] : [line, '  ---', ...diagnostics(check), '  ...']
}

function diagnostics({ id, outcome, message, facts }: Check): string[] {
  const byName = facts.filter(([name]) => name !== 'because')
  const because = facts.flatMap(([name, text]) => (name === 'because' ? [text] : []))
  const block = { id, outcome, message, ...Object.fromEntries(byName), ...(because.length === 0 ? {} : { because }) }
  // Every text is on one line, so that none can look like the end of the block or another test.
  return stringify(block, { lineWidth: 0, defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' })
    .trimEnd()
    .split('\n')
    .map((line) => `  ${line}`)
}

/** A number sign would start a directive. */
const escaped = (text: string): string => text.replaceAll(/[\\#]/g, '\\$&')

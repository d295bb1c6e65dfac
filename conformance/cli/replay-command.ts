/** `replay REPORT.json --finding ID`: sends the requests of one finding again; without an id, names the findings. */
import { planReplay, standingOf, verdictIn, type Finding, type Standing } from '../compare/replay.ts'
import { readReport } from '../compare/read-report.ts'
import { api } from '../profile/index.ts'
import { passesOf, verdictsOf, type WrittenReport } from '../report/formats/json.ts'
import { cleanCommandFor } from '../report/clean-command.ts'
import { count } from '../report/formats/terminal-layout.ts'
import { renderLeft } from '../report/formats/terminal.ts'
import type { ReportedVerdict } from '../report/reported-verdict.ts'
import { rules } from '../rules/index.ts'
import { usualSeed, type Recorded } from '../run/options.ts'
import { readConfig } from '../settings/config.ts'
import { foreign } from '../text/foreign.ts'
import { suggestion } from '../text/suggestion.ts'
import { Undecidable } from '../model/undecidable.ts'
import { programOf, type CommandContext } from './context.ts'
import { targetOf } from './file-target.ts'
import { readKeys } from './keys.ts'
import type { ReplayFlags } from './program.ts'
import { consentOf } from './prepare-run.ts'
import { runCommand } from './run-command.ts'

/** Sends the requests of a finding again and prints whether it still stands. Resolves to 0 if it is mended, 1 if it stands, 2 if it cannot be told. */
export async function replayCommand(
  file: string,
  address: string | undefined,
  { finding: id, whole, ...flags }: ReplayFlags,
  context: CommandContext,
): Promise<number> {
  const { printSentences } = context.output
  const report = readReport(file)
  const finding = findingIn(report, id)
  const config = readConfig(flags.config)
  const keys = readKeys(flags, config, context)
  const consent = consentOf(flags, config)
  // The texts of the first run may still exist, and must not conflict with new ones.
  const seed = flags.seed ?? (consent.writes === true || report.requests.planned === 0 ? usualSeed(consent) : report.seed)
  const given = Object.fromEntries(Object.entries(keys).map(([role, each]) => [role, each.length]))
  const naming = (baseUrl: string): string => `replay ${foreign(file)} ${baseUrl} --finding ${foreign(finding.id)}`
  const target = targetOf(address, { what: 'the report', target: report.target, naming }, config, context)
  printSentences(
    `${renderFinding(finding, report)}\n  target    ${foreign(target.baseUrl)}${target.isOfFile ? ' (from the report)' : ''}\n`,
  )
  const replay = planReplay(api, rules, report, finding, { seed, consent, given, isWhole: whole === true })
  if (typeof replay === 'string') {
    printSentences(`\nnothing was sent\n${renderStanding({ is: 'unknown', why: replay }, undefined)}`)
    return codes.unknown
  }
  return await runCommand(target.baseUrl, { ...flags, level: replay.level, basis: 'contract', seed }, context, {
    keys,
    select: replay.select,
    present: (recorded) => {
      const standing = standingOf(finding, replay, recorded.report, recorded.record)
      printSentences(renderResult(finding, standing, recorded, programOf(context)))
      return codes[standing.is]
    },
  })
}

const codes = { mended: 0, stands: 1, unknown: 2 } as const

/** Returns the finding with an id. Throws `Undecidable` if there is no id or the report has no such finding, and names those that it has. */
function findingIn(report: WrittenReport, id: string | undefined): Finding {
  const found = verdictsOf(report).find((each) => each.id === id)
  const outcome = found?.accepted?.outcome ?? found?.waived?.outcome ?? found?.outcome
  if (found !== undefined && (outcome === 'fail' || outcome === 'warn')) return found
  const findings = report.verdicts.filter((each) => ['fail', 'warn', 'waived'].includes(each.outcome)).map((each) => each.id)
  if (id === undefined)
    throw new Undecidable(
      findings.length === 0
        ? 'The report contains no findings, so there is nothing to replay.'
        : `Name the finding to replay with --finding. The report has ${count(findings.length, 'finding')}:\n${findings.map((each) => `  ${foreign(each, 200)}`).join('\n')}`,
    )
  const isPassed = passesOf(report).some((each) => each.id === id)
  throw new Undecidable(
    found !== undefined || isPassed
      ? `"${foreign(id, 200)}" is not a finding of the report: its outcome is ${isPassed ? 'pass' : (outcome ?? 'unknown')}.`
      : `The report contains no finding "${foreign(id, 200)}"${foreign(suggestion(id, findings), 500)}; it has ${count(findings.length, 'finding')}${named(findings)}`,
  )
}

/** The first ids, so that one can be copied. */
const named = (ids: readonly string[]): string => {
  const more = ids.length - 10
  const shown = ids.slice(0, 10).map((id) => foreign(id, 200))
  return ids.length === 0 ? '.' : `: ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`
}

function renderFinding({ id, title, level, basis, expected, seen, exchange }: Finding, { startedAt, exchanges }: WrittenReport): string {
  const shown = exchanges.find(({ number }) => number === exchange)
  return [
    foreign(id),
    `  A conforming deployment ${foreign(title)} (${level}, ${basis}).`,
    ...(expected === undefined ? [] : [`  expected  ${foreign(expected)}`]),
    ...(seen === undefined ? [] : [`  actual    ${foreign(seen)} (${foreign(startedAt)})`]),
    ...(shown === undefined ? [] : [`  request   ${foreign(shown.request)} → ${shown.status ?? 'no response'}`]),
  ].join('\n')
}

function renderResult(finding: Finding, standing: Standing, { report, record }: Recorded, program: string): string {
  const verdict = verdictIn(report, finding)
  const left = report.left.length === 0 ? '' : `\nleft behind by the run:\n${renderLeft(report.left)}\n`
  const clean =
    report.journal === undefined
      ? ''
      : `To delete what is left, run "${program} ${foreign(cleanCommandFor(report.journal, report.target))}".\n`
  return `\n${count(record.exchanges.length, 'request')} sent to ${report.target}\n${left}${clean}${renderStanding(standing, verdict)}`
}

function renderStanding(standing: Standing, verdict: ReportedVerdict | undefined): string {
  if (standing.is === 'mended') return `mended: the check passes now.${standing.note === undefined ? '' : `\nnote: ${standing.note}`}\n`
  if (standing.is === 'unknown') return `cannot be told: ${foreign(standing.why)}.\n`
  const { exchange, seen } = verdict ?? {}
  return [
    'stands: the finding is still there.',
    ...(seen === undefined ? [] : [`  actual    ${foreign(seen)}`]),
    ...(exchange === undefined ? [] : [`  request   ${foreign(exchange.request)} → ${exchange.status ?? 'no response'}`]),
    '',
  ].join('\n')
}

/** `npm run proof`: whether every deviation of the reference server is caught, by a rule that names it, and no benign variant is blamed. */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { Command } from 'commander'
import { rules } from '../../conformance/rules/index.ts'
import { deviations } from '../../server/deviations/index.ts'
import { variants } from '../variants/index.ts'
import { alarmsOf } from './alarms.ts'
import type { Outcome } from './deployment.ts'
import { breachName, collateral, rowOf, unproven, type Row } from './matrix.ts'
import { runAll } from './pool.ts'
import { publishedHealth, publishedRow, publishedVariant, refreshed, written, type Proof } from './published.ts'

const program = new Command('proof')
  .description('Runs the whole suite against the reference server with each deviation, and with each benign variant.')
  .option('--only <names...>', 'deviations, or beginnings of their names: authentication, pagination/last')
  .option('--variants [names...]', 'variants, or beginnings of their names; deviations then only with --only')
  .option('--without <rules...>', 'rules that the suite does without, to see what is no longer caught')
  .option('--write', 'writes what was shown to docs-site/proof.json, for the commit that is checked out; a part of it into what is there')
  .parse()

const {
  only,
  variants: wanted,
  without = [],
  write = false,
} = program.opts<{ only?: string[]; variants?: string[] | true; without?: string[]; write?: true }>()
if (write && without.length > 0) giveUp('--write is for a proof with all rules.')
const commit = write ? cleanCommit() : ''
const begins = (names: readonly string[]) => (each: { readonly id: string }) => names.some((name) => each.id.startsWith(name))
const chosen = only === undefined ? (wanted === undefined ? deviations : []) : deviations.filter(begins(only))
const benign = wanted === undefined ? (only === undefined ? variants : []) : wanted === true ? variants : variants.filter(begins(wanted))
if (chosen.length + benign.length === 0) {
  giveUp(
    `Neither a deviation nor a variant is called ${[only ?? [], wanted ?? []].flat().join(' or ')}; "npm start -- --list-deviations" shows the deviations.`,
  )
}
const unknown = without.filter((id) => !rules.some((rule) => rule.id === id))
if (unknown.length > 0) giveUp(`There is no rule ${unknown.join(' or ')}; "npm run conformance -- list" shows them.`)

const published = new URL('../../docs-site/proof.json', import.meta.url)
const startedAt = Date.now()
const unrun: Outcome = { findings: [], judged: 0, requests: 0, undecidable: 'not run' }
const jobs = [
  {
    deviations: [],
    without,
    tell: (outcome: Outcome) => alarmLines('the server without a deviation', 'NOISY ', alarmsOf({}, outcome), outcome),
  },
  ...chosen.map((each) => ({ deviations: [each.id], without, tell: (outcome: Outcome) => line(rowOf(each, outcome)) })),
  ...benign.map((each) => ({
    deviations: [],
    variant: each.id,
    without,
    tell: (outcome: Outcome) => alarmLines(each.id, 'CRIED WOLF', alarmsOf(each, outcome), outcome),
  })),
]
let done = 0
const outcomes = await runAll(
  jobs.map(({ tell: _tell, ...job }) => job),
  (index, outcome) => {
    done += 1
    console.log(`${String(done).padStart(String(jobs.length).length)}/${jobs.length}  ${jobs[index]?.tell(outcome)}`)
  },
)
const [healthy, ...rest] = outcomes
const rows = chosen.flatMap((deviation, index) => (rest[index] === undefined ? [] : [rowOf(deviation, rest[index])]))
const missed = rows.filter((row) => row.missed.length > 0)
const unshown = only === undefined && wanted === undefined ? unproven(rules, rows) : []
const blamed = benign.filter((each, index) => alarmsOf(each, rest[chosen.length + index] ?? unrun).length > 0)
const seconds = Math.round((Date.now() - startedAt) / 1000)
const sums = [
  ...(chosen.length === 0 ? [] : [`${rows.length - missed.length} of ${rows.length} deviations caught`]),
  ...(benign.length === 0 ? [] : [`${benign.length - blamed.length} of ${benign.length} variants silent`]),
]
console.log(`\n${sums.join(', ')} in ${seconds} s.`)
for (const row of missed) console.log(`NOT CAUGHT  ${row.deviation.id}: ${row.missed.map(breachName).join(', ')}`)
for (const { id } of blamed) console.log(`CRIED WOLF  ${id}`)
if (unshown.length > 0) console.log(`\nRules without a deviation that is caught: ${unshown.length}\n  ${unshown.join('\n  ')}`)
if (write && healthy !== undefined) {
  const isWhole = only === undefined && wanted === undefined
  const made: Proof = {
    format: '1.0',
    commit,
    node: process.version,
    seconds,
    healthy: publishedHealth(healthy),
    rules: rules.map(({ id, level, title, cites }) => ({ id, level, title, cites })),
    deviations: rows.map(publishedRow),
    variants: benign.map((each, index) => publishedVariant(each, rest[chosen.length + index] ?? unrun)),
  }
  const order = { deviations: deviations.map(({ id }) => id), variants: variants.map(({ id }) => id) }
  const proof = isWhole ? made : refreshed(JSON.parse(readFileSync(published, 'utf8')) as Proof, made, order)
  writeFileSync(published, written(proof))
  console.log('wrote docs-site/proof.json')
}
process.exitCode = missed.length + blamed.length + unshown.length > 0 || healthy?.findings.length !== 0 ? 1 : 0

function giveUp(sentence: string): never {
  console.error(sentence)
  process.exit(2)
}

/** The commit that is checked out; a proof of anything else would be nobody's. */
function cleanCommit(): string {
  const git = (...args: string[]): string => execFileSync('git', args, { encoding: 'utf8' }).trim()
  if (git('status', '--porcelain') !== '')
    giveUp('--write: there are changes that are not committed, so that no commit has what is proven.')
  return git('rev-parse', 'HEAD')
}

function line(row: Row): string {
  const { deviation, outcome } = row
  const others = collateral(row)
  const said = outcome.findings.filter(({ outcome: each }) => each === 'fail' || each === 'warn')
  const verdict = row.missed.length === 0 ? 'caught' : 'MISSED'
  return [
    `${verdict}  ${deviation.id}  ${outcome.undecidable ?? `${said.length} ${said.length === 1 ? 'finding' : 'findings'}${others.length === 0 ? '' : `; also ${others.join(', ')}`}`}`,
    ...(row.missed.length === 0 ? [] : row.missed.map((each) => `          not said: ${breachName(each)}`)),
    ...(row.missed.length === 0
      ? []
      : outcome.findings
          .slice(0, 12)
          .map(
            ({ rule, operation, outcome: each, why }) =>
              `          ${each} ${rule} on ${operation ?? 'the deployment'}: ${why.slice(0, 160)}`,
          )),
  ].join('\n')
}

function alarmLines(name: string, noisy: string, alarms: readonly string[], { judged }: Outcome): string {
  return [
    `${alarms.length === 0 ? 'silent' : noisy}  ${name}  ${judged} judgements`,
    ...alarms.slice(0, 40).map((each) => `          ${each}`),
  ].join('\n')
}

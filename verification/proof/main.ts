/** `npm run proof`: checks that the expected rules catch every deviation of the reference server, and that no benign variant causes a false alarm. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Command } from 'commander'
import { rules } from '../../conformance/rules/index.ts'
import { deviations } from '../../server/deviations/index.ts'
import { variants } from '../variants/index.ts'
import { alarmsOf } from './alarms.ts'
import type { Outcome } from './deployment.ts'
import { writtenFaults } from './known-faults.ts'
import { breachName, collateral, rowOf, unproven, type Row } from './matrix.ts'
import type { Job } from './job.ts'
import { runAll } from './pool.ts'
import { startServices } from './services.ts'
import { publishedHealth, publishedRow, publishedVariant, refreshed, written, type Proof } from './published.ts'

const program = new Command('proof')
  .description('Runs the full suite against the reference server, once per deviation and once per benign variant.')
  .option('--only <names...>', 'deviations to run, by name or name prefix: authentication, pagination/last')
  .option('--variants [names...]', 'variants to run, by name or name prefix; deviations run only with --only')
  .option('--without <rules...>', 'rules to remove from the suite, to see which deviations it then misses')
  .option(
    '--write',
    'write the results to docs-site/proof.json, and what follows from it, for the checked-out commit; a partial run updates only its items',
  )
  .option(
    '--services',
    'let the servers keep their data in PostgreSQL and their rate-limit counters in Redis, which this command starts, instead of in memory',
  )
  .option('--reports <folder>', 'also write the JSON report of every run to this folder')
  .parse()

const {
  only,
  variants: wanted,
  without = [],
  write = false,
  services: usesServices = false,
  reports,
} = program.opts<{ only?: string[]; variants?: string[] | true; without?: string[]; write?: true; services?: true; reports?: string }>()
if (reports !== undefined) mkdirSync(reports, { recursive: true })
const reportOf = (id: string) => (reports === undefined ? {} : { report: path.join(reports, `${id.replace('/', '.')}.json`) })
if (write && without.length > 0) giveUp('Invalid option --write: the published proof needs all rules; remove --without.')
if (write && usesServices)
  giveUp('Invalid option --write: the published proof is of servers that keep their data in memory; remove --services.')
const commit = write ? cleanCommit() : ''
const begins = (names: readonly string[]) => (each: { readonly id: string }) => names.some((name) => each.id.startsWith(name))
const chosen = only === undefined ? (wanted === undefined ? deviations : []) : deviations.filter(begins(only))
const benign = wanted === undefined ? (only === undefined ? variants : []) : wanted === true ? variants : variants.filter(begins(wanted))
if (chosen.length + benign.length === 0) {
  giveUp(
    `No deviation or variant matches ${[only ?? [], wanted ?? []].flat().join(' or ')}; run "npm start -- --list-deviations" to list the deviations.`,
  )
}
const unknown = without.filter((id) => !rules.some((rule) => rule.id === id))
if (unknown.length > 0) giveUp(`Unknown rule ${unknown.join(', ')}; run "npm run conformance -- list" to list all rules.`)

const published = new URL('../../docs-site/proof.json', import.meta.url)
const startedAt = Date.now()
const unrun: Outcome = { findings: [], judged: 0, requests: 0, undecidable: 'not run' }
const common = without.length === 0 ? {} : { choice: { skip: without } }
const jobs: readonly (Job & { readonly tell: (outcome: Outcome) => string })[] = [
  {
    ...common,
    deviations: [],
    ...reportOf('healthy'),
    tell: (outcome: Outcome) => alarmLines('the server without a deviation', 'FALSE ALARM', alarmsOf({}, outcome), outcome),
  },
  ...chosen.map((each) => ({
    ...common,
    deviations: [each.id],
    ...reportOf(each.id),
    tell: (outcome: Outcome) => line(rowOf(each, outcome)),
  })),
  ...benign.map((each) => ({
    ...common,
    deviations: [],
    variant: each.id,
    tell: (outcome: Outcome) => alarmLines(each.id, 'FALSE ALARM', alarmsOf(each, outcome), outcome),
  })),
]
let done = 0
const services = usesServices ? await startServices(jobs.length) : undefined
const outcomes = await runAll(
  jobs.map(({ tell: _tell, ...job }, index) => (services === undefined ? job : { ...job, services: services.of(index) })),
  (index, outcome) => {
    done += 1
    console.log(`${String(done).padStart(String(jobs.length).length)}/${jobs.length}  ${jobs[index]?.tell(outcome)}`)
  },
).finally(() => services?.remove())
const [healthy, ...rest] = outcomes
const rows = chosen.flatMap((deviation, index) => (rest[index] === undefined ? [] : [rowOf(deviation, rest[index])]))
const missed = rows.filter((row) => row.missed.length > 0)
const unshown = only === undefined && wanted === undefined ? unproven(rules, rows) : []
const blamed = benign.filter((each, index) => alarmsOf(each, rest[chosen.length + index] ?? unrun).length > 0)
const seconds = Math.round((Date.now() - startedAt) / 1000)
const sums = [
  ...(chosen.length === 0 ? [] : [`${rows.length - missed.length} of ${rows.length} deviations caught`]),
  ...(benign.length === 0 ? [] : [`${benign.length - blamed.length} of ${benign.length} variants without a false alarm`]),
]
console.log(`\n${sums.join(', ')} in ${seconds} s.`)
for (const row of missed) console.log(`NOT CAUGHT  ${row.deviation.id}: ${row.missed.map(breachName).join(', ')}`)
for (const { id } of blamed) console.log(`FALSE ALARM  ${id}`)
if (unshown.length > 0) console.log(`\nRules that catch no deviation: ${unshown.length}\n  ${unshown.join('\n  ')}`)
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
  writeFileSync(new URL('../../conformance/profile/known-faults.json', import.meta.url), writtenFaults(proof))
  console.log('Wrote docs-site/proof.json and conformance/profile/known-faults.json.')
}
process.exitCode = missed.length + blamed.length + unshown.length > 0 || healthy?.findings.length !== 0 ? 1 : 0

function giveUp(sentence: string): never {
  console.error(sentence)
  process.exit(2)
}

/** The checked-out commit. Uncommitted changes are rejected, because the published results must belong to a commit. */
function cleanCommit(): string {
  const git = (...args: string[]): string => execFileSync('git', args, { encoding: 'utf8' }).trim()
  if (git('status', '--porcelain') !== '')
    giveUp('Invalid option --write: the working tree has uncommitted changes; commit them first, so that the results belong to a commit.')
  return git('rev-parse', 'HEAD')
}

function line(row: Row): string {
  const { deviation, outcome } = row
  const others = collateral(row)
  const said = outcome.findings.filter(({ outcome: each }) => each === 'fail' || each === 'warn')
  const verdict = row.missed.length === 0 ? 'caught' : 'MISSED'
  return [
    `${verdict}  ${deviation.id}  ${outcome.undecidable ?? `${said.length} ${said.length === 1 ? 'finding' : 'findings'}${others.length === 0 ? '' : `; also ${others.join(', ')}`}`}`,
    ...(row.missed.length === 0 ? [] : row.missed.map((each) => `          not reported: ${breachName(each)}`)),
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
    `${alarms.length === 0 ? 'passed' : noisy}  ${name}  ${judged} verdicts`,
    ...alarms.slice(0, 40).map((each) => `          ${each}`),
  ].join('\n')
}

/** `npm run proof`: whether every deviation of the reference server is caught, by a rule that names it, and no benign variant is blamed. */
import { Command } from 'commander'
import { rules } from '../../conformance/rules/index.ts'
import { deviations } from '../../server/deviations/index.ts'
import { variants } from '../variants/index.ts'
import { alarmsOf } from './alarms.ts'
import type { Outcome } from './ground.ts'
import { breachName, collateral, rowOf, unproven, type Row } from './matrix.ts'
import { runAll } from './pool.ts'

const program = new Command('proof')
  .description('Runs the whole suite against the reference server with each deviation, and with each benign variant.')
  .option('--only <names...>', 'deviations, or beginnings of their names: authentication, pagination/last')
  .option('--variants [names...]', 'variants, or beginnings of their names; deviations then only with --only')
  .option('--without <rules...>', 'rules that the suite does without, to see what is no longer caught')
  .parse()

const { only, variants: wanted, without = [] } = program.opts<{ only?: string[]; variants?: string[] | true; without?: string[] }>()
const begins = (names: readonly string[]) => (each: { readonly id: string }) => names.some((name) => each.id.startsWith(name))
const chosen = only === undefined ? (wanted === undefined ? deviations : []) : deviations.filter(begins(only))
const benign = wanted === undefined ? (only === undefined ? variants : []) : wanted === true ? variants : variants.filter(begins(wanted))
if (chosen.length + benign.length === 0) {
  console.error(
    `Neither a deviation nor a variant is called ${[only ?? [], wanted ?? []].flat().join(' or ')}; "npm start -- --list-deviations" shows the deviations.`,
  )
  process.exit(2)
}

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
const outcomes = await runAll(
  jobs.map(({ tell: _tell, ...job }) => job),
  (index, outcome) => console.log(jobs[index]?.tell(outcome)),
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
process.exitCode = missed.length + blamed.length + unshown.length > 0 || healthy?.findings.length !== 0 ? 1 : 0

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

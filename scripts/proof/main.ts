/** `npm run proof`: whether every deviation of the reference server is caught, by a rule that names it. */
import { Command } from 'commander'
import { rules } from '../../conformance/rules/index.ts'
import { deviations } from '../../server/deviations/index.ts'
import { breachName, collateral, rowOf, unproven, type Row } from './matrix.ts'
import { runAll } from './pool.ts'

const program = new Command('proof')
  .description('Runs the whole suite against the reference server with each deviation.')
  .option('--only <names...>', 'deviations, or beginnings of their names: authentication, pagination/last')
  .option('--without <rules...>', 'rules that the suite does without, to see what is no longer caught')
  .parse()

const { only, without = [] } = program.opts<{ only?: string[]; without?: string[] }>()
const chosen = deviations.filter(({ id }) => only?.some((each) => id.startsWith(each)) ?? true)
if (chosen.length === 0) {
  console.error(`No deviation is called ${only?.join(' or ') ?? 'anything'}; "npm start -- --list-deviations" shows them all.`)
  process.exit(2)
}

const startedAt = Date.now()
const outcomes = await runAll(
  [{ deviations: [], without }, ...chosen.map(({ id }) => ({ deviations: [id], without }))],
  (index, outcome) => {
    const deviation = chosen[index - 1]
    if (deviation === undefined)
      console.log(`${outcome.findings.length === 0 ? 'silent' : 'NOISY '}  the server without a deviation: ${outcome.judged} judgements`)
    else console.log(line(rowOf(deviation, outcome)))
    if (deviation === undefined)
      for (const { rule, operation, why } of outcome.findings) console.log(`          ${rule} on ${operation ?? 'the deployment'}: ${why}`)
  },
)
const [healthy, ...rest] = outcomes
const rows = chosen.flatMap((deviation, index) => (rest[index] === undefined ? [] : [rowOf(deviation, rest[index])]))
const missed = rows.filter((row) => row.missed.length > 0)
const without_ = only === undefined ? unproven(rules, rows) : []
console.log(`\n${rows.length - missed.length} of ${rows.length} deviations caught in ${Math.round((Date.now() - startedAt) / 1000)} s.`)
for (const row of missed) console.log(`NOT CAUGHT  ${row.deviation.id}: ${row.missed.map(breachName).join(', ')}`)
if (without_.length > 0) console.log(`\nRules without a deviation that is caught: ${without_.length}\n  ${without_.join('\n  ')}`)
process.exitCode = missed.length > 0 || without_.length > 0 || healthy?.findings.length !== 0 ? 1 : 0

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

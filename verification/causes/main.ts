/**
 * `npm run causes -- FOLDER`: learns which finding names a fault, from the reports that `npm run proof -- --reports FOLDER` has written. It learns from two
 * thirds of the deviations, and shows the share of the last third whose first cause names them.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Command } from 'commander'
import { candidateOf, causesOf, groupsOf, type Cause } from '../../conformance/report/causes.ts'
import type { WrittenReport } from '../../conformance/report/formats/json.ts'
import { featuresOf } from '../../conformance/report/leads.ts'
import type { ReportedVerdict } from '../../conformance/report/reported-verdict.ts'
import { deviations } from '../../server/deviations/index.ts'
import { learn, type Example } from './learn.ts'

const program = new Command('causes')
  .description('Learns which finding names a fault, from the reports of the proof.')
  .argument('<folder>', 'folder with the reports of "npm run proof -- --reports FOLDER"')
  .option('--write', 'write the weights to conformance/report/leads.json')
  .parse()
const [folder = ''] = program.args
const { write = false } = program.opts<{ write?: true }>()

/** The report of one deviation, and the rules that name it. */
interface Known {
  readonly id: string
  readonly names: ReadonlySet<string>
  readonly verdicts: readonly ReportedVerdict[]
}

/** Whether a deviation is kept back from learning. */
const isKeptBack = ({ id }: Known): boolean => (createHash('md5').update(`split${id}`).digest()[0] ?? 0) % 3 === 0

const known = deviations.flatMap(({ id, breaks }): Known[] => {
  const file = path.join(folder, `${id.replace('/', '.')}.json`)
  if (!existsSync(file)) return []
  const { verdicts, exchanges } = JSON.parse(readFileSync(file, 'utf8')) as WrittenReport
  const byNumber = new Map(exchanges.map((each) => [each.number, each]))
  return [
    {
      id,
      names: new Set(breaks.map(({ rule }) => rule)),
      verdicts: verdicts.map(({ exchange, control: _control, ...verdict }): ReportedVerdict => {
        const shown = exchange === undefined ? undefined : byNumber.get(exchange)
        return { ...verdict, ...(shown === undefined ? {} : { exchange: shown }) }
      }),
    },
  ]
})
if (known.length === 0) {
  console.error(`${folder} has no report of a deviation. Run "npm run proof -- --reports ${folder}" first.`)
  process.exit(2)
}

const examples = known
  .filter((each) => !isKeptBack(each))
  .flatMap(({ names, verdicts }): Example[] =>
    groupsOf(verdicts).flatMap((group): Example[] => {
      const candidates = group.map(candidateOf)
      const isNamed = candidates.map(({ rule }) => names.has(rule))
      return new Set(isNamed).size < 2 ? [] : [{ features: featuresOf(candidates), names: isNamed }]
    }),
  )
if (write) writeFileSync(new URL('../../conformance/report/leads.json', import.meta.url), `${JSON.stringify(learn(examples), null, 2)}\n`)

const rulesOf = ({ rule, consequences }: Cause): string[] => [rule, ...consequences.map((each) => each.rule)]
for (const [title, some] of [
  ['learned from', known.filter((each) => !isKeptBack(each))],
  ['kept back', known.filter(isKeptBack)],
] as const) {
  const first = some.map((each) => ({ ...each, causes: causesOf(each.verdicts) }))
  const share = (test: (each: (typeof first)[number]) => boolean): string =>
    `${((100 * first.filter(test).length) / Math.max(1, first.length)).toFixed(1)} %`
  console.log(
    `${title}: ${first.length} deviations; named by the title of the first cause ${share(({ causes, names }) => causes[0] !== undefined && names.has(causes[0].rule))}, ` +
      `by the first cause ${share(({ causes, names }) => causes[0] !== undefined && rulesOf(causes[0]).some((each) => names.has(each)))}; ` +
      `${(first.reduce((sum, { causes }) => sum + causes.length, 0) / Math.max(1, first.length)).toFixed(2)} causes per deviation`,
  )
}

/**
 * `npm run causes -- FOLDER`: learns which finding names a fault, from the reports that `npm run proof -- --reports FOLDER` has written. It learns from two
 * thirds of the deviations, and shows for each part how many faults the causes name. With `--combine COUNT`, it first runs the suite against servers with
 * several deviations.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Command, InvalidArgumentError } from 'commander'
import { candidateOf, groupsOf } from '../../conformance/report/causes.ts'
import { featuresOf } from '../../conformance/report/leads.ts'
import { deviations } from '../../server/deviations/index.ts'
import { runAll } from '../proof/pool.ts'
import type { Proof } from '../proof/published.ts'
import { combinationsOf, parts, partOf, sizes } from './combinations.ts'
import { learn, type Example } from './learn.ts'
import { measure, type Case, type Fault } from './measure.ts'
import { combinationsIn, reportNameOf, verdictsIn, writeIndex } from './reports.ts'

const program = new Command('causes')
  .description('Learns which finding names a fault, from the reports of the proof, and measures how many faults the causes name.')
  .argument('<folder>', 'folder with the reports of "npm run proof -- --reports FOLDER"')
  .option('--combine <count>', `also run servers with ${sizes.join(', ')} deviations, twice this many of each size and part`, countIn)
  .option('--write', 'write the weights to conformance/report/leads.json')
  .parse()
const [folder = ''] = program.args
const { write = false, combine } = program.opts<{ write?: true; combine?: number }>()

const published = JSON.parse(readFileSync(new URL('../../docs-site/proof.json', import.meta.url), 'utf8')) as Proof
const killsOf = new Map(published.deviations.map(({ id, kills }) => [id, kills]))
const faults = new Map(
  deviations.map(({ id, breaks }): [string, Fault] => [
    id,
    { names: new Set(breaks.map(({ rule }) => rule)), violates: new Set((killsOf.get(id) ?? []).map(({ rule }) => rule)) },
  ]),
)

const single = '1 deviation'

if (combine !== undefined) await runCombinations(combine)

const known = deviations.flatMap(({ id }) => {
  const verdicts = verdictsIn(folder, reportNameOf(id))
  const fault = faults.get(id)
  return verdicts === undefined || fault === undefined ? [] : [{ part: partOf(id), faults: [fault], verdicts }]
})
if (known.length === 0) {
  console.error(`${folder} has no report of a deviation. Run "npm run proof -- --reports ${folder}" first.`)
  process.exit(2)
}
const combined = combinationsIn(folder).map(({ part, deviations: ids, report }) => ({
  part,
  faults: ids.flatMap((id) => faults.get(id) ?? []),
  verdicts: verdictsIn(folder, report) ?? [],
}))

const examples = known
  .filter(({ part }) => part === 'learned from')
  .flatMap(({ faults: [fault], verdicts }): Example[] =>
    groupsOf(verdicts).flatMap((group): Example[] => {
      const candidates = group.map(candidateOf)
      const names = candidates.map(({ rule }) => fault?.names.has(rule) ?? false)
      return new Set(names).size < 2 ? [] : [{ features: featuresOf(candidates), names }]
    }),
  )
if (write) {
  writeFileSync(new URL('../../conformance/report/leads.json', import.meta.url), `${JSON.stringify(learn(examples), null, 2)}\n`)
  console.log(`Wrote conformance/report/leads.json. To measure with it, run "npm run causes -- ${folder}".`)
  process.exit()
}

for (const part of parts) {
  const own = (cases: readonly (Case & { readonly part: string })[]): Case[] => cases.filter((each) => each.part === part)
  console.log(`${part}:`)
  console.log(line(single, own(known)))
  for (const size of sizes) {
    const cases = own(combined).filter((each) => each.faults.length === size)
    if (cases.length > 0) console.log(line(`${size} deviations`, cases))
  }
}
if (combined.length === 0) console.log(`To measure servers with several deviations, run "npm run causes -- ${folder} --combine 12".`)

function line(title: string, cases: readonly Case[]): string {
  const { reports, faults: shown, titled, first, swallowed, causes } = measure(cases)
  const share = (count: number): string => `${((100 * count) / Math.max(1, shown)).toFixed(1)} %`
  return [
    `  ${title.padEnd(13)} ${reports} reports, ${shown} faults with a finding`,
    `in the title of a cause ${share(titled)}`,
    ...(title === single ? [`in the first cause ${share(first)}`] : []),
    `only in causes of other faults ${share(swallowed)}`,
    `${(causes / Math.max(1, shown)).toFixed(2)} causes per fault`,
  ].join('; ')
}

/** Runs the suite against servers with several deviations, and writes the reports to the folder. */
async function runCombinations(count: number): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const reach = deviations.map(({ id }) => ({
    id,
    findings: (killsOf.get(id) ?? []).reduce((sum, { operations }) => sum + Math.max(1, operations.length), 0),
  }))
  const combinations = combinationsOf(reach, count).map((each, index) => ({ ...each, report: `combination-${index + 1}.json` }))
  let done = 0
  await runAll(
    combinations.map(({ deviations: ids, report }) => ({ deviations: ids, report: path.join(folder, report) })),
    (index, { findings, undecidable }) => {
      done += 1
      const names = combinations[index]?.deviations.join(', ') ?? ''
      console.log(`${done}/${combinations.length}  ${names}: ${undecidable ?? `${findings.length} findings`}`)
    },
  )
  writeIndex(folder, combinations)
}

function countIn(text: string): number {
  const count = Number(text)
  if (Number.isInteger(count) && count > 0) return count
  throw new InvalidArgumentError('It must be a whole number of at least 1.')
}

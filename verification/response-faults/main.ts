/** `npm run response-faults`: random mutations of a healthy run's replies, and whether the suite sees each that the contract lets it see. */
import { writeFileSync } from 'node:fs'
import { Command, InvalidArgumentError } from 'commander'
import { reasons } from './invisible.ts'
import { confirm } from './live.ts'
import { describeMutation } from './mutation.ts'
import { byOperator, healthyRun, shares, survey, unexplained, type Fated } from './survey.ts'

const whole = (text: string): number => {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It must be a whole number.')
  return Number(text)
}

const { count, seed, live, json } = new Command('response-faults')
  .description("Mutates replies of a healthy run at random, and judges each mutation by the suite's own rules.")
  .option('--count <number>', 'mutations to draw', whole, 1000)
  .option('--seed <number>', 'decides which', whole, 1)
  .option('--live <number>', 'how many of them to confirm with a run of the whole suite through a proxy, some seconds each', whole, 0)
  .option('--json <file>', 'writes the figures and every survivor')
  .parse()
  .opts<{ count: number; seed: number; live: number; json?: string }>()

const recorded = await healthyRun()
const fated = survey(recorded, count, seed)

const percent = (part: number, all: number): string => `${all === 0 ? 0 : Math.round((1000 * part) / all) / 10} %`.padStart(7)
const survivors = fated.filter(({ fate }) => fate === 'survived')
console.log(`${'operator'.padEnd(28)}${'drawn'.padStart(6)}   caught  noticed survived`)
for (const { operator, shares: each } of byOperator(fated)) {
  const all = each.caught + each.noticed + each.survived
  console.log(
    `${operator.padEnd(28)}${String(all).padStart(6)}  ${percent(each.caught, all)}  ${percent(each.noticed, all)}  ${percent(each.survived, all)}`,
  )
}
const sum = shares(fated)
console.log(
  `${'all'.padEnd(28)}${String(fated.length).padStart(6)}  ${percent(sum.caught, fated.length)}  ${percent(sum.noticed, fated.length)}  ${percent(sum.survived, fated.length)}`,
)

const byReason = reasons
  .map((reason) => ({ ...reason, mutations: survivors.filter((each) => each.reason?.id === reason.id) }))
  .filter(({ mutations }) => mutations.length > 0)
for (const { id, text, mutations } of byReason) {
  console.log(`\n${id}, ${mutations.length}: ${text}`)
  for (const { mutation } of mutations) console.log(`  ${describeMutation(mutation)}`)
}

const defects = unexplained(fated)
console.log(`\n${defects.length} survivors that nothing explains${defects.length === 0 ? '.' : ':'}`)
for (const { mutation } of defects) console.log(`  ${describeMutation(mutation)}`)

const confirmed = live === 0 ? [] : await confirm(fated, live)
for (const { judged, fate, agrees } of confirmed) {
  console.log(`${agrees ? 'agrees ' : 'DIFFERS'}  replayed ${judged.fate}, live ${fate}: ${describeMutation(judged.mutation)}`)
}

if (json !== undefined) {
  const told = ({ mutation, fate, rules, reason }: Fated) => ({
    operator: mutation.operator.id,
    operation: mutation.exchange.request.operation ?? null,
    exchange: mutation.exchange.number,
    at: mutation.at,
    what: mutation.what,
    fate,
    rules,
    ...(reason === undefined ? {} : { reason: reason.id }),
  })
  const figures = {
    count: fated.length,
    seed,
    shares: sum,
    operators: byOperator(fated),
    reasons: byReason.map(({ id, text, mutations }) => ({ id, text, count: mutations.length })),
    unexplained: defects.length,
    survivors: survivors.map(told),
    ...(live === 0 ? {} : { live: confirmed.map(({ judged, fate, agrees }) => ({ ...told(judged), live: fate, agrees })) }),
  }
  writeFileSync(json, `${JSON.stringify(figures, null, 2)}\n`)
}
process.exitCode = defects.length > 0 || confirmed.some(({ agrees }) => !agrees) ? 1 : 0

/** `npm run response-faults`: applies random mutations to the responses of a healthy run, and checks that the suite notices every visible one. */
import { writeFileSync } from 'node:fs'
import { Command, InvalidArgumentError } from 'commander'
import { reasons } from './invisible.ts'
import { confirm } from './live.ts'
import { describeMutation } from './mutation.ts'
import { byOperator, healthyRun, shares, survey, unexplained, type Fated } from './survey.ts'

const whole = (text: string): number => {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('Expected a whole number.')
  return Number(text)
}

const { count, seed, live, json } = new Command('response-faults')
  .description('Mutates responses of a healthy run at random, and judges each mutation with the rules of the suite.')
  .option('--count <number>', 'number of mutations', whole, 1000)
  .option('--seed <number>', 'seed of the random mutations; equal seeds give equal mutations', whole, 1)
  .option('--live <number>', 'number of mutations to confirm with a full run through a proxy; each run takes some seconds', whole, 0)
  .option('--json <file>', 'write the figures and all survivors to a JSON file')
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
console.log(`\nUnexplained survivors: ${defects.length}${defects.length === 0 ? '.' : ':'}`)
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

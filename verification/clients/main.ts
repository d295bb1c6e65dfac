/** `npm run clients`: generates clients from the contract, compiles them, and runs the same program with each against the reference server. */
import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { Command } from 'commander'
import { attempt, isGood, type Attempt } from './attempt.ts'
import { details, table } from './table.ts'
import { tools } from './tools/index.ts'

const program = new Command('clients')
  .description('Generates clients with many tools, compiles them, and runs the same program with each against the reference server.')
  .option('--contract <file>', 'the OpenAPI document', 'spec/generated/openapi.json')
  .option('--only <ids...>', `tools to run: ${tools.map(({ id }) => id).join(', ')}`)
  .option('--list-names', 'also list the names that each client declares')
  .parse()
const { contract, only, listNames = false } = program.opts<{ contract: string; only?: string[]; listNames?: boolean }>()
const unknown = only?.filter((wanted) => !tools.some(({ id }) => id === wanted)) ?? []
if (unknown.length > 0) program.error(`Unknown tool ${unknown.join(', ')}; --help lists all tools.`)
if (!existsSync(contract)) program.error(`${contract} does not exist.`)

const waiting = tools.filter(({ id }) => only?.includes(id) ?? true).entries()
const attempts: Attempt[] = []

/** Attempts one tool after the other. */
async function work(): Promise<void> {
  for (const [index, tool] of waiting) attempts[index] = await attempt(tool, contract)
}

await Promise.all(Array.from({ length: availableParallelism() }, work))

if (listNames) for (const { tool, names = [] } of attempts) console.log(`${tool.name}: ${names.join(' ')}\n`)
const ran = attempts.filter(({ skipped }) => skipped === undefined)
for (const line of ran.flatMap((each) => details(each))) console.error(`${line}\n`)
for (const { tool, skipped } of attempts) if (skipped !== undefined) console.error(`NOT CHECKED: ${tool.name}, because ${skipped}`)
console.log(table(attempts))
const isLost = process.env['CI'] === 'true' && attempts.some(({ isUnavailable = false }) => isUnavailable)
if (isLost || !ran.every(isGood)) process.exitCode = 1

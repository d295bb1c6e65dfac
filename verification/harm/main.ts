/** `npm run harm`: checks that a run of the suite harms no data that it did not create, whatever the deployment returns. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Command, InvalidArgumentError } from 'commander'
import { runJobs } from '../processes.ts'
import { isBad, isLosing, jobsOf, subjectOf, type Job, type Outcome } from './jobs.ts'
import { lies } from './lies/index.ts'
import { line, summary, table } from './table.ts'

const program = new Command('harm')
  .description(
    'Runs the suite and the clean-up of its journals against deployments that lie, and compares their databases before and after.',
  )
  .option('--only <names...>', 'lies to run, by name or name prefix; "edited/…" for edited journals; "healthy" for the healthy server')
  .option('--quick', 'only one run for each lie, at level full with lasting writes')
  .option('--processes <number>', 'number of parallel processes', count, availableParallelism())
  .option('--json <file>', 'write all results to a JSON file')
  .option('--list', 'list the lies and what each one imitates')
  .parse()

const {
  only,
  quick = false,
  processes,
  json,
  list = false,
} = program.opts<{
  only?: string[]
  quick?: true
  processes: number
  json?: string
  list?: true
}>()

if (list) {
  for (const { id, imitates } of lies) console.log(`${id.padEnd(28)}${imitates}`)
  process.exit(0)
}

const jobs = jobsOf({ isQuick: quick }).filter((job) => only?.some((name) => subjectOf(job).startsWith(name)) ?? true)
if (jobs.length === 0) {
  console.error(`No lie matches ${(only ?? []).join(' or ')}; use --list to list all lies.`)
  process.exit(2)
}

const scratch = mkdtempSync(path.join(tmpdir(), 'harm-'))
// Worker processes may be killed; their temporary files are removed with this directory.
process.env['TMPDIR'] = scratch
const startedAt = Date.now()
let done = 0
try {
  const outcomes = await runJobs<Job, Outcome>(jobs, {
    entry: fileURLToPath(new URL('worker.ts', import.meta.url)),
    patience: 300_000,
    processes,
    describe: (job) => JSON.stringify(job),
    onDone: (_index, outcome) => {
      done += 1
      console.log(`${String(done).padStart(String(jobs.length).length)}/${jobs.length}  ${line(outcome)}`)
    },
  })
  console.log(`\n${table(outcomes)}\n${summary(outcomes, Math.round((Date.now() - startedAt) / 1000))}`)
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(outcomes, undefined, 2)}\n`)
  process.exitCode = outcomes.some((each) => isBad(each) || isLosing(each)) ? 1 : 0
} finally {
  rmSync(scratch, { recursive: true, force: true })
}

function count(text: string): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('Expected a whole number, at least 1.')
  return number
}

/** The command line of the reference server: `ctl` controls a running one, `completion` helps to type, everything else starts one. */
import { randomBytes } from 'node:crypto'
import { pooled } from './random-pool.ts'

const [command, ...rest] = process.argv.slice(2)

if (command === 'ctl') {
  const { runCtl } = await import('./ctl/ctl.ts')
  process.exitCode = await runCtl(rest, process.env)
} else if (command === 'completion' || command === 'complete') {
  const { runCompletion } = await import('./completion.ts')
  await runCompletion(process.argv.slice(2))
} else {
  const { serve } = await import('./serve.ts')
  await serve(process.argv.slice(2), process.env, { now: Date.now, random: pooled(randomBytes) })
}

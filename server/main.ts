/** The command line of the reference server: `ctl` controls a running one, everything else starts one. */
import { randomBytes } from 'node:crypto'
import { pooled } from './random-pool.ts'

const [command, ...rest] = process.argv.slice(2)

if (command === 'ctl') {
  const { runCtl } = await import('./ctl/ctl.ts')
  process.exitCode = await runCtl(rest, process.env)
} else {
  const { serve } = await import('./serve.ts')
  await serve(process.argv.slice(2), process.env, { now: Date.now, random: pooled(randomBytes) })
}

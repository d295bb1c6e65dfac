/** `npm run docs:rate-limits`: records the run that the guide to rate limits plots, as `docs-site/rate-limits.json`. */
import { writeFileSync } from 'node:fs'
import { recordRateLimitRun } from './support/rate-limit-run.ts'

const run = await recordRateLimitRun()
writeFileSync(new URL('../docs-site/rate-limits.json', import.meta.url), `${JSON.stringify(run, null, 2)}\n`)
console.log(`Recorded ${run.samples.length} turning points of the two windows in docs-site/rate-limits.json.`)

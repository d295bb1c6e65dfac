/** Jobs run in processes of their own. */
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { runJobs } from './processes.ts'
import type { Job } from './proof/job.ts'
import type { Outcome } from './proof/deployment.ts'

const entry = fileURLToPath(new URL('proof/worker.ts', import.meta.url))
const healthy: Job = { deviations: [], choice: { only: ['pagination/default-page-size', 'listProducts'] } }
const rounded: Job = { ...healthy, deviations: ['pagination/total-pages-rounded-down'], choice: { only: ['pagination', 'listProducts'] } }
const options = { entry, patience: 60_000, processes: 1, describe: ({ variant = 'the job' }: Job) => variant, onDone: () => undefined }

test('the outcomes have the order of the jobs', async () => {
  const done: number[] = []
  const outcomes = await runJobs<Job, Outcome>([healthy, rounded], { ...options, onDone: (index) => done.push(index) })
  expect(done).toEqual([0, 1])
  expect(outcomes.map(({ findings }) => findings.some(({ rule }) => rule === 'pagination/total-pages'))).toEqual([false, true])
})

test.each([
  ['fails', 60_000, /^Could not run none:\nRangeError: Unknown variant "none"/],
  ['takes too long', 1, /^Could not run none:\nthe job did not finish within 0\.001 s$/],
] as const)('a job that %s is reported with its name', async (_what, patience, message) => {
  await expect(runJobs<Job, Outcome>([{ deviations: [], variant: 'none' }], { ...options, patience })).rejects.toThrow(message)
})

/** Runs the jobs of the proof in worker processes, each of which runs one job at a time. */
import { fileURLToPath } from 'node:url'
import { runJobs } from '../processes.ts'
import type { Outcome } from './deployment.ts'
import type { Job } from './job.ts'

const entry = fileURLToPath(new URL('worker.ts', import.meta.url))

/** Timeout of a run, in milliseconds. */
const patience = 180_000

/**
 * Returns the outcomes in the order of the jobs and calls `onDone` for each one as it arrives. If a job fails or times out, throws an error that
 * names the job, and ends the other jobs.
 */
export const runAll = (jobs: readonly Job[], onDone: (index: number, outcome: Outcome) => void): Promise<Outcome[]> =>
  runJobs(jobs, { entry, patience, describe, onDone })

const describe = ({ deviations, variant }: Job): string =>
  variant ?? (deviations.length === 0 ? 'the server without a deviation' : deviations.join(' with '))

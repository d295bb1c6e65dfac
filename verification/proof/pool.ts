/** Runs the jobs of the proof, each in a process that does one after another. */
import { fileURLToPath } from 'node:url'
import { runJobs } from '../processes.ts'
import type { Outcome } from './deployment.ts'
import type { Job } from './job.ts'

const entry = fileURLToPath(new URL('worker.ts', import.meta.url))

/** A run that takes longer than this, in milliseconds, hangs. */
const patience = 180_000

/**
 * The outcomes, in the order of the jobs. `onDone` is told of each as it comes in. Throws with the job's own words if one of them fails, or hangs; the
 * others are ended then.
 */
export const runAll = (jobs: readonly Job[], onDone: (index: number, outcome: Outcome) => void): Promise<Outcome[]> =>
  runJobs(jobs, { entry, patience, describe, onDone })

const describe = ({ deviations, variant }: Job): string =>
  variant ?? (deviations.length === 0 ? 'the server without a deviation' : deviations.join(' with '))

/** Runs jobs in as many processes as the machine has cores. */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'

/** The message that a worker process sends back for a job. */
export type Answer<Outcome> = { readonly outcome: Outcome } | { readonly thrown: string }

export interface Work<Job, Outcome> {
  /** The script of each process. It handles one job message at a time. */
  readonly entry: string
  /** Timeout of a job, in milliseconds. */
  readonly patience: number
  readonly processes?: number
  /** Name of a job in error messages. */
  readonly describe: (job: Job) => string
  /** Called for each outcome as it arrives. */
  readonly onDone: (index: number, outcome: Outcome) => void
}

/** Returns the outcomes in the order of the jobs. If a job fails or times out, throws an error that names the job, and ends the other jobs. */
export async function runJobs<Job extends object, Outcome>(
  jobs: readonly Job[],
  { entry, patience, processes = availableParallelism(), describe, onDone }: Work<Job, Outcome>,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  const waiting = jobs.map((job, index) => ({ job, index }))
  const workers = Array.from({ length: Math.min(processes, jobs.length) }, () =>
    fork(entry, { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] }),
  )
  const work = async (worker: ChildProcess): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const answer = await asked<Outcome>(worker, next.job, patience)
      if ('thrown' in answer) throw new Error(`Could not run ${describe(next.job)}:\n${answer.thrown}`)
      outcomes[next.index] = answer.outcome
      onDone(next.index, answer.outcome)
    }
  }
  try {
    await Promise.all(workers.map(work))
  } finally {
    for (const worker of workers) worker.kill('SIGKILL')
  }
  return outcomes
}

async function asked<Outcome>(worker: ChildProcess, job: object, patience: number): Promise<Answer<Outcome>> {
  const controller = new AbortController()
  const { signal } = controller
  const timer = setTimeout(() => controller.abort(), patience)
  const ended = once(worker, 'exit', { signal }).then(([code]: (number | string | null)[]): Answer<Outcome> => ({
    thrown: `the worker process ended (exit code: ${code ?? 'none, killed by a signal'})`,
  }))
  const answered = (once(worker, 'message', { signal }) as Promise<[Answer<Outcome>]>).then(([answer]) => answer)
  worker.send(job)
  try {
    return await Promise.race([answered, ended])
  } catch {
    return { thrown: `the job did not finish within ${patience / 1000} s` }
  } finally {
    clearTimeout(timer)
    ended.catch(() => undefined)
    answered.catch(() => undefined)
    controller.abort()
  }
}

/** Worker side: runs `work` for each job message and sends the outcome back. */
export function answerJobs(work: (job: never) => Promise<unknown>): void {
  process.on('message', (job) => {
    void Promise.resolve()
      .then(() => work(job as never))
      .then((outcome): Answer<unknown> => ({ outcome }))
      .catch((error: unknown): Answer<unknown> => ({
        thrown: error instanceof Error ? (error.stack ?? error.message) : String(error),
      }))
      .then((answer) => process.send?.(answer))
  })
}

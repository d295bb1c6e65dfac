/** Runs jobs in as many processes as the machine has cores. */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Outcome } from './ground.ts'
import type { Answer, Job } from './job.ts'

const entry = fileURLToPath(new URL('worker.ts', import.meta.url))

/** A run that takes longer than this, in milliseconds, hangs. */
const patience = 180_000

/**
 * The outcomes, in the order of the jobs. `onDone` is told of each as it comes in. Throws with the job's own words if one of them fails, or hangs; the
 * others are ended then.
 */
export async function runAll(jobs: readonly Job[], onDone: (index: number, outcome: Outcome) => void): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  const waiting = jobs.map((job, index) => ({ job, index }))
  const workers = Array.from({ length: Math.min(availableParallelism(), jobs.length) }, () =>
    fork(entry, { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] }),
  )
  const work = async (worker: ChildProcess): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const answer = await asked(worker, next.job)
      if ('thrown' in answer) throw new Error(`${describe(next.job)} could not be run:\n${answer.thrown}`)
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

async function asked(worker: ChildProcess, job: Job): Promise<Answer> {
  const controller = new AbortController()
  const { signal } = controller
  const timer = setTimeout(() => controller.abort(), patience)
  const ended = once(worker, 'exit', { signal }).then(([code]: (number | string | null)[]): Answer => ({
    thrown: `its process ended with ${code ?? 'a signal'}`,
  }))
  const answered = (once(worker, 'message', { signal }) as Promise<[Answer]>).then(([answer]) => answer)
  worker.send(job)
  try {
    return await Promise.race([answered, ended])
  } catch {
    return { thrown: `it took longer than ${patience / 1000} s` }
  } finally {
    clearTimeout(timer)
    ended.catch(() => undefined)
    answered.catch(() => undefined)
    controller.abort()
  }
}

const describe = ({ deviations, variant }: Job): string =>
  variant ?? (deviations.length === 0 ? 'the server without a deviation' : deviations.join(' with '))

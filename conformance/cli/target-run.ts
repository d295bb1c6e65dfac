/** Runs the checks of one target of `check-all` in a thread of its own, so that a failure of one run ends no other. */
import { existsSync } from 'node:fs'
import { api } from '../profile/index.ts'
import { worstOf, type Remains, type RunSummary, type TargetResult } from '../report/target-result.ts'
import { redactor } from '../report/redact.ts'
import { startThread } from '../threads.ts'
import { remainsOf } from './interrupt.ts'
import type { TargetMessage, TargetTask } from './target-messages.ts'

/** How a run has ended. */
type Ending = Omit<TargetResult, 'name' | 'baseUrl' | 'level' | 'basis' | 'isNotStarted'>

/** A run in progress. */
export interface TargetRun {
  /** Resolves when the run has ended, however it did. */
  readonly ended: Promise<Ending>
  /** Ends the run as Ctrl-C does: it stops sending, cleans up, and has a report of what there is. */
  readonly stop: () => void
  /** The journal of a run that writes, once it is named. */
  readonly journal: () => string | undefined
}

/** Starts the run. `take` gets its messages, and `secrets` are its keys, which no message of a thread that crashes may show. */
export function startTarget(task: TargetTask, secrets: readonly string[], take: (message: TargetMessage) => void): TargetRun {
  const worker = startThread('target', task)
  let journal: string | undefined
  const ended = new Promise<Ending>((resolve) => {
    let summary: RunSummary | undefined
    let over: Extract<TargetMessage, { is: 'over' }> | undefined
    let failure: Error | undefined
    worker
      .on('message', (message: TargetMessage) => {
        if (message.is === 'journal') journal = message.journal
        else if (message.is === 'judged') summary = message.summary
        else if (message.is === 'over') over = message
        take(message)
      })
      .on('error', (error) => {
        failure = error
      })
      // After all messages.
      .on('exit', () => {
        if (over !== undefined) {
          resolve({
            // A report that could not be written makes no verdict better.
            exitCode: worstOf([over.exitCode, ...(summary === undefined ? [] : [summary.exitCode])]),
            ...(summary === undefined ? {} : { summary }),
            ...(over.problem === undefined ? {} : { problem: over.problem }),
          })
          return
        }
        const problem = redactor(secrets, api.keyFormat)(failure?.message ?? 'the run ended without a result')
        const remains = journal !== undefined && existsSync(journal) ? remainsIn(journal) : undefined
        resolve({ exitCode: 3, problem, ...(summary === undefined ? {} : { summary }), ...(remains === undefined ? {} : { remains }) })
      })
  })
  return { ended, stop: () => worker.postMessage('stop'), journal: () => journal }
}

/** Returns what the journal of a crashed run says is left; `undefined` if nothing is. */
function remainsIn(journal: string): Remains | undefined {
  const { left, command } = remainsOf(journal)
  return left === 0 ? undefined : { left, commands: [command] }
}

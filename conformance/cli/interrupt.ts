import { api } from '../profile/index.ts'
import { existsSync } from 'node:fs'
import { readJournal } from '../cleanup/journal-reader.ts'
import { tell } from './output.ts'

/** What ends a command: Ctrl-C, whoever supervises it, and a terminal that is gone. */
export const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

export interface Interruption {
  readonly signal: AbortSignal
  /** Ends it: the process takes signals again as before. */
  readonly close: () => void
}

/**
 * The first signal asks the run to end: to take back what it made, and to report what it has. The second ends the process at once, and tells what is
 * left. `journal` gives the file of the run, once there is one; `isTakenBack` is false for a run
 * that may not write.
 */
export function onInterrupt(journal: () => string | undefined, isTakenBack = true): Interruption {
  const controller = new AbortController()
  const interrupt = (): void => {
    const file = journal()
    const hasJournal = file !== undefined && existsSync(file)
    if (!controller.signal.aborted) {
      controller.abort()
      tell(`\nStopping${hasJournal && isTakenBack ? '; what the run made is taken back' : ''}. The same again ends at once.\n`)
      return
    }
    const left = hasJournal ? readJournal(file, api).entries.filter(({ isGone }) => isGone !== true).length : 0
    tell(
      left === 0
        ? '\nEnded at once; nothing is left.\n'
        : `\nEnded at once; ${left === 1 ? 'one thing' : `${left} things`} that the run made may be left. Take them back with "clean ${file}".\n`,
    )
    process.exit(2)
  }
  for (const signal of signals) process.on(signal, interrupt)
  return {
    signal: controller.signal,
    close: () => {
      for (const signal of signals) process.off(signal, interrupt)
    },
  }
}

import { api } from '../profile/index.ts'
import { existsSync } from 'node:fs'
import { readJournal } from '../cleanup/journal-reader.ts'
import { cleanCommandFor } from '../report/clean-command.ts'
import type { CommandContext } from './context.ts'

/** Signals that end a command: Ctrl-C, termination by a supervisor, and a closed terminal. */
export const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

export interface Interruption {
  readonly signal: AbortSignal
  /** Removes the signal handlers. */
  readonly close: () => void
}

/**
 * Handles interruptions. The first signal ends the run, which cleans up and reports its results. The second one exits immediately and reports what is
 * left. `journal` returns the journal file of the run, once it exists; `isTakenBack` is false for a run that may not write.
 */
export function onInterrupt(
  { signals: source, output: { tell } }: CommandContext,
  journal: () => string | undefined,
  isTakenBack = true,
): Interruption {
  const controller = new AbortController()
  const interrupt = (): void => {
    const file = journal()
    const hasJournal = file !== undefined && existsSync(file)
    if (!controller.signal.aborted) {
      controller.abort()
      tell(`\nStopping${hasJournal && isTakenBack ? '; cleaning up what the run created' : ''}. Interrupt again to exit immediately.\n`)
      return
    }
    const remains = hasJournal ? readJournal(file, api) : undefined
    const left = remains?.entries.filter(({ isGone }) => isGone !== true).length ?? 0
    tell(
      remains === undefined || left === 0
        ? '\nExited immediately; nothing is left.\n'
        : `\nExited immediately; ${left === 1 ? 'one resource' : `${left} resources`} created by the run may be left. Clean up with "${cleanCommandFor(file ?? '', remains.target)}".\n`,
    )
    process.exit(2)
  }
  for (const signal of signals) source.on(signal, interrupt)
  return {
    signal: controller.signal,
    close: () => {
      for (const signal of signals) source.off(signal, interrupt)
    },
  }
}

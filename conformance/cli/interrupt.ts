import { api } from '../profile/index.ts'
import { existsSync } from 'node:fs'
import { readJournal } from '../cleanup/journal-reader.ts'
import { cleanCommandFor } from '../report/clean-command.ts'
import { programOf, type CommandContext } from './context.ts'
import type { Output } from './output.ts'

/** Signals that end a command: Ctrl-C, termination by a supervisor, and a closed terminal. */
export const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

export interface Interruption {
  readonly signal: AbortSignal
  /** Removes the signal handlers. */
  readonly close: () => void
}

/** What messages say. */
interface Wording {
  readonly ends?: string
  readonly makers?: string
  /** Returns how to call a command, which cleans up after the run with a journal; then each is shown in a line of its own. */
  readonly naming?: (command: string, journal: string) => string
}

/**
 * Handles interruptions. The first signal ends the run or runs, which clean up and report their results. The second one exits immediately and reports
 * what is left. `journals` returns the journal files of the runs that may write, once they are named.
 */
export function onInterrupt(
  {
    signals: source,
    program,
    output: { tellSentences },
  }: Pick<CommandContext, 'signals' | 'program'> & {
    readonly output: Pick<Output, 'tellSentences'>
  },
  journals: () => readonly string[],
  { ends = 'Stopping', makers = 'the run', naming }: Wording = {},
): Interruption {
  const controller = new AbortController()
  const interrupt = (): void => {
    const files = journals().filter((each) => existsSync(each))
    if (!controller.signal.aborted) {
      controller.abort()
      tellSentences(`\n${ends}${files.length > 0 ? `; cleaning up what ${makers} created` : ''}. Interrupt again to exit immediately.\n`)
      return
    }
    const remains = files.map((journal) => ({ journal, ...remainsOf(journal) })).filter((each) => each.left > 0)
    const left = remains.reduce((sum, each) => sum + each.left, 0)
    const list =
      naming === undefined
        ? `${remains.map(({ command }) => `"${programOf({ program })} ${command}"`).join(' and ')}.`
        : `these commands:\n${remains.map(({ command, journal }) => `      ${naming(command, journal)}`).join('\n')}`
    tellSentences(
      left === 0
        ? '\nExited immediately; nothing is left.\n'
        : `\nExited immediately; ${left === 1 ? 'one resource' : `${left} resources`} created by ${makers} may be left. Clean up with ${list}\n`,
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

/** Returns how many resources of a journal may still exist, and the command that deletes them. */
export function remainsOf(journal: string): { readonly left: number; readonly command: string } {
  const { entries, target } = readJournal(journal, api)
  return { left: entries.filter(({ isGone }) => isGone !== true).length, command: cleanCommandFor(journal, target) }
}

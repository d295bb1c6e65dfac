import type { EventEmitter } from 'node:events'
import { usualProgram } from '../report/formats/terminal-layout.ts'
import type { Output } from './output.ts'

/** What a command gets from its surroundings. Several commands can run in one process, each with its own context. */
export interface CommandContext {
  readonly env: NodeJS.ProcessEnv
  readonly output: Output
  /** How the user called the program, for commands to paste: `npx better-data-scm-conformance`. By default `conformance`. */
  readonly program?: string | undefined
  /** Emits the signals that end a command: the process, or a substitute. */
  readonly signals: Pick<EventEmitter, 'on' | 'once' | 'off'>
}

export const programOf = ({ program = usualProgram }: Pick<CommandContext, 'program'>): string => program

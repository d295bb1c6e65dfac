import type { EventEmitter } from 'node:events'
import type { Output } from './output.ts'

/** What a command gets from its surroundings. Several commands can run in one process, each with its own context. */
export interface CommandContext {
  readonly env: NodeJS.ProcessEnv
  readonly output: Output
  /** Emits the signals that end a command: the process, or a substitute. */
  readonly signals: Pick<EventEmitter, 'on' | 'once' | 'off'>
}

/** The command line within this process: its text and exit code without the start of another process. */
import { EventEmitter } from 'node:events'
import { Writable } from 'node:stream'
import pc from 'picocolors'
import { runCommandLine } from '../cli/cli.ts'
import { Output } from '../cli/output.ts'

interface CommandResult {
  readonly code: number
  readonly out: string
  readonly err: string
}

export interface CommandOptions {
  /** Added to those of this process; `undefined` removes one. */
  readonly env?: NodeJS.ProcessEnv
  /** The working directory, which all commands that run at the same time share. */
  readonly cwd?: string
  /** The width of the terminal; by default, output is not to a terminal. */
  readonly columns?: number
  /** Emits the signals that reach the command; by default none does. */
  readonly signals?: EventEmitter
}

/** The commands that are running. */
let running = 0

/** Runs a command to its end. */
export async function runCommand(
  args: readonly string[],
  { env = {}, cwd, columns, signals = new EventEmitter() }: CommandOptions = {},
): Promise<CommandResult> {
  const before = process.cwd()
  const folder = cwd ?? before
  if (running > 0 && folder !== before) throw new Error(`a command in ${before} is still running, so none can start in ${folder}`)
  const [stdout, stderr] = [new Collector(columns), new Collector(columns)]
  const output = new Output(stdout, stderr, pc.createColors(false))
  running += 1
  process.chdir(folder)
  try {
    const variables = { ...process.env, CONFORMANCE_KEY: undefined, ...env }
    const code = await runCommandLine(args, { env: variables, output, signals })
    return { code, out: stdout.text, err: stderr.text }
  } finally {
    running -= 1
    if (running === 0) process.chdir(before)
  }
}

/** Collects what is written. */
class Collector extends Writable {
  text = ''
  readonly isTTY: boolean
  readonly columns: number

  constructor(columns: number | undefined) {
    super()
    this.isTTY = columns !== undefined
    this.columns = columns ?? 0
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString()
    done()
  }
}

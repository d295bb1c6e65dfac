/**
 * All output goes through this module: it replaces keys, escapes control sequences, and treats output that cannot be delivered neither as a crash nor
 * as a verdict.
 */
import type { Writable } from 'node:stream'
import type { Colors } from 'picocolors/types.js'
import { api } from '../profile/index.ts'
import { foreign, harmless } from '../text/foreign.ts'
import { redactor } from '../report/redact.ts'
import { prose } from '../text/wrap.ts'

/** A stream that may be a terminal. */
type OutputStream = Writable & { readonly isTTY?: boolean; readonly columns?: number }

/**
 * Whether text for a stream is colored: on a terminal, or where `FORCE_COLOR` asks for it. A file or a pipe gets plain text even in CI, because scripts
 * read it. `NO_COLOR` takes precedence.
 */
export function hasColors({ isTTY }: OutputStream, env: NodeJS.ProcessEnv): boolean {
  const { NO_COLOR: none = '', FORCE_COLOR: force, TERM: term } = env
  if (none !== '') return false
  if (force !== undefined) return !['0', 'false'].includes(force)
  return isTTY === true && term !== 'dumb'
}

/** Enough for the facts of a finding. */
const maxOfCommand = 4000

/** The escapes of a workflow command: for its message, and for the value of a property. */
const escapedData = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
const escapedProperty = (text: string): string => escapedData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')

/** The output of one command. */
export class Output {
  /** The colors for text that is printed. */
  readonly colors: Colors
  readonly #stdout: OutputStream
  readonly #stderr: OutputStream
  readonly #secrets = new Set<string>()
  #isLost = false

  constructor(stdout: OutputStream, stderr: OutputStream, colors: Colors) {
    this.#stdout = stdout
    this.#stderr = stderr
    this.colors = colors
    stdout.on('error', (error: NodeJS.ErrnoException) => {
      if (!this.#isLost && error.code !== 'EPIPE') this.tell(`error: the results cannot be written to standard output: ${error.message}.\n`)
      this.#isLost = true
    })
    // Without standard error there is nowhere to report this.
    stderr.on('error', () => undefined)
  }

  /** Whether output to standard output was lost: its reader has closed the pipe (EPIPE), or the disk is full (ENOSPC). */
  get isLost(): boolean {
    return this.#isLost
  }

  /** Whether standard error is a terminal, where a line can be updated. */
  get isTerminal(): boolean {
    return this.#stderr.isTTY === true
  }

  /** The width of standard output; absent if it is not a terminal. */
  get columns(): number | undefined {
    return columnsOf(this.#stdout)
  }

  /** The width of standard error; absent if it is not a terminal. */
  get errorColumns(): number | undefined {
    return columnsOf(this.#stderr)
  }

  /** Adds secrets that are replaced in all further output. */
  readonly hide = (more: readonly string[]): void => {
    for (const each of more) this.#secrets.add(each)
  }

  /** Prints results to standard output. */
  readonly print = (text: string): void => {
    if (this.#stdout.destroyed || this.#stdout.writableEnded) this.#isLost = true
    else this.#stdout.write(this.#presentable(text))
  }

  /**
   * Prints a command for the runner of GitHub Actions. All other output is escaped, so that no line of it is one; therefore it is not necessary to stop
   * commands while other text is printed.
   */
  readonly printCommand = (name: 'error' | 'warning' | 'notice', title: string, message: string): void => {
    const redact = redactor([...this.#secrets], api.keyFormat)
    const safe = (text: string): string => foreign(redact(text), maxOfCommand)
    if (this.#stdout.destroyed || this.#stdout.writableEnded) this.#isLost = true
    else this.#stdout.write(`::${name} title=${escapedProperty(safe(title))}::${escapedData(message.split('\n').map(safe).join('\n'))}\n`)
  }

  /** Prints everything other than results to standard error. */
  readonly tell = (text: string): void => {
    if (!this.#stderr.destroyed && !this.#stderr.writableEnded) this.#stderr.write(this.#presentable(text))
  }

  /** Prints results in sentences: a terminal would break their lines within words. Results for scripts, and what is already laid out, need `print`. */
  readonly printSentences = (text: string): void => this.print(prose(text, this.columns ?? Infinity))

  /** The same for everything other than results. */
  readonly tellSentences = (text: string): void => this.tell(prose(text, this.errorColumns ?? Infinity))

  /** Reports an internal error of the suite, which is never a fault of the deployment. Returns the exit code. */
  readonly tellFailure = (error: unknown): 3 => {
    this.tell(
      `Internal error in the suite, which says nothing about the deployment:\n${error instanceof Error ? error.message : String(error)}\n`,
    )
    return 3
  }

  /** Returns the text with secrets replaced and control sequences escaped. */
  #presentable(text: string): string {
    return harmless(redactor([...this.#secrets], api.keyFormat)(text))
  }
}

/** A terminal that does not know its width has the usual one. */
const columnsOf = ({ isTTY, columns = 0 }: OutputStream): number | undefined => (isTTY === true ? (columns > 0 ? columns : 80) : undefined)

/**
 * Ensures a meaningful exit code of the process: 3 for an uncaught exception, and 2 for a result that could not be delivered, since 0 and 1 require a
 * verdict that could be read.
 */
export function guardExit(output: Output): void {
  process.on('exit', () => {
    if (output.isLost && (process.exitCode === undefined || Number(process.exitCode) < 2)) process.exitCode = 2
  })
  const unforeseen = (error: unknown): void => {
    process.exit(output.tellFailure(error))
  }
  process.on('uncaughtException', unforeseen).on('unhandledRejection', unforeseen)
}

/**
 * All output goes through this module: it replaces keys, escapes control sequences, and treats output that cannot be delivered neither as a crash nor
 * as a verdict.
 */
import { api } from '../profile/index.ts'
import { harmless } from '../text/foreign.ts'
import { redactor } from '../report/redact.ts'

const secrets = new Set<string>()
/** Whether output to standard output was lost: its reader has closed the pipe (EPIPE), or the disk is full (ENOSPC). */
let isLost = false

/** Adds secrets that are replaced in all further output. */
export function hide(more: readonly string[]): void {
  for (const each of more) secrets.add(each)
}

/** Returns the text with secrets replaced and control sequences escaped. */
function presentable(text: string): string {
  return harmless(redactor([...secrets], api.keyFormat)(text))
}

/** Prints results to standard output. */
export function print(text: string): void {
  if (process.stdout.destroyed || process.stdout.writableEnded) isLost = true
  else process.stdout.write(presentable(text))
}

/** Prints everything other than results to standard error. */
export function tell(text: string): void {
  if (!process.stderr.destroyed && !process.stderr.writableEnded) process.stderr.write(presentable(text))
}

/**
 * Ensures a meaningful exit code: 3 for an uncaught exception, and 2 for a result that could not be delivered, since 0 and 1 require a verdict that
 * could be read.
 */
export function guardExit(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (!isLost && error.code !== 'EPIPE') tell(`error: the results cannot be written to standard output: ${error.message}.\n`)
    isLost = true
  })
  // Without standard error there is nowhere to report this.
  process.stderr.on('error', () => undefined)
  process.on('exit', () => {
    if (isLost && (process.exitCode === undefined || Number(process.exitCode) < 2)) process.exitCode = 2
  })
  const unforeseen = (error: unknown): void => {
    tellFailure(error)
    process.exit(3)
  }
  process.on('uncaughtException', unforeseen).on('unhandledRejection', unforeseen)
}

/** Reports an internal error of the suite, which is never a fault of the deployment. */
export function tellFailure(error: unknown): void {
  tell(`Internal error in the suite, which says nothing about the deployment:\n${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 3
}

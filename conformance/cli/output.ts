/**
 * The only way to the terminal, a pipe or a log: keys are replaced, nothing steers what shows it, and output that cannot be delivered is neither a crash
 * nor a verdict.
 */
import { api } from '../profile/index.ts'
import { harmless } from '../text/foreign.ts'
import { redactor } from '../report/redact.ts'

const secrets = new Set<string>()
/** Whether something that was to be read on standard output got lost: its reader has gone (EPIPE), or the disk is full (ENOSPC). */
let isLost = false

/** From now on nothing that is printed shows any of these. */
export function hide(more: readonly string[]): void {
  for (const each of more) secrets.add(each)
}

/** A text as it may be printed, by whatever way. */
function presentable(text: string): string {
  return harmless(redactor([...secrets], api.keyFormat)(text))
}

/** To standard output, where the results are. */
export function print(text: string): void {
  if (process.stdout.destroyed || process.stdout.writableEnded) isLost = true
  else process.stdout.write(presentable(text))
}

/** To standard error, where everything else is. */
export function tell(text: string): void {
  if (!process.stderr.destroyed && !process.stderr.writableEnded) process.stderr.write(presentable(text))
}

/**
 * Makes the exit code mean what it should, whatever happens: an exception that nobody foresaw is 3, and a result that could not be delivered is 2, since 0 and 1
 * are for a verdict that somebody could read.
 */
export function guardExit(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (!isLost && error.code !== 'EPIPE') tell(`Could not tell: what was found cannot be written to standard output: ${error.message}.\n`)
    isLost = true
  })
  // Without anybody to tell there is nothing to do.
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

/** Our own fault, which is never the deployment's. */
export function tellFailure(error: unknown): void {
  tell(`The suite itself failed, which says nothing about the deployment:\n${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 3
}

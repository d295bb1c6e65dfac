import type { SendEvent } from '../send/options.ts'
import { tell } from './output.ts'

/** Shows the progress of a run in one line of a terminal, and prints a separate line for each wait of a second or more. */
export function progress(event: SendEvent): void {
  const { stderr } = process
  if (event.type === 'wait') {
    if (event.milliseconds < 1000) return
    clearProgress()
    tell(
      `waiting ${Math.ceil(event.milliseconds / 1000)} s for the rate limit of ${event.key === 'no key' ? event.key : `key "${event.key}"`}\n`,
    )
  } else if (stderr.isTTY) {
    tell(`\r\u001B[K${event.sent} of ${event.planned} requests`)
  }
}

/** Clears the progress line: a run may end before all planned requests are sent. */
export function clearProgress(): void {
  if (process.stderr.isTTY) tell('\r\u001B[K')
}

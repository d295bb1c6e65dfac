import type { SendEvent } from '../send/options.ts'
import type { Output } from './output.ts'

/** Shows the progress of a run in one line of a terminal, and prints a separate line for each wait of a second or more. */
export function showProgress(output: Output, event: SendEvent): void {
  if (event.type === 'wait') {
    if (event.milliseconds < 1000) return
    clearProgress(output)
    output.tell(
      `waiting ${Math.ceil(event.milliseconds / 1000)} s for the rate limit of ${event.key === 'no key' ? event.key : `key "${event.key}"`}\n`,
    )
  } else if (event.type === 'exchange' && output.isTerminal) {
    output.tell(`\r\u001B[K${event.sent} of ${event.planned} requests`)
  }
}

/** Clears the progress line: a run may end before all planned requests are sent. */
export function clearProgress(output: Output): void {
  if (output.isTerminal) output.tell('\r\u001B[K')
}

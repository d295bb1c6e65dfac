import type { SendEvent } from '../send/options.ts'
import { tell } from './output.ts'

/** Shows on a terminal, in one line, how far the run is; says in a line of its own when it waits for a second or more. */
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

/** A run may end before all that was planned is sent. */
export function clearProgress(): void {
  if (process.stderr.isTTY) tell('\r\u001B[K')
}

import { setTimeout as sleep } from 'node:timers/promises'
import { StoreLocked } from '../engine.ts'

/** Milliseconds from one try to the next. */
const pause = 20

/**
 * Tries again what fails because somebody else has the database, for about `patience` milliseconds. The driver could wait by itself, but it is synchronous, and
 * would hold up everybody who wants something else. `act` must have done nothing yet where it fails like that.
 */
export async function retryWhileLocked<T>(act: () => Promise<T>, patience: number): Promise<T> {
  for (let waited = 0; ; waited += pause) {
    try {
      return await act()
    } catch (error) {
      if (!(error instanceof StoreLocked) || waited >= patience) throw error
    }
    await sleep(pause)
  }
}

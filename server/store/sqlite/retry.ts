import { setTimeout as sleep } from 'node:timers/promises'
import { StoreLocked } from '../engine.ts'

/** Milliseconds between two attempts. */
const pause = 20

/**
 * Retries `act` while the database is locked, for about `patience` milliseconds. The driver could wait itself, but it is synchronous and
 * would block all other requests. `act` must not have changed anything if it fails this way.
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

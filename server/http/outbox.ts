/** Writes responses in groups. */
export interface Outbox {
  /** Calls `write` at the end of the current turn of the event loop, or earlier. Rejects if it throws. */
  put(write: () => void): Promise<void>
}

/** How long a response may wait for others, in milliseconds. */
const patience = 2

interface Held {
  readonly write: () => void
  readonly done: () => void
  readonly failed: (error: unknown) => void
}

/**
 * Holds the responses of one turn of the event loop and writes them one after the other. A write to a client that sleeps wakes it, which costs a busy
 * server more than most requests. After the first response of a group the client is awake.
 * A turn with expensive requests may be long, so no response waits longer than `patience` plus the time of one request.
 * `now` returns milliseconds of a monotonic clock.
 */
export function createOutbox(now: () => number): Outbox {
  let held: Held[] = []
  let since = 0

  const flush = () => {
    const group = held
    held = []
    for (const { write, done, failed } of group) {
      try {
        write()
        done()
      } catch (error) {
        failed(error)
      }
    }
  }

  return {
    put: (write) =>
      new Promise((done, failed) => {
        const at = now()
        if (held.length === 0) {
          since = at
          // It may find a later group, which is then written early.
          setImmediate(flush)
        }
        held.push({ write, done, failed })
        if (at - since > patience) flush()
      }),
  }
}

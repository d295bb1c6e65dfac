/** Waits, in milliseconds; ends early, without an error, when the signal is aborted. */
export type Sleep = (milliseconds: number, signal?: AbortSignal) => Promise<void>

export interface Interruptible {
  /** Ends at once when the run is to end, and whenever it has been asked to. */
  readonly sleep: (milliseconds: number) => Promise<void>
  /** No wait is interrupted any more. */
  readonly close: () => void
}

/** Waits that all end as soon as `stop` is aborted; one that begins later ends at once. However many there are, one listener is on the signal. */
export function interruptible(sleep: Sleep, stop: AbortSignal | undefined): Interruptible {
  if (stop === undefined) return { sleep, close: () => undefined }
  const waits = new Set<() => void>()
  const wake = (): void => {
    for (const end of waits) end()
  }
  stop.addEventListener('abort', wake)
  return {
    sleep: async (milliseconds) => {
      if (stop.aborted) return
      // What loses the race must not keep the process alive.
      const over = new AbortController()
      let end = (): void => undefined
      try {
        await new Promise<void>((resolve, reject) => {
          end = resolve
          waits.add(end)
          sleep(milliseconds, over.signal).then(resolve, reject)
        })
      } finally {
        waits.delete(end)
        over.abort()
      }
    },
    close: () => stop.removeEventListener('abort', wake),
  }
}

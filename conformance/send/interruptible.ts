/** Waits a number of milliseconds. Resolves early, without an error, when the signal is aborted. */
export type Sleep = (milliseconds: number, signal?: AbortSignal) => Promise<void>

export interface Interruptible {
  /** Resolves immediately once the run is interrupted. */
  readonly sleep: (milliseconds: number) => Promise<void>
  /** Stops listening to the signal; later aborts interrupt no wait. */
  readonly close: () => void
}

/**
 * Creates waits that all end when `stop` is aborted; later ones end immediately. Adds a single listener to the signal, regardless of their number.
 */
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
      // The timer of an interrupted wait must not keep the process alive.
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

import { StoreUnavailable } from '../engine.ts'

/** Lets one piece of work after the other have something alone, and others look only in between. */
export interface Mutex {
  /** Set while somebody has their turn; fulfilled when they are done. */
  readonly taken: Promise<void> | undefined
  /** Fulfilled when nobody had their turn a moment ago: look at `taken` again. Throws after the patience given. */
  free(): Promise<void>
  /** Runs `work` when all who asked before are done, and keeps everybody else waiting until it is done itself. Throws after the patience given. */
  take<T>(work: () => Promise<T>): Promise<T>
}

/** Ends a turn. */
type Done = () => void

/** `patience` in milliseconds: whoever waits longer gets a `StoreUnavailable`, so that work that waits for itself does not hang. */
export function mutex(patience: number): Mutex {
  let taken: Promise<void> | undefined
  const queue = new Set<(done: Done) => void>()

  const begin = (): Done => {
    let told = () => {}
    taken = new Promise((resolve) => {
      told = resolve
    })
    return () => {
      const [next] = queue
      taken = undefined
      if (next !== undefined) {
        queue.delete(next)
        // Handed over at once: whoever asks only now comes later.
        next(begin())
      }
      told()
    }
  }

  const impatience = () => new StoreUnavailable(`waited ${patience} ms for a transaction; work in one must use the store it is given`)

  const queued = () =>
    new Promise<Done>((resolve, reject) => {
      const mine = (done: Done) => {
        clearTimeout(timer)
        resolve(done)
      }
      const timer = setTimeout(() => {
        queue.delete(mine)
        reject(impatience())
      }, patience)
      queue.add(mine)
    })

  return {
    get taken() {
      return taken
    },
    free: async () => {
      let timer: NodeJS.Timeout | undefined
      const tooLong = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(impatience()), patience)
      })
      try {
        while (taken !== undefined) await Promise.race([taken, tooLong])
      } finally {
        clearTimeout(timer)
      }
    },
    take: async (work) => {
      const done = taken === undefined ? begin() : await queued()
      try {
        return await work()
      } finally {
        done()
      }
    },
  }
}

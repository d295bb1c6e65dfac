import { StoreUnavailable } from '../engine.ts'

/** Gives exclusive access to one work item after the other; others get access only in between. */
export interface Mutex {
  /** Set while a work item has access; resolves at its end. */
  readonly taken: Promise<void> | undefined
  /** Resolves after access was free: check `taken` again. Throws after the given patience. */
  free(): Promise<void>
  /** Runs `work` after all earlier items and blocks others until its end. Throws after the given patience. */
  take<T>(work: () => Promise<T>): Promise<T>
}

/** Ends a turn. */
type Done = () => void

/** `patience` in milliseconds: longer waiting throws `StoreUnavailable`, so that work that waits for itself does not hang. */
export function mutex(patience: number): Mutex {
  let taken: Promise<void> | undefined
  // Not a set: one that is used as a queue makes new tables again and again, each old table refers to the next one, and so V8 keeps all until it collects
  // the old generation.
  let queue: ((done: Done) => void)[] = []

  const begin = (): Done => {
    let told = () => {}
    taken = new Promise((resolve) => {
      told = resolve
    })
    return () => {
      const next = queue.shift()
      taken = undefined
      // Passed on at once, so that later requests wait.
      next?.(begin())
      told()
    }
  }

  const impatience = () =>
    new StoreUnavailable(`waited ${patience} ms for a transaction; work in a transaction must use the store that it gets`)

  const queued = () =>
    new Promise<Done>((resolve, reject) => {
      const mine = (done: Done) => {
        clearTimeout(timer)
        resolve(done)
      }
      const timer = setTimeout(() => {
        queue = queue.filter((each) => each !== mine)
        reject(impatience())
      }, patience)
      queue.push(mine)
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

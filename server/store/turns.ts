/** Lets one piece of work after the other have something alone, and others look only in between. */
export interface Turns {
  /** Set while somebody has their turn; fulfilled when they are done. */
  readonly taken: Promise<void> | undefined
  /** Fulfilled when nobody had their turn a moment ago: look at `taken` again. Throws after the patience given. */
  free(): Promise<void>
  /** Runs `work` when nobody else has their turn, and keeps everybody else waiting until it is done. */
  take<T>(work: () => Promise<T>): Promise<T>
}

/** `patience` in milliseconds: whoever waits longer gets an error, so that work that waits for itself does not hang. */
export function turns(patience: number): Turns {
  let taken: Promise<void> | undefined

  const free = async () => {
    let timer: NodeJS.Timeout | undefined
    const impatience = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new Error(`waited ${patience} ms for a transaction; work in one must use the store it is given`)),
        patience,
      )
    })
    try {
      while (taken !== undefined) await Promise.race([taken, impatience])
    } finally {
      clearTimeout(timer)
    }
  }

  return {
    get taken() {
      return taken
    },
    free,
    take: async (work) => {
      while (taken !== undefined) await free()
      let done = () => {}
      taken = new Promise((resolve) => {
        done = resolve
      })
      try {
        return await work()
      } finally {
        taken = undefined
        done()
      }
    },
  }
}

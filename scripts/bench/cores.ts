import { spawnSync } from 'node:child_process'

/** What runs where while something is measured, so that load and server do not take each other's time. */
export interface Cores {
  /** Which core has what, or why none has: one line. */
  readonly about: string
  readonly pinned: boolean
  /** Starts processes on the core that is measured; they stay there, and this process goes back to its own. */
  measured<T>(start: () => Promise<T>): Promise<T>
}

/** Numbers in a list of CPUs as `taskset` writes it: `0-3,8`. */
export function cpusIn(list: string): number[] {
  return list.split(',').flatMap((part) => {
    const [first = NaN, last = first] = part.split('-').map(Number)
    return Array.from({ length: last - first + 1 }, (_, index) => first + index)
  })
}

function taskset(...args: readonly string[]): string | undefined {
  const { status, stdout, error } = spawnSync('taskset', args, { encoding: 'utf8' })
  return error === undefined && status === 0 ? stdout : undefined
}

function unpinned(because: string): Cores {
  const about = `NOT PINNED: ${because}. Server and load share cores, so the figures say little about any other machine.`
  return { about, pinned: false, measured: (start) => start() }
}

/** Everything runs where the machine has time for it. */
export const sharedCores: Cores = {
  about: 'load, deployment and both threads of the proxy share the cores',
  pinned: false,
  measured: (start) => start(),
}

/** Gives this process, which makes the load, a core of its own, and leaves another one to what it starts. */
export function takeCores(): Cores {
  const process_ = String(process.pid)
  const allowed = taskset('-cp', process_)?.split(':')[1]?.trim()
  if (allowed === undefined) return unpinned('taskset (of util-linux) is not there')
  const [server, load] = cpusIn(allowed)
  if (server === undefined || load === undefined) return unpinned(`this process may use one core only (${allowed})`)

  const moveTo = (core: number) => {
    if (taskset('-acp', String(core), process_) === undefined)
      throw new Error(`expected taskset to pin ${process_} to core ${core}, it failed`)
  }
  moveTo(load)
  return {
    about: `servers on core ${server}, load on core ${load}`,
    pinned: true,
    measured: async (start) => {
      // A process begins on the core of the one that starts it.
      moveTo(server)
      try {
        return await start()
      } finally {
        moveTo(load)
      }
    },
  }
}

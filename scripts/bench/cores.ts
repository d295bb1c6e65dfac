import { spawnSync } from 'node:child_process'

/** The assignment of processes to cores during a measurement, so that load and server do not compete for CPU time. */
export interface Cores {
  /** One line: which process runs on which core, or why processes are not pinned. */
  readonly about: string
  readonly pinned: boolean
  /** Starts processes on the measured core, where they stay; this process then moves back to its own core. */
  measured<T>(start: () => Promise<T>): Promise<T>
}

/** The numbers in a CPU list in the format of `taskset`: `0-3,8`. */
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
  const about = `NOT PINNED: ${because}. Server and load share cores, so the figures are not comparable with those of other machines.`
  return { about, pinned: false, measured: (start) => start() }
}

/** No pinning: the operating system schedules all processes. */
export const sharedCores: Cores = {
  about: 'the load and what is measured share the cores',
  pinned: false,
  measured: (start) => start(),
}

/** Moves this process, which generates the load, to its own core and reserves another core for the processes that it starts. */
export function takeCores(): Cores {
  const process_ = String(process.pid)
  const allowed = taskset('-cp', process_)?.split(':')[1]?.trim()
  if (allowed === undefined) return unpinned('taskset (package util-linux) is not installed')
  const [server, load] = cpusIn(allowed)
  if (server === undefined || load === undefined) return unpinned(`this process may use only one core (${allowed})`)

  const moveTo = (core: number) => {
    if (taskset('-acp', String(core), process_) === undefined) throw new Error(`taskset failed to pin process ${process_} to core ${core}`)
  }
  moveTo(load)
  return {
    about: `servers on core ${server}, load on core ${load}`,
    pinned: true,
    measured: async (start) => {
      // A process starts on the core of its parent process.
      moveTo(server)
      try {
        return await start()
      } finally {
        moveTo(load)
      }
    },
  }
}

import { readdirSync, readFileSync } from 'node:fs'

interface Process {
  readonly pid: number
  readonly parent: number
  /** Processor time since its start, of the user and of the system, with that of children that have ended. */
  readonly seconds: number
}

/** Ticks of the processor time in `/proc`, in each second: the same on all usual kernels (`getconf CLK_TCK`). */
const ticks = 100

function processes(): Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        // The name of the program, in brackets, may contain spaces (proc(5)).
        const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
          .replace(/^.*\) /s, '')
          .split(' ')
        const [parent = 0, user = 0, system = 0, children = 0, ofChildren = 0] = [1, 11, 12, 13, 14].map((index) => Number(fields[index]))
        return [{ pid: Number(pid), parent, seconds: (user + system + children + ofChildren) / ticks }]
      } catch {
        // It has ended meanwhile.
        return []
      }
    })
}

/** Processor time of processes and all that they have started, in seconds. Linux only. */
export function processorSeconds(pids: readonly number[]): number {
  const all = processes()
  const counted = new Set(pids)
  // A set that grows while it is read also yields what was added.
  for (const pid of counted) for (const each of all) if (each.parent === pid) counted.add(each.pid)
  return all.filter(({ pid }) => counted.has(pid)).reduce((sum, { seconds }) => sum + seconds, 0)
}

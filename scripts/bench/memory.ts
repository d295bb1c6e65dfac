import { readFileSync } from 'node:fs'
import { issueKeys } from '../support/server-process.ts'
import { demoKeys } from '../../server/demo/keys.ts'
import { callOf, type Measured, tenants } from './calls.ts'
import type { Cores } from './cores.ts'
import { sendMany } from './load.ts'
import { table } from './table.ts'
import { startReference } from './targets.ts'

interface Resident {
  /** Number of responses until then. */
  readonly requests: number
  /** Resident set of the process, in MB of 10⁶ bytes. */
  readonly megabytes: number
}

export interface Memory {
  readonly points: readonly Resident[]
  /** Maximum resident set size. */
  readonly peak: number
}

const points = [100_000, 250_000, 500_000, 1_000_000] as const

/** Maximum resident set size of a server after the last request, in MB. */
const aim = 150

/** Shares, out of ten requests. */
const mix = { getProduct: 7, listProducts: 2, createProduct: 1 } as const satisfies Record<Measured, number>

/** The maximum hourly limit of a key is a million requests, so the load is spread over several keys. */
const keysForEach = 3

/** The value in kB of a line of `/proc/PID/status` such as `VmRSS`. Throws if the line is missing. */
function status(pid: number, line: string): number {
  const found = new RegExp(`^${line}:\\s+(\\d+) kB$`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  if (found === undefined) throw new Error(`${line} not found in /proc/${pid}/status; memory is measured on Linux only`)
  return Number(found)
}
/** In MB of 10⁶ bytes. */
export const megabytes = (pid: number, line: string) => Math.round((status(pid, line) * 1024) / 1e6)

/** Measures the resident memory of the reference server over a million requests, a tenth of which write. */
export async function measureMemory(cores: Cores, say: (line: string) => void): Promise<Memory> {
  const server = await cores.measured(startReference)
  try {
    const keys = demoKeys
    const { pathname } = new URL(server.baseUrl)
    const calls = await Promise.all(
      Object.entries(mix).map(async ([name, share]) => {
        const id = name as Measured
        const keysToIssue = await issueKeys(server.baseUrl, keys[tenants[id]].administrator, ['*'], keysForEach)
        return keysToIssue.flatMap((key) => Array.from({ length: share }, () => callOf(id, server.productId, key, pathname)))
      }),
    )
    const resident: Resident[] = [{ requests: 0, megabytes: megabytes(server.pid, 'VmRSS') }]
    let sent = 0
    for (const requests of points) {
      say(`${sent.toLocaleString('en')} requests, ${resident.at(-1)?.megabytes ?? 0} MB`)
      await sendMany(server.origin, calls.flat(), requests - sent)
      sent = requests
      resident.push({ requests, megabytes: megabytes(server.pid, 'VmRSS') })
    }
    return { points: resident, peak: megabytes(server.pid, 'VmHWM') }
  } finally {
    await server.stop()
  }
}

/** Formats the figures for the terminal. */
export function describeMemory({ points, peak }: Memory): string {
  const last = points.at(-1)?.megabytes ?? NaN
  return [
    table([['requests', 'MB resident'], ...points.map(({ requests, megabytes }) => [requests.toLocaleString('en'), String(megabytes)])]),
    `Peak ${peak} MB. Aim: less than ${aim} MB at the end: ${last < aim ? 'reached' : 'NOT REACHED'}.`,
  ].join('\n\n')
}

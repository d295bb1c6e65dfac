/** What an open control plane costs that nobody uses: throughput with it and without it, beside that of two servers that are the same. */
import type { Cores } from './cores.ts'
import { measured, type Measured } from './calls.ts'
import { throughput } from './load.ts'
import { ratios, type Spread } from './statistics.ts'
import { table } from './table.ts'
import { startReference, type Reference } from './targets.ts'

export interface ControlFigures {
  readonly operation: Measured
  /** Throughput with control, as a multiple of that without. */
  readonly controlled: Spread
  /** Throughput of a second server without control, as a multiple of that of the first. */
  readonly same: Spread
}

const warmUpSeconds = 1.5

/** Measures three servers in interleaved rounds: one with a control plane, two without. */
export async function measureControl(
  cores: Cores,
  rounds: number,
  seconds: number,
  say: (line: string) => void,
): Promise<ControlFigures[]> {
  const servers: Reference[] = []
  try {
    for (const flags of [[], ['--control', '0'], []]) servers.push(await cores.measured(() => startReference(flags)))
    say('warming up')
    for (const { origin, calls } of servers) for (const operation of measured) await throughput(origin, calls[operation], warmUpSeconds)
    const figures = measured.map((operation) => ({ operation, of: servers.map((): number[] => []) }))
    for (let round = 0; round < rounds; round++) {
      say(`round ${round + 1} of ${rounds}`)
      for (const { operation, of } of figures) {
        // Each round begins with another server, since the one that is measured first may have an advantage.
        for (const place of servers.keys()) {
          const index = (place + round) % servers.length
          const server = servers[index]
          if (server !== undefined) of[index]?.push(await throughput(server.origin, server.calls[operation], seconds))
        }
      }
    }
    return figures.map(({ operation, of: [off = [], on = [], other = []] }) => ({
      operation,
      controlled: ratios(on, off),
      same: ratios(other, off),
    }))
  } finally {
    for (const server of servers) await server.stop()
  }
}

/** The ratios for the terminal, and whether the control plane makes more difference than chance. */
export function describeControl(figures: readonly ControlFigures[]): string {
  const told = ({ median, least, most }: Spread) => `${median.toFixed(2)} (${least.toFixed(2)}–${most.toFixed(2)})`
  const rows = figures.map(({ operation, controlled, same }) => [
    operation,
    told(controlled),
    told(same),
    controlled.median >= same.least && controlled.median <= same.most ? 'inside the spread' : 'OUTSIDE THE SPREAD',
  ])
  return table([['operation', 'on / off', 'off / off', 'median of on / off'], ...rows])
}

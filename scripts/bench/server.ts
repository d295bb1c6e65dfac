import { type Measured, measured } from './calls.ts'
import type { Cores } from './cores.ts'
import { latency, throughput } from './load.ts'
import { ratios, spread, type Spread } from './statistics.ts'
import { table } from './table.ts'
import { startBare, startJsonServer, startMock, startReference, type Target } from './targets.ts'

/** Durations of the measurements. A run takes about `(rounds + 1) × 12 × (busySeconds + quietSeconds)`, plus 20 seconds for the start. */
export interface Pace {
  readonly rounds: number
  /** Full load, per operation, target and round. */
  readonly busySeconds: number
  /** Sequential requests, likewise. */
  readonly quietSeconds: number
}

const names = ['reference', 'bare', 'mock', 'jsonServer'] as const
type Name = (typeof names)[number]
const others = ['bare', 'mock', 'jsonServer'] as const satisfies readonly Exclude<Name, 'reference'>[]

const titles = {
  reference: 'reference server',
  bare: 'bare Fastify',
  mock: 'Prism mock',
  jsonServer: 'json-server',
} as const satisfies Record<Name, string>

interface Figures {
  /** Requests per second. */
  readonly throughput: Spread
  /** 99th percentile with sequential requests, in milliseconds. */
  readonly p99: Spread
}

interface Comparison {
  readonly operation: Measured
  readonly figures: Readonly<Record<Name, Figures>>
  /** Throughput and p99 of the reference server as multiples of the other server's, computed per round. */
  readonly times: Readonly<Record<Exclude<Name, 'reference'>, Figures>>
}

/** The targets, as multiples of the other server's throughput. */
const aims: readonly { readonly operation: Measured; readonly other: Exclude<Name, 'reference'>; readonly times: number }[] = [
  ...measured.map((operation) => ({ operation, other: 'mock', times: 5 }) as const),
  { operation: 'getProduct', other: 'bare', times: 0.35 },
]

const warmUpSeconds = 1.5

/** Compares the reference server with a Fastify that always returns the same bytes and with two mocks, in interleaved rounds. */
export async function compareServers(cores: Cores, pace: Pace, say: (line: string) => void): Promise<Comparison[]> {
  const running: Target[] = []
  const run = async <T extends Target>(start: () => Promise<T>): Promise<T> => {
    const target = await cores.measured(start)
    running.push(target)
    return target
  }
  try {
    const reference = await run(() => startReference())
    const targets: Record<Name, Target> = {
      reference,
      bare: await run(() => startBare(reference)),
      mock: await run(() => startMock(reference)),
      jsonServer: await run(() => startJsonServer(reference)),
    }
    say('warming up')
    for (const { origin, calls } of Object.values(targets)) {
      for (const operation of measured) await throughput(origin, calls[operation], warmUpSeconds)
    }
    const figures = measured.map((operation) => ({ operation, of: measurements() }))
    // Round 0 is not counted: V8 optimizes code for each operation anew once it has run the others, too.
    for (let round = 0; round <= pace.rounds; round++) {
      if (round > 0) say(`round ${round} of ${pace.rounds}`)
      for (const { operation, of } of figures) {
        for (const name of names) {
          const { origin, calls } = targets[name]
          const perSecond = await throughput(origin, calls[operation], pace.busySeconds)
          const p99 = await latency(origin, calls[operation], pace.quietSeconds)
          if (round === 0) continue
          of[name].throughput.push(perSecond)
          of[name].p99.push(p99)
        }
      }
    }
    return figures.map(({ operation, of }) => ({
      operation,
      figures: eachOf(names, (name) => figuresOf(of[name])),
      times: eachOf(others, (name) => timesOf(of.reference, of[name])),
    }))
  } finally {
    for (const target of running) await target.stop()
  }
}

interface Measurements {
  readonly throughput: number[]
  readonly p99: number[]
}

const eachOf = <Key extends string, Value>(keys: readonly Key[], value: (key: Key) => Value) =>
  Object.fromEntries(keys.map((key) => [key, value(key)])) as Record<Key, Value>

const measurements = () => eachOf(names, (): Measurements => ({ throughput: [], p99: [] }))
const figuresOf = (of: Measurements): Figures => ({ throughput: spread(of.throughput), p99: spread(of.p99) })
const timesOf = (of: Measurements, others: Measurements): Figures => ({
  throughput: ratios(of.throughput, others.throughput),
  p99: ratios(of.p99, others.p99),
})

const told = ({ median, least, most }: Spread, digits: number) =>
  `${median.toFixed(digits)} (${least.toFixed(digits)}–${most.toFixed(digits)})`

/** The comparison for the terminal: medians with minimum and maximum of all rounds. */
export function describeComparison(comparisons: readonly Comparison[]): string {
  const rows = comparisons.flatMap(({ operation, figures, times }) =>
    names.map((name) => [
      name === 'reference' ? operation : '',
      titles[name],
      told(figures[name].throughput, 0),
      name === 'reference' ? '' : `${told(times[name].throughput, 2)} ×`,
      told(figures[name].p99, 2),
      name === 'reference' ? '' : `${told(times[name].p99, 2)} ×`,
    ]),
  )
  const reached = aims.map(({ operation, other, times }) => {
    const came = comparisons.find((each) => each.operation === operation)?.times[other].throughput
    const verdict = (value = NaN) => (value >= times ? 'reached' : 'NOT REACHED')
    return [
      `${operation}: ${titles[other]} × ${times}`,
      came?.median.toFixed(2) ?? '',
      verdict(came?.median),
      `${verdict(came?.least)} in every round`,
    ]
  })
  return [table([['', '', 'requests/s', 'reference is', 'p99 ms unloaded', 'reference is'], ...rows]), `Aims\n\n${table(reached)}`].join(
    '\n\n',
  )
}

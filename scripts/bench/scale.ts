/** One and two servers with PostgreSQL and Redis behind nginx, compared with the embedded database. */
import { startNginx } from '../services/nginx.ts'
import { startPostgres } from '../services/postgres.ts'
import { startRedis } from '../services/redis.ts'
import type { Service } from '../services/service.ts'
import { type Measured, measured } from './calls.ts'
import { load } from './load.ts'
import { processorSeconds } from './processes.ts'
import { median, ratios, spread, type Spread } from './statistics.ts'
import { table } from './table.ts'
import { type Reference, startReference } from './targets.ts'

const layouts = ['embedded', 'one', 'two'] as const
type Layout = (typeof layouts)[number]
const titles = {
  embedded: 'one server, SQLite in a file',
  one: 'one server, PostgreSQL and Redis, nginx',
  two: 'two servers, PostgreSQL and Redis, nginx',
} as const satisfies Record<Layout, string>

const parts = ['servers', 'PostgreSQL', 'Redis', 'nginx'] as const
type Part = (typeof parts)[number]

interface Deployment {
  readonly origin: string
  readonly calls: Reference['calls']
  readonly pids: Readonly<Record<Part, readonly number[]>>
}

interface Sample {
  /** Responses per second. */
  readonly perSecond: number
  /** 99th percentile in milliseconds, at full load. */
  readonly p99: number
  /** Milliseconds of processor time for each response. */
  readonly work: Readonly<Record<Part, number>>
}

export interface Scale {
  readonly operation: Measured
  readonly of: Readonly<
    Record<
      Layout,
      { readonly perSecond: Spread; readonly p99: Spread; readonly times: Spread; readonly work: Readonly<Record<Part, number>> }
    >
  >
}

const emptySamples = (): Record<Layout, Sample[]> => ({ embedded: [], one: [], two: [] })

async function sample({ origin, calls, pids }: Deployment, operation: Measured, seconds: number): Promise<Sample> {
  const used = () => parts.map((part) => processorSeconds(pids[part]))
  const before = used()
  const { perSecond, p99, responses } = await load(origin, calls[operation], seconds)
  const work = used().map((after, index) => ((after - (before[index] ?? 0)) * 1000) / responses)
  return { perSecond, p99, work: Object.fromEntries(parts.map((part, index) => [part, work[index]])) as Record<Part, number> }
}

/** Measures all layouts in interleaved rounds. The load is on the same cores, as there are rarely enough for all processes. */
export async function measureScale(rounds: number, seconds: number, say: (line: string) => void): Promise<Scale[]> {
  const running: (() => Promise<unknown>)[] = []
  const run = async <T>(started: Promise<T>, stop: (made: T) => Promise<unknown>): Promise<T> => {
    const made = await started
    running.push(() => stop(made))
    return made
  }
  const service = <T extends Service>(started: Promise<T>) => run(started, (made) => made.remove())
  const server = (flags: readonly string[] = []) => run(startReference(flags), (made) => made.stop())
  try {
    const postgres = await service(startPostgres({ durable: true }))
    const redis = await service(startRedis())
    const balanced = async (count: number, name: string): Promise<Deployment> => {
      const flags = ['--database-url', postgres.createDatabase(name), '--redis-url', redis.url]
      const servers: Reference[] = []
      for (let index = 0; index < count; index += 1) servers.push(await server(flags))
      const nginx = await service(startNginx(servers.map(({ origin }) => Number(new URL(origin).port))))
      const [first] = servers
      if (first === undefined) throw new Error('expected at least one server')
      const pids = { servers: servers.map(({ pid }) => pid), PostgreSQL: [postgres.pid()], Redis: [redis.pid()], nginx: [nginx.pid()] }
      return { origin: nginx.url, calls: first.calls, pids }
    }
    const embedded = await server()
    const deployments: Record<Layout, Deployment> = {
      embedded: { ...embedded, pids: { servers: [embedded.pid], PostgreSQL: [], Redis: [], nginx: [] } },
      one: await balanced(1, 'one'),
      two: await balanced(2, 'two'),
    }
    say('warming up')
    for (const layout of layouts) for (const operation of measured) await sample(deployments[layout], operation, 1.5)
    const samples = measured.map((operation) => ({ operation, of: emptySamples() }))
    for (let round = 0; round < rounds; round += 1) {
      say(`round ${round + 1} of ${rounds}`)
      for (const { operation, of } of samples) {
        for (const layout of layouts) of[layout].push(await sample(deployments[layout], operation, seconds))
      }
    }
    return samples.map(({ operation, of }) => {
      const speeds = (layout: Layout) => of[layout].map(({ perSecond }) => perSecond)
      const figures = layouts.map((layout) => {
        const work = parts.map((part) => [part, median(of[layout].map((each) => each.work[part]))])
        const p99 = spread(of[layout].map((each) => each.p99))
        const times = ratios(speeds(layout), speeds('embedded'))
        return [layout, { perSecond: spread(speeds(layout)), p99, times, work: Object.fromEntries(work) as Record<Part, number> }]
      })
      return { operation, of: Object.fromEntries(figures) as Scale['of'] }
    })
  } finally {
    for (const stop of running.toReversed()) await stop()
  }
}

/**
 * What so many servers could do per second if each process had a core: each server handles the inverse of its work, and nginx and Redis use one core
 * altogether. PostgreSQL has a process for each connection, and so `cores`.
 */
function capacity(
  work: Readonly<Record<Part, number>>,
  servers: number,
  cores: number,
): { readonly perSecond: number; readonly limit: Part } {
  const most: readonly (readonly [Part, number])[] = [
    ['servers', (servers * 1000) / work.servers],
    ['PostgreSQL', (cores * 1000) / work.PostgreSQL],
    ['Redis', 1000 / work.Redis],
    ['nginx', 1000 / work.nginx],
  ]
  const [limit, perSecond] = most.reduce((least, each) => (each[1] < least[1] ? each : least))
  return { perSecond, limit }
}

const told = ({ median, least, most }: Spread, digits: number) =>
  `${median.toFixed(digits)} (${least.toFixed(digits)}–${most.toFixed(digits)})`

/** Cores of PostgreSQL in the model. */
const modelCores = 4

/** Formats the figures for the terminal. */
export function describeScale(scale: readonly Scale[]): string {
  const rows = scale.flatMap(({ operation, of }) =>
    layouts.map((layout, index) => {
      const { perSecond, p99, times, work } = of[layout]
      const ms = parts.map((part) => (layout === 'embedded' && part !== 'servers' ? '' : work[part].toFixed(2)))
      return [
        index === 0 ? operation : '',
        titles[layout],
        told(perSecond, 0),
        index === 0 ? '' : `${told(times, 2)} ×`,
        told(p99, 0),
        ...ms,
      ]
    }),
  )
  const model = scale.map(({ operation, of }) => [
    operation,
    ...[1, 2, 3, 6].map((servers) => {
      const { perSecond, limit } = capacity(of.two.work, servers, modelCores)
      return `${perSecond.toFixed(0)} (${limit})`
    }),
  ])
  return [
    table([['', '', 'requests/s', 'relative', 'p99 ms at full load', ...parts.map((part) => `${part} ms`)], ...rows]),
    'ms: processor time of each part for a response.',
    `By these figures, if each process had a core of its own, and PostgreSQL ${modelCores}: requests per second, and what limits them.`,
    table([['', 'one server', 'two', 'three', 'six'], ...model]),
  ].join('\n\n')
}

/** `npm run bench`: compares the reference server with other servers and measures its memory, the suite and the proxy. */
import { writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { Argument, Command, InvalidArgumentError, Option } from 'commander'
import { describeControl, measureControl } from './control.ts'
import { sharedCores, takeCores } from './cores.ts'
import { describeLarge, engines, measureLarge, type EngineName } from './large.ts'
import { describeMemory, measureMemory } from './memory.ts'
import { describePlans, measurePlans } from './plan.ts'
import { describeProxy, measureProxy } from './proxy.ts'
import { describeScale, measureScale } from './scale.ts'
import { compareServers, describeComparison } from './server.ts'
import { describeSuite, measureSuite } from './suite.ts'

const partNames = ['server', 'memory', 'plan', 'suite', 'proxy', 'control', 'scale', 'large'] as const
type PartName = (typeof partNames)[number]

function positive(text: string): number {
  if (!(Number(text) > 0)) throw new InvalidArgumentError('Expected a number greater than 0.')
  return Number(text)
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('Expected a whole number greater than 0.')
  return Number(text)
}

/** The parts whose processes share the available cores. */
const sharing: readonly PartName[] = ['proxy', 'scale', 'large']

interface Options {
  readonly rounds: number
  readonly seconds: number
  readonly minutes: number
  readonly engine: EngineName
  readonly scale: number
  readonly only?: string
  readonly largeDatabase?: string
  readonly json?: string
}

const program = new Command('bench')
  .description('Measures the reference server. Server and load run on separate cores if taskset is available.')
  .addArgument(
    new Argument(
      '[part]',
      'server: throughput and p99 compared with a bare Fastify and two mocks; memory: over a million requests; plan: the requests and the waiting time of each level, without a network; suite: a full run; proxy: 200 requests per second; control: throughput with an unused control plane; scale: one and two servers with PostgreSQL and Redis behind nginx; large: a large data set compared with the demo data',
    )
      .choices(partNames)
      .default('server'),
  )
  .option('--rounds <number>', 'number of measurements', wholeNumber, 3)
  .option('--seconds <number>', 'seconds of full load per round, operation and server', positive, 2.5)
  .option('--minutes <number>', 'minutes of load on the proxy', positive, 10)
  .addOption(new Option('--engine <name>', 'database of the large data set').choices(engines).default('sqlite'))
  .option('--scale <number>', 'size of the large data set, from 0.001 to 1', positive, 0.02)
  .option('--only <text>', 'of the large data set: measure only requests whose names have this text, such as "listProducts"')
  .option('--large-database <url>', 'of the large data set: use this database, fill it if it is empty, and keep it')
  .option('--json <file>', 'also write the figures to this file')
  .parse()

const { rounds, seconds, minutes, engine, scale: size, only, largeDatabase, json } = program.opts<Options>()
const [part] = program.processedArgs as [PartName]

const load = () => loadavg().map((each) => Math.round(each * 100) / 100)
const say = (line: string) => console.error(`… ${line}`)

const before = load()
const cores = sharing.includes(part) ? sharedCores : part === 'plan' ? { ...sharedCores, about: 'one process' } : takeCores()
if (!cores.pinned && part !== 'plan' && !sharing.includes(part)) console.error(`\n*** ${cores.about} ***\n`)

const parts = {
  server: async () => {
    const comparison = await compareServers(cores, { rounds, busySeconds: seconds, quietSeconds: seconds / 2.5 }, say)
    return { figures: comparison, text: describeComparison(comparison) }
  },
  memory: async () => {
    const memory = await measureMemory(cores, say)
    return { figures: memory, text: describeMemory(memory) }
  },
  plan: () => {
    const plans = measurePlans()
    return Promise.resolve({ figures: plans, text: describePlans(plans) })
  },
  suite: async () => {
    const suite = await measureSuite(cores, rounds, say)
    return { figures: suite, text: describeSuite(suite) }
  },
  control: async () => {
    const control = await measureControl(cores, rounds, seconds, say)
    return { figures: control, text: describeControl(control) }
  },
  scale: async () => {
    const scale = await measureScale(rounds, seconds, say)
    return { figures: scale, text: describeScale(scale) }
  },
  large: async () => {
    const large = await measureLarge({ engine, scale: size, rounds, only, largeDatabase }, say)
    return { figures: large, text: describeLarge(large) }
  },
  proxy: async () => {
    const proxy = await measureProxy(minutes * 60, say)
    return { figures: proxy, text: describeProxy(proxy) }
  },
}
const { figures, text } = await parts[part]()

const machine = {
  node: process.version,
  cpu: cpus()[0]?.model ?? 'unknown',
  cpus: cpus().length,
  cores: cores.about,
  load: { before, after: load() },
}
console.log(`\n${text}\n`)
console.log(
  `Node ${machine.node}, ${machine.cpus} × ${machine.cpu}; ${machine.cores}; load average ${before.join(' ')} before, ${machine.load.after.join(' ')} after.`,
)
if (json !== undefined) writeFileSync(json, `${JSON.stringify({ part, machine, figures }, undefined, 2)}\n`)

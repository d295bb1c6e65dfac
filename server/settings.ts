import { Command, CommanderError } from 'commander'
import { contract } from '../spec/contract.ts'
import { isProxy } from './http/client-address.ts'
import { defaultMaxInFlight } from './http/service.ts'
import { leastScale, mostScale } from './demo/large/size.ts'
import { databaseUrls, databaseUrlsExplained, isDatabaseUrl, usualConnections } from './store/engines.ts'

/** The settings of the process. */
export interface Settings {
  readonly host: string
  /** 0 selects a free port. */
  readonly port: number
  readonly databaseUrl: string
  /** Connections to a database server for the rows of tenants; an embedded database has one. */
  readonly databaseConnections: number
  /** Where the counters of the rate limit and the state of the control plane are; `undefined` for the memory of the process. It may contain a password. */
  readonly redisUrl: string | undefined
  readonly logLevel: LogLevel
  readonly rateLimitPerMinute: number
  readonly rateLimitPerHour: number
  /** The port of health checks and metrics, 0 for a free one; `undefined` if there are none. */
  readonly health: number | undefined
  readonly healthHost: string
  /** How many requests may be in progress; more are rejected with 503. */
  readonly maxInFlight: number
  /** Proxies that may name the address of their client. */
  readonly trustedProxies: readonly string[]
  /** How long the server still accepts requests after it is asked to stop. */
  readonly drainSeconds: number
  /** Origins whose pages may call the server from a browser; `*` for all. */
  readonly cors: readonly string[]
  /** Names of the faults that the server simulates. */
  readonly deviations: readonly string[]
  /** Port of the control plane, 0 for a free one; `undefined` for none. */
  readonly control: number | undefined
  readonly controlHost: string
  /** Names besides its address under which the control plane is reached. */
  readonly controlAllowHosts: readonly string[]
  /** Makes ids, secrets and random choices reproducible. */
  readonly seed: string | undefined
  /** Where the clock stands still, in milliseconds since the epoch; `undefined` for the real time. */
  readonly clock: number | undefined
  /** File of the data set that fills an empty database; `undefined` for the demo data. */
  readonly data: string | undefined
  /** The built-in data that fill an empty database: the demo data alone, or with a large tenant at this scale. */
  readonly dataset: 'demo' | { readonly large: number }
  /** Whether the built reference pages are served. */
  readonly docs: boolean
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** An invalid option or variable; the message is one sentence for the operator. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError'
}

/** Parses a value; throws an error whose message describes the expected value. */
type Reader<T> = (text: string) => T

const expected = (what: string): Error => new Error(what)

const wholeNumber =
  (min: number, max: number): Reader<number> =>
  (text) => {
    const number = Number(text)
    if (!/^\d+$/.test(text) || number < min || number > max) throw expected(`a whole number from ${min} to ${max}`)
    return number
  }

const host: Reader<string> = (text) => {
  if (!/^[A-Za-z0-9.:-]+$/.test(text)) throw expected('a host name or an IP address, such as 127.0.0.1')
  return text
}

const hostName: Reader<string> = (text) => {
  if (!/^[A-Za-z0-9_.-]+$/.test(text)) throw expected('a host name without a port, such as server')
  return text
}

const databaseUrl: Reader<string> = (text) => {
  if (isDatabaseUrl(text)) return text
  throw expected(databaseUrls)
}

const redisUrl: Reader<string> = (text) => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  // The client would take parameters as options of its own.
  if (
    url === undefined ||
    !/^rediss?:$/.test(url.protocol) ||
    url.hostname === '' ||
    !/^(\/\d*)?$/.test(url.pathname) ||
    url.search + url.hash !== ''
  )
    throw expected('redis:// or rediss:// with a host, such as redis://user:password@127.0.0.1:6379/0')
  return text
}

const logLevel: Reader<LogLevel> = (text) => {
  const level = logLevels.find((each) => each === text)
  if (level === undefined) throw expected(`one of ${logLevels.join(', ')}`)
  return level
}

/** In the form in which a browser sends it in `Origin` (RFC 6454 §6.1), so that the two can be compared. */
const origin: Reader<string> = (text) => {
  if (text === '*') return text
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isWeb = url !== undefined && /^https?:$/.test(url.protocol) && /^(?:[\w.-]+|\[[\da-f:.]+\])$/.test(url.hostname)
  if (!isWeb || url.origin !== text)
    throw expected(`* or an origin as sent by browsers, such as ${isWeb ? url.origin : 'https://planner.example'}`)
  return text
}

const proxies: Reader<readonly string[]> = (text) => {
  const all = text.split(',').map((each) => each.trim())
  if (all.every(isProxy)) return all
  throw expected('addresses, networks, loopback, linklocal or uniquelocal, separated by commas, such as 10.0.0.0/8,192.0.2.1')
}

const time: Reader<number> = (text) => {
  const milliseconds = /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d))?$/.test(text) ? Date.parse(text) : NaN
  if (Number.isNaN(milliseconds)) throw expected('a date or an RFC 3339 time, such as 2026-06-01T12:00:00Z')
  return milliseconds
}

const words: Reader<string> = (text) => text

const dataset: Reader<Settings['dataset']> = (text) => {
  if (text === 'demo') return text
  const large = text === 'large' ? mostScale : Number(/^large:(\d+(?:\.\d+)?)$/.exec(text)?.[1])
  if (large >= leastScale && large <= mostScale) return { large }
  throw expected(`demo, large, or large:SCALE with a number from ${leastScale} to ${mostScale}`)
}

interface Setting<T> {
  readonly flag: string
  readonly variable: string
  /** Absent for a setting that has no value by default. */
  readonly fallback?: string
  readonly about: string
  readonly read: Reader<T>
}

const table = {
  host: { flag: '--host', variable: 'HOST', fallback: '127.0.0.1', about: 'address to listen on', read: host },
  port: {
    flag: '--port',
    variable: 'PORT',
    fallback: '4010',
    about: 'port to listen on; 0 selects a free port',
    read: wholeNumber(0, 65_535),
  },
  databaseUrl: {
    flag: '--database-url',
    variable: 'DATABASE_URL',
    fallback: 'file:data/reference.db',
    about: databaseUrlsExplained,
    read: databaseUrl,
  },
  databaseConnections: {
    flag: '--database-connections',
    variable: 'DATABASE_CONNECTIONS',
    fallback: String(usualConnections),
    about: 'connections to PostgreSQL for the data of tenants; four more look up keys and start the server',
    read: wholeNumber(1, 1000),
  },
  redisUrl: {
    flag: '--redis-url',
    variable: 'REDIS_URL',
    about: 'Redis server with the rate-limit counters and the control plane, which several processes then share: redis:// or rediss://',
    read: redisUrl,
  },
  logLevel: { flag: '--log-level', variable: 'LOG_LEVEL', fallback: 'info', about: logLevels.join(', '), read: logLevel },
  rateLimitPerMinute: {
    flag: '--rate-limit-per-minute',
    variable: 'RATE_LIMIT_PER_MINUTE',
    fallback: '100',
    about: 'requests per minute and API key',
    read: wholeNumber(1, 1_000_000),
  },
  rateLimitPerHour: {
    flag: '--rate-limit-per-hour',
    variable: 'RATE_LIMIT_PER_HOUR',
    fallback: '1000',
    about: 'requests per hour and API key',
    read: wholeNumber(1, 1_000_000),
  },
  maxInFlight: {
    flag: '--max-in-flight',
    variable: 'MAX_IN_FLIGHT',
    fallback: String(defaultMaxInFlight),
    about: 'requests in progress; more are rejected with 503',
    read: wholeNumber(1, 1_000_000),
  },
  trustedProxies: {
    flag: '--trusted-proxies',
    variable: 'TRUSTED_PROXIES',
    about: 'proxies whose X-Forwarded-For names the client: addresses, networks, loopback, linklocal, uniquelocal, separated by commas',
    read: proxies,
  },
  health: {
    flag: '--health',
    variable: 'HEALTH_PORT',
    about: 'port of /healthz, /readyz and /metrics; 0 selects a free port',
    read: wholeNumber(0, 65_535),
  },
  healthHost: { flag: '--health-host', variable: 'HEALTH_HOST', fallback: '127.0.0.1', about: 'address of that port', read: host },
  drainSeconds: {
    flag: '--drain-seconds',
    variable: 'DRAIN_SECONDS',
    fallback: '0',
    about: 'seconds in which a stopping server is not ready but still accepts requests',
    read: wholeNumber(0, 300),
  },
  control: {
    flag: '--control',
    variable: 'CONTROL_PORT',
    about: 'port of the control plane, for tests; 0 selects a free port',
    read: wholeNumber(0, 65_535),
  },
  controlHost: {
    flag: '--control-host',
    variable: 'CONTROL_HOST',
    fallback: '127.0.0.1',
    about: 'address of the control plane',
    read: host,
  },
  seed: { flag: '--seed', variable: 'SERVER_SEED', about: 'text that makes ids, secrets and random choices reproducible', read: words },
  clock: { flag: '--clock', variable: 'SERVER_CLOCK', about: 'time at which the clock stands still; needs --control', read: time },
  data: { flag: '--data', variable: 'SERVER_DATA', about: 'JSON file that fills an empty database instead of the demo data', read: words },
  dataset: {
    flag: '--dataset',
    variable: 'SERVER_DATASET',
    fallback: 'demo',
    about: 'built-in data that fill an empty database: demo, or large with a million products, large:0.01 with a hundredth of them',
    read: dataset,
  },
} as const satisfies {
  [Name in Exclude<keyof Settings, 'cors' | 'deviations' | 'docs' | 'controlAllowHosts'>]: Setting<NonNullable<Settings[Name]>>
}

type Name = keyof typeof table

/** The options of a server, as a program that only reads them. */
export function settingsCommand(): Command {
  const program = new Command('better-data-scm-server')
    .description(`The reference server of the ${contract.title}, with demo data and API keys.`)
    .usage('[options]')
    .exitOverride()
    .configureOutput({ writeErr: () => undefined, writeOut: () => undefined })
  for (const { flag, variable, fallback, about } of Object.values<Setting<unknown>>(table)) {
    program.option(`${flag} <value>`, `${about} (${variable}; ${fallback === undefined ? 'none by default' : `default ${fallback}`})`)
  }
  const collected = (value: string, earlier: string[] | undefined) => [...(earlier ?? []), value]
  return program
    .option('--cors <origin>', 'origin whose pages may call the server from a browser, * for all; can be repeated', collected)
    .option(
      '--control-allow-host <name>',
      'name under which other containers reach the control plane, such as server; can be repeated',
      collected,
    )
    .option('--deviation <name>', 'fault that the server simulates; can be repeated', collected)
    .option('--list-deviations [words...]', 'list the available faults, or only those with these words, such as pagination')
    .option('--docs', 'serve the documentation at /docs/, and a console at /docs/console/')
    .option('--version', 'print the versions of the server and the contract')
    .addHelpText(
      'after',
      `
Other commands:
  ctl                              controls a running server; ctl --help lists its commands
  completion <shell>               prints a completion script for bash, zsh, fish or powershell

Examples:
  better-data-scm-server --port 0 --database-url :memory:
  better-data-scm-server --deviation pagination/total-pages-rounded-down
  better-data-scm-server --control 4012 --clock 2026-06-01T12:00:00Z --seed 1`,
    )
}

/** The text of `--help`. */
export function settingsHelp(): string {
  let text = ''
  const program = settingsCommand().configureOutput({ writeOut: (part) => (text += part) })
  program.outputHelp()
  return text
}

/**
 * Reads flags (without the two words of the command) and environment variables; a flag takes precedence, and an empty variable counts as unset.
 * Returns `'help'`, `'version'`, or the words of the listed deviations if only that was requested. Throws `SettingsError`.
 */
export function readSettings(
  flags: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Settings | 'help' | 'version' | { readonly listed: string } {
  const program = settingsCommand()
  try {
    program.parse([...flags], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.code === 'commander.helpDisplayed') return 'help'
    if (error.code === 'commander.excessArguments')
      throw new SettingsError(
        `Unknown command ${JSON.stringify(shorten(program.args[0] ?? ''))}; expected options, ctl or completion. See --help.`,
      )
    const [first = '', ...rest] = error.message
      .replace(/^error: /, '')
      .replace(/\.$/, '')
      .replaceAll(/\s+/g, ' ')
    throw new SettingsError(`${first.toUpperCase()}${rest.join('')}; see --help.`)
  }
  const {
    cors = [],
    deviation = [],
    listDeviations,
    docs = false,
    version,
    controlAllowHost = [],
    ...given
  } = program.opts<
    {
      cors?: string[]
      deviation?: string[]
      listDeviations?: true | string[]
      docs?: true
      version?: true
      controlAllowHost?: string[]
    } & Record<Name, string | undefined>
  >()
  if (version === true) return 'version'
  if (listDeviations !== undefined) return { listed: listDeviations === true ? '' : listDeviations.join(' ') }

  const readFrom = <T>(source: string, text: string, read: Reader<T>): T => {
    try {
      return read(text)
    } catch (error) {
      throw new SettingsError(`Invalid ${source} ${JSON.stringify(shorten(text))}: expected ${(error as Error).message}.`)
    }
  }
  const optional = <T>(name: Name, { flag, variable, read }: Setting<T>): T | undefined => {
    const fromFlag = given[name]
    // An empty variable counts as unset, as is common in shells.
    const text = fromFlag ?? (environment[variable] === '' ? undefined : environment[variable])
    return text === undefined ? undefined : readFrom(fromFlag === undefined ? variable : flag, text, read)
  }
  const value = <T>(name: Name, setting: Setting<T> & { readonly fallback: string }): T =>
    optional(name, setting) ?? setting.read(setting.fallback)
  const control = optional('control', table.control)
  const clock = optional('clock', table.clock)
  if (clock !== undefined && control === undefined)
    throw new SettingsError('A clock that stands still needs a control plane to advance it: expected --control PORT with --clock.')
  if (controlAllowHost.length > 0 && control === undefined)
    throw new SettingsError('A name for the control plane needs one: expected --control PORT with --control-allow-host.')
  const data = optional('data', table.data)
  if (data !== undefined && optional('dataset', table.dataset) !== undefined)
    throw new SettingsError('An empty database is filled with one kind of data: expected --data FILE or --dataset NAME, got both.')
  return {
    host: value('host', table.host),
    port: value('port', table.port),
    databaseUrl: value('databaseUrl', table.databaseUrl),
    databaseConnections: value('databaseConnections', table.databaseConnections),
    redisUrl: optional('redisUrl', table.redisUrl),
    logLevel: value('logLevel', table.logLevel),
    rateLimitPerMinute: value('rateLimitPerMinute', table.rateLimitPerMinute),
    rateLimitPerHour: value('rateLimitPerHour', table.rateLimitPerHour),
    maxInFlight: value('maxInFlight', table.maxInFlight),
    trustedProxies: optional('trustedProxies', table.trustedProxies) ?? [],
    health: optional('health', table.health),
    healthHost: value('healthHost', table.healthHost),
    drainSeconds: value('drainSeconds', table.drainSeconds),
    cors: cors.map((each) => readFrom('--cors', each, origin)),
    deviations: deviation,
    control,
    controlHost: value('controlHost', table.controlHost),
    controlAllowHosts: controlAllowHost.map((each) => readFrom('--control-allow-host', each, hostName)),
    seed: optional('seed', table.seed),
    clock,
    data,
    dataset: value('dataset', table.dataset),
    docs,
  }
}

/** A URL may contain a password, which must not be printed, also if the URL is not valid. */
const shorten = (text: string) => text.replace(/^(\w+:)(\/\/)?.*@/, '$1//…@').slice(0, 100)

/** The reference server as a library, for tests of clients: `startReferenceServer()` returns a server in this process that the test controls. */
import { randomBytes } from 'node:crypto'
import type { Limits } from './app.ts'
import type { ClockStart } from './control/clock.ts'
import type { Controller, Time } from './control/controller.ts'
import type { DataSet, LoadedData } from './control/data-set.ts'
import { openControlPlane } from './control/http.ts'
import { ControlError } from './control/problem.ts'
import { demoKeys } from './demo/keys.ts'
import type { LogStream } from './http/log.ts'
import { pooled } from './random-pool.ts'
import { assembleServer, silentLog } from './reference-server.ts'

export type {
  ActiveDeviation,
  ActiveFault,
  Controller,
  LimitState,
  RequestFilter,
  SettableClock,
  SnapshotInfo,
  Status,
  Time,
} from './control/controller.ts'
export type { DataSet, LoadedData } from './control/data-set.ts'
export type { DropFault, Fault, LatencyFault, SlowBodyFault, StatusFault } from './control/faults.ts'
export type { JournalEntry } from './control/journal.ts'
export type { Conditions } from './control/rules.ts'
export type { ControlPaths } from '../spec/control-contract.ts'
export { ControlError } from './control/problem.ts'
export { demoKeys } from './demo/keys.ts'

/** How to start a server; every option has a default. */
export interface ReferenceServerOptions {
  /** Address to listen on; `127.0.0.1` by default. */
  readonly host?: string
  /** Port to listen on; a free one by default (0). */
  readonly port?: number
  /** `:memory:` (the default) or `file:PATH`. */
  readonly database?: string
  /** Fills an empty database; by default the demo data. */
  readonly data?: DataSet
  /** Makes ids, secrets and random choices the same in every run with the same requests. */
  readonly seed?: string | number
  /** Names of the deviations that are active from the start. */
  readonly deviations?: readonly string[]
  /** A time at which the clock stands still until it is set or advanced, or `{ at, running: true }`. By default the real time, which passes. */
  readonly clock?: Time | { readonly at: Time; readonly running?: boolean }
  /** Requests per window; 100 per minute and 1000 per hour and key by default. */
  readonly limits?: Partial<Limits>
  /** Origins whose pages may call the server; none by default, `*` for all. */
  readonly cors?: readonly string[]
  /** Also opens the control plane, for other processes; not by default. `allowHosts` are names besides its address under which it is reached. */
  readonly control?: boolean | { readonly host?: string; readonly port?: number; readonly allowHosts?: readonly string[] }
  /** Log lines, one JSON object each; none by default. */
  readonly log?: { readonly level: string; readonly stream: LogStream }
}

/** A listening server, and everything that a test can do with it. */
export interface ReferenceServer extends Controller, AsyncDisposable {
  /** With the prefix `/api`: `http://127.0.0.1:40123/api`. */
  readonly baseUrl: string
  /** Of the control plane; `undefined` if it is not open. */
  readonly controlUrl: string | undefined
  /** The keys of the demo data, by tenant and name. They are not valid on a server with other data. */
  readonly keys: typeof demoKeys
  /** What the data set of the options created. */
  readonly loaded: LoadedData | undefined
  /** Closes all connections and the database. */
  close(): Promise<void>
}

function clockStart(clock: ReferenceServerOptions['clock']): ClockStart {
  if (clock === undefined) return undefined
  const { at, running = false } = typeof clock === 'object' && !(clock instanceof Date) ? clock : { at: clock }
  const time = typeof at === 'string' ? Date.parse(at) : Number(at)
  if (Number.isNaN(time))
    throw new ControlError('INVALID', `Expected a time as the clock, such as 2026-06-01T12:00:00Z, got ${JSON.stringify(at)}.`)
  return { at: time, running }
}

/** All options, so that a misspelled one is not ignored. */
const known: Readonly<Record<keyof ReferenceServerOptions, true>> = {
  host: true,
  port: true,
  database: true,
  data: true,
  seed: true,
  deviations: true,
  clock: true,
  limits: true,
  cors: true,
  control: true,
  log: true,
}

/**
 * Starts a reference server in this process. Several can run at the same time; each has its own data, clock and control. Rejects with `ControlError` for
 * an invalid option, and with an error with `code` `EADDRINUSE` if the port is taken.
 */
export async function startReferenceServer(options: ReferenceServerOptions = {}): Promise<ReferenceServer> {
  const unknown = Object.keys(options).find((each) => !(each in known))
  if (unknown !== undefined)
    throw new ControlError('INVALID', `Unknown option ${JSON.stringify(unknown)}; the options are ${Object.keys(known).join(', ')}.`)
  const {
    host = '127.0.0.1',
    port = 0,
    database = ':memory:',
    data,
    seed,
    deviations = [],
    limits = {},
    cors = [],
    log = silentLog,
  } = options
  const server = await assembleServer(
    {
      databaseUrl: database,
      limits: { perMinute: 100, perHour: 1000, ...limits },
      cors,
      deviations,
      log,
      seed: seed === undefined ? undefined : String(seed),
      data,
      control: { clock: clockStart(options.clock) },
    },
    { now: Date.now, random: pooled(randomBytes) },
  )
  const { app, controller, loaded } = server
  if (controller === undefined) throw new Error('a server of the library is always controlled')
  const close = async () => {
    const closed = server.close()
    app.server.closeAllConnections()
    await closed
  }
  try {
    await app.listen({ host, port })
    const wish = options.control === true ? {} : options.control
    const plane =
      wish === undefined || wish === false
        ? undefined
        : await openControlPlane(controller, {
            host: wish.host ?? '127.0.0.1',
            port: wish.port ?? 0,
            allowHosts: wish.allowHosts ?? [],
            log,
          })
    const closeAll = async () => {
      await Promise.all([plane?.close(), close()])
    }
    return {
      ...controller,
      baseUrl: `${app.listeningOrigin}/api`,
      controlUrl: plane?.url,
      keys: demoKeys,
      loaded,
      close: closeAll,
      [Symbol.asyncDispose]: closeAll,
    }
  } catch (error) {
    await close()
    throw error
  }
}

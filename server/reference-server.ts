/** Puts a server together, for the process (`main.ts`) and for the library (`index.ts`). */
import type { FastifyInstance } from 'fastify'
import { contract } from '../spec/contract.ts'
import { buildApp, standardParts, type Choose, type Deps, type Limits, type Parts } from './app.ts'
import type { KeysByTenant } from './banner.ts'
import type { ClockStart } from './control/clock.ts'
import type { AnyController, Controller, SharedControl } from './control/controller.ts'
import type { DataSet, LoadedData } from './control/data-set.ts'
import { demoKeys, largeKeys } from './demo/keys.ts'
import type { Progress } from './demo/large/large.ts'
import { readDemoRows } from './demo/rows.ts'
import { seedDemo } from './demo/seed.ts'
import type { Needs } from './health/health.ts'
import type { LogStream } from './http/log.ts'
import { createRateLimiter } from './http/rate-limiter.ts'
import { parseKeyText } from './keys/key-text.ts'
import { addPages } from './pages/pages.ts'
import { createIds, drawSecret, type RandomBytes } from './random.ts'
import { openStore } from './store/open.ts'
import type { OpenStore } from './store/store.ts'

/** Time and chance of the process. */
export interface Sources {
  /** Milliseconds since the epoch. */
  readonly now: () => number
  readonly random: RandomBytes
}

export interface ServerOptions {
  readonly databaseUrl: string
  /** Connections to a database server for the rows of tenants. */
  readonly databaseConnections?: number | undefined
  /** The Redis server with the rate-limit counters and the state of the control plane; by default, they are in the memory of the process. */
  readonly redisUrl?: string | undefined
  readonly limits: Pick<Limits, 'perMinute' | 'perHour'> & Partial<Limits>
  readonly cors: readonly string[]
  /** How many requests may be in progress; more are rejected with 503. */
  readonly maxInFlight?: number
  /** Proxies that may name the address of their client. */
  readonly trustedProxies?: readonly string[]
  /** Names of the faults that the server simulates. */
  readonly deviations: readonly string[]
  readonly log: Deps['log']
  /** Makes ids, secrets and random choices reproducible. */
  readonly seed?: string | undefined
  /** Fills an empty database; by default the demo data. */
  readonly data?: DataSet | undefined
  /** Adds a large tenant to the demo data. */
  readonly large?: { readonly scale: number; readonly progress?: Progress | undefined } | undefined
  /** Folder with the documentation site, built for the base `/docs/`, to be served there. */
  readonly docs?: string | undefined
  /** Replaces parts of every server, such as to measure it. */
  readonly measured?: ((parts: Parts) => Parts) | undefined
  /** Set if the server is to be controlled. */
  readonly control?: { readonly clock: ClockStart } | undefined
}

/** A server that does not listen yet. What controls it answers at once, unless several processes share it. */
export interface AssembledServer<Control extends AnyController = AnyController> {
  readonly app: FastifyInstance
  /** What the application is made of. */
  readonly deps: Deps
  readonly parts: Parts
  /** Selects other parts for a request; only of a controlled server. */
  readonly choose: Choose | undefined
  readonly controller: Control | undefined
  /** What the given data set created; `undefined` without one, or if the database was not empty. */
  readonly loaded: LoadedData | undefined
  /** Whether this start loaded the large data set. */
  readonly filledLarge: boolean
  /** The demo keys if the data contain them now, and those of the large tenant likewise. */
  readonly keys: () => Promise<KeysByTenant | undefined>
  /** What has to answer for the server to be ready, by name. */
  readonly needs: Needs
  /** Lets running requests finish, and closes the store. */
  close(): Promise<void>
}

/** D07; not configurable by users, because the contract does not document it for clients. */
const anonymousPerMinute = 600

/** The demo data as rows: from the package, or once a controlled server of this process has created them. A server starts faster with them. */
let demoRows: string | undefined

/** The demo data as SQL, also where they are not written yet. */
async function demoDump(): Promise<string> {
  const known = demoRows ?? readDemoRows()
  if (known !== undefined) return known
  const store = await openStore(':memory:')
  try {
    await seedDemo(store)
    return await store.dump()
  } finally {
    await store.close()
  }
}

async function fillWithLarge(store: OpenStore, { scale, progress }: NonNullable<ServerOptions['large']>): Promise<boolean> {
  if (!(await store.isEmpty())) return false
  const { fillLarge } = await import('./demo/large/large.ts')
  await fillLarge(store, await demoDump(), scale, progress)
  return true
}

async function fillDemo(store: OpenStore, isControlled: boolean): Promise<void> {
  if (!(await store.isEmpty())) return
  demoRows ??= readDemoRows()
  if (demoRows !== undefined) {
    await store.fill(demoRows)
    return
  }
  await seedDemo(store)
  if (isControlled) demoRows = await store.dump()
}

async function fill(
  { store, data, isControlled }: { readonly store: OpenStore; readonly data: DataSet | undefined; readonly isControlled: boolean },
  deps: Deps,
  parts: Parts,
): Promise<LoadedData | undefined> {
  if (data === undefined) {
    await fillDemo(store, isControlled)
    return undefined
  }
  if (!(await store.isEmpty())) return undefined
  const [{ loadDataSet }, { checkValue }] = await Promise.all([import('./control/data-set.ts'), import('./control/check.ts')])
  checkValue('DataSet', data, 'data set')
  const { clock, random } = deps
  return loadDataSet(data, {
    store,
    handlers: parts.handlers,
    endpoints: parts.endpoints,
    newId: deps.ids ?? createIds(random),
    newSecret: (length) => drawSecret(random, length),
    now: clock(),
  })
}

/** The parts with the faults; other servers do not load any deviations. Throws a `RangeError` for an unknown name. */
async function deviating(parts: Parts, names: readonly string[]): Promise<Parts> {
  if (names.length === 0) return parts
  const { deviate } = await import('./deviations/index.ts')
  return deviate(parts, names)
}

/** Ids have a sequence of their own, so that they do not depend on the number of requests. */
async function seededSources(seed: string) {
  const { seededBytes } = await import('./control/chance.ts')
  return { random: seededBytes(seed), ids: seededBytes(`${seed} ids`) }
}

/** Rate-limit counters that several processes share; other servers do not load the client of Redis. A controlled server decides what time it is. */
async function sharedLimiter(redisUrl: string | undefined, isControlled: boolean) {
  if (redisUrl === undefined) return undefined
  const { openSharedRateLimiter } = await import('./limits/redis.ts')
  return openSharedRateLimiter(redisUrl, isControlled ? 'given' : 'redis')
}

/** The clock of a controlled server: its own, or that of all processes that share its state. */
async function controlledClock(now: () => number, start: ClockStart, isShared: boolean) {
  if (isShared) return { following: (await import('./control/shared/clock.ts')).createFollowingClock(now, start) }
  return { own: (await import('./control/clock.ts')).createClock(now, start) }
}

/**
 * Opens the database, fills it if it is empty, and assembles the application. Throws `StoreUnavailable` if the database cannot be used, `RangeError` or,
 * under control, `ControlError` for an unknown deviation, and `ControlError` for an invalid data set. A controlled server with Redis throws
 * `ControlUnavailable` without it, and `ControlError` if it cannot share a control plane with those that use the same database of Redis.
 */
export async function assembleServer(
  options: ServerOptions & { readonly redisUrl?: undefined },
  sources: Sources,
): Promise<AssembledServer<Controller>>
export async function assembleServer(options: ServerOptions, sources: Sources): Promise<AssembledServer>
export async function assembleServer(options: ServerOptions, sources: Sources): Promise<AssembledServer> {
  const {
    databaseUrl,
    databaseConnections,
    redisUrl,
    limits,
    cors,
    maxInFlight,
    trustedProxies,
    deviations,
    log,
    seed,
    data,
    large,
    docs,
    measured,
    control,
  } = options
  const seeded = seed === undefined ? undefined : await seededSources(seed)
  const random = seeded?.random.bytes ?? sources.random
  const clocks = control === undefined ? undefined : await controlledClock(sources.now, control.clock, redisUrl !== undefined)
  const ids = createIds(seeded?.ids.bytes ?? sources.random)
  const store = await openStore(databaseUrl, sources.now(), databaseConnections === undefined ? {} : { connections: databaseConnections })
  const shared = await sharedLimiter(redisUrl, control !== undefined)
  let controlled: SharedControl | undefined
  const closeAll = async () => {
    await controlled?.leave()
    shared?.close()
    await store.close()
  }
  try {
    const deps: Deps = {
      contract,
      store,
      clock: (clocks?.own ?? clocks?.following)?.now ?? sources.now,
      random,
      ids,
      limits: { anonymousPerMinute, ...limits },
      log,
      cors,
      ...(maxInFlight !== undefined && { maxInFlight }),
      ...(trustedProxies !== undefined && { trustedProxies }),
    }
    const limiter = shared ?? createRateLimiter()
    const standard: Parts = { ...standardParts(deps), limiter }
    const right = measured?.(standard) ?? standard
    const filledLarge = large !== undefined && (await fillWithLarge(store, large))
    const loaded = await fill({ store, data, isControlled: control !== undefined }, deps, right)

    let controller: AnyController | undefined
    let choose: Choose | undefined
    if (control !== undefined) {
      const { createController, createSharedController } = await import('./control/controller.ts')
      const newName = () => Buffer.from(sources.random(8)).toString('hex')
      const common = { store, parts: right, random, ids, givenSeed: seed, baseUrl: () => `${app.listeningOrigin}/api` }
      if (clocks?.following !== undefined && shared !== undefined) {
        const start = { seed, clock: control.clock, deviations }
        controlled = await createSharedController({ ...common, limiter: shared, clock: clocks.following, start, newName })
        ;({ controller, choose } = controlled)
      } else if (clocks?.own !== undefined) {
        const saveRandom = () => {
          const restore = [seeded?.random.save(), seeded?.ids.save()]
          return () => restore.forEach((each) => each?.())
        }
        const own = { ...common, limiter, clock: clocks.own, saveRandom, seed: seed ?? newName() }
        ;({ controller, choose } = await createController(own, deviations))
      }
    }
    const parts = controller === undefined ? await deviating(right, deviations) : right
    const app = buildApp(deps, parts, choose)
    shared?.report(app.log)
    controlled?.report(app.log)
    const keys = async () => {
      const has = async (text: string) => (await store.findKey(parseKeyText(text)?.publicId ?? '')) !== undefined
      if (!(await has(demoKeys.nordwind.administrator))) return undefined
      return (await has(largeKeys.administrator)) ? { ...demoKeys, weltmarkt: largeKeys } : demoKeys
    }
    addPages(app, { keys, ...(docs === undefined ? {} : { docs }) })
    return {
      app,
      deps,
      parts,
      choose,
      controller,
      loaded,
      filledLarge,
      keys,
      needs: {
        database: () => store.isEmpty(),
        ...(shared !== undefined && { 'rate-limit counters': () => shared.ask() }),
      },
      close: async () => {
        await app.close()
        await closeAll()
      },
    }
  } catch (error) {
    await closeAll()
    throw error
  }
}

/** A log that nobody reads. */
export const silentLog: { readonly level: string; readonly stream: LogStream } = { level: 'silent', stream: { write: () => undefined } }

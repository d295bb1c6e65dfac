import { randomBytes } from 'node:crypto'
import { contract } from '../spec/contract.ts'
import { buildApp, standardParts, type Deps, type Parts } from './app.ts'
import { banner } from './banner.ts'
import { demoKeys } from './demo/keys.ts'
import { seedDemo } from './demo/seed.ts'
import { gathered } from './http/log.ts'
import { pooled } from './random-pool.ts'
import { readSettings, settingsHelp, SettingsError, type Settings } from './settings.ts'
import { StoreUnavailable } from './store/engine.ts'
import { openStore } from './store/open.ts'
import type { Store } from './store/store.ts'

/** How long running requests may take to finish after the process is asked to stop, in milliseconds. */
const grace = 10_000

/** D07; not configurable, because the contract does not document it for clients. */
const anonymousPerMinute = 600

/** Ends the process with a message for a problem that the operator can fix, without a stack trace. */
function giveUp(sentence: string): never {
  console.error(sentence)
  process.exit(2)
}

async function settingsOfThisProcess(): Promise<Settings> {
  try {
    const settings = readSettings(process.argv.slice(2), process.env)
    if (typeof settings !== 'string') return settings
    if (settings === 'help') {
      console.log(settingsHelp())
    } else {
      const { listed } = await import('./deviations/index.ts')
      console.log(listed())
    }
  } catch (error) {
    if (error instanceof SettingsError) giveUp(error.message)
    throw error
  }
  process.exit(0)
}

/** The parts of a server with intentional faults. Other servers do not load any deviations. */
async function deviatingParts(right: Parts, names: readonly string[]): Promise<Parts> {
  const { deviate } = await import('./deviations/index.ts')
  try {
    return deviate(right, names)
  } catch (error) {
    if (error instanceof RangeError) giveUp(error.message)
    throw error
  }
}

const settings = await settingsOfThisProcess()
// The reader of the log may disconnect first; the server keeps serving.
process.stderr.on('error', () => undefined)
const log = gathered(process.stderr)
process.on('exit', () => log.flush())

/** A store that is ready to serve; ends the process if the database cannot be opened or written. */
async function usableStore(): Promise<Store> {
  try {
    const store = await openStore(settings.databaseUrl, Date.now())
    await seedDemo(store)
    return store
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error
    const [first = '', ...rest] = error.message
    giveUp(`${first.toUpperCase()}${rest.join('')}.`)
  }
}
const store = await usableStore()

const deps: Deps = {
  contract,
  store,
  clock: Date.now,
  random: pooled(randomBytes),
  limits: { perMinute: settings.rateLimitPerMinute, perHour: settings.rateLimitPerHour, anonymousPerMinute },
  log: { level: settings.logLevel, stream: log },
  cors: settings.cors,
}
const app = buildApp(deps, settings.deviations.length === 0 ? undefined : await deviatingParts(standardParts(deps), settings.deviations))

let stopping = false
async function stop(): Promise<void> {
  if (stopping) process.exit(1)
  stopping = true
  setTimeout(() => app.server.closeAllConnections(), grace).unref()
  await app.close()
  await store.close()
}
process.on('SIGINT', () => void stop())
process.on('SIGTERM', () => void stop())

const address = `${settings.host}:${settings.port}`
await app.listen({ host: settings.host, port: settings.port }).catch(async (error: unknown) => {
  await store.close()
  if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE')
    giveUp(`${address} is in use by another process; use --port or PORT to select another port, or 0 for a free one.`)
  giveUp(`The server cannot listen on ${address}: ${(error as Error).message}.`)
})
console.log(banner(app.listeningOrigin, settings, demoKeys))

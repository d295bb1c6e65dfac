/** Runs the server as a process: settings in, listening server and banner out. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { contract } from '../spec/contract.ts'
import { banner, type KeysByTenant } from './banner.ts'
import type { DataSet } from './control/data-set.ts'
import type { ControlPlane } from './control/http.ts'
import { ControlError } from './control/problem.ts'
import type { Progress } from './demo/large/large.ts'
import type { Health, Needs } from './health/health.ts'
import { gathered } from './http/log.ts'
import { legibleLines } from './http/log-lines.ts'
import { assembleServer, type AssembledServer, type Sources } from './reference-server.ts'
import { ServiceUnavailable } from './service-unavailable.ts'
import { readSettings, settingsHelp, SettingsError, type Settings } from './settings.ts'
import { shownUrl, whatOpeningCreates } from './store/engines.ts'

/** How long running requests may take to finish after the process is asked to stop, in milliseconds. */
const grace = 10_000

/** Where `npm run docs` writes the documentation. A path, because the build of the package copies the files of URLs. */
const docsFolder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../docs-site/dist')

/** Ends the process with a message for a problem that the operator can fix, without a stack trace. */
function giveUp(sentence: string): never {
  console.error(sentence)
  process.exit(2)
}

/** Ends the process if the documentation is not built, or is built for another address than `/docs/`, where its links would lead nowhere. */
function checkDocs(): void {
  const home = path.join(docsFolder, 'index.html')
  if (!existsSync(home)) giveUp('--docs: the documentation is not built; run "npm run docs" first.')
  if (!readFileSync(home, 'utf8').includes('"/docs/'))
    giveUp(`--docs: the documentation in ${docsFolder} is built for another base than /docs/; run "npm run docs" again, without --base.`)
}

async function settingsOf(words: readonly string[], environment: NodeJS.ProcessEnv): Promise<Settings> {
  try {
    const settings = readSettings(words, environment)
    if (settings === 'help') {
      console.log(settingsHelp())
    } else if (settings === 'version') {
      console.log(versions())
    } else if ('listed' in settings) {
      const { listed } = await import('./deviations/index.ts')
      console.log(listed(settings.listed))
    } else return settings
  } catch (error) {
    if (error instanceof SettingsError || error instanceof RangeError) giveUp(error.message)
    throw error
  }
  process.exit(0)
}

/** The versions for `--version`; the manifest is beside the sources, or two folders above the bundled files. */
function versions(): string {
  const folder = path.dirname(fileURLToPath(import.meta.url))
  const file = ['package.json', '../../package.json'].map((each) => path.join(folder, each)).find((each) => existsSync(each)) ?? ''
  const { name, version } = JSON.parse(readFileSync(file, 'utf8')) as { readonly name: string; readonly version: string }
  return `${name} ${version} (${contract.title} ${contract.version})`
}

/** The data set in a file, not checked yet. */
function readDataSet(file: string): DataSet {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as DataSet
  } catch (error) {
    giveUp(`The data set ${file} cannot be read: ${(error as Error).message}.`)
  }
}

const sentence = ([first = '', ...rest]: string) => `${first.toUpperCase()}${rest.join('')}`

/** Ends the process for errors that the operator can fix. */
function giveUpFor(error: unknown): never {
  if (error instanceof ServiceUnavailable) giveUp(`${sentence(error.message)}.`)
  if (error instanceof RangeError) giveUp(error.message)
  if (error instanceof ControlError) {
    giveUp([error.message, ...error.issues.map(({ path, message }) => `  ${path === '' ? '(the whole)' : path} ${message}`)].join('\n'))
  }
  throw error
}

/** Ends the process because an address cannot be listened on. */
function cannotListen(address: string, option: string, error: unknown): never {
  if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE')
    giveUp(`${address} is in use by another process; use ${option} to select another port, or 0 for a free one.`)
  giveUp(`The server cannot listen on ${address}: ${(error as Error).message}.`)
}

/** Health checks and metrics on a port of their own, and their origin; servers without them do not load any of it. */
async function openHealth(
  { health: port, healthHost: host }: Settings,
  needs: () => Needs,
): Promise<(Health & { readonly origin: string }) | undefined> {
  if (port === undefined) return undefined
  const { createHealth } = await import('./health/health.ts')
  const health = createHealth(needs)
  const origin = await health
    .listen(host, port)
    .catch((error: unknown) => cannotListen(`${host}:${port}`, '--health or HEALTH_PORT', error))
  return { ...health, origin }
}

/** The keys to print: the demo keys, or those of the loaded data set. */
async function printedKeys({ keys, loaded }: AssembledServer): Promise<KeysByTenant> {
  const own = loaded?.tenants.map(
    (tenant) => [tenant.slug, Object.fromEntries(tenant.keys.map((key, index) => [`key ${index + 1}`, key]))] as const,
  )
  return own === undefined ? ((await keys()) ?? {}) : Object.fromEntries(own)
}

/** Tells on a terminal how far a load is. */
function toldProgress(terminal: NodeJS.WriteStream): Progress | undefined {
  if (!terminal.isTTY) return undefined
  const millions = (rows: number) => (rows / 1_000_000).toFixed(2)
  return (done, all) => {
    const state = done < all ? `${millions(done)} of ${millions(all)} million rows` : 'creating indexes …'
    terminal.write(`\rLoading the large data set: ${state.padEnd(40)}`)
    if (done >= all) terminal.write('\n')
  }
}

/** Starts the server with the words of its command line, and returns once it listens. Ends the process if it cannot start. */
export async function serve(words: readonly string[], environment: NodeJS.ProcessEnv, sources: Sources): Promise<void> {
  const settings = await settingsOf(words, environment)
  // The reader of the log may disconnect first; the server keeps serving.
  process.stderr.on('error', () => undefined)
  // A person reads a terminal; programs read files and pipes.
  const stream = gathered(process.stderr.isTTY ? legibleLines(process.stderr) : process.stderr)
  process.on('exit', () => stream.flush())
  const log = { level: settings.logLevel, stream }
  if (settings.docs) checkDocs()

  const created = whatOpeningCreates(settings.databaseUrl)
  const health = await openHealth(settings, () => server.needs)
  const server: AssembledServer = await assembleServer(
    {
      databaseUrl: settings.databaseUrl,
      databaseConnections: settings.databaseConnections,
      redisUrl: settings.redisUrl,
      limits: { perMinute: settings.rateLimitPerMinute, perHour: settings.rateLimitPerHour },
      cors: settings.cors,
      maxInFlight: settings.maxInFlight,
      trustedProxies: settings.trustedProxies,
      deviations: settings.deviations,
      log,
      seed: settings.seed,
      data: settings.data === undefined ? undefined : readDataSet(settings.data),
      large: settings.dataset === 'demo' ? undefined : { scale: settings.dataset.large, progress: toldProgress(process.stderr) },
      docs: settings.docs ? docsFolder : undefined,
      measured: health === undefined ? undefined : (parts) => health.measured(parts),
      control: settings.control === undefined ? undefined : { clock: settings.clock === undefined ? undefined : { at: settings.clock } },
    },
    sources,
  ).catch(giveUpFor)
  const { app, controller } = server
  // A second start with the same file is no mistake, so this is no error.
  if (settings.data !== undefined && server.loaded === undefined)
    console.error(
      `The database ${shownUrl(settings.databaseUrl)} has data already, so ${settings.data} was not loaded. Use another database, such as --database-url :memory:, or "ctl load ${settings.data} --replace".`,
    )
  if (settings.dataset !== 'demo' && !server.filledLarge)
    console.error(
      `The database ${shownUrl(settings.databaseUrl)} has data already, so the large data set was not loaded. Use another database, such as --database-url file:large.db.`,
    )
  health?.watch(app.server)

  let plane: ControlPlane | undefined
  let stopping = false
  const stop = async (): Promise<void> => {
    if (stopping) process.exit(1)
    stopping = true
    // Load balancers have to see it first, and then stop sending requests.
    health?.accepting(false)
    if (settings.drainSeconds > 0) {
      // Connections end with a response that says so; those that are closed later may be about to bring a request (RFC 9112 §9.6).
      app.server.prependListener('request', (_incoming, response) => {
        response.shouldKeepAlive = false
      })
      await pause(settings.drainSeconds * 1000)
    }
    setTimeout(() => app.server.closeAllConnections(), grace).unref()
    await Promise.all([plane?.close(), server.close()])
    await health?.close()
  }
  process.on('SIGINT', () => void stop())
  process.on('SIGTERM', () => void stop())

  await app.listen({ host: settings.host, port: settings.port }).catch(async (error: unknown) => {
    await server.close()
    cannotListen(`${settings.host}:${settings.port}`, '--port or PORT', error)
  })
  if (controller !== undefined && settings.control !== undefined) {
    const address = { host: settings.controlHost, allowHosts: settings.controlAllowHosts, port: settings.control, log }
    const { openControlPlane } = await import('./control/http.ts')
    plane = await openControlPlane(controller, address).catch(async (error: unknown) => {
      await server.close()
      cannotListen(`${settings.controlHost}:${settings.control}`, '--control or CONTROL_PORT', error)
    })
  }
  health?.accepting(true)
  const addresses = { origin: app.listeningOrigin, control: plane?.url, health: health?.origin }
  console.log(banner(addresses, { ...settings, created }, await printedKeys(server)))
}

/** The reference server as users start it: a separate process with an HTTP interface. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { scripts: { start: string } }
/** The arguments of `node` in `npm start`. */
const [, ...startCommand] = manifest.scripts.start.split(' ')

export interface ServerProcess {
  /** With the `/api` prefix. */
  readonly baseUrl: string
  /** Of its control plane; `undefined` without one. */
  readonly controlUrl: string | undefined
  readonly pid: number
  /** Everything logged so far. */
  readonly log: () => string
  /** Stops it with SIGTERM and waits for its end; resolves to its exit code. */
  readonly stop: () => Promise<number | null>
  /** Ends it with SIGKILL, as a power failure would. */
  readonly kill: () => Promise<void>
}

/** The environment without the variables that configure the user's own server. */
function environment(): NodeJS.ProcessEnv {
  const {
    PORT: _port,
    DATABASE_URL: _url,
    DATABASE_CONNECTIONS: _connections,
    REDIS_URL: _redis,
    LOG_LEVEL: _level,
    RATE_LIMIT_PER_MINUTE: _minute,
    RATE_LIMIT_PER_HOUR: _hour,
    MAX_IN_FLIGHT: _inFlight,
    TRUSTED_PROXIES: _proxies,
    HEALTH_PORT: _healthPort,
    HEALTH_HOST: _healthHost,
    DRAIN_SECONDS: _drain,
    CONTROL_PORT: _control,
    CONTROL_HOST: _controlHost,
    SERVER_SEED: _seed,
    SERVER_CLOCK: _clock,
    SERVER_DATA: _data,
    SERVER_DATASET: _dataset,
    ...rest
  } = process.env
  return rest
}

/** Ends a process as soon as its parent process has ended, for any reason. */
const endsWithParent = `data:text/javascript,${encodeURIComponent("process.on('disconnect', () => process.exit()); process.channel.unref()")}`

/**
 * Starts the server on a free port, by default with an empty in-memory database; throws with its output if it does not start.
 * Without `keepLog` its log is discarded, as is best for long logs. `isApart` protects it from signals that a terminal sends to all processes of
 * a command, such as Ctrl-C: it runs until it is stopped or its parent process has ended.
 */
export async function startServerProcess(flags: readonly string[] = [], { keepLog = true, isApart = false } = {}): Promise<ServerProcess> {
  const given = flags.some((flag) => flag.startsWith('--database-url')) ? [] : ['--database-url', ':memory:']
  const preload = isApart ? ['--import', endsWithParent] : []
  const child = spawn(process.execPath, [...preload, ...startCommand, '--port', '0', ...given, ...flags], {
    cwd: root,
    detached: isApart,
    stdio: ['ignore', 'pipe', keepLog ? 'pipe' : 'ignore', ...(isApart ? (['ipc'] as const) : [])],
    env: { ...environment(), HOST: '127.0.0.1' },
  })
  child.channel?.unref()
  const exited = once(child, 'exit') as Promise<[number | null]>
  let said = ''
  let logged = ''
  child.stderr?.on('data', (chunk: Buffer) => (logged += chunk.toString()))
  const baseUrl = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const [found] = /http:\/\/127\.0\.0\.1:\d+\/api(?=\s)/.exec(said) ?? []
      // An empty line follows the addresses.
      if (found !== undefined && said.includes('\n\n', said.indexOf(found))) resolve(found)
    })
    void exited.then(([code]) => {
      reject(new Error(`the reference server ended with exit code ${code} before it listened:\n${said}${logged}`))
    })
  })
  return {
    baseUrl,
    controlUrl: /CONTROL +(\S+)/.exec(said)?.[1],
    pid: child.pid ?? 0,
    log: () => logged,
    stop: async () => {
      child.kill('SIGTERM')
      const [code] = await exited
      return code
    },
    kill: async () => {
      child.kill('SIGKILL')
      await exited
    },
  }
}

/** Creates keys on the reference server, so that a run has enough keys to fit into one minute of the rate limit. */
export async function issueKeys(baseUrl: string, administrator: string, scopes: readonly string[], count: number): Promise<string[]> {
  const made: string[] = []
  for (let index = 0; index < count; index++) {
    const reply = await fetch(`${baseUrl}/admin/api-keys`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${administrator}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ name: `Conformance ${index + 1}`, scopes }),
    })
    if (reply.status !== 201)
      throw new Error(`the reference server did not create a key but returned ${reply.status}: ${await reply.text()}`)
    made.push(((await reply.json()) as { data: { plaintextKey: string } }).data.plaintextKey)
  }
  return made
}

/** The reference server as its users start it: a process of its own, spoken to over HTTP. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { scripts: { start: string } }
/** The words of `npm start` after `node`. */
const [, ...startCommand] = manifest.scripts.start.split(' ')

/** Keys of one demo tenant, by what they may do. */
export interface DemoKeys {
  readonly administrator: string
  readonly reader: string
  readonly none: string
  readonly expired: string
  readonly revoked: string
}

export interface ReferenceServer {
  /** With the `/api` prefix. */
  readonly baseUrl: string
  readonly pid: number
  /** Everything it has logged so far. */
  readonly log: () => string
  /** Ends it as an operator would, with SIGTERM, and waits; resolves to its exit code. */
  readonly stop: () => Promise<number | null>
  /** Ends it as a power cut would, with SIGKILL. */
  readonly kill: () => Promise<void>
}

/** Without what sets up a server of the user's own. */
function environment(): NodeJS.ProcessEnv {
  const {
    PORT: _port,
    DATABASE_URL: _url,
    LOG_LEVEL: _level,
    RATE_LIMIT_PER_MINUTE: _minute,
    RATE_LIMIT_PER_HOUR: _hour,
    ...rest
  } = process.env
  return rest
}

/** Ends a process as soon as the one that has started it is gone, however that went. */
const endsWithParent = `data:text/javascript,${encodeURIComponent("process.on('disconnect', () => process.exit()); process.channel.unref()")}`

/**
 * Starts the server on a free port, by default with an empty database in memory; throws with its own words if it does not start.
 * Without `keepLog` its log goes nowhere, as is best where it would be long. `isApart` keeps signals from it that a terminal sends to all processes of
 * a command, such as those of Ctrl-C: it lives until it is stopped, or until whoever has started it is gone.
 */
export async function startReferenceServer(
  flags: readonly string[] = [],
  { keepLog = true, isApart = false } = {},
): Promise<ReferenceServer> {
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
      if (found !== undefined) resolve(found)
    })
    void exited.then(([code]) => {
      reject(new Error(`the reference server ended with ${code} before it listened:\n${said}${logged}`))
    })
  })
  return {
    baseUrl,
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

/** The fixed demo keys by tenant, as `npm run --silent keys` prints them. */
export async function demoKeys(): Promise<
  { readonly [tenant: string]: DemoKeys } & { readonly nordwind: DemoKeys; readonly suedlicht: DemoKeys }
> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/demo/print-keys.ts'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let printed = ''
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  await once(child, 'close')
  return JSON.parse(printed) as Awaited<ReturnType<typeof demoKeys>>
}

/** Makes keys on a server of our own, so that a run has enough of them to fit into one minute of its rate limit. */
export async function mint(baseUrl: string, administrator: string, scopes: readonly string[], count: number): Promise<string[]> {
  const made: string[] = []
  for (let index = 0; index < count; index++) {
    const reply = await fetch(`${baseUrl}/admin/api-keys`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${administrator}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ name: `Conformance ${index + 1}`, scopes }),
    })
    if (reply.status !== 201) throw new Error(`the reference server made no key, but answered ${reply.status}: ${await reply.text()}`)
    made.push(((await reply.json()) as { data: { plaintextKey: string } }).data.plaintextKey)
  }
  return made
}

import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { freePort } from '../support/free-port.ts'
import { onPath } from '../support/on-path.ts'
import { dataFolder, startService, userInsteadOfRoot, type Service } from './service.ts'

/** Debian keeps the programs of each version in a folder that is not on the `PATH`. */
const debianFolder = '/usr/lib/postgresql'

/** The folder with `initdb` and `postgres`; the latest version if there are several. `undefined` if PostgreSQL is not installed. */
export function findPostgres(): string | undefined {
  const folders = existsSync(debianFolder)
    ? readdirSync(debianFolder)
        .sort((a, b) => Number(b) - Number(a))
        .map((version) => path.join(debianFolder, version, 'bin'))
    : []
  const found = folders.find((folder) => existsSync(path.join(folder, 'initdb')))
  const onOwnPath = onPath('initdb')
  return found ?? (onOwnPath === undefined ? undefined : path.dirname(onOwnPath))
}

/** A PostgreSQL server, with the URL of an administrator without a database: append its name. */
export interface Postgres extends Service {
  /** Creates an empty database and returns its URL. */
  createDatabase(name: string): string
}

interface PostgresOptions {
  /** Whether commits survive a crash of the machine; they always survive one of PostgreSQL. False by default, which is faster. */
  readonly durable?: boolean
  /** Further settings: `max_connections=20`. */
  readonly settings?: readonly string[]
}

/** Starts a PostgreSQL server. Texts are sorted by the rules of a language unless a column says otherwise, as on many machines. */
export async function startPostgres({ durable = false, settings = [] }: PostgresOptions = {}): Promise<Postgres> {
  const programs = findPostgres()
  if (programs === undefined) throw new Error('PostgreSQL is not installed (Debian package postgresql)')
  const user = userInsteadOfRoot('postgres')
  const folder = dataFolder('postgres', user)
  const run = (program: string, args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(path.join(programs, program), args, { cwd: folder, encoding: 'utf8', ...user })
    if (status !== 0) throw new Error(`${program} failed: ${stderr || stdout}`)
  }
  run('initdb', [
    ...['--pgdata', path.join(folder, 'data'), '--username', 'postgres', '--auth', 'trust', '--encoding', 'UTF8', '--no-sync'],
    ...['--locale-provider', 'icu', '--icu-locale', 'en-US', '--locale', 'C.UTF-8'],
  ])
  const port = await freePort()
  const all = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', `fsync=${durable ? 'on' : 'off'}`, ...settings]
  writeFileSync(path.join(folder, 'data', 'postgresql.auto.conf'), all.map((each) => each.replace(/=(.*)$/, " = '$1'\n")).join(''))
  const url = `postgres://postgres@127.0.0.1:${port}`
  const service = await startService({
    name: 'PostgreSQL',
    url,
    port,
    folder,
    file: path.join(programs, 'postgres'),
    args: ['-D', path.join(folder, 'data'), '-p', String(port)],
    user,
    // Ends connections instead of waiting for them.
    signal: 'SIGINT',
    ready: async () => {
      run('pg_isready', ['--host', '127.0.0.1', '--port', String(port), '--quiet'])
    },
  })
  return {
    ...service,
    createDatabase(name) {
      run('createdb', ['--host', '127.0.0.1', '--port', String(port), '--username', 'postgres', name])
      return `${url}/${name}`
    },
  }
}

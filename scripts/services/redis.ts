import { once } from 'node:events'
import { createConnection } from 'node:net'
import { freePort } from '../support/free-port.ts'
import { onPath } from '../support/on-path.ts'
import { dataFolder, startService, type Service } from './service.ts'

/** The program `redis-server`, or `valkey-server`, which is compatible with it. `undefined` if neither is installed. */
export const findRedis = (): string | undefined => onPath('redis-server') ?? onPath('valkey-server')

interface RedisOptions {
  /**
   * When writes reach the disk: `always` before they are acknowledged (the default, for tests of durability), `everysec` within a second, or `no`, whenever
   * the system likes. `off` writes nothing at all: a restart loses everything.
   */
  readonly appendfsync?: 'always' | 'everysec' | 'no' | 'off'
  /** Further settings: `['--requirepass', 'secret']`. */
  readonly settings?: readonly string[]
}

/** Starts a Redis server; its URL is `redis://127.0.0.1:PORT`. Throws if none is installed. */
export async function startRedis({ appendfsync = 'always', settings = [] }: RedisOptions = {}): Promise<Service> {
  const file = findRedis()
  if (file === undefined) throw new Error('Redis is not installed (Debian package redis-server)')
  const [folder, port] = [dataFolder('redis'), await freePort()]
  const durability = appendfsync === 'off' ? ['--appendonly', 'no'] : ['--appendonly', 'yes', '--appendfsync', appendfsync]
  return startService({
    name: 'Redis',
    url: `redis://127.0.0.1:${port}`,
    port,
    folder,
    file,
    args: ['--bind', '127.0.0.1', '--port', String(port), '--dir', folder, '--save', '', ...durability, ...settings],
    ready: () => answers(port),
  })
}

/** Rejects while Redis is loading its data, when it already accepts connections. The request for a password is an answer, too. */
async function answers(port: number): Promise<void> {
  const socket = createConnection({ host: '127.0.0.1', port })
  try {
    socket.write('PING\r\n')
    const [reply] = (await once(socket, 'data')) as [Buffer]
    if (!/^(\+PONG|-NOAUTH)/.test(reply.toString()))
      throw new Error(`expected Redis to answer PING with PONG, got ${reply.toString().trim()}`)
  } finally {
    socket.destroy()
  }
}

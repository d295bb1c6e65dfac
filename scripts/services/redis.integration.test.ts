import { connect } from 'node:net'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { lacks } from '../../test/lacks.ts'
import { findRedis, startRedis } from './redis.ts'

/** Sends one command without spaces in its words; the first line of the reply, or the value of a text. */
async function ask(port: number, command: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.write(`${command}\r\n`)
  const [reply] = (await once(socket, 'data')) as [Buffer]
  socket.destroy()
  const [first = '', second = ''] = reply.toString().split('\r\n')
  return first.startsWith('$') && first !== '$-1' ? second : first
}

test.skipIf(lacks('Redis', findRedis(), 'its durability is not tested'))(
  'a write that Redis has acknowledged survives its end by SIGKILL, if it is set to',
  async () => {
    const [durable, forgetful] = await Promise.all([startRedis(), startRedis({ appendfsync: 'off' })])
    try {
      for (const [redis, kept] of [
        [durable, '7'],
        [forgetful, '$-1'],
      ] as const) {
        // prettier-ignore
        expect(await ask(redis.port, 'SET x 7')).toBe('+OK')
        await redis.stop('SIGKILL')
        await expect(ask(redis.port, 'PING')).rejects.toThrow('ECONNREFUSED')
        await redis.start()
        expect(await ask(redis.port, 'GET x')).toBe(kept)
      }
    } finally {
      await Promise.all([durable.remove(), forgetful.remove()])
    }
  },
)

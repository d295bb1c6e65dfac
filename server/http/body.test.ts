import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { RefusalError } from '../refusals.ts'
import { readBody } from './body.ts'

test('the body of a request whose connection has ended meanwhile is incomplete', async () => {
  const incoming = Object.assign(new Readable({ read: () => undefined }), { headers: { 'content-length': '5' } })
  incoming.push('{')
  incoming.destroy()
  await once(incoming, 'close')
  const body = readBody({ incoming: incoming as unknown as IncomingMessage, response: {} as ServerResponse }, 100)
  await expect(body).rejects.toBeInstanceOf(RefusalError)
})

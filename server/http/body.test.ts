import { once } from 'node:events'
import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { expect, test } from 'vitest'
import { RefusalError } from '../refusals.ts'
import { readBody } from './body.ts'

test('the body of a request whose connection has ended meanwhile is incomplete', async () => {
  const incoming = new IncomingMessage(new Socket())
  incoming.headers['content-length'] = '5'
  incoming.push('{')
  incoming.destroy()
  await once(incoming, 'close')
  const body = readBody({ incoming, response: new ServerResponse(incoming) }, 100)
  await expect(body).rejects.toBeInstanceOf(RefusalError)
})

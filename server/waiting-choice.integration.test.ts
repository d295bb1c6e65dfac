/** A choice of parts that takes a while, as that of a control plane in Redis does: what happens to the connection meanwhile. */
import { once } from 'node:events'
import { connect, type AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { buildApp, type Choose } from './app.ts'
import { demoKeys } from './demo/keys.ts'
import { assembleServer, silentLog } from './reference-server.ts'

/** The whole answer to what is sent over a connection of its own to a server whose choice takes 100 ms. */
async function answered(
  pieces: readonly string[],
  choose: (right: Awaited<ReturnType<Choose>>) => Awaited<ReturnType<Choose>> = (right) => right,
) {
  const server = await assembleServer(
    { databaseUrl: ':memory:', limits: { perMinute: 100, perHour: 1000 }, cors: [], deviations: [], log: silentLog },
    { now: () => Date.UTC(2026, 5, 1, 12), random: (size) => new Uint8Array(size).fill(7) },
  )
  const app = buildApp(server.deps, server.parts, async () => {
    await sleep(100)
    return choose(server.parts)
  })
  onTestFinished(async () => {
    await app.close()
    await server.close()
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1')
  let text = ''
  socket.on('data', (chunk: Buffer) => (text += chunk.toString()))
  for (const piece of pieces) {
    socket.write(piece)
    await sleep(20)
  }
  await once(socket, 'close')
  return text
}

const head = (...lines: readonly string[]) =>
  ['POST /api/products HTTP/1.1', 'Host: localhost', `Authorization: Bearer ${demoKeys.nordwind.administrator}`, 'Content-Type: application/json', ...lines, '', ''].join('\r\n') // prettier-ignore

test('a body that breaks while the choice is made gets one response', async () => {
  const text = await answered([head('Transfer-Encoding: chunked'), 'no chunk\r\n'])
  expect(text.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 400'])
  // Not in the header, which has arrived.
  expect(text).toContain('"issues":[{"in":"body","path":"","message":"must be well-formed HTTP/1.1"}]')
})

test('a body that arrives while the choice is made is read', async () => {
  const text = await answered([head('Content-Length: 25', 'Connection: close'), '{"sku":"A","name":"Pole"}'])
  expect(text.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 201'])
})

test('a choice of nothing, or one that fails, closes the connection', async () => {
  expect(await answered([head('Content-Length: 0')], () => undefined)).toBe('')
  const fail = () => {
    throw new Error('no')
  }
  expect(await answered([head('Content-Length: 0')], fail)).toBe('')
})

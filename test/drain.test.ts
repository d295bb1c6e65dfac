/** A server that is asked to stop under load, as a load balancer with connections that are kept alive sees it. */
import { Agent, get } from 'node:http'
import { expect, test } from 'vitest'
import { freePort } from '../scripts/support/free-port.ts'
import { startServerProcess } from '../scripts/support/server-process.ts'
import { demoKeys } from '../server/demo/keys.ts'

const headers = { Authorization: `Bearer ${demoKeys.nordwind.administrator}` }

/** The status of a response and whether its connection stays open. Rejects if the connection ends without a response. */
const ask = (url: string, agent: Agent) =>
  new Promise<{ readonly status: number | undefined; readonly isKept: boolean }>((resolve, reject) => {
    get(url, { agent, headers }, (response) => {
      response.resume()
      response.on('error', reject)
      response.on('end', () => resolve({ status: response.statusCode, isKept: response.headers.connection !== 'close' }))
    }).on('error', reject)
  })

test('no request gets a reset connection, if new connections end when the server is not ready', async () => {
  const port = await freePort()
  const limits = ['--rate-limit-per-minute', '1000000', '--rate-limit-per-hour', '1000000']
  const server = await startServerProcess(['--health', String(port), '--drain-seconds', '3', ...limits], { keepLog: false })
  const isReady = async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).status === 200
  expect(await isReady()).toBe(true)

  let mayConnect = true
  const statuses = new Set<number | undefined>()
  const kept: number[] = []
  let answers = 0
  const clients = Array.from({ length: 32 }, async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    let onThis = 0
    for (;;) {
      const { status, isKept } = await ask(`${server.baseUrl}/products?limit=1`, agent)
      answers += 1
      onThis += 1
      statuses.add(status)
      if (isKept) continue
      kept.push(onThis)
      onThis = 0
      // A balancer moves on to another server.
      if (!mayConnect) break
    }
    agent.destroy()
  })
  const load = Promise.all(clients)
  while (answers < 1000) await Promise.race([load, new Promise((resolve) => setTimeout(resolve, 10))])
  // Nothing ends a connection of a server that runs.
  expect(kept).toEqual([])

  const stopped = server.stop()
  while (await isReady()) await new Promise((resolve) => setTimeout(resolve, 10))
  mayConnect = false
  await load
  expect([...statuses]).toEqual([200])
  expect(kept.length).toBeGreaterThanOrEqual(clients.length)
  expect(await stopped).toBe(0)
})

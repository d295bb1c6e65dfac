/** A server whose PostgreSQL is restarted and killed while it is written to: no acknowledged write is lost, none is done twice, and clients only see 503. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Postgres, startPostgres } from '../scripts/services/postgres.ts'
import { type ServerProcess, startServerProcess } from '../scripts/support/server-process.ts'
import { demoKeys } from '../server/demo/keys.ts'
import { marksOf, startAdjusting } from './adjusting-load.ts'
import { prepare } from './crash-deployment.ts'

const key = demoKeys.suedlicht.administrator
const generous = ['--rate-limit-per-minute', '1000000', '--rate-limit-per-hour', '1000000', '--log-level', 'fatal']

let postgres: Postgres
let server: ServerProcess
beforeEach(async () => {
  // It is killed: what it has committed must be on the disk.
  postgres = await startPostgres({ durable: true })
  server = await startServerProcess(['--database-url', postgres.createDatabase('outage'), ...generous])
})
afterEach(async () => {
  await server.kill()
  await postgres.remove()
})

/** While PostgreSQL is away, the server says so in the envelope. */
function expectUnavailable(answer: Response | undefined, text: string): void {
  const { details } = JSON.parse(text) as { details: { code: string; retryAfterSeconds: number } }
  const retry = answer?.headers.get('Retry-After')
  expect({ status: answer?.status, code: details.code, retry }).toEqual({
    status: 503,
    code: 'SERVICE_UNAVAILABLE',
    retry: String(details.retryAfterSeconds),
  })
}

test('ten restarts, every second one a crash', async () => {
  const { baseUrl } = server
  const { products, reasonCodeId } = await prepare(baseUrl, key, 'outage')
  const target = { baseUrl, key, reasonCodeId, lines: products.map(({ line }) => line), judge: expectUnavailable }
  const load = startAdjusting('outage', 8, target)
  for (let count = 0; count < 10; count += 1) {
    await load.more(10)
    // An immediate shutdown is a crash: PostgreSQL ends all its processes and recovers from its log.
    await postgres.stop(count % 2 === 0 ? 'SIGINT' : 'SIGQUIT')
    const before = load.attempts.length
    await expect.poll(() => load.attempts.length, { interval: 20 }).toBeGreaterThan(before)
    await postgres.start()
  }
  await load.more(10)
  await load.stop()

  expect(load.attempts.length).toBeGreaterThan(load.acknowledged().length)
  // A commit whose outcome was lost was asked for: what was not acknowledged was not done.
  expect((await marksOf('outage', baseUrl, key)).toSorted()).toEqual([...load.acknowledged()].toSorted())
})

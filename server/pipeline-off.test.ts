import { expect, test } from 'vitest'
import { compileEndpoints } from './http/endpoint.ts'
import { steps } from './http/pipeline.ts'
import { deliver } from './http/receive.ts'
import { assembleServer, silentLog, type ServerOptions } from './reference-server.ts'
import { standardHandlers } from './standard-handlers.ts'
import type { Store } from './store/store.ts'

const options: ServerOptions = {
  databaseUrl: ':memory:',
  limits: { perMinute: 100, perHour: 1000 },
  cors: [],
  deviations: [],
  log: silentLog,
  data: { tenants: [{ slug: 'acme' }] },
}
const sources = { now: () => Date.UTC(2026, 5, 1), random: (size: number) => new Uint8Array(size).fill(7) }

test('a server without control has the standard parts and no choice between them', async () => {
  const server = await assembleServer(options, sources)
  const { parts, choose, controller, deps } = server
  expect(parts.steps).toBe(steps)
  expect(parts.handlers).toBe(standardHandlers)
  expect(parts.deliver).toBe(deliver)
  expect(parts.store).toBe<Store>(deps.store)
  expect(Object.keys(parts.endpoints)).toEqual(Object.keys(compileEndpoints(deps.contract)))
  expect(deps.clock).toBe(sources.now)
  expect(deps.random).toBe(sources.random)
  expect([choose, controller]).toEqual([undefined, undefined])
  await server.close()
})

test('a controlled server has the standard parts too, and chooses them with a step that records', async () => {
  const server = await assembleServer({ ...options, control: { clock: undefined } }, sources)
  const { parts, choose } = server
  expect(parts.steps).toBe(steps)
  const chosen = choose?.(undefined)
  // A promise for every request would cost more than the choice.
  if (chosen instanceof Promise) throw new Error('the choice is not made at once')
  expect(chosen?.deliver).toBe(deliver)
  const changed = Object.entries(chosen?.steps ?? {}).filter(([name, step]) => step !== steps[name as keyof typeof steps])
  expect(changed.map(([name]) => name)).toEqual(['record'])
  await server.close()
})

/** Every operation of the reference server does what the contract's examples of it say, on the demo data, judged by a validator that is not the server's. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Parts } from '../server/app.ts'
import { demoKeys } from '../server/demo/keys.ts'
import {
  before,
  exampleCalls,
  headersOf,
  nameOf,
  prepare,
  targetOf,
  type ExampleCall,
  type Reply,
} from '../server/testing/whole-contract/example-call.ts'
import { demoSnapshot, openResettable, type Snapshot, type ResettableServer } from '../server/testing/whole-contract/resettable-server.ts'
import { contract } from '../spec/contract.ts'
import { openValidator } from './validator.ts'

const bodies = openValidator(contract.document)
const headers = openValidator(contract.document, { fromText: true })
const key = demoKeys.nordwind.administrator
const calls = Object.values(contract.operations).flatMap(exampleCalls)
const filters = contract.lists.flatMap((operation) => operation.list.filters.map((filter) => ({ operation, filter })))

let snapshot: Snapshot
let server: ResettableServer
beforeAll(async () => {
  snapshot = await demoSnapshot()
  server = await openResettable(snapshot)
  await server.app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  await server.close()
  await snapshot.remove()
})

const get = (at: ResettableServer, path: string) =>
  fetch(new URL(path, at.app.listeningOrigin), { headers: { authorization: `Bearer ${key}` } })

const sender =
  (at: ResettableServer) =>
  async (call: ExampleCall): Promise<Reply> => {
    const reply = await fetch(`${at.app.listeningOrigin}/api${targetOf(call)}`, {
      method: call.operation.method,
      headers: headersOf(call, key),
      body: call.body === undefined ? null : JSON.stringify(call.body),
    })
    return { status: reply.status, headers: Object.fromEntries(reply.headers), text: await reply.text() }
  }

/** Makes a call in a server of its own, unless it only reads, and says how the answer differs from the success that is documented. */
async function faults(call: ExampleCall, at: ResettableServer = server): Promise<string[]> {
  if (call.operation.method !== 'GET') await at.reset()
  const send = sender(at)
  const reply = await send(await prepare(call, send))
  const { success } = call.operation
  if (reply.status !== success.status) return [`expected ${success.status}, got ${reply.status}: ${reply.text}`]
  const found = bodies(success.pointer, JSON.parse(reply.text)).map((fault) => `body: ${fault}`)
  for (const { name, pointer } of success.headers) {
    const value = reply.headers[name.toLowerCase()]
    if (value === undefined) found.push(`${name} is missing`)
    else found.push(...headers(pointer, value).map((fault) => `${name}: ${value}: ${fault}`))
  }
  const location = reply.headers['location']
  if (location !== undefined && (await get(at, location)).status !== 200) found.push(`Location: nothing is at ${location}`)
  return found
}

describe('the examples of the contract', () => {
  test.each(calls.map((call) => [nameOf(call), call] as const))('succeed on the demo data: %s', async (_name, call) => {
    expect(await faults(call)).toEqual([])
  })

  test.each(filters.map(({ operation, filter }) => [operation.id, filter.name, { operation, filter }] as const))(
    'find something: %s by %s',
    async (_id, _name, { operation, filter }) => {
      const [call] = exampleCalls(operation)
      const { status, text } = await sender(server)({ ...call!, query: { [filter.name]: String(filter.example) } })
      expect({ status, found: JSON.parse(text).data?.length > 0 }, text).toEqual({ status: 200, found: true })
    },
  )

  test.each(Object.keys(before))('would be refused by %s without what comes before', async (name) => {
    const unprepared = calls.find(({ operation, example }) => [operation.id, `${operation.id} ${example}`].includes(name))
    expect(unprepared, name).toBeDefined()
    await server.reset()
    expect((await sender(server)(unprepared!)).status).toBe(409)
  })

  test('and all operations are among them', () => {
    expect(new Set(calls.map(({ operation }) => operation.id))).toEqual(new Set(Object.keys(contract.operations)))
  })
})

describe('a server that does otherwise is found out', () => {
  const broken: readonly [what: string, assemble: (parts: Parts) => Parts, id: keyof typeof contract.operations, fault: RegExp][] = [
    [
      'a property is missing',
      (parts) => ({
        ...parts,
        handlers: {
          ...parts.handlers,
          getTaxonomy: async (input) => {
            const answer = await parts.handlers.getTaxonomy(input)
            const { code: _code, ...data } = answer.data
            return { ...answer, data: data as typeof answer.data }
          },
        },
      }),
      'getTaxonomy',
      /^body: .*code/,
    ],
    [
      'the limits are not stated',
      (parts) => ({ ...parts, steps: { ...parts.steps, stateLimits: () => {} } }),
      'listProducts',
      /^X-RateLimit-Limit is missing$/,
    ],
    [
      'what is made is elsewhere',
      (parts) => ({
        ...parts,
        endpoints: {
          ...parts.endpoints,
          createProduct: { ...parts.endpoints.createProduct, location: () => '/products/prod_elsewhere' },
        },
      }),
      'createProduct',
      /^Location: nothing is at/,
    ],
  ]
  test.each(broken)('%s', async (_what, assemble, id, fault) => {
    const at = await openResettable(snapshot, assemble)
    await at.app.listen({ host: '127.0.0.1', port: 0 })
    const found = await faults(exampleCalls(contract.operations[id])[0]!, at)
    await at.close()
    expect(found).toContainEqual(expect.stringMatching(fault))
  })
})

import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { callOf, jsonOf, targetOf } from '../../docs-site/samples/call.ts'
import { startReferenceServer, type ReferenceServer } from '../../server/index.ts'
import { contract, type OperationId } from '../../spec/contract.ts'

/** What a program asked for, and what it got. */
export interface Exchange {
  readonly operation: OperationId | null
  readonly status: number
  readonly body: unknown
}

/** A reference server that has its initial data for every request. */
export interface Gateway {
  readonly baseUrl: string
  readonly keys: ReferenceServer['keys']
  /** Returns what came since the last call, in order. */
  taken(): readonly Exchange[]
  close(): Promise<void>
}

/**
 * The demo data contain the resources of the contract's examples, each in one state. These operations need it in another state: their request comes after the examples of
 * other operations, and if these create a resource, the request is for the new one.
 */
const preparations: Readonly<Partial<Record<OperationId, readonly OperationId[]>>> = {
  deleteProduct: ['createProduct'],
  recordCycleCountLines: ['createCycleCount'],
  completeCycleCount: ['createCycleCount', 'recordCycleCountLines'],
  executeTransferRecommendation: ['approveTransferRecommendation'],
  deleteForecastEvent: ['createForecastEvent'],
  generateForecastScenario: ['createForecastScenario'],
}

/** Headers of one connection (RFC 9110 §7.6.1), and those that `fetch` sets itself. */
const ofConnection = new Set([
  'connection',
  'host',
  'content-length',
  'transfer-encoding',
  'upgrade',
  'http2-settings',
  'keep-alive',
  'expect',
])

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request.setEncoding('utf8')) text += chunk as string
  return text
}

/**
 * Starts a reference server, and before it a gateway that restores changed data before it passes on a request. Programs can thus run one after the other, and none
 * finds what another one created or deleted. The time is that of the contract's examples.
 */
export async function openGateway(): Promise<Gateway> {
  const limits = { perMinute: 1_000_000, perHour: 1_000_000 }
  const server = await startReferenceServer({ seed: 'samples', clock: '2026-06-01T12:00:00Z', limits })
  const start = await server.snapshot('start')
  const exchanges: Exchange[] = []
  let isChanged = false

  /** Sends a request and returns the response with its text. */
  const send = async (method: string, target: string, headers: Readonly<Record<string, string>>, body: string | undefined) => {
    const response = await fetch(`${server.baseUrl}${target}`, { method, headers, ...(body === undefined ? {} : { body }) })
    return { response, text: await response.text() }
  }

  /** Prepares the data for a request, and returns what the request is for now. */
  const prepared = async (method: string, target: string): Promise<string> => {
    const headers = { authorization: `Bearer ${server.keys.nordwind.administrator}`, 'content-type': 'application/json' }
    for (const [name, before] of Object.entries(preparations)) {
      const { path, ...operation } = contract.operations[name as OperationId]
      const [, example] = new RegExp(`^${path.replace(/\{\w+\}/, '([^/?]+)')}$`).exec(target) ?? []
      if (operation.method !== method || example === undefined) continue
      let id = example
      for (const each of before) {
        const call = callOf(contract.operations[each], '')
        const { response, text } = await send(call.method, targetOf(call).replace(example, id), headers, jsonOf(call))
        if (!response.ok) throw new Error(`${each} before ${name} returned ${response.status}: ${text}`)
        if (response.status === 201) ({ id } = (JSON.parse(text) as { readonly data: { readonly id: string } }).data)
      }
      return target.replace(example, id)
    }
    return target
  }

  const passOn = async (request: IncomingMessage): Promise<Exchange> => {
    const { method = '', url = '' } = request
    const body = await bodyOf(request)
    if (isChanged) await server.restore(start)
    isChanged = method !== 'GET'
    const target = await prepared(method, url)
    const headers = Object.entries(request.headers).filter(([name]) => !ofConnection.has(name)) as [string, string][]
    const { response, text } = await send(method, target, Object.fromEntries(headers), body === '' ? undefined : body)
    return { operation: server.requests.last()?.operation ?? null, status: response.status, body: JSON.parse(text) }
  }

  const front = createServer((request, response) => {
    void passOn(request).then(
      (exchange) => {
        exchanges.push(exchange)
        response.writeHead(exchange.status, { 'content-type': 'application/json' }).end(JSON.stringify(exchange.body))
      },
      (error: unknown) => response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error)),
    )
  }).listen(0, '127.0.0.1')
  await once(front, 'listening')
  return {
    baseUrl: `http://127.0.0.1:${(front.address() as AddressInfo).port}`,
    keys: server.keys,
    taken: () => exchanges.splice(0),
    close: async () => {
      front.close()
      front.closeAllConnections()
      await server.close()
    },
  }
}

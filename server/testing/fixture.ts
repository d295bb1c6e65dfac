import { randomBytes } from 'node:crypto'
import { connect, type AddressInfo } from 'node:net'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { contract, type Schemas } from '../../spec/contract.ts'
import { buildApp, standardParts, type Limits, type Parts } from '../app.ts'
import { hashKeyText } from '../keys/key-text.ts'
import { newLimiter } from './new-limiter.ts'
import { newStore } from './new-store.ts'
import type { Product } from '../store/products-store.ts'
import type { Store } from '../store/store.ts'
import { product as sampleProduct, written } from './store-suite/sample.ts'

/** A time at the beginning of a minute and of a second. */
export const noon = Date.UTC(2026, 5, 1, 12)

interface KeyWish {
  readonly tenantId?: string
  readonly scopes?: readonly Schemas['Scope'][]
  readonly expiresAt?: string
  readonly revokedAt?: string
  readonly allowedIps?: readonly string[]
}

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: { data: any; pagination?: any; error: string; details: any } // eslint-disable-line @typescript-eslint/no-explicit-any -- judged by each test
  readonly text: string
}

export interface Fixture {
  readonly app: FastifyInstance
  readonly store: Store
  /** Set `now` to advance the time. */
  readonly clock: { now: number }
  readonly log: string[]
  /** Adds a key to tenant `tenant_a`, or to the requested one, and returns its text; its public id is `publicId`. */
  addKey(publicId: string, wish?: KeyWish): Promise<string>
  addProduct(tenantId: string, product: Partial<Product> & { id: string }): Promise<void>
  /** Sends a request with the administrator's key of `tenant_a`, the given key, or none (`null`). */
  call(method: string, url: string, options?: InjectOptions & { key?: string | null }): Promise<Answer>
  /** Listens on a free port, unless it already does. */
  port(): Promise<number>
  /** The response to these bytes, until the server closes the connection or `until` returns true. */
  raw(parts: readonly string[], until?: (received: string) => boolean): Promise<string>
  close(): Promise<void>
}

export async function openFixture(
  options: {
    store?: Store
    limits?: Partial<Limits>
    maxInFlight?: number
    trustedProxies?: readonly string[]
    assemble?: (parts: Parts) => Parts
    logLevel?: string
    cors?: readonly string[]
  } = {},
): Promise<Fixture> {
  const store = options.store ?? (await newStore())
  const clock = { now: noon }
  const log: string[] = []
  const deps = {
    contract,
    store,
    clock: () => clock.now,
    random: randomBytes,
    limits: { perMinute: 100_000, perHour: 1_000_000, anonymousPerMinute: 100_000, ...options.limits },
    cors: options.cors ?? [],
    ...(options.maxInFlight !== undefined && { maxInFlight: options.maxInFlight }),
    ...(options.trustedProxies !== undefined && { trustedProxies: options.trustedProxies }),
    log: { level: options.logLevel ?? 'info', stream: { write: (line: string) => void log.push(line) } },
  }
  const { limiter, close: closeLimiter } = await newLimiter()
  const parts = { ...standardParts(deps), limiter }
  const app = buildApp(deps, options.assemble?.(parts) ?? parts)
  await app.ready()

  for (const slug of ['a', 'b']) await store.insertTenant({ id: `tenant_${slug}`, slug, name: `Tenant ${slug}`, createdAt: written })

  const addKey: Fixture['addKey'] = async (publicId, wish = {}) => {
    const text = `bdk_test_${publicId}_0123456789abcdefghijklmnopqrstuv`
    await store.forTenant(wish.tenantId ?? 'tenant_a').keys.insert({
      id: `key_${publicId}`,
      publicId,
      secretHash: hashKeyText(text),
      name: publicId,
      keyPrefix: `bdk_test_${publicId}`,
      last4: text.slice(-4),
      scopes: [...(wish.scopes ?? [])],
      expiresAt: wish.expiresAt ?? null,
      allowedIps: [...(wish.allowedIps ?? [])],
      createdAt: written,
      updatedAt: written,
      revokedAt: wish.revokedAt ?? null,
    })
    return text
  }
  const administrator = await addKey('ADMIN', { scopes: ['*'] })

  const port = async () => {
    if (!app.server.listening) await app.listen({ port: 0, host: '127.0.0.1' })
    return (app.server.address() as AddressInfo).port
  }

  return {
    app,
    store,
    clock,
    log,
    addKey,
    async addProduct(tenantId, product) {
      await store.forTenant(tenantId).products.insert(sampleProduct({ sku: product.id, ...product }))
    },
    async call(method, url, { key = administrator, headers, ...rest } = {}) {
      const authorization = key === null ? {} : { authorization: `Bearer ${key}` }
      const response = await app.inject({ method: method as 'GET', url, headers: { ...authorization, ...headers }, ...rest })
      return {
        status: response.statusCode,
        headers: response.headers as Record<string, string>,
        body: response.body === '' ? {} : JSON.parse(response.body),
        text: response.body,
      }
    },
    port,
    async raw(parts, until = () => false) {
      const socket = connect({ port: await port(), host: '127.0.0.1', allowHalfOpen: true })
      let received = ''
      return new Promise((resolve) => {
        const end = () => {
          socket.destroy()
          resolve(received)
        }
        socket.setEncoding('utf8')
        socket.on('data', (chunk: string) => {
          received += chunk
          if (until(received)) end()
        })
        socket.on('end', end)
        // A rejection may be followed by a reset; data received before it counts.
        socket.on('error', end)
        void parts.reduce(async (sent, part) => {
          await sent
          if (part === '') socket.end()
          else socket.write(part)
          await new Promise((resolve) => setTimeout(resolve, 5))
        }, Promise.resolve())
      })
    },
    async close() {
      await app.close()
      await closeLimiter()
      await store.close()
    },
  }
}

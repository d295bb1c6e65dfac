/** A page of its own origin in a browser, which calls a deployment with `fetch`. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'

/** A request that the page sends; a body is sent as JSON. */
export interface Asking {
  readonly url: string
  readonly method?: string
  readonly key?: string
  readonly body?: string
}

/** What a script in the page gets to see of one answer. `body` is absent if there is none. */
export interface Seen {
  readonly status: number
  readonly remaining: string | null
  readonly requestId: string | null
  readonly location: string | null
  readonly retryAfter: string | null
  readonly body?: { readonly data?: unknown; readonly details?: { readonly code: string } }
}

export interface ServedPage {
  readonly origin: string
  readonly close: () => void
}

/** Serves one empty page at a port of its own, which makes it an origin of its own. */
export async function servePage(): Promise<ServedPage> {
  const server = createServer((_request, response) =>
    response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>Page</title>'),
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => void server.close() }
}

/** Resolves to what comes of a `fetch` in the page; to `blocked` if the browser keeps the answer from it. */
export const ask = (tab: Page, asking: Asking): Promise<Seen | 'blocked'> =>
  tab.evaluate(async ({ url, method = 'GET', key, body }) => {
    const headers = {
      ...(key === undefined ? {} : { Authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    }
    try {
      const response = await fetch(url, { method, headers, ...(body === undefined ? {} : { body }) })
      const header = (name: string) => response.headers.get(name)
      const text = await response.text()
      return {
        status: response.status,
        remaining: header('X-RateLimit-Remaining'),
        requestId: header('X-Request-Id'),
        location: header('Location'),
        retryAfter: header('Retry-After'),
        ...(text === '' ? {} : { body: JSON.parse(text) as NonNullable<Seen['body']> }),
      }
    } catch {
      return 'blocked'
    }
  }, asking)

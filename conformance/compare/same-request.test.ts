import { describe, expect, test } from 'vitest'
import type { Request } from '../model/request.ts'
import type { ReportedExchange } from '../report/reported-exchange.ts'
import { requestOf } from '../testing/fixture.ts'
import { isSameRequest } from './same-request.ts'

const then = { tag: 'conf-then', madeUp: new Set(['made-up-then']) }
const now = { tag: 'conf-now', madeUp: new Set(['made-up-now']) }
const id = { from: requestOf(), pointer: '/data/0/id' }

interface Shown {
  readonly request?: string
  readonly key?: string | null
  readonly headers?: ReportedExchange['sent']['headers']
  readonly body?: string
}

function isSame({ request = 'GET /products', key = 'main', headers = [], body }: Shown, planned: Partial<Request>): boolean {
  const exchange: ReportedExchange = {
    number: 1,
    request,
    curl: '',
    ...(key === null ? {} : { key }),
    sent: { headers, ...(body === undefined ? {} : { body }) },
    at: 0,
    milliseconds: 1,
  }
  return isSameRequest(exchange, then, now)(requestOf(planned))
}

const one = { path: '/products/{productId}' }
const write = { method: 'POST', effect: 'own' } as const

describe('the same request', () => {
  test.each<readonly [what: string, shown: Shown, planned: Partial<Request>]>([
    ['has the same method and path', {}, {}],
    ['may have another id from a response', { request: 'GET /products/p1' }, { ...one, params: { productId: id } }],
    ['may have another made-up id', { request: 'GET /products/made-up-then' }, { ...one, params: { productId: 'made-up-now' } }],
    ['has an encoded id', { request: 'GET /products/a%2Fb' }, { ...one, params: { productId: 'a/b' } }],
    [
      'has the same query',
      { request: 'GET /products?limit=5&page=2' },
      {
        query: [
          ['limit', 5],
          ['page', '2'],
        ],
      },
    ],
    ['has another key with the role', { key: 'main 3' }, {}],
    ['has a reader key in its place', { key: 'reader' }, {}],
    ['has no key', { key: null }, { credential: { kind: 'none' } }],
    [
      'has the same headers',
      {
        headers: [
          ['Accept', 'text/html'],
          ['X-Own', '1'],
        ],
      },
      { headers: { accept: 'text/html' } },
    ],
    [
      'has the same body, but for what the run made up',
      { request: 'POST /products', body: '{"name":"conf-then-a","code":"conf_then","parent":"p1","size":1}' },
      { ...write, body: { json: { name: 'conf-now-a', code: 'conf_now', parent: id, size: 1, none: undefined } } },
    ],
    ['has the same text', { request: 'POST /products', body: '{"a":' }, { ...write, body: { text: '{"a":' } }],
  ])('%s', (_what, shown, planned) => {
    expect(isSame(shown, planned)).toBe(true)
  })
})

describe('another request', () => {
  test.each<readonly [what: string, shown: Shown, planned: Partial<Request>]>([
    ['has another method', { request: 'HEAD /products' }, {}],
    ['has another path', { request: 'GET /categories' }, {}],
    ['has a longer path', { request: 'GET /products/p1' }, {}],
    ['has a made-up id in place of a real one', { request: 'GET /products/p1' }, { ...one, params: { productId: 'made-up-now' } }],
    ['has a real id in place of a made-up one', { request: 'GET /products/made-up-then' }, { ...one, params: { productId: id } }],
    ['has another query', { request: 'GET /products?limit=5' }, { query: [['limit', 6]] }],
    ['has no query', { request: 'GET /products?limit=5' }, {}],
    ['has a key of another role', { key: 'other' }, {}],
    ['has no key', { key: null }, {}],
    ['has another header', { headers: [['Accept', 'text/html']] }, { headers: { Accept: 'text/plain' } }],
    ['has another body', { request: 'POST /products', body: '{"a":1}' }, { ...write, body: { json: { a: 2 } } }],
    ['has more in its body', { request: 'POST /products', body: '{"a":1}' }, { ...write, body: { json: { a: 1, b: 2 } } }],
    ['has a list in place of an object', { request: 'POST /products', body: '[]' }, { ...write, body: { json: {} } }],
    ['has no body', { request: 'POST /products', body: '{}' }, write],
    ['has a body', { request: 'POST /products' }, { ...write, body: { json: {} } }],
  ])('%s', (_what, shown, planned) => {
    expect(isSame(shown, planned)).toBe(false)
  })
})

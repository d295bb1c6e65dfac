import { expect, test } from 'vitest'
import { type Arrival, beginExchange } from '../http/exchange.ts'
import { steps } from '../http/pipeline.ts'
import type { Service } from '../http/service.ts'
import { keyIn } from './choose.ts'
import { createJournal } from './journal.ts'

const arrival: Arrival = {
  at: Date.UTC(2026, 5, 1),
  began: 0,
  method: 'POST',
  path: '/api/products',
  query: '',
  headers: { host: 'localhost' },
  repeated: [],
  httpVersion: '1.1',
  address: '127.0.0.1',
  params: {},
  readBody: () => Promise.reject(new Error('nothing reads it')),
}

/** A journal, and a function that enters an answered request with a body. */
function started() {
  const journal = createJournal(keyIn)
  const { record } = journal.observing({ ...steps, record: () => undefined }, [])
  const enter = (change: Partial<Arrival>, text?: string) => {
    const exchange = beginExchange({ ...arrival, ...change }, { endpoint: undefined, allow: undefined }, () => Promise.resolve())
    exchange.text = text
    void record(exchange, {} as Service)
  }
  return { journal, enter }
}

const secret = 'bdk_demo_NORDADMIN_secretSecret'

test.each([
  ['as it is', `{"sku":"${secret}"}`],
  ['with an escape', `{"sku":"\\u0062${secret.slice(1)}"}`],
])('a key in a body %s is masked', (_, text) => {
  const { journal, enter } = started()
  enter({}, text)
  expect(journal.last()?.body).toEqual({ sku: 'bdk_demo_NORDADMIN_[redacted]' })
})

test('the latest 1000 requests are kept, however often the oldest was replaced', () => {
  const { journal, enter } = started()
  for (let number = 1; number <= 2345; number++) enter({ path: `/api/${number}` })
  expect([journal.dropped, journal.count()]).toEqual([1345, 1000])
  const numbers = journal.entries().map(({ number, path }) => [number, path])
  expect([numbers[0], numbers.at(-1)]).toEqual([
    [1346, '/api/1346'],
    [2345, '/api/2345'],
  ])
  journal.clear()
  expect([journal.dropped, journal.entries(), journal.last()]).toEqual([0, [], undefined])
  enter({})
  expect(journal.last()?.number).toBe(1)
})

const megabyte = 1024 * 1024

test.each([
  ['bodies', { text: JSON.stringify('x'.repeat(megabyte)) }],
  ['headers', { headers: { 'x-long': 'x'.repeat(megabyte) } }],
  ['queries', { query: 'x'.repeat(megabyte) }],
  ['paths', { path: 'x'.repeat(megabyte) }],
])('fewer requests are kept if they have long %s', (_, { text, ...change }: { text?: string } & Partial<Arrival>) => {
  const { journal, enter } = started()
  for (let times = 0; times < 20; times++) enter(change, text)
  expect([journal.count(), journal.dropped]).toEqual([15, 5])
  expect(journal.entries()[0]?.number).toBe(6)
})

test('a request without an answer has neither body nor status', () => {
  const { journal } = started()
  journal.closed({ ...arrival, query: `key=${secret}`, headers: { authorization: `Bearer ${secret}` } }, 'createProduct', ['fault-1'])
  expect(journal.last()).toMatchObject({
    number: 1,
    operation: 'createProduct',
    key: 'NORDADMIN',
    keyId: null,
    headers: { authorization: 'Bearer bdk_demo_NORDADMIN_[redacted]' },
    query: { key: 'bdk_demo_NORDADMIN_[redacted]' },
    body: null,
    status: null,
    affectedBy: ['fault-1'],
  })
})

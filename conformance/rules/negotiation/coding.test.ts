import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { Answered } from '../../exchange.ts'
import { codingOf, unpacked } from './coding.ts'

function answer(body: Buffer, coding?: string): Answered {
  return {
    number: 1,
    request: {
      planned: { method: 'GET', path: '/products', params: {}, query: [], headers: {}, credential: { kind: 'none' }, effect: 'read' },
      method: 'GET',
      url: 'http://127.0.0.1/products',
      headers: {},
      credential: { kind: 'none' },
    },
    sentAt: 0,
    receivedAt: 0,
    reply: { status: 200, headers: coding === undefined ? [] : [['content-encoding', coding]], body },
  }
}

test('a coding is known in any case, and identity is none', () => {
  expect(codingOf(answer(Buffer.from('{}'), 'GZIP'))).toBe('gzip')
  expect(codingOf(answer(Buffer.from('{}'), 'identity'))).toBeUndefined()
  expect(codingOf(answer(Buffer.from('{}'), ''))).toBeUndefined()
  expect(codingOf(answer(Buffer.from('{}')))).toBeUndefined()
})

test('JSON is read packed and unpacked', () => {
  expect(unpacked(answer(gzipSync('{"data":[]}'), 'gzip'))).toEqual({ value: { data: [] } })
  expect(unpacked(answer(Buffer.from('{"data":[]}'), 'gzip'))).toEqual({ value: { data: [] } })
})

test('what is neither, or unpacks to more than any answer has, is nothing', () => {
  expect(unpacked(answer(Buffer.from('<html>'), 'gzip'))).toBeUndefined()
  expect(unpacked(answer(gzipSync(`"${' '.repeat(17 * 1024 * 1024)}"`), 'gzip'))).toBeUndefined()
})

test('JSON that is as long as its Content-Length was never packed', () => {
  const { reply, ...rest } = answer(Buffer.from('{"data":[]}'), 'gzip')
  expect(unpacked({ ...rest, reply: { ...reply, headers: [...reply.headers, ['content-length', '11']] } })).toBeUndefined()
})

import { expect, test } from 'vitest'
import { legibleLine, legibleLines } from './log-lines.ts'

const time = new Date(2026, 5, 1, 9, 8, 7, 6).getTime()
const usual = { level: 30, time, pid: 1, hostname: 'here' }

test.each<readonly [what: string, line: object, want: string]>([
  [
    'a request',
    {
      ...usual,
      requestId: 'req_1',
      method: 'GET',
      operationId: 'listProducts',
      path: '/api/products',
      status: 200,
      keyId: 'key_1',
      durationMs: 3.2,
      msg: 'request',
    },
    '09:08:07.006 INFO  GET /api/products 200 3.2 ms  listProducts requestId=req_1 keyId=key_1',
  ],
  [
    'a request that no operation has',
    { ...usual, requestId: 'req_1', method: 'GET', path: '/api/nothing', status: 404, durationMs: 1, msg: 'request' },
    '09:08:07.006 INFO  GET /api/nothing 404 1 ms requestId=req_1',
  ],
  [
    'an error',
    {
      ...usual,
      level: 50,
      requestId: 'req_1',
      err: { type: 'Error', message: 'no', stack: 'Error: no\n    at here' },
      msg: 'the server failed',
    },
    '09:08:07.006 ERROR the server failed requestId=req_1\n    Error: no\n        at here',
  ],
  ['an error without a stack', { ...usual, level: 60, err: { message: 'no' }, msg: 'failed' }, '09:08:07.006 FATAL failed\n    no'],
  ['another message', { ...usual, level: 40, msg: 'Server listening', port: 4010 }, '09:08:07.006 WARN  Server listening port=4010'],
])('%s is one that a person can read', (_, line, want) => {
  expect(legibleLine(JSON.stringify(line))).toBe(want)
})

test('text that is not JSON stays as it is', () => {
  expect(legibleLine('Warning: no')).toBe('Warning: no')
})

test('all lines that are written at once are converted', () => {
  let written = ''
  const line = JSON.stringify({ ...usual, msg: 'x' })
  legibleLines({ write: (text) => (written += text) }).write(`${line}\n${line}\n`)
  expect(written).toBe('09:08:07.006 INFO  x\n09:08:07.006 INFO  x\n')
})

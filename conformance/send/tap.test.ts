import type { Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import { Tap } from './tap.ts'

/** A tap on a connection that received these chunks. */
function heard(...chunks: readonly (string | Buffer)[]): Tap {
  const rest = chunks.map((each) => (typeof each === 'string' ? Buffer.from(each, 'latin1') : each))
  const socket = { read: (): Buffer | null => rest.shift() ?? null }
  const tap = new Tap()
  tap.listen(socket as unknown as Socket)
  for (let chunk = socket.read(); chunk !== null; chunk = socket.read()) {
    // The reader may reuse the buffer.
    chunk.fill(0)
  }
  return tap
}

const ok = 'HTTP/1.1 200 OK\r\n'

test('the reader is not affected', () => {
  const asked: unknown[] = []
  const socket = {
    read(this: unknown, size?: number): Buffer | null {
      asked.push(size, this === socket)
      return Buffer.from('abc')
    },
  }
  new Tap().listen(socket as unknown as Socket)
  expect(socket.read(3)?.toString()).toBe('abc')
  expect(asked).toEqual([3, true])
})

describe('bytes after the end of the answer', () => {
  test.each<readonly [method: string, chunks: readonly string[], want: number]>([
    ['GET', [`${ok}Content-Length: 2\r\n\r\nab`], 0],
    ['GET', [`${ok}Content-Length: 2\r\n\r\nabcde`], 3],
    ['GET', [`${ok}content-length:2\r\n\r\nab`, 'cd', 'e'], 3],
    ['GET', [`${ok}Content-Length: 5\r\n\r\nab`], 0],
    ['GET', [`${ok}Content-Length: 2 \r\n\r\nabc`], 1],
    ['HEAD', [`${ok}Content-Length: 5\r\n\r\n`], 0],
    ['HEAD', [`${ok}Content-Length: 5\r\n\r\nabcde`], 5],
    ['GET', ['HTTP/1.1 204 No Content\r\nContent-Length: 9\r\n\r\nab'], 2],
    ['GET', ['HTTP/1.1 304 Not Modified\r\n\r\nab'], 2],
    ['GET', ['HTTP/1.1 205 Reset\r\n\r\nab'], 0],
    // If it is unknown, there are none.
    ['GET', [`${ok}\r\nabc`], 0],
    ['GET', [`${ok}Content-Length: 1\r\nContent-Length: 1\r\n\r\nabc`], 0],
    ['GET', [`${ok}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\nabc`], 0],
    ['GET', [`${ok}Content-Length: 1a\r\n\r\nabc`], 0],
    ['GET', [`${ok}Content-Length: a1\r\n\r\nabc`], 0],
    ['GET', [`${ok}Content-Length: 1`], 0],
    ['GET', ['no HTTP at all\r\n\r\nabc'], 0],
    ['GET', [' HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nabc'], 0],
    ['GET', ['HTTP/1.1 20 OK\r\nContent-Length: 1\r\n\r\nabc'], 0],
    ['GET', ['HTTP/1.1 2000 OK\r\nContent-Length: 1\r\n\r\nabc'], 0],
    ['GET', ['HTTP/2.0 200 OK\r\nContent-Length: 1\r\n\r\nabc'], 0],
    ['GET', [], 0],
    // The reason phrase is optional.
    ['GET', ['HTTP/1.1 200\r\nContent-Length: 1\r\n\r\nabc'], 2],
    ['GET', ['HTTP/1.0 200 \r\nContent-Length: 1\r\n\r\nabc'], 2],
    // Interim responses precede the final one.
    ['GET', [`HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nContent-Length: 9\r\n\r\n${ok}Content-Length: 1\r\n\r\nabc`], 2],
    ['GET', ['HTTP/1.1 199 Odd\r\nContent-Length: 1\r\n\r\nabc'], 0],
    // An invalid header line is ignored.
    ['GET', [`${ok}: 9\r\nContent-Length\r\nContent Length: 7\r\nX Content-Length: 7\r\nContent-Length: 1\r\n\r\nabc`], 2],
  ])('%s %j has %i', (method, chunks, want) => {
    expect(heard(...chunks).surplus(method)).toBe(want)
  })

  test('are counted beyond what is kept', () => {
    const head = `${ok}Content-Length: 10\r\n\r\n`
    const tap = heard(head, Buffer.alloc(70_000, 'x'), Buffer.alloc(30_000, 'x'))
    expect(tap.surplus('GET')).toBe(99_990)
  })

  test('are not reported if the recorded part does not contain the whole head', () => {
    expect(heard(`${ok}X: ${'x'.repeat(66_000)}\r\nContent-Length: 1\r\n\r\nabc`).surplus('GET')).toBe(0)
    expect(heard(`${ok}X: ${'x'.repeat(60_000)}`, `\r\nContent-Length: 1\r\n\r\nabc`).surplus('GET')).toBe(2)
  })
})

describe('a response that declares its end in two ways', () => {
  const framed = (body: string): string => `${ok}Content-Length: 5\r\nTransfer-Encoding: chunked\r\nX-Y:  z \r\n\r\n${body}`

  test.each<readonly [body: string, want: string]>([
    ['5\r\nhello\r\n0\r\n\r\n', 'hello'],
    ['2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n', 'hello'],
    ['A;name=value\r\n0123456789\r\n0\r\n\r\n', '0123456789'],
    ['a  \r\n0123456789\r\n0\r\n\r\nmore', '0123456789'],
    ['5\r\nhel', 'hel'],
    ['2\r\nhe\r\nno chunk', 'he'],
    ['2\r\nhe\r\nno chunk\r\n', 'he'],
    ['hello', 'hello'],
    ['hello\r\n', 'hello\r\n'],
    ['123456789\r\nabc', '123456789\r\nabc'],
    ['x5\r\nhello', 'x5\r\nhello'],
    ['10\r\n0123456789abcdef\r\n0\r\n\r\n', '0123456789abcdef'],
    ['5\r\nhello\r\n0\r\n\r\n2\r\nxx\r\n', 'hello'],
    ['0\r\n\r\n', ''],
    ['', ''],
  ])('with %j has the body %j', (body, want) => {
    const reply = heard(framed(body)).framedTwice()
    expect(reply?.body.toString('latin1')).toBe(want)
    expect(reply).toMatchObject({
      status: 200,
      headers: [
        ['Content-Length', '5'],
        ['Transfer-Encoding', 'chunked'],
        ['X-Y', 'z'],
      ],
    })
  })

  test.each([[`${ok}Content-Length: 5\r\n\r\nhello`], [`${ok}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n`], [`${ok}\r\n`], ['nothing']])(
    '%j is none',
    (text) => {
      expect(heard(text).framedTwice()).toBeUndefined()
    },
  )

  test('is kept as far as its first 64 KiB', () => {
    const tap = heard(framed(''), Buffer.alloc(60_000, 'x'), Buffer.alloc(60_000, 'x'), Buffer.alloc(9, 'x'))
    expect(tap.framedTwice()?.body.length).toBe(64 * 1024 - framed('').length)
  })
})

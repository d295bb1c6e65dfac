import zlib from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { Reply } from './exchange.ts'
import { codingsIn, unpack, unpackedReply } from './unpack.ts'

const text = Buffer.from('{"data":[]}')
const most = 1024 * 1024
const reply = (coding: string | undefined, body: Buffer, more: Partial<Reply> = {}): Reply => ({
  status: 200,
  headers: coding === undefined ? [] : [['content-encoding', coding]],
  body,
  ...more,
})

test.each<readonly [lines: readonly string[], want: readonly string[]]>([
  [['GZIP'], ['gzip']],
  [['x-gzip'], ['gzip']],
  [['X-Compress'], ['compress']],
  [['deflate, gzip'], ['deflate', 'gzip']],
  [
    ['deflate', 'Br'],
    ['deflate', 'br'],
  ],
  [['identity'], []],
  [[' , ', ''], []],
  [['x-br'], ['x-br']],
])('%j contains the codings %j', (lines, want) => {
  expect(codingsIn(lines.map((each) => ['Content-ENCODING', each]))).toEqual(want)
})

describe('a body', () => {
  test.each<readonly [coding: string, packed: Buffer]>([
    ['gzip', zlib.gzipSync(text)],
    ['x-gzip', zlib.gzipSync(text)],
    ['br', zlib.brotliCompressSync(text)],
    ['deflate', zlib.deflateSync(text)],
    ['deflate', zlib.deflateRawSync(text)],
    ['deflate, gzip', zlib.gzipSync(zlib.deflateSync(text))],
    ['gzip, identity, BR', zlib.brotliCompressSync(zlib.gzipSync(text))],
  ])('that is encoded with %s is decoded', (coding, packed) => {
    expect(unpackedReply(reply(coding, packed), most)).toEqual({
      ...reply(coding, text),
      packed: { coding: expect.any(String) as string, length: packed.length },
    })
  })

  test('without a coding, or empty as with HEAD, is unchanged', () => {
    for (const each of [reply(undefined, text), reply('identity', text), reply('gzip', Buffer.alloc(0))])
      expect(unpackedReply(each, most)).toBe(each)
  })

  test('with an unsupported coding is not read, and is not a fault', () => {
    const { unread, packed, body } = unpackedReply(reply('compress', Buffer.from([0x1f, 0x9d, 0x90])), most)
    expect({ unread, packed, size: body.length }).toEqual({
      unread: 'the Content-Encoding compress is not supported, so the body was not decoded',
      packed: { coding: 'compress', length: 3 },
      size: 3,
    })
    expect(unpack(text, Array<string>(5).fill('gzip'), most)).toEqual({ is: 'unknown', coding: 'gzip, gzip, gzip, gzip, gzip' })
  })

  test('that does not match its coding is reported', () => {
    for (const coding of ['gzip', 'br', 'deflate']) {
      const told = unpackedReply(reply(coding, text), most)
      expect(told.packed?.isUntrue).toBe(true)
      expect(told.unread).toBe(`the Content-Encoding is ${coding}, but the body is not valid ${coding}`)
    }
    // The last coding is decoded first; its content is not gzip.
    expect(unpack(zlib.deflateSync(text), ['gzip', 'deflate'], most)).toEqual({ is: 'untrue', coding: 'gzip' })
    expect(unpack(zlib.gzipSync(text).subarray(0, 20), ['gzip'], most)).toEqual({ is: 'untrue', coding: 'gzip' })
  })

  test('that exceeds the maximum decoded size is cut, in every step', () => {
    const vast = Buffer.alloc(2 * most, ' ')
    for (const [coding, packed] of [
      ['gzip', zlib.gzipSync(vast)],
      ['br', zlib.brotliCompressSync(vast)],
      ['deflate', zlib.deflateSync(vast)],
      ['deflate', zlib.deflateRawSync(vast)],
      ['gzip, gzip', zlib.gzipSync(zlib.gzipSync(vast))],
    ] as const) {
      const { truncated, body } = unpackedReply(reply(coding, packed), most)
      expect({ coding, truncated, size: body.length }).toEqual({ coding, truncated: true, size: 0 })
    }
  })

  test('that was truncated is not decoded', () => {
    const cut = reply('gzip', zlib.gzipSync(text).subarray(0, 10), { truncated: true })
    expect(unpackedReply(cut, most)).toEqual({ ...cut, packed: { coding: 'gzip', length: 10 } })
  })
})

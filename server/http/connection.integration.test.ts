import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noon, openFixture, type Fixture } from '../testing/fixture.ts'

let fixture: Fixture
beforeAll(async () => {
  fixture = await openFixture()
  await fixture.addProduct('tenant_a', { id: 'prod_1' })
})
afterAll(() => fixture.close())

const authorized = 'Host: x\r\nAuthorization: Bearer bdk_test_ADMIN_0123456789abcdefghijklmnopqrstuv\r\n'
const json = 'Content-Type: application/json\r\n'
const closing = 'Connection: close\r\n'

interface Wire {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

/** The answers in what came over the wire, one after the other; throws where it is not what its headers say. */
function answers(received: string): Wire[] {
  if (received === '') return []
  const [head = '', ...after] = received.split('\r\n\r\n')
  const rest = after.join('\r\n\r\n')
  const [statusLine = '', ...lines] = head.split('\r\n')
  const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(statusLine)?.[1])
  if (Number.isNaN(status)) throw new Error(`expected a status line, came ${JSON.stringify(statusLine)}`)
  if (status === 100) return answers(rest)
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]),
  )
  const length = Number(headers['content-length'])
  return [{ status, headers, text: rest.slice(0, length) }, ...answers(rest.slice(length))]
}

async function send(parts: readonly string[], until?: (received: string) => boolean) {
  const all = answers(await fixture.raw(parts, until))
  for (const { headers, status, text } of all) {
    expect(headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-request-id': expect.stringMatching(/^req_[0-9a-z]{20}$/),
      'x-ratelimit-limit': '100000',
      'x-ratelimit-remaining': expect.stringMatching(/^\d+$/),
      'x-ratelimit-reset': String(noon / 1000 + 60),
      date: expect.stringContaining('GMT'),
    })
    if (status >= 400) expect(JSON.parse(text).details.requestId).toBe(headers['x-request-id'])
  }
  return all
}

const issuesOf = (answer: Wire | undefined) => JSON.parse(answer?.text ?? '{}').details.issues

describe('what is no HTTP', () => {
  it.each([
    ['a line of garbage', 'garbage\r\n\r\n', 'must be well-formed HTTP/1.1'],
    ['an unknown method', 'FETCH / HTTP/1.1\r\nHost: x\r\n\r\n', 'must be well-formed HTTP/1.1'],
    ['another version', 'GET / HTTP/3.0\r\nHost: x\r\n\r\n', 'must be well-formed HTTP/1.1'],
    ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'must be well-formed HTTP/1.1'],
    ['a header without a colon', 'GET / HTTP/1.1\r\nHost x\r\n\r\n', 'must be well-formed HTTP/1.1'],
    ['a length that is no number', `POST /api/products HTTP/1.1\r\n${authorized}Content-Length: x\r\n\r\n`, 'must be well-formed HTTP/1.1'],
    [
      'two ways to tell the length',
      `POST /api/products HTTP/1.1\r\n${authorized}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      'must be well-formed HTTP/1.1',
    ],
    ['a header of 70 KiB', `GET / HTTP/1.1\r\nX: ${'a'.repeat(70_000)}\r\n\r\n`, 'must not have more than 16 KiB of header fields'],
    [
      'a target of 70 KiB',
      `GET /api/products/${'a'.repeat(70_000)} HTTP/1.1\r\n${authorized}\r\n`,
      'must not have more than 16 KiB of header fields',
    ],
  ])('%s is answered 400 in the envelope', async (_what, bytes, message) => {
    const [answer, ...others] = await send([bytes])
    expect(others).toEqual([])
    expect(answer?.status).toBe(400)
    expect(answer?.headers['connection']).toBe('close')
    expect(issuesOf(answer)).toEqual([{ in: 'header', path: '', message }])
  })

  it('is answered once, however much of it comes', async () => {
    expect(await send(['garbage\r\n\r\n', 'garbage\r\n\r\n', 'garbage\r\n\r\n'])).toHaveLength(1)
  })

  it('counts for the address it comes from, which gets 429 when nothing is left', async () => {
    const limited = await openFixture({ limits: { anonymousPerMinute: 1 } })
    const [first] = answers(await limited.raw(['garbage\r\n\r\n']))
    const [second] = answers(await limited.raw(['garbage\r\n\r\n']))
    expect([first?.status, first?.headers['x-ratelimit-remaining']]).toEqual([400, '0'])
    expect([second?.status, second?.headers['retry-after']]).toEqual([429, '60'])
    await limited.close()
  })
})

describe('a body that does not come as announced', () => {
  const post = `POST /api/products HTTP/1.1\r\n${authorized}${json}`

  it.each([
    ['a chunk of no size', [`${post}Transfer-Encoding: chunked\r\n\r\n`, 'zz\r\n']],
    ['fewer bytes than Content-Length says', [`${post}Content-Length: 100\r\n\r\n{}`, '']],
    ['chunks without an end', [`${post}Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n`, '']],
  ])('%s: is answered 400, for the key that sent it', async (_what, parts) => {
    const [answer, ...others] = await send(parts)
    expect(others).toEqual([])
    expect(answer?.status).toBe(400)
    expect(issuesOf(answer)).toEqual([{ in: 'body', path: '', message: 'must be well-formed HTTP/1.1' }])
    expect(answer?.headers['connection']).toBe('close')
  })

  it('is not waited for after the refusal that came before it', async () => {
    const parts = ['POST /api/products HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n', 'zz\r\n']
    expect((await send(parts)).map(({ status }) => status)).toEqual([401])
  })

  it('more bytes than Content-Length says: the answer comes whole, and nothing after it', async () => {
    const all = await send([`${post}Content-Length: 2\r\n\r\n{}{}{}{}`])
    expect(all.map(({ status, headers }) => [status, headers['connection']])).toEqual([[400, 'close']])
  })

  it('is given up when it takes too long', async () => {
    const slow = await openFixture()
    Object.assign(slow.app.server, { headersTimeout: 50, requestTimeout: 50, connectionsCheckingInterval: 20 })
    const [late] = answers(await slow.raw([`${post}Content-Length: 100\r\n\r\n{`]))
    expect(late?.status).toBe(400)
    expect(issuesOf(late)).toEqual([{ in: 'body', path: '', message: 'must arrive before the request timeout' }])
    await slow.close()
  })
})

describe('a body over the limit', () => {
  const next = `GET /api/products/prod_1 HTTP/1.1\r\n${authorized}${closing}\r\n`

  it.each([
    ['announced', `Content-Length: 2000000\r\n\r\n${'a'.repeat(2_000_000)}`],
    ['in chunks', `Transfer-Encoding: chunked\r\n\r\n${`10000\r\n${'a'.repeat(65_536)}\r\n`.repeat(30)}0\r\n\r\n`],
  ])('%s is answered 413, to a client that sends it all first, and the connection goes on', async (_how, rest) => {
    const all = await send([`POST /api/products HTTP/1.1\r\n${authorized}${json}${rest}`, next])
    expect(all.map(({ status }) => status)).toEqual([413, 200])
  })

  it('is answered before it is sent', async () => {
    const all = await send([`POST /api/products HTTP/1.1\r\n${authorized}${json}Content-Length: 2000000\r\n\r\n`], (received) =>
      received.includes('}}'),
    )
    expect(all.map(({ status }) => status)).toEqual([413])
  })
})

describe('an expectation', () => {
  const body = '{"sku":"SKU-100","name":"Pole"}'
  const post = (headers: string) =>
    `POST /api/products HTTP/1.1\r\n${headers}${json}Expect: 100-continue\r\nContent-Length: ${body.length}\r\n`

  it('is met when the body is going to be read', async () => {
    const received = await fixture.raw([`${post(authorized)}${closing}\r\n`, body])
    expect(received.startsWith('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 Created\r\n')).toBe(true)
  })

  it('leads to what is dated by when the body is there, not by when the request began', async () => {
    const one = body.replace('SKU-100', 'SKU-101')
    const received = await fixture.raw([`${post(authorized)}${closing}\r\n`, ...Array.from(one)], (so) => {
      if (so.startsWith('HTTP/1.1 100 ')) fixture.clock.now = noon + 1000
      return false
    })
    fixture.clock.now = noon
    expect(JSON.parse(answers(received)[0]?.text ?? '').data).toMatchObject({ sku: 'SKU-101', createdAt: '2026-06-01T12:00:01Z' })
  })

  it('is not met when the request is refused without its body, and the connection ends', async () => {
    const received = await fixture.raw([`${post('Host: x\r\n')}\r\n`])
    expect(received).not.toContain('100 Continue')
    expect(answers(received).map(({ status, headers }) => [status, headers['connection']])).toEqual([[401, 'close']])
  })

  it('that nobody knows is not minded', async () => {
    const all = await send([`GET /api/products/prod_1 HTTP/1.1\r\n${authorized}Expect: tea\r\n${closing}\r\n`])
    expect(all.map(({ status }) => status)).toEqual([200])
  })
})

describe('a request in an unusual form', () => {
  it.each([
    ['an absolute target', `GET http://x/api/products/prod_1 HTTP/1.1\r\n${authorized}${closing}\r\n`, 200],
    ['a prefix with an encoded letter', `GET /%61pi/products/prod_1 HTTP/1.1\r\n${authorized}${closing}\r\n`, 200],
    ['an absolute target with an encoded letter', `GET http://x/a%70i/products/prod_1 HTTP/1.1\r\n${authorized}${closing}\r\n`, 200],
    ['HTTP/1.0 without a host', `GET /api/products/prod_1 HTTP/1.0\r\n${authorized.replace('Host: x\r\n', '')}\r\n`, 200],
    [
      'an upgrade that nobody offers',
      `GET /api/products/prod_1 HTTP/1.1\r\n${authorized}Connection: Upgrade, close\r\nUpgrade: websocket\r\n\r\n`,
      200,
    ],
    ['a body of GET', `GET /api/products/prod_1 HTTP/1.1\r\n${authorized}${closing}Content-Length: 5\r\n\r\nhello`, 200],
    ['OPTIONS of everything', `OPTIONS * HTTP/1.1\r\n${authorized}${closing}\r\n`, 404],
    ['CONNECT', `CONNECT example.com:443 HTTP/1.1\r\n${authorized}\r\n`, 404],
    ['CONNECT without a key', 'CONNECT example.com:443 HTTP/1.1\r\nHost: x\r\n\r\n', 401],
    ['an undecodable target without a key', `GET /api/%zz HTTP/1.1\r\nHost: x\r\n${closing}\r\n`, 401],
  ])('%s is answered', async (_what, bytes, status) => {
    expect((await send([bytes])).map((answer) => answer.status)).toEqual([status])
  })

  it('HTTP/1.1 without a host is refused', async () => {
    const [answer] = await send([`GET /api/products/prod_1 HTTP/1.1\r\n${authorized.replace('Host: x\r\n', '')}${closing}\r\n`])
    expect(answer?.status).toBe(400)
    expect(issuesOf(answer)).toEqual([{ in: 'header', path: 'Host', message: 'must be present' }])
  })

  it.each([
    ['Host', `${authorized}Host: y\r\n`],
    ['Host', `${authorized}host: x\r\n`],
    ['Authorization', `${authorized}AUTHORIZATION: Bearer bdk_test_ADMIN_0123456789abcdefghijklmnopqrstuv\r\n`],
    ['Authorization', `Authorization: Basic eA==\r\n${authorized}`],
    ['Authorization', `${authorized}Authorization:\r\n`],
  ])('two %s headers are refused: %j', async (name, headers) => {
    for (const path of ['products/prod_1', 'products']) {
      const [answer] = await send([`GET /api/${path} HTTP/1.1\r\n${headers}${closing}\r\n`])
      expect([answer?.status, issuesOf(answer)]).toEqual([400, [{ in: 'header', path: name, message: 'must be sent once' }]])
    }
  })

  it('requests that come all at once are answered in their order', async () => {
    const get = (path: string, more = '') => `GET /api/${path} HTTP/1.1\r\n${authorized}${more}\r\n`
    const all = await send([get('products') + get('nowhere') + get('products/prod_1', closing)])
    expect(all.map(({ status }) => status)).toEqual([200, 404, 200])
  })
})

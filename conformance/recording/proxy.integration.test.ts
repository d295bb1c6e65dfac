/** The traffic through the proxy, byte for byte, and the reports of lost exchanges. */
import { once } from 'node:events'
import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { maxBytes, type Passed } from './passage.ts'
import { openProxy, originForm, type About, type Proxy } from './proxy.ts'
import { MemoryBudget } from './memory-budget.ts'

const open: { close: () => unknown }[] = []
afterEach(async () => {
  for (const each of open.splice(0)) await each.close()
})

/** A deployment that responds as `answer` defines, and records the requests. */
async function deployment(answer: http.RequestListener = (_incoming, outgoing) => outgoing.end('{}')) {
  const asked: { readonly target: string; readonly headers: readonly string[]; readonly body: string }[] = []
  const server = http.createServer((incoming, outgoing) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      asked.push({
        target: `${incoming.method ?? ''} ${incoming.url ?? ''}`,
        headers: incoming.rawHeaders,
        body: Buffer.concat(chunks).toString(),
      })
      answer(incoming, outgoing)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push({ close: () => (server.closeAllConnections(), server.close()) })
  return { asked, target: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api` }
}

const plenty = 64 * 1024 * 1024

async function proxied(target: string, timeout = 2000, room = new MemoryBudget(plenty)) {
  const entries: Passed[] = []
  const losses: { readonly why: string; readonly isReached: boolean }[] = []
  const leftOut: { readonly about: About; readonly why: string }[] = []
  const moments: number[] = []
  const proxy: Proxy = await openProxy({
    target,
    port: 0,
    timeout,
    room,
    onPassed: (passed, quietUntil) => {
      entries.push(passed)
      moments.push(quietUntil)
    },
    onLeftOut: (about, why) => leftOut.push({ about, why }),
    onLoss: (_about, why, isReached) => losses.push({ why, isReached }),
  })
  open.push(proxy)
  return { proxy, entries, losses, leftOut, moments, port: Number(new URL(proxy.baseUrl).port), host: new URL(proxy.baseUrl).host }
}

/** Sends bytes, and resolves to the complete response. */
const raw = (port: number, text: string): Promise<string> =>
  new Promise((resolve) => {
    let got = ''
    const socket = net.connect(port, '127.0.0.1', () => socket.write(text))
    socket.on('data', (chunk) => (got += chunk.toString('latin1')))
    socket.on('close', () => resolve(got)).on('error', () => resolve(got))
  })
const ask = (target: string, host = 'x', method = 'GET'): string =>
  `${method} ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`

describe('a request target', () => {
  test.each([
    '/api/products',
    '/api/products?a=b&a=%2F%2f&c=%C3%BC',
    '/api/products/a%2fb/..;/%2E%2E?q=\'<>"{}|\\^`',
    '/api//products/./x/../y',
    '/api/products?',
    '/api/products?url=http://a/b?c#d',
  ])('is forwarded byte for byte: %s', async (target) => {
    const { asked, target: at } = await deployment()
    const { port, entries } = await proxied(at)
    expect(await raw(port, ask(target))).toMatch(/^HTTP\/1\.1 200 /)
    expect(asked.map((each) => each.target)).toEqual([`GET ${target}`])
    expect(entries.map((each) => each.target)).toEqual([target])
  })

  test('may be an absolute URL of the deployment or of the proxy itself', async () => {
    const { asked, target } = await deployment()
    const { port, host } = await proxied(target)
    const there = new URL(target).host
    await raw(port, ask(`http://${there}/api/a%2fb?c`, there))
    await raw(port, ask(`HTTP://${host}/api/x`, host))
    await raw(port, ask(`http://${there}?q`, there))
    expect(asked.map((each) => each.target)).toEqual(['GET /api/a%2fb?c', 'GET /api/x', 'GET /?q'])
  })

  test('of another server is rejected, and nothing is sent', async () => {
    const { asked, target } = await deployment()
    const { port, entries } = await proxied(target)
    const said = await raw(port, ask('http://other.example/api/products', 'other.example:81'))
    expect(said).toMatch(/^HTTP\/1\.1 400 /)
    expect(said).toContain(`This proxy only forwards requests to ${target}; http://other.example/api/products is on another server.`)
    expect([asked, entries]).toEqual([[], []])
  })

  test('for the server as a whole is forwarded', async () => {
    const { asked, target } = await deployment()
    const { port } = await proxied(target)
    expect(await raw(port, ask('*', 'x', 'OPTIONS'))).toMatch(/^HTTP\/1\.1 200 /)
    expect(asked.map((each) => each.target)).toEqual(['OPTIONS *'])
  })

  test('of a tunnel, and anything that is not HTTP, is rejected', async () => {
    const { asked, target } = await deployment()
    const { port } = await proxied(target)
    expect(await raw(port, ask('shop.example:443', 'shop.example:443', 'CONNECT'))).toMatch(
      /^HTTP\/1\.1 400 [^]*This proxy does not support CONNECT \(shop\.example:443\)\. To reach http:/,
    )
    expect(await raw(port, 'what\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /)
    expect(asked).toEqual([])
  })

  test.each<readonly [target: string, hosts: readonly string[], want: string | undefined]>([
    ['/a?b', [], '/a?b'],
    ['*', [], '*'],
    ['http://a:1/b', ['a:1'], '/b'],
    ['https://A:1', ['a:1'], '/'],
    ['http://a:1#b', ['a:1'], '/#b'],
    ['http://a/b', ['a:1', ''], undefined],
    ['ftp://a/b', ['a'], undefined],
    ['http:///b', [''], undefined],
    ['a/b', ['a'], undefined],
  ])('%s for %j is %s', (target, hosts, want) => {
    expect(originForm(target, hosts)).toBe(want)
  })
})

test('bodies and headers are forwarded unchanged, and kept as they were sent', async () => {
  const bytes = Buffer.from([0, 255, 128, 10, 13])
  const { asked, target } = await deployment((_incoming, outgoing) => {
    outgoing.writeHead(201, 'Made', ['X-Twice', 'a', 'x-twice', 'b', 'Content-Length', '5'])
    outgoing.end(bytes)
  })
  const { port, entries } = await proxied(target)
  const said = await raw(port, `POST /api/x HTTP/1.1\r\nhost: x\r\nX-A: 1\r\nx-a: 2\r\nContent-Length: 4\r\nConnection: close\r\n\r\nü=1`)
  expect(said).toMatch(/^HTTP\/1\.1 201 Made\r\nX-Twice: a\r\nx-twice: b\r\n/)
  expect(said.endsWith(bytes.toString('latin1'))).toBe(true)
  expect(asked).toMatchObject([{ body: 'ü=1' }])
  expect(asked[0]?.headers.join()).toContain('X-A,1,x-a,2,Content-Length,4')
  expect(entries).toMatchObject([{ number: 1, method: 'POST', status: 201 }])
  expect(entries.flatMap(({ body, answerBody }) => [Buffer.from(body).toString(), Buffer.from(answerBody)])).toEqual(['ü=1', bytes])
})

describe('a lost exchange is reported', () => {
  const lost = async (answer: http.RequestListener, timeout?: number) => {
    const { target } = await deployment(answer)
    const { port, entries, losses } = await proxied(target, timeout)
    const said = await raw(port, ask('/api/products'))
    expect(entries).toEqual([])
    return { said, losses }
  }

  test('if a response breaks off', async () => {
    const { losses } = await lost((_incoming, outgoing) => {
      outgoing.writeHead(200, { 'Content-Length': '5000' })
      outgoing.write('{"da', () => outgoing.destroy())
    })
    expect(losses).toEqual([
      { why: 'GET /api/products got status 200, but the connection closed after 4 bytes of the body', isReached: true },
    ])
  })

  test('if no response comes', async () => {
    const { said, losses } = await lost((incoming) => incoming.socket.destroy())
    expect(said).toMatch(/^HTTP\/1\.1 502 /)
    expect(losses).toMatchObject([{ why: expect.stringMatching(/^GET \/api\/products got no response: /) as string }])
  })

  test('if the response times out', async () => {
    const { said, losses } = await lost(() => undefined, 50)
    expect(said).toMatch(/^HTTP\/1\.1 502 /)
    expect(losses).toMatchObject([{ why: 'GET /api/products got no response: response timeout', isReached: true }])
  })

  test('if no server listens', async () => {
    const { port, losses } = await proxied('http://127.0.0.1:1/api')
    expect(await raw(port, ask('/api/products'))).toMatch(/^HTTP\/1\.1 502 [^]*The deployment cannot be reached: /)
    expect(losses).toMatchObject([
      { why: expect.stringMatching(/^GET \/api\/products did not reach the deployment: /) as string, isReached: false },
    ])
  })

  test('if the client disconnects, and the deployment is disconnected too', async () => {
    let isTold = false
    const { target } = await deployment((incoming) => incoming.socket.on('close', () => (isTold = true)))
    const { port, losses } = await proxied(target)
    const socket = net.connect(port, '127.0.0.1', () => socket.write(ask('/api/products')))
    setTimeout(() => socket.destroy(), 100)
    await expect.poll(() => losses).toEqual([{ why: 'GET /api/products was canceled by the client', isReached: true }])
    await expect.poll(() => isTold).toBe(true)
  })
})

test('it closes immediately, even with exchanges in progress', async () => {
  const { target } = await deployment(() => undefined)
  const { proxy, port } = await proxied(target, 60_000)
  const answer = raw(port, ask('/api/products'))
  await new Promise((resolve) => setTimeout(resolve, 100))
  await proxy.close()
  expect(await answer).not.toContain('200')
})

describe('a request', () => {
  const chunked = (method: string): string =>
    `${method} /api/products HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n3\r\nabc\r\n0\r\n\r\n`

  test.each(['DELETE', 'GET', 'POST'])('of %s frames its body like the client', async (method) => {
    const { asked, target } = await deployment()
    const { port, entries } = await proxied(target)
    expect(await raw(port, chunked(method))).toMatch(/^HTTP\/1\.1 200 /)
    expect(asked).toMatchObject([{ target: `${method} /api/products`, body: 'abc' }])
    expect(entries.map(({ body }) => Buffer.from(body).toString())).toEqual(['abc'])
  })

  test('without a body has none behind the proxy either', async () => {
    const { asked, target } = await deployment()
    const { port } = await proxied(target)
    await raw(port, ask('/api/products', 'x', 'POST'))
    await raw(port, ask('/api/products', 'x', 'DELETE'))
    expect(asked.map(({ headers }) => headers.filter((each) => /^(content-length|transfer-encoding)$/i.test(each)))).toEqual([
      ['Content-Length'],
      [],
    ])
  })

  test('is forwarded without hop-by-hop headers', async () => {
    const { asked, target } = await deployment()
    const { port } = await proxied(target)
    await raw(port, 'GET /api/x HTTP/1.1\r\nHost: x\r\nX-Hop: 1\r\nX-Stays: 2\r\nTE: trailers\r\nConnection: close, x-hop\r\n\r\n')
    expect(asked[0]?.headers.filter((each) => /^(x-|te$)/i.test(each))).toEqual(['X-Stays'])
  })

  test('uses one connection to the deployment for each client connection, which closes with it', async () => {
    const sockets = new Set<net.Socket>()
    const { target } = await deployment((incoming, outgoing) => {
      sockets.add(incoming.socket)
      outgoing.end('{}')
    })
    const { port, entries } = await proxied(target)
    const twice = 'GET /api/x HTTP/1.1\r\nHost: x\r\n\r\n'
    const socket = net.connect(port, '127.0.0.1', () => socket.write(twice))
    socket.on('data', () => {
      if (entries.length === 1) socket.write(twice)
    })
    await expect.poll(() => entries.length).toBe(2)
    expect(sockets.size).toBe(1)
    socket.destroy()
    await expect.poll(() => [...sockets].every(({ destroyed }) => destroyed)).toBe(true)
  })

  test('finds a connection open, however long it was kept', async () => {
    const { target } = await deployment()
    const { port } = await proxied(target)
    const socket = net.connect(port, '127.0.0.1', () => socket.write('GET /api/x HTTP/1.1\r\nHost: x\r\n\r\n'))
    const [said] = (await once(socket, 'data')) as [Buffer]
    // RFC 9112 §9.3: nothing informs the client of a time limit.
    expect(said.toString()).not.toMatch(/keep-alive: timeout/i)
    socket.destroy()
  })

  test('is repeated if a kept connection closes when it is reused, unless it may change something', async () => {
    const asked: string[] = []
    const server = net.createServer((socket) => {
      let count = 0
      socket
        .on('error', () => undefined)
        .on('data', (chunk) => {
          const [line = ''] = chunk.toString().split('\r\n')
          asked.push(line)
          // The second request on a connection finds it closed.
          if (++count > 1) socket.resetAndDestroy()
          else socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}')
        })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    open.push(server)
    const { port, entries, losses } = await proxied(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api`)
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
    open.push({ close: () => agent.destroy() })
    const call = (method: string): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        const request = http.request({ port, agent, method, path: '/api/x' }, (answer) =>
          answer.resume().on('end', () => resolve(answer.statusCode)),
        )
        request.on('error', reject).end()
      })
    expect([await call('GET'), await call('GET'), await call('POST'), await call('POST')]).toEqual([200, 200, 200, 200])
    expect(losses).toEqual([])
    expect(entries.map(({ method, number }) => `${number} ${method}`)).toEqual(['1 GET', '2 GET', '3 POST', '4 POST'])
    expect(asked).toEqual([
      'GET /api/x HTTP/1.1',
      'GET /api/x HTTP/1.1',
      'GET /api/x HTTP/1.1',
      'POST /api/x HTTP/1.1',
      'POST /api/x HTTP/1.1',
    ])
  })

  test('may get its response before it is sent completely, and the rest is discarded', async () => {
    const server = http.createServer((_incoming, outgoing) => outgoing.writeHead(413, { Connection: 'close' }).end('{}'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    open.push({ close: () => (server.closeAllConnections(), server.close()) })
    const { port, losses, entries } = await proxied(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api`)
    const body = 'x'.repeat(100_000)
    const said = await raw(port, `POST /api/x HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\nConnection: close\r\n\r\n${body}`)
    // The connection may break before the response arrives; then that is reported.
    expect([...entries.map(({ status }) => status), ...losses.map(() => 413)]).toEqual([413])
    expect(said).toMatch(/^HTTP\/1\.1 (413|502) /)
  })
})

test('a response keeps its trailers', async () => {
  const { target } = await deployment((_incoming, outgoing) => {
    outgoing.writeHead(200, { Trailer: 'X-Sum' })
    outgoing.write('{}')
    outgoing.addTrailers({ 'X-Sum': '2' })
    outgoing.end()
  })
  const { port } = await proxied(target)
  expect(await raw(port, ask('/api/x'))).toMatch(/\r\n0\r\nX-Sum: 2\r\n\r\n$/)
})

test('a response that cannot be forwarded ends the connection, and not the proxy', async () => {
  const server = net.createServer((socket) => {
    socket.on('error', () => undefined).once('data', () => socket.end('HTTP/1.1 099 Odd\r\nContent-Length: 2\r\n\r\n{}'))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push(server)
  const { port, losses } = await proxied(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api`)
  expect(await raw(port, ask('/api/x'))).not.toContain('200')
  expect(losses).toHaveLength(1)
  await raw(port, ask('/api/x'))
  expect(losses).toHaveLength(2)
})

test('long headers are forwarded, and too long ones are rejected', async () => {
  const { asked, target } = await deployment((_incoming, outgoing) => outgoing.writeHead(200, { 'X-Long': 'y'.repeat(10_000) }).end('{}'))
  const { port } = await proxied(target)
  const long = (bytes: number): string => `GET /api/x HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(bytes)}\r\nConnection: close\r\n\r\n`
  expect(await raw(port, long(10_000))).toMatch(/^HTTP\/1\.1 200 /)
  expect(await raw(port, long(200_000))).toMatch(/^HTTP\/1\.1 431 |^$/)
  expect(asked).toHaveLength(1)
})

test('a slow client is not the fault of the deployment', async () => {
  const body = Buffer.alloc(8 * 1024 * 1024, 'x')
  const { target } = await deployment((_incoming, outgoing) => outgoing.end(body))
  const { port, losses, entries } = await proxied(target, 100)
  let size = 0
  const socket = net.connect(port, '127.0.0.1', () => socket.write(ask('/api/x')))
  socket.on('data', (chunk) => (size += chunk.length))
  socket.once('data', () => {
    socket.pause()
    setTimeout(() => socket.resume(), 400)
  })
  await new Promise((resolve) => socket.once('close', resolve))
  expect(losses).toEqual([])
  expect(size).toBeGreaterThan(body.length)
  expect(entries.map(({ answerBody }) => answerBody)).toEqual([`the response has a body of more than ${maxBytes} bytes`])
})

describe('the kept part', () => {
  const exactly = (bytes: number) => deployment((_incoming, outgoing) => outgoing.end(Buffer.alloc(bytes, '1')))

  test('is a body up to the maximum size, and nothing of a larger one', async () => {
    const { target } = await exactly(maxBytes)
    const { port, entries } = await proxied(target)
    await raw(port, ask('/api/x'))
    expect(entries[0]?.answerBody).toHaveLength(maxBytes)
    const { target: other } = await exactly(maxBytes + 1)
    const larger = await proxied(other)
    const said = await raw(larger.port, ask('/api/x'))
    expect(said.endsWith('1'.repeat(maxBytes + 1))).toBe(true)
    expect(larger.entries.map(({ answerBody }) => answerBody)).toEqual([`the response has a body of more than ${maxBytes} bytes`])
  })

  test('is nothing of a request with a larger body, which is still forwarded', async () => {
    const { asked, target } = await deployment()
    const { port, entries, leftOut } = await proxied(target)
    const body = 'x'.repeat(maxBytes + 1)
    expect(
      await raw(port, `POST /api/x HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`),
    ).toMatch(/ 200 /)
    expect(asked[0]?.body).toHaveLength(body.length)
    expect(entries).toEqual([])
    expect(leftOut).toMatchObject([{ about: { number: 1, method: 'POST' }, why: `the request has a body of more than ${maxBytes} bytes` }])
  })

  test('is without a body if memory is scarce, and nothing if there is none', async () => {
    const { target } = await exactly(10_000)
    const { port, entries } = await proxied(target, 2000, new MemoryBudget(20_000))
    expect(await raw(port, ask('/api/x'))).toContain('1'.repeat(10_000))
    expect(entries.map(({ answerBody }) => answerBody)).toEqual(['too many exchanges were open at the same time'])
    const none = await proxied(target, 2000, new MemoryBudget(100))
    expect(await raw(none.port, ask('/api/x'))).toContain('1'.repeat(10_000))
    expect([none.entries, none.leftOut.map(({ why }) => why)]).toEqual([[], ['too many exchanges were open at the same time']])
  })

  test('releases its memory in every case', async () => {
    const { target } = await deployment((incoming, outgoing) => {
      if (incoming.url === '/api/whole') outgoing.end('x'.repeat(5000))
      else {
        outgoing.writeHead(200, { 'Content-Length': '9000' })
        outgoing.write('x'.repeat(5000), () => outgoing.destroy())
      }
    })
    const room = new MemoryBudget(100_000)
    const { port, losses, entries } = await proxied(target, 2000, room)
    for (let count = 0; count < 30; count++) await raw(port, ask('/api/broken'))
    expect(losses).toHaveLength(30)
    await raw(port, ask('/api/whole'))
    expect(entries.map(({ answerBody }) => answerBody.length)).toEqual([5000])
    // The memory of exchanges that were passed on is not released yet.
    expect([room.take(100_000), room.take(100_000 - 4096 - 5000)]).toEqual([false, true])
  })

  test('includes the start time of a concurrent write', async () => {
    const { target } = await deployment((incoming, outgoing) => {
      setTimeout(() => outgoing.end('{}'), incoming.method === 'POST' ? 300 : 0)
    })
    const { port, entries, moments } = await proxied(target)
    const before = Date.now()
    const posted = raw(port, ask('/api/x', 'x', 'POST'))
    await new Promise((resolve) => setTimeout(resolve, 50))
    await raw(port, ask('/api/x'))
    await posted
    await raw(port, ask('/api/x'))
    expect(entries.map(({ method, number }) => `${number} ${method}`)).toEqual(['2 GET', '1 POST', '3 GET'])
    const [during, own, after] = moments
    expect(during).toBe(entries[1]?.sentAt)
    expect(during).toBeGreaterThanOrEqual(before)
    expect([own, after]).toEqual([Infinity, Infinity])
  })
})

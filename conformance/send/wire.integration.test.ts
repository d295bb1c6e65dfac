/** The messages of a wire for servers that respond incorrectly: each states the actual cause. */
import { readFileSync } from 'node:fs'
import http from 'node:http'
import http2 from 'node:http2'
import https from 'node:https'
import net, { type AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { openWire, type Proxy } from './wire.ts'

const pem = (name: string): string => readFileSync(new URL(`../../test/hostile/${name}`, import.meta.url), 'utf8')
const pair = { key: pem('this-host.key'), cert: pem('this-host.pem') }
const ca = pem('private-ca.pem')

const open: net.Server[] = []
const sockets = new Set<net.Socket>()
afterEach(() => {
  for (const each of sockets) each.destroy()
  for (const each of open.splice(0)) each.close()
})

/** Returns the port on which a server listens until the test ends. */
async function listening(server: net.Server): Promise<number> {
  open.push(server)
  server.on('connection', (socket: net.Socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
  })
  server.on('tlsClientError', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

async function ask(url: string, more: { readonly ca?: string; readonly proxy?: Proxy } = {}): Promise<string> {
  const wire = openWire({ timeout: 4000, ...more })
  const outcome = await wire.send({ method: 'GET', url, headers: [['Authorization', 'Bearer bdk_test_A_0123456789abcdef']] })
  await wire.close()
  return 'status' in outcome ? `${outcome.status} ${outcome.body.toString()}` : `${outcome.kind}: ${outcome.message}`
}

const fine: http.RequestListener = (_request, response) => void response.end('fine')

describe('over TLS', () => {
  test.each<readonly [what: string, server: () => net.Server, says: RegExp]>([
    ['a healthy server', () => https.createServer(pair, fine), /^200 fine$/],
    ['a server without TLS', () => http.createServer(fine), /it does not use TLS; try a base URL that begins with http:\/\//],
    ['a service that is no HTTP', () => net.createServer((socket) => socket.end('220 mail ready\r\n')), /it does not use TLS/],
    [
      'a service that just ends',
      () => net.createServer((socket) => socket.once('data', () => socket.destroy())),
      /closed the connection during the TLS handshake; it may not use TLS/,
    ],
    ['HTTP/2 alone', () => http2.createSecureServer({ ...pair, allowHTTP1: false }), /only HTTP\/2/],
    [
      'an old version alone',
      () => https.createServer({ ...pair, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }, fine),
      /neither TLS 1\.2 nor TLS 1\.3/,
    ],
    [
      'nothing but a cipher that nobody wants',
      () => https.createServer({ ...pair, maxVersion: 'TLSv1.2', ciphers: 'AECDH-NULL-SHA:@SECLEVEL=0' }, fine),
      /no TLS cipher settings in common/,
    ],
    [
      'a demand for a client certificate, TLS 1.3',
      () => https.createServer({ ...pair, requestCert: true, rejectUnauthorized: true, minVersion: 'TLSv1.3' }, fine),
      /requires a client certificate, and the suite does not send one/,
    ],
    [
      'a demand for a client certificate, TLS 1.2',
      () => https.createServer({ ...pair, requestCert: true, rejectUnauthorized: true, maxVersion: 'TLSv1.2' }, fine),
      /requires a client certificate, and the suite does not send one/,
    ],
    [
      'a wish for a client certificate, and a closed door without one',
      () => https.createServer({ ...pair, requestCert: true, rejectUnauthorized: false }, ({ socket }) => socket.destroy()),
      /requires a client certificate/,
    ],
    [
      'a wish for a client certificate that is none',
      () => https.createServer({ ...pair, requestCert: true, rejectUnauthorized: false }, fine),
      /^200 fine$/,
    ],
    [
      'a connection that ends',
      () => https.createServer(pair, ({ socket }) => socket.destroy()),
      /^broken: the connection closed before the response was complete$/,
    ],
    [
      'an expired certificate',
      () => https.createServer({ key: pem('expired.key'), cert: pem('expired.pem') }, fine),
      /certificate is not accepted \(\w+\): /,
    ],
  ])('%s', async (_, server, says) => {
    const said = await ask(`https://127.0.0.1:${await listening(server())}/x`, { ca })
    expect(said).toMatch(says)
    if (!/expired|not accepted/.test(said)) expect(said).not.toMatch(/TLS certificate is not accepted/)
  })

  test('a certificate that no trusted authority has signed', async () => {
    const said = await ask(`https://127.0.0.1:${await listening(https.createServer(pair, fine))}/x`)
    expect(said).toMatch(
      /^unreachable: its TLS certificate is not accepted \(\w+\): it is not signed by a trusted authority; use --ca FILE to trust another one$/,
    )
  })
})

describe('without TLS', () => {
  test.each<readonly [what: string, server: () => net.Server, says: RegExp]>([
    [
      'a server with TLS',
      () => https.createServer(pair, fine),
      /^unreachable: it expects TLS; use a base URL that begins with https:\/\/$/,
    ],
    ['HTTP/2 alone', () => http2.createServer(), /it supports only HTTP\/2/],
    [
      'a connection that ends',
      () => net.createServer((socket) => socket.resume().end()),
      /^broken: the connection closed before the response was complete$/,
    ],
    [
      'a service that is no HTTP',
      () => net.createServer((socket) => socket.end('SSH-2.0-x\r\n')),
      /^broken: its response is not valid HTTP \(RFC 9112\)/,
    ],
  ])('%s', async (_, server, says) => {
    expect(await ask(`http://127.0.0.1:${await listening(server())}/x`)).toMatch(says)
  })

  test('an unknown host name', async () => {
    expect(await ask('http://nobody.invalid/x')).toMatch(/^unreachable: (its host name is unknown|its host name could not be resolved)$/)
  })

  test('a port that is closed', async () => {
    const server = net.createServer()
    const port = await listening(server)
    await new Promise((resolve) => server.close(resolve))
    expect(await ask(`http://127.0.0.1:${port}/x`)).toBe('unreachable: the connection was refused')
  })
})

describe('through a proxy', () => {
  const through = (port: number, no = '', before = ''): { readonly ca: string; readonly proxy: Proxy } => ({
    ca,
    proxy: { url: `http://${before}127.0.0.1:${port}`, no },
  })
  /** A proxy that opens tunnels, unless `refuse` returns another status, and records the requests. */
  const proxy = (asked: string[], refuse?: (request: http.IncomingMessage) => string | undefined): http.Server =>
    http
      .createServer((request, response) => {
        asked.push(`${request.method} ${request.url} ${request.headers.host} ${request.headers['proxy-authorization'] ?? ''}`.trim())
        response.end('passed on')
      })
      .on('connect', (request: http.IncomingMessage, socket: net.Socket) => {
        asked.push(`CONNECT ${request.url} ${request.headers['proxy-authorization'] ?? ''}`.trim())
        expect(request.headers.authorization).toBeUndefined()
        const status = refuse?.(request)
        if (status !== undefined) return void socket.end(`HTTP/1.1 ${status}\r\nContent-Length: 4\r\n\r\nno!\n`)
        const [host = '', port] = (request.url ?? '').split(':')
        const onward = net.connect(Number(port), host, () => socket.write('HTTP/1.1 200 OK\r\n\r\n'))
        onward.on('error', () => socket.destroy())
        socket.pipe(onward).pipe(socket)
      })

  test('a request without TLS is forwarded with its absolute URL, and one with TLS through a tunnel', async () => {
    const asked: string[] = []
    const port = await listening(proxy(asked))
    const target = await listening(https.createServer(pair, fine))
    expect(await ask('http://deployment.invalid/x?y=1', through(port))).toBe('200 passed on')
    expect(await ask(`https://127.0.0.1:${target}/x`, through(port, '', 'me:p%40ss@'))).toBe('200 fine')
    expect(asked).toEqual([
      'GET http://deployment.invalid/x?y=1 deployment.invalid',
      `CONNECT 127.0.0.1:${target} Basic ${Buffer.from('me:p@ss').toString('base64')}`,
    ])
  })

  test('is not used for a network in NO_PROXY', async () => {
    const asked: string[] = []
    const port = await listening(proxy(asked))
    const target = await listening(http.createServer(fine))
    expect(await ask(`http://127.0.0.1:${target}/x`, through(port, '127.0.0.0/8'))).toBe('200 fine')
    expect(await ask(`http://127.0.0.1:${target}/x`, through(port, `127.0.0.1:${target}`))).toBe('200 fine')
    expect(await ask(`http://127.0.0.1:${target}/x`, through(port, `127.0.0.1:${target + 1}`))).toBe('200 passed on')
    expect(asked).toHaveLength(1)
  })

  test.each([
    [
      '407 Proxy Authentication Required',
      /the proxy 127\.0\.0\.1:\d+ requires credentials \(it returned 407 Proxy Authentication Required\); the deployment was not reached/,
    ],
    ['403 Forbidden', /the proxy 127\.0\.0\.1:\d+ rejected the connection to the deployment \(it returned 403 Forbidden\)/],
    ['502 Bad\u001B[2JGateway', /the proxy 127\.0\.0\.1:\d+ (cannot reach|returned a response that cannot be read)/],
  ])('the proxy is to blame for %s', async (status, says) => {
    const port = await listening(proxy([], () => status))
    const said = await ask('https://deployment.invalid/x', through(port))
    expect(said).toMatch(says)
    expect(said).not.toMatch(/\p{C}/u)
  })

  test('the proxy is to blame for not being there, and for ending the connection', async () => {
    const gone = net.createServer()
    const closed = await listening(gone)
    await new Promise((resolve) => gone.close(resolve))
    expect(await ask('https://deployment.invalid/x', through(closed))).toBe(
      `unreachable: the proxy 127.0.0.1:${closed} cannot be reached: the connection was refused`,
    )
    expect(await ask('http://deployment.invalid/x', through(closed))).toMatch(
      /^unreachable: the proxy 127\.0\.0\.1:\d+ cannot be reached: the connection was refused$/,
    )
    const rude = await listening(net.createServer((socket) => socket.end()))
    expect(await ask('https://deployment.invalid/x', through(rude))).toMatch(
      /^unreachable: the proxy 127\.0\.0\.1:\d+ returned a response that cannot be read/,
    )
  })

  test('the deployment is to blame for what comes through the tunnel', async () => {
    const port = await listening(proxy([]))
    const target = await listening(http.createServer(fine))
    expect(await ask(`https://127.0.0.1:${target}/x`, through(port))).toMatch(/^unreachable: it does not use TLS/)
  })
})

/** Opens connections, directly or through a proxy, and reports where a connection failed. */
import http from 'node:http'
import net from 'node:net'
import tls from 'node:tls'
import { foreign } from '../text/foreign.ts'

export interface Way {
  /** Timeout for the connection, in milliseconds. */
  readonly timeout: number
  /** All certificates (PEM) to trust; by default those of Node.js. */
  readonly ca?: readonly string[]
  /** The proxy to use; its URL may contain credentials. */
  readonly proxy?: URL
}

/** Thrown if the proxy failed or rejected the request, so that the deployment was not reached. The message is a clause about the proxy. */
export class ProxyFailure extends Error {
  override readonly name = 'ProxyFailure'
}

/** Sockets on which the server requested a client certificate, and errors of handshakes that ended after such a request. */
const asking = new WeakSet<object>()

/** Whether the server requested a client certificate. `failed` is the socket, or the error of a failed connection. */
export const askedForCertificate = (failed: object): boolean =>
  asking.has(failed) || (failed instanceof tls.TLSSocket && hasRequest(failed))

/** A client has shared signature algorithms only if the server has sent a CertificateRequest (RFC 8446 §4.3.2, RFC 5246 §7.4.4). */
function hasRequest(socket: tls.TLSSocket): boolean {
  try {
    return socket.getSharedSigalgs().length > 0
  } catch {
    return false
  }
}

/** Connects to the host of a URL. Rejects with `ProxyFailure` if the proxy caused the failure, else with the error of the system or of TLS. */
export async function dial(url: URL, way: Way): Promise<net.Socket> {
  const isSecure = url.protocol === 'https:'
  if (way.proxy === undefined) {
    const socket = await plain(url, way.timeout)
    return isSecure ? secured(socket, url, way) : socket
  }
  const proxied = await toProxy(way.proxy, way)
  if (!isSecure) return proxied
  return secured(await tunnel(proxied, url, way.proxy, way.timeout), url, way)
}

/** Whether a server accepts TLS connections, with any certificate. Sends no request. */
export async function speaksTls(url: URL, timeout: number): Promise<boolean> {
  try {
    const socket = tls.connect({ host: hostOf(url), port: portOf(url), rejectUnauthorized: false })
    ;(await opened(socket, 'secureConnect', Math.min(timeout, 3000))).destroy()
    return true
  } catch {
    return false
  }
}

async function toProxy(proxy: URL, way: Way): Promise<net.Socket> {
  try {
    const socket = await plain(proxy, way.timeout)
    return proxy.protocol === 'https:' ? await secured(socket, proxy, way) : socket
  } catch (error) {
    throw new ProxyFailure(`${nameOf(proxy)} cannot be reached`, { cause: error })
  }
}

const nameOf = ({ host }: URL): string => `the proxy ${host}`
const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '')
const portOf = ({ port, protocol }: URL): number => (port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port))

function plain(url: URL, timeout: number): Promise<net.Socket> {
  return opened(net.connect({ host: hostOf(url), port: portOf(url), noDelay: true }), 'connect', timeout)
}

function secured(socket: net.Socket, url: URL, { ca, timeout }: Way): Promise<net.Socket> {
  const host = hostOf(url)
  const secure = tls.connect({
    socket,
    host,
    // SNI must be a host name, not an IP address (RFC 6066 §3); the certificate is checked against an IP address nevertheless.
    servername: net.isIP(host) === 0 ? host : '',
    ALPNProtocols: ['http/1.1'],
    ...(ca === undefined ? {} : { ca: [...ca] }),
  })
  return opened(secure, 'secureConnect', timeout)
}

function opened<T extends net.Socket>(socket: T, event: 'connect' | 'secureConnect', timeout: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error & { code?: string }): void => {
      done()
      if (event === 'secureConnect' && error.code === 'ECONNRESET') error.code = 'HANDSHAKE_ENDED'
      if (socket instanceof tls.TLSSocket && hasRequest(socket)) asking.add(error)
      socket.destroy()
      reject(error)
    }
    const timer = setTimeout(() => fail(Object.assign(new Error('no connection in time'), { code: 'CONNECT_TIMEOUT' })), timeout)
    const ended = (): void => fail(Object.assign(new Error('the connection ended'), { code: 'ECONNRESET' }))
    const ready = (): void => {
      done()
      resolve(socket)
    }
    const done = (): void => {
      clearTimeout(timer)
      socket.off(event, ready).off('error', fail).off('close', ended)
      // Later errors are ignored.
      socket.on('error', () => undefined)
    }
    socket.once(event, ready).once('error', fail).once('close', ended)
  })
}

/** Requests a tunnel to a host from a proxy (RFC 9110 §9.3.6). */
function tunnel(socket: net.Socket, url: URL, proxy: URL, timeout: number): Promise<net.Socket> {
  const authority = `${url.hostname}:${portOf(url)}`
  return new Promise((resolve, reject) => {
    const fail = (what: string): void => {
      socket.destroy()
      reject(new ProxyFailure(`${nameOf(proxy)} ${what}`))
    }
    const request = http.request({
      method: 'CONNECT',
      path: authority,
      headers: { Host: authority, ...credentialsOf(proxy) },
      createConnection: () => socket,
      timeout,
    })
    request
      .once('connect', ({ statusCode = 0, statusMessage = '' }, _socket, head) => {
        if (head.length > 0) socket.unshift(head)
        if (statusCode >= 200 && statusCode < 300) resolve(socket)
        else fail(refusal(statusCode, statusMessage))
      })
      .once('timeout', () => fail('did not respond in time'))
      .once('error', (error) => fail(`returned a response that cannot be read: ${foreign(error.message, 120)}`))
      .end()
  })
}

function refusal(status: number, phrase: string): string {
  const said = foreign(`${status} ${phrase}`.trim(), 80)
  if (status === 407) return `requires credentials (it returned ${said}); the deployment was not reached`
  if (status === 502 || status === 503 || status === 504) return `cannot reach the deployment (it returned ${said})`
  return `rejected the connection to the deployment (it returned ${said})`
}

/** Returns the header for the credentials in the URL of a proxy (RFC 7617). */
export function credentialsOf({ username, password }: URL): Readonly<Record<string, string>> {
  if (username === '' && password === '') return {}
  const pair = [username, password].map((each) => decodeURIComponent(each)).join(':')
  return { 'Proxy-Authorization': `Basic ${Buffer.from(pair).toString('base64')}` }
}

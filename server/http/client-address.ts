/** The address of a client: that of the connection, or what a trusted proxy says about its own client. */
import type { IncomingMessage } from 'node:http'
import { isIP, type Socket } from 'node:net'
import proxyAddr from '@fastify/proxy-addr'

/** Returns an IPv4 client of a dual-stack socket in IPv4 notation (RFC 4291 §2.5.5.2). */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/, '')

/** The address of the other end of a connection; empty once it has ended. */
export const addressOf = (socket: Socket): string => plain(socket.remoteAddress ?? '')

/** Names for networks, as proxies and clients of one machine or of a private network have them. */
const networks = ['loopback', 'linklocal', 'uniquelocal']

/** Whether a text names proxies: an IP address, a network in CIDR notation, or `loopback`, `linklocal` or `uniquelocal`. */
export function isProxy(text: string): boolean {
  if (networks.includes(text)) return true
  const [address = '', bits, ...rest] = text.split('/')
  const version = isIP(address)
  if (version === 0 || rest.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
}

/**
 * Returns how the address of the client of a request is found. A proxy adds the address of its own client to `X-Forwarded-For`: the last address in it that
 * does not belong to a trusted proxy is that of the client. Anyone can send this header, so it counts only on connections from trusted proxies, and what
 * stands before that address is ignored. Throws a `TypeError` for a text that `isProxy` rejects.
 */
export function clientAddress(trusted: readonly string[]): (incoming: IncomingMessage) => string {
  if (trusted.length === 0) return ({ socket }) => addressOf(socket)
  const isTrusted = proxyAddr.compile([...trusted])
  return (incoming) => {
    const address = proxyAddr(incoming, isTrusted)
    return isIP(address) === 0 ? addressOf(incoming.socket) : plain(address)
  }
}

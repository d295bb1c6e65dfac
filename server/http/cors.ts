import type { Contract } from '../../spec/contract.ts'
import type { Exchange } from './exchange.ts'

/** The permissions of pages from other origins (Fetch standard §3.3); without them, browsers block their requests. */
export interface Cors {
  /** Response headers for the calling page, if any. */
  readonly headers: (exchange: Exchange) => Readonly<Record<string, string>>
  /** The headers of a preflight response; `undefined` if the request is not a preflight or the origin is not allowed. */
  readonly preflight: (exchange: Exchange) => Readonly<Record<string, string>> | undefined
}

/** Seconds for which a browser may cache a preflight. Chromium caches for at most two hours; changes of the contract should take effect sooner. */
const maxAge = 600

/** Headers that a page can always read (Fetch standard §2.2.2). */
const readAnyway = ['cache-control', 'content-language', 'content-length', 'content-type', 'expires', 'last-modified', 'pragma']

/** Request headers of the contract that a page may send only after a preflight (Fetch standard §2.2.2). `*` would not include `Authorization`. */
const allowedHeaders = 'Authorization, Content-Type'

/** Response headers of the contract that a page could not read, plus that of a rejected method, which no operation lists. */
function exposedHeaders({ operations }: Contract): string[] {
  const names = Object.values(operations).flatMap(({ responses }) =>
    Object.values(responses).flatMap(({ headers }) => headers.map(({ name }) => name)),
  )
  return [...new Set([...names, 'Allow'])].filter((name) => !readAnyway.includes(name.toLowerCase())).sort()
}

/** `origins` in the form in which browsers send them (RFC 6454 §6.1), or `*` for all; an empty list disables CORS. */
export function createCors(contract: Contract, origins: readonly string[]): Cors | undefined {
  if (origins.length === 0) return undefined
  const toAll = origins.includes('*')
  const exposed = exposedHeaders(contract).join(', ')
  // A browser shows a page the response for an unknown path only if its preflight was granted.
  const everywhere = [...new Set(['GET', 'HEAD', ...[...contract.paths.values()].flatMap((methods) => Object.keys(methods))])].join(', ')

  /** If responses differ by origin, caches must know, even for a response without CORS headers (Fetch standard §3.3.6). */
  const origin = ({ arrival }: Exchange): Readonly<Record<string, string>> => {
    if (toAll) return { 'Access-Control-Allow-Origin': '*' }
    const asking = arrival.headers.origin
    return { ...(asking !== undefined && origins.includes(asking) ? { 'Access-Control-Allow-Origin': asking } : {}), Vary: 'Origin' }
  }
  const isGranted = (headers: Readonly<Record<string, string>>) => headers['Access-Control-Allow-Origin'] !== undefined

  return {
    headers: (exchange) => {
      const headers = origin(exchange)
      return isGranted(headers) ? { ...headers, 'Access-Control-Expose-Headers': exposed } : headers
    },
    preflight: (exchange) => {
      const { arrival, target } = exchange
      const asked = arrival.headers['access-control-request-method']
      if (arrival.method !== 'OPTIONS' || arrival.headers.origin === undefined || asked === undefined) return undefined
      const headers = origin(exchange)
      if (!isGranted(headers)) return undefined
      return {
        ...headers,
        'Access-Control-Allow-Methods': target.allow ?? everywhere,
        'Access-Control-Allow-Headers': allowedHeaders,
        'Access-Control-Max-Age': String(maxAge),
      }
    },
  }
}

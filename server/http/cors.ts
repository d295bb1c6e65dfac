import type { Contract } from '../../spec/contract.ts'
import type { Exchange } from './exchange.ts'

/** What pages of other origins may do (Fetch standard §3.3); without one, browsers let them do nothing. */
export interface Cors {
  /** The headers that an answer carries for the page that asked, if any. */
  readonly headers: (exchange: Exchange) => Readonly<Record<string, string>>
  /** What a preflight is answered; `undefined` if it is none, or not one of a page that may ask. */
  readonly preflight: (exchange: Exchange) => Readonly<Record<string, string>> | undefined
}

/** Seconds for which a browser need not ask again. Chromium keeps an answer for two hours at most; a change of the contract should come through sooner. */
const maxAge = 600

/** What a page can read of any answer that it may read at all (Fetch standard §2.2.2). */
const readAnyway = ['cache-control', 'content-language', 'content-length', 'content-type', 'expires', 'last-modified', 'pragma']

/** Request headers that the contract knows, and that a page may not send unasked (Fetch standard §2.2.2). `*` would not stand for `Authorization`. */
const allowedHeaders = 'Authorization, Content-Type'

/** The headers of the contract's answers that a page could not read, and that of a refused method, which no operation lists. */
function exposedHeaders({ operations }: Contract): string[] {
  const names = Object.values(operations).flatMap(({ responses }) =>
    Object.values(responses).flatMap(({ headers }) => headers.map(({ name }) => name)),
  )
  return [...new Set([...names, 'Allow'])].filter((name) => !readAnyway.includes(name.toLowerCase())).sort()
}

/** `origins` as browsers write them (RFC 6454 §6.1), or `*` for all; none turns it off. */
export function createCors(contract: Contract, origins: readonly string[]): Cors | undefined {
  if (origins.length === 0) return undefined
  const toAll = origins.includes('*')
  const exposed = exposedHeaders(contract).join(', ')
  // A browser shows a page the answer to a path that nobody knows only if its preflight was granted.
  const everywhere = [...new Set(['GET', 'HEAD', ...[...contract.paths.values()].flatMap((methods) => Object.keys(methods))])].join(', ')

  /** Of an answer that differs from origin to origin a cache must know it, also where this one has none (Fetch standard §3.3.6). */
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

/** Exchanges in short: what a report needs of them, and what a sequence needs that reads no body. */
import { hasBody, withoutBody, type Answered } from '../model/exchange.ts'

/** So many bytes of a body a report looks at. */
const maxShown = 16 * 1024

const briefs = new WeakMap<Answered, Answered>()

/** An exchange with as much of its bodies as a report looks at. */
export function brief(exchange: Answered): Answered {
  const known = briefs.get(exchange)
  if (known !== undefined) return known
  const { request, reply } = exchange
  const result = {
    ...exchange,
    request: { ...request, ...(request.body === undefined ? {} : { body: beginning(request.body) }) },
    reply: hasBody(reply) ? { ...reply, body: beginning(reply.body) } : reply,
  }
  briefs.set(exchange, result)
  return result
}

/** A copy: a part of a buffer would keep the whole. */
const beginning = (body: Buffer): Buffer => Buffer.from(body.subarray(0, maxShown))

const heads = new WeakMap<Answered, Answered>()

/** An exchange without its bodies. */
export function headOf(exchange: Answered): Answered {
  const known = heads.get(exchange)
  if (known !== undefined) return known
  const { body: _body, ...request } = exchange.request
  const result = { ...exchange, request, reply: withoutBody(exchange.reply) }
  heads.set(exchange, result)
  heads.set(result, result)
  return result
}

/** Bytes that an exchange without its bodies takes, about. */
export function headSize({ request, reply }: Answered): number {
  const pairs = [...reply.headers, ...Object.entries(request.headers)]
  return pairs.reduce((sum, [name, value]) => sum + 100 + name.length + value.length, 1000 + 2 * request.url.length)
}

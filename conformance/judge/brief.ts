/** Shortened exchanges: the parts that a report needs, and the parts that a sequence needs that reads no body. */
import { beginningOf, hasBody, withoutBody, type Answered } from '../model/exchange.ts'

/** Maximum bytes of a body that a report uses. */
const maxShown = 16 * 1024

const briefs = new WeakMap<Answered, Answered>()

/** Returns an exchange with the part of its bodies that a report uses. */
export function brief(exchange: Answered): Answered {
  const known = briefs.get(exchange)
  if (known !== undefined) return known
  const { request, reply } = exchange
  const result = {
    ...exchange,
    request: { ...request, ...(request.body === undefined ? {} : { body: beginningOf(request.body, maxShown) }) },
    reply: hasBody(reply) ? { ...reply, body: beginningOf(reply.body, maxShown) } : reply,
  }
  briefs.set(exchange, result)
  return result
}

const heads = new WeakMap<Answered, Answered>()

/** Returns an exchange without its bodies. */
export function headOf(exchange: Answered): Answered {
  const known = heads.get(exchange)
  if (known !== undefined) return known
  const { body: _body, ...request } = exchange.request
  const result = { ...exchange, request, reply: withoutBody(exchange.reply) }
  heads.set(exchange, result)
  heads.set(result, result)
  return result
}

/** Returns the approximate size in bytes of an exchange without its bodies. */
export function headSize({ request, reply }: Answered): number {
  const pairs = [...reply.headers, ...Object.entries(request.headers)]
  return pairs.reduce((sum, [name, value]) => sum + 100 + name.length + value.length, 1000 + 2 * request.url.length)
}

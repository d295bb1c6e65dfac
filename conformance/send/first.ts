import type { Contract } from '../../spec/contract.ts'
import { valueAt } from '../../spec/contract.ts'
import { header, isAnswered, json, type Exchange } from '../model/exchange.ts'
import { foreign } from '../text/foreign.ts'
import { isOutage } from '../judge/verdict.ts'
import { Undecidable } from '../model/undecidable.ts'
import { causeOf, gist, isOwn, readAnswer } from './door.ts'

/** Maximum number of quoted characters of a response. */
const quoted = 160

/**
 * Checks the base URL and the key by the first response, before any other request. Throws `Undecidable`, with the likely cause and the beginning of
 * the response in one line, if the response is not from the API or the key is not accepted. `redact` replaces keys.
 */
export function checkFirst(exchange: Exchange, contract: Contract, baseUrl: string, redact: (text: string) => string): void {
  const refuse = (what: string): never => {
    throw new Undecidable(redact(what))
  }
  if (!isAnswered(exchange)) {
    const { kind, message } = exchange.failure ?? { kind: 'unreachable', message: 'no response' }
    return refuse(`${baseUrl} ${kind === 'unreachable' ? 'cannot be reached' : 'returned no response that can be judged'}: ${message}.`)
  }
  const { status } = exchange.reply
  const answer = readAnswer(exchange)
  const { operation: id } = exchange.request
  const isOurs = isOwn(answer, id === undefined ? undefined : contract.operations[id])
  const text = gist(answer)
  // Keys are replaced in the raw text, before control characters are escaped.
  const quote = text === '' ? '' : ` The response says "${foreign(redact(text), quoted)}".`
  const path = foreign(`${exchange.request.method} ${new URL(exchange.request.url).pathname}`, quoted)
  if (status === 401 && isOurs) {
    const reason = valueAt(json(exchange)?.value, '/details/reason')
    const word = typeof reason === 'string' ? ` ${foreign(redact(reason), 60)}` : ''
    return refuse(`${baseUrl} does not accept the key: ${path} returned 401${word}.`)
  }
  if ([301, 302, 303, 307, 308].includes(status)) {
    const location = header(exchange, 'location')
    const to = location === undefined ? 'an unspecified location' : foreign(redact(location), 300)
    return refuse(`${baseUrl} redirects: ${path} returned ${status} to ${to}; use the target of the redirect as base URL.`)
  }
  if (isOurs && status !== 404) return undefined
  const verdict = isOutage(exchange) ? 'is not available' : 'does not look like the base URL of the API'
  return refuse(`${baseUrl} ${verdict}: ${path} returned ${status}; ${causeOf(answer)}.${quote}`)
}

import type { Contract } from '../../spec/contract.ts'
import { valueAt } from '../../spec/contract.ts'
import { header, isAnswered, json, type Exchange } from '../model/exchange.ts'
import { foreign } from '../text/foreign.ts'
import { Undecidable } from '../model/undecidable.ts'
import { causeOf, gist, isOwn, readAnswer } from './door.ts'

/** So many characters of an answer tell who answered. */
const quoted = 160

/**
 * What the first answer tells about the address and the key, before anything else is asked. Throws `Undecidable`, with the likely cause and the beginning of
 * the answer in one line, if it is not the API that answered, or the key is not accepted. `redact` hides keys.
 */
export function checkFirst(exchange: Exchange, contract: Contract, baseUrl: string, redact: (text: string) => string): void {
  const refuse = (what: string): never => {
    throw new Undecidable(redact(what))
  }
  if (!isAnswered(exchange)) {
    const { kind, message } = exchange.failure ?? { kind: 'unreachable', message: 'nothing came back' }
    return refuse(`${baseUrl} ${kind === 'unreachable' ? 'cannot be reached' : 'gives no answer that can be judged'}: ${message}.`)
  }
  const { status } = exchange.reply
  const answer = readAnswer(exchange)
  const { operation: id } = exchange.request
  const isOurs = isOwn(answer, id === undefined ? undefined : contract.operations[id])
  const text = gist(answer)
  // Keys are looked for in what came, before anything in it is made visible.
  const quote = text === '' ? '' : ` It says "${foreign(redact(text), quoted)}".`
  const path = foreign(`${exchange.request.method} ${new URL(exchange.request.url).pathname}`, quoted)
  if (status === 401 && isOurs) {
    const reason = valueAt(json(exchange)?.value, '/details/reason')
    const word = typeof reason === 'string' ? ` ${foreign(redact(reason), 60)}` : ''
    return refuse(`${baseUrl} does not accept the key: ${path} answered 401${word}.`)
  }
  if ([301, 302, 303, 307, 308].includes(status)) {
    const location = header(exchange, 'location')
    const to = location === undefined ? 'nowhere' : foreign(redact(location), 300)
    return refuse(`${baseUrl} redirects: ${path} answered ${status} to ${to}; give the address it leads to.`)
  }
  if (isOurs && status !== 404) return undefined
  return refuse(`${baseUrl} does not look like the base URL of the API: ${path} answered ${status}; ${causeOf(answer)}.${quote}`)
}

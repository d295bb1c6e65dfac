import { valueAt } from '../../spec/contract.ts'
import { header, isAnswered, json, type Exchange } from '../exchange.ts'
import { Undecidable } from '../undecidable.ts'

/** What the first answer tells about the address and the key, before anything else is asked. */
export function checkFirst(exchange: Exchange, baseUrl: string): void {
  if (!isAnswered(exchange)) {
    const { kind, message } = exchange.failure ?? { kind: 'unreachable', message: 'nothing came back' }
    throw new Undecidable(`${baseUrl} ${kind === 'unreachable' ? 'cannot be reached' : 'gives no answer that can be judged'}: ${message}.`)
  }
  const { status } = exchange.reply
  const path = `${exchange.request.method} ${new URL(exchange.request.url).pathname}`
  if (status === 401) {
    const reason = valueAt(json(exchange)?.value, '/details/reason')
    throw new Undecidable(`${baseUrl} does not accept the key: ${path} answered 401${typeof reason === 'string' ? ` ${reason}` : ''}.`)
  }
  if ([301, 302, 303, 307, 308].includes(status)) {
    throw new Undecidable(
      `${baseUrl} redirects: ${path} answered ${status} to ${header(exchange, 'location') ?? 'nowhere'}; give the address it leads to.`,
    )
  }
  if (/^\s*<(!doctype|html)/i.test(exchange.reply.body.toString('latin1', 0, 1000)) && status < 400) {
    throw new Undecidable(`${baseUrl} does not look like the base URL of the API: ${path} answered ${status} with a page of HTML.`)
  }
  if (status === 404) {
    throw new Undecidable(`${baseUrl} does not look like the base URL of the API: ${path} answered 404.`)
  }
}

/** The content coding that a response declares (RFC 9110 §8.4). */
import type { Answered } from '../../model/exchange.ts'
import { codingsIn } from '../../model/unpack.ts'

/** The declared codings, in the order in which they were applied; `undefined` for none. */
export function codingOf({ reply }: Answered): string | undefined {
  const codings = codingsIn(reply.headers)
  return codings.length === 0 ? undefined : codings.join(', ')
}

/** With what the body of an answer is said to be packed (RFC 9110 §8.4). */
import type { Answered } from '../../model/exchange.ts'
import { codingsIn } from '../../model/unpack.ts'

/** The codings that the body is said to have, in the order in which they were applied; `undefined` for none. */
export function codingOf({ reply }: Answered): string | undefined {
  const codings = codingsIn(reply.headers)
  return codings.length === 0 ? undefined : codings.join(', ')
}

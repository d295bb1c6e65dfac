/** What came over a connection, beside what the HTTP client made of it: it throws away what an answer has no room for. */
import type { Socket } from 'node:net'
import type { Reply } from '../exchange.ts'

export interface Tap {
  /** How many bytes came after the head of the answer. */
  beyond: number
}

const end = Buffer.from('\r\n\r\n')
/** Answers that announce another one (RFC 9110 §15.2). */
const interim = /^HTTP\/\d\.\d 1\d\d/

/** Notes what comes over a connection for one exchange. */
export function tapOn(socket: Socket, tap: Tap): void {
  let pending: Buffer | undefined = Buffer.alloc(0)
  socket.on('data', (chunk: Buffer) => {
    if (pending === undefined) {
      tap.beyond += chunk.length
      return
    }
    pending = Buffer.concat([pending, chunk])
    for (let at = pending.indexOf(end); at >= 0; at = pending.indexOf(end)) {
      const head: Buffer = pending.subarray(0, at + end.length)
      const rest: Buffer = pending.subarray(at + end.length)
      pending = rest
      if (interim.test(head.toString('latin1', 0, 16))) continue
      tap.beyond = rest.length
      pending = undefined
      break
    }
  })
}

/** The bytes beyond the end that the answer itself declares (RFC 9112 §6.3); 0 where only the connection ends it, or its last chunk. */
export function surplusOf({ beyond }: Tap, method: string, { status, headers }: Reply): number {
  if (method === 'HEAD' || status === 204 || status === 304) return beyond
  const valueOf = (name: string) => headers.find(([each]) => each.toLowerCase() === name)?.[1]
  const length = Number(valueOf('content-length'))
  return valueOf('transfer-encoding') !== undefined || !Number.isInteger(length) ? 0 : Math.max(0, beyond - length)
}

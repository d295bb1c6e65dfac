import type { IncomingMessage, ServerResponse } from 'node:http'
import { refuse, type RefusalError } from '../refusals.ts'

/** A request that Node is still receiving or whose response is not sent yet. */
export interface Ongoing {
  readonly incoming: IncomingMessage
  readonly response: ServerResponse
  /** Why the rest of the body will never arrive; set if its transfer is not valid HTTP. */
  broken?: RefusalError
}

/**
 * The event of a request by which its reader learns that `broken` is set. A function in `Ongoing` would make V8 keep every request in memory until it
 * collects the old generation.
 */
export const brokenEvent = 'broken'

const brokenOff = () =>
  refuse('requestInvalid', { issues: [{ in: 'body', path: '', message: 'must have the length stated in Content-Length' }] })

/** Whether a message has a body (RFC 9112 §6.3); an empty body counts as none. */
function announced({ headers }: IncomingMessage): number {
  if (headers['transfer-encoding'] !== undefined) return Infinity
  return Number(headers['content-length'] ?? 0)
}

/**
 * Reads the body of a request, up to `limit` bytes. Node discards the rest on arrival, so that a client that sends the complete body
 * before it reads gets the error response.
 */
export function readBody(ongoing: Ongoing, limit: number): Promise<Buffer> {
  const { incoming, response } = ongoing
  const length = announced(incoming)
  if (length === 0) return Promise.resolve(Buffer.alloc(0))
  if (length > limit && length !== Infinity) return Promise.reject(refuse('bodyTooLarge'))
  if (ongoing.broken !== undefined) return Promise.reject(ongoing.broken)
  // The client has closed the connection while earlier steps waited; nothing else would say so.
  if (incoming.destroyed) return Promise.reject(brokenOff())
  // RFC 9110 §10.1.1: only now should the client send the body.
  if (/^100-continue$/i.test(incoming.headers.expect ?? '')) response.writeContinue()

  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let received = 0
    const settle = (end: () => void) => {
      incoming.off('data', onData).off('end', onEnd).off('error', onError).off('close', onError).off(brokenEvent, onBroken)
      end()
    }
    const onData = (chunk: Buffer) => {
      received += chunk.length
      chunks.push(chunk)
      if (received > limit) settle(() => reject(refuse('bodyTooLarge')))
    }
    const onEnd = () => settle(() => resolve(Buffer.concat(chunks, received)))
    const onError = () => settle(() => reject(brokenOff()))
    const onBroken = (refusal: RefusalError) => settle(() => reject(refusal))
    incoming.on('data', onData).on('end', onEnd).on('error', onError).on('close', onError).on(brokenEvent, onBroken)
  })
}

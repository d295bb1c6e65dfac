import type { IncomingMessage, ServerResponse } from 'node:http'
import { refuse, type RefusalError } from '../refusals.ts'

/** A request that Node is still receiving, or whose answer is not out yet. */
export interface Ongoing {
  readonly incoming: IncomingMessage
  readonly response: ServerResponse
  /** Why the rest of the body will never come; set when its transfer turns out not to be HTTP. */
  broken?: RefusalError
  /** Tells whoever waits for the body. */
  onBroken?: (refusal: RefusalError) => void
}

const brokenOff = () => refuse('requestInvalid', { issues: [{ in: 'body', path: '', message: 'must be as long as Content-Length says' }] })

/** Whether a message has a body (RFC 9112 §6.3); an empty one counts as none. */
function announced({ headers }: IncomingMessage): number {
  if (headers['transfer-encoding'] !== undefined) return Infinity
  return Number(headers['content-length'] ?? 0)
}

/**
 * Reads the whole body of a request, at most `limit` bytes of it. What is beyond the limit is left to Node, which throws it away while it comes,
 * so that a client that sends before it listens gets to see the refusal.
 */
export function readBody(ongoing: Ongoing, limit: number): Promise<Buffer> {
  const { incoming, response } = ongoing
  const length = announced(incoming)
  if (length === 0) return Promise.resolve(Buffer.alloc(0))
  if (length > limit && length !== Infinity) return Promise.reject(refuse('bodyTooLarge'))
  if (ongoing.broken !== undefined) return Promise.reject(ongoing.broken)
  // RFC 9110 §10.1.1: only now is it worth sending.
  if (/^100-continue$/i.test(incoming.headers.expect ?? '')) response.writeContinue()

  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let received = 0
    const settle = (end: () => void) => {
      incoming.off('data', onData).off('end', onEnd).off('error', onError).off('close', onError)
      delete ongoing.onBroken
      end()
    }
    const onData = (chunk: Buffer) => {
      received += chunk.length
      chunks.push(chunk)
      if (received > limit) settle(() => reject(refuse('bodyTooLarge')))
    }
    const onEnd = () => settle(() => resolve(Buffer.concat(chunks, received)))
    const onError = () => settle(() => reject(brokenOff()))
    ongoing.onBroken = (refusal) => settle(() => reject(refusal))
    incoming.on('data', onData).on('end', onEnd).on('error', onError).on('close', onError)
  })
}

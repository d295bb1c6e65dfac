import type { Api } from '../model/api.ts'
import { hasBody, type Answered } from '../model/exchange.ts'

/**
 * Whether a response issues a key: only the operations that create a key or renew its secret may return the complete secret, and only if they succeed. A
 * rejection that quotes a key does not issue it.
 */
export function issues({ request, reply }: Answered, key: string, { profile: { keys } }: Api): boolean {
  const mayIssue = keys !== undefined && (request.operation === keys.create || request.operation === keys.rotate)
  return mayIssue && reply.status < 300 && hasBody(reply) && reply.body.includes(key)
}

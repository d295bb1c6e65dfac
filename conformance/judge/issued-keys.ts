import type { Api } from '../model/api.ts'
import { hasBody, type Answered } from '../model/exchange.ts'

/** Whether an answer issues a key: only the operations that make one or renew its secret may show a whole one. */
export function issues({ request, reply }: Answered, key: string, { profile: { keys } }: Api): boolean {
  const mayIssue = keys !== undefined && (request.operation === keys.create || request.operation === keys.rotate)
  return mayIssue && hasBody(reply) && reply.body.includes(key)
}

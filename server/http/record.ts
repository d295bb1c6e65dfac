import type { Exchange } from './exchange.ts'
import type { Service } from './service.ts'

/** Decoded, for readers and for the redaction of keys. */
function legible(path: string): string {
  if (!path.includes('%')) return path
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** Milliseconds since the request arrived. */
export const durationOf = ({ arrival }: Exchange): number => performance.now() - arrival.began

/** Writes the log line of this exchange, without headers, query or body. */
export function record(exchange: Exchange, { log }: Service): void {
  const { arrival, key, requestId, status, target } = exchange
  log.info(
    {
      requestId,
      method: arrival.method,
      operationId: target.endpoint?.operation.id,
      path: legible(arrival.path),
      status,
      keyId: key?.id,
      durationMs: Math.round(durationOf(exchange) * 100) / 100,
    },
    'request',
  )
}

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

/** Writes the log line of this exchange, without headers, query or body. */
export function record({ arrival, key, requestId, status, target }: Exchange, { log }: Service): void {
  log.info(
    {
      requestId,
      method: arrival.method,
      operationId: target.endpoint?.operation.id,
      path: legible(arrival.path),
      status,
      keyId: key?.id,
      durationMs: Math.round((performance.now() - arrival.began) * 100) / 100,
    },
    'request',
  )
}

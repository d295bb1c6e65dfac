import type { Exchange } from './exchange.ts'
import type { Service } from './service.ts'

/** As a reader, and whoever redacts keys, would write it. */
function legible(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** Writes the one line of the log about this exchange: no header, query or body is in it. */
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

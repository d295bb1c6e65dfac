import type { Server } from 'node:http'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry, type OpenMetricsContentType } from 'prom-client'
import type { Parts } from '../app.ts'
import type { Exchange } from '../http/exchange.ts'
import { durationOf } from '../http/record.ts'

/** The metrics of one process. */
export interface Metrics {
  /** The parts with a last step that also counts. It is not a further step: the pipeline stays as it is. */
  measured(parts: Parts): Parts
  /** Counts the requests that this server is processing, from now on. */
  watch(server: Server): void
  /** All metrics in the text format of OpenMetrics 1.0, UTF-8. */
  text(): Promise<string>
  /** The media type of `text`. */
  readonly mediaType: string
}

/** Upper bounds in seconds: most requests take a few milliseconds, and the pipeline ends the others after 30 seconds. */
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

/** Methods with a label value of their own; a client must not be able to add time series, so all others share one. */
const methods = new Set(['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'])

/** Label values of a request. They come from the contract and from fixed sets, never from keys, ids or paths. */
function labelsOf({ arrival, status, target }: Exchange) {
  return {
    operation: target.endpoint?.operation.id ?? 'none',
    method: methods.has(arrival.method) ? arrival.method : 'other',
    status: String(status),
  }
}

/** Metrics that start at zero. */
export function createMetrics(): Metrics {
  const registry = new Registry<OpenMetricsContentType>()
  registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE)
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const labelNames = ['operation', 'method', 'status'] as const
  const requests = new Counter({
    name: 'http_requests_total',
    help: 'Requests with a response, by operation of the contract (none: no such operation), method and status.',
    labelNames,
    registers,
  })
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the arrival of a request until its response is written, in seconds, by operation of the contract.',
    labelNames: ['operation'],
    buckets,
    registers,
  })
  const inFlight = new Gauge({ name: 'http_requests_in_flight', help: 'Requests without a complete response.', registers })
  const limited = new Counter({
    name: 'http_requests_rate_limited_total',
    help: 'Requests that were rejected because a rate limit was used up.',
    registers,
  })

  const note = (exchange: Exchange) => {
    const labels = labelsOf(exchange)
    requests.inc(labels)
    durations.observe({ operation: labels.operation }, durationOf(exchange) / 1000)
    if (exchange.allowance?.retryAfter !== undefined) limited.inc()
  }

  return {
    mediaType: registry.contentType,
    text: () => registry.metrics(),
    measured: (parts) => {
      const { record } = parts.steps
      return {
        ...parts,
        steps: {
          ...parts.steps,
          record: (exchange, service) => {
            note(exchange)
            return record(exchange, service)
          },
        },
      }
    },
    watch(server) {
      // `close` comes for every response, also if the client disconnects first.
      server.on('request', (_incoming, response) => {
        inFlight.inc()
        response.once('close', () => inFlight.dec())
      })
    },
  }
}

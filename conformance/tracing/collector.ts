/** Sends spans to an OpenTelemetry collector. Only a run that is traced loads this file. */
import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { setTimeout as timeout } from 'node:timers/promises'
import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, type Attributes } from '@opentelemetry/api'
import { ExportResultCode } from '@opentelemetry/core'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources'
import { BasicTracerProvider, BatchSpanProcessor, type SpanExporter } from '@opentelemetry/sdk-trace-base'
import type { Failure, Reply } from '../model/exchange.ts'
import type { OpenSpan, TracedRequest, Tracing } from '../model/tracing.ts'
import { suite } from '../suite.ts'

/** Where spans are sent, and what is said about their sender. */
export interface Collector {
  /** Receives OTLP over HTTP. */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** Added to the name and the version of the suite. */
  readonly resource: Readonly<Record<string, string>>
}

/** The trace of one run. */
export interface RunTrace extends Tracing {
  /**
   * Ends the trace, sends what was not sent yet, and waits for at most `longest` milliseconds. `exitCode`: that of the run; absent if it failed.
   * Resolves to the reason why spans are missing at the collector, as a clause, or to `undefined` if none is.
   */
  readonly close: (exitCode: number | undefined) => Promise<string | undefined>
}

/** Milliseconds that the end of a run waits for the collector. */
const longest = 5000

/** The methods that a span names (OpenTelemetry semantic conventions for HTTP, `http.request.method`). */
const methods = ['CONNECT', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT', 'TRACE']

/** Opens the trace of a run, with `attributes` on the span of the run. Sends nothing yet. */
export function openTrace({ url, headers, resource }: Collector, attributes: Attributes): RunTrace {
  const agents: (HttpAgent | HttpsAgent)[] = []
  const counted = new Counted(
    new OTLPTraceExporter({
      url,
      headers: { ...headers },
      timeoutMillis: longest,
      httpAgentOptions: (protocol) => {
        const agent = protocol === 'https:' ? new HttpsAgent() : new HttpAgent()
        agents.push(agent)
        return agent
      },
    }),
  )
  const provider = new BasicTracerProvider({
    resource: defaultResource().merge(
      resourceFromAttributes({ 'service.name': suite.name, 'service.version': suite.version, ...resource }),
    ),
    spanProcessors: [new BatchSpanProcessor(counted, { scheduledDelayMillis: 1000, maxQueueSize: 4096 })],
  })
  const tracer = provider.getTracer(suite.name, suite.version)
  const root = tracer.startSpan('conformance run', { kind: SpanKind.INTERNAL, attributes }, ROOT_CONTEXT)
  const context = trace.setSpan(ROOT_CONTEXT, root)
  let begun = 1
  return {
    begin: (request) => {
      begun += 1
      const span = tracer.startSpan(nameOf(request), { kind: SpanKind.CLIENT, attributes: attributesOf(request) }, context)
      const { traceId, spanId, traceFlags } = span.spanContext()
      return {
        ids: { traceId, spanId },
        traceparent: `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`,
        end: (outcome) => endWith(span, outcome),
      } satisfies OpenSpan
    },
    close: async (exitCode) => {
      if (exitCode === undefined) root.setStatus({ code: SpanStatusCode.ERROR })
      else root.setAttribute('conformance.exit_code', exitCode)
      const isRecording = root.isRecording()
      root.end()
      const ended = new AbortController()
      const waited = timeout(longest, undefined, { signal: ended.signal }).catch(() => undefined)
      // The exporter has told `counted` why it failed.
      await Promise.race([provider.shutdown().catch(() => undefined), waited])
      ended.abort()
      // A connection that the collector keeps open would keep the process from ending.
      for (const agent of agents) agent.destroy()
      if (!isRecording || counted.sent >= begun) return undefined
      return `${counted.sent} of ${begun} spans were accepted: ${counted.fault ?? `no response within ${longest / 1000} s`}`
    },
  }
}

const nameOf = ({ method, template }: TracedRequest): string =>
  [methods.includes(method) ? method : 'HTTP', ...(template === undefined ? [] : [template])].join(' ')

function attributesOf({ method, url, template, purpose }: TracedRequest): Attributes {
  const { hostname, port, protocol } = new URL(url)
  const isKnown = methods.includes(method)
  return {
    'http.request.method': isKnown ? method : '_OTHER',
    ...(isKnown ? {} : { 'http.request.method_original': method }),
    'url.full': url,
    ...(template === undefined ? {} : { 'url.template': template }),
    'server.address': hostname,
    'server.port': port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port),
    ...purpose,
  }
}

/** A client span of a response with an error status is an error (semantic conventions for HTTP), also if the request was to be rejected. */
function endWith(span: ReturnType<ReturnType<BasicTracerProvider['getTracer']>['startSpan']>, outcome: Reply | Failure): void {
  const error = 'status' in outcome ? (outcome.status >= 400 ? String(outcome.status) : undefined) : outcome.kind
  if ('status' in outcome) span.setAttribute('http.response.status_code', outcome.status)
  if (error !== undefined) span.setAttribute('error.type', error).setStatus({ code: SpanStatusCode.ERROR })
  span.end()
}

/** An exporter that counts what the collector has accepted. */
class Counted implements SpanExporter {
  readonly #exporter: OTLPTraceExporter
  /** Number of accepted spans. */
  sent = 0
  /** Why the last batch that failed was not accepted. */
  fault: string | undefined

  constructor(exporter: OTLPTraceExporter) {
    this.#exporter = exporter
  }

  export: SpanExporter['export'] = (spans, done) => {
    this.#exporter.export(spans, (result) => {
      if (result.code === ExportResultCode.SUCCESS) this.sent += spans.length
      else this.fault = faultOf(result.error)
      done(result)
    })
  }

  shutdown(): Promise<void> {
    return this.#exporter.shutdown()
  }

  forceFlush(): Promise<void> {
    return this.#exporter.forceFlush()
  }
}

/** Returns the cause of an error of the exporter: the status of the collector, or the error of the connection. */
function faultOf(error: (Error & { readonly code?: unknown }) | undefined): string {
  const { code, message = '' } = error ?? {}
  if (typeof code === 'number') return `the collector returned ${code}`
  return message === '' ? (typeof code === 'string' ? code : 'the collector did not accept them') : message
}

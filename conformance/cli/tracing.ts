/** Traces a run if the variables of OpenTelemetry ask for it (OpenTelemetry specification, OTLP exporter and general SDK configuration). */
import type { Collector, RunTrace } from '../tracing/collector.ts'
import { Undecidable } from '../model/undecidable.ts'
import { foreign } from '../text/foreign.ts'
import type { CommandContext } from './context.ts'

/** The variables for the URL of traces, and for the URL of a collector. */
const [forTraces, base] = ['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'OTEL_EXPORTER_OTLP_ENDPOINT'] as const
/** The path of traces below the URL of a collector. */
const ofTraces = 'v1/traces'

/** A trace and what to call at the end of the run. */
export interface CommandTrace extends Pick<RunTrace, 'begin'> {
  /** Sends what is left, and tells if the collector has not accepted all. `exitCode`: that of the run; absent if it failed. */
  readonly end: (exitCode: number | undefined) => Promise<void>
}

/**
 * Opens the trace of a run, with these attributes; `undefined` if the environment names no collector. Settings that cannot be used are told, and the
 * run is not traced: a collector never decides about a verdict. Throws `Undecidable` if `headers`, which every request carries, name another trace.
 */
export async function traceFor(
  { env, output }: CommandContext,
  headers: Readonly<Record<string, string>>,
  attributes: Readonly<Record<string, string>>,
): Promise<CommandTrace | undefined> {
  const collector = collectorOf(env, (problem) => output.tellSentences(`warning: The run is not traced: ${problem}.\n`))
  if (collector === undefined) return undefined
  const own = Object.keys(headers).find((name) => name.toLowerCase() === 'traceparent')
  if (own !== undefined)
    throw new Undecidable(`--header: ${own} cannot be set if the run is traced (${base}); each request has a span of its own.`)
  output.hide(Object.values(collector.headers).filter((each) => each.length >= 8))
  const { openTrace } = await import('../tracing/collector.ts')
  const { begin, close } = openTrace(collector, attributes)
  return {
    begin,
    end: async (exitCode) => {
      const problem = await close(exitCode)
      if (problem === undefined) return
      const { origin, pathname } = new URL(collector.url)
      output.tellSentences(
        `warning: The trace of the run is incomplete at ${foreign(origin + pathname)}, which must accept OTLP over HTTP as JSON; ${foreign(problem, 300)}.\n`,
      )
    },
  }
}

/** Reads the collector from the environment. `refuse` is told why it cannot be used. */
function collectorOf(env: NodeJS.ProcessEnv, refuse: (problem: string) => void): Collector | undefined {
  const given = (name: string): string | undefined => (env[name]?.trim() === '' ? undefined : env[name]?.trim())
  const name = given(forTraces) === undefined ? base : forTraces
  const address = given(name)
  if (address === undefined || given('OTEL_SDK_DISABLED')?.toLowerCase() === 'true' || given('OTEL_TRACES_EXPORTER') === 'none')
    return undefined
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    refuse(`the environment variable ${name} must be a URL that begins with http:// or https://`)
    return undefined
  }
  if (name === base) url.pathname = `${url.pathname.replace(/\/$/, '')}/${ofTraces}`
  const service = given('OTEL_SERVICE_NAME')
  return {
    url: url.href,
    headers: { ...pairsOf(given('OTEL_EXPORTER_OTLP_HEADERS')), ...pairsOf(given('OTEL_EXPORTER_OTLP_TRACES_HEADERS')) },
    resource: { ...pairsOf(given('OTEL_RESOURCE_ATTRIBUTES')), ...(service === undefined ? {} : { 'service.name': service }) },
  }
}

/** Parses `name=value` pairs, separated by commas and percent-encoded (W3C Baggage §3.2, without properties). Skips invalid pairs. */
function pairsOf(text = ''): Record<string, string> {
  return Object.fromEntries(
    text.split(',').flatMap((pair): [string, string][] => {
      const [, name, value] = /^\s*([^=\s]+)\s*=\s*(.*?)\s*$/.exec(pair) ?? []
      try {
        return name === undefined || value === undefined ? [] : [[decodeURIComponent(name), decodeURIComponent(value)]]
      } catch {
        return []
      }
    }),
  )
}

/** A request and its response on a terminal. */
import { foreign } from '../../text/foreign.ts'
import { clipped } from '../../text/wrap.ts'
import type { ReportedExchange } from '../reported-exchange.ts'
import type { Layout } from './terminal-layout.ts'

/** Maximum number of lines of a body. */
const maxLines = 30

/** `GET /things?limit=20 → 200` */
export const requestLine = ({ request, status, failure }: ReportedExchange): string => `${request} → ${status ?? failure ?? 'no response'}`

/** Renders all of an exchange that a report contains: what was sent after `>`, what came back after `<`. */
export function renderExchange(name: string, exchange: ReportedExchange, layout: Layout): string[] {
  const { number, key, milliseconds, sent, headers, body, span } = exchange
  const part = (sign: string, lines: readonly string[]): string[] =>
    lines.map((line) => layout.whole(`  ${layout.color.dim(sign)} ${clipped(foreign(line), layout.columns - 10)}`))
  return [
    layout.row(
      name,
      `${number}: ${requestLine(exchange)} after ${Math.round(milliseconds)} ms, ${key === undefined ? 'without a key of the run' : `key "${key}"`}`,
    ),
    ...(span === undefined ? [] : [layout.row('trace', `${span.traceId}, span ${span.spanId}`)]),
    ...part('>', [...sent.headers.map(([header, value]) => `${header}: ${value}`), ...bodyLines(sent.body)]),
    ...part('<', [...(headers ?? []).map(([header, value]) => `${header}: ${value}`), ...bodyLines(body)]),
  ]
}

function bodyLines(body: string | undefined): string[] {
  if (body === undefined || body === '') return []
  const lines = laidOut(body).split('\n')
  return ['', ...lines.slice(0, maxLines), ...(lines.length > maxLines ? [`… ${lines.length - maxLines} more lines`] : [])]
}

/** JSON with one member per line. */
function laidOut(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}

/** A request and its response on a terminal. */
import { foreign } from '../../text/foreign.ts'
import { clipped } from '../../text/wrap.ts'
import type { ReportedExchange } from '../reported-exchange.ts'
import type { ReportedVerdict } from '../reported-verdict.ts'
import { excerpt, reportedLines } from './bodies.ts'
import { placesOf } from './places.ts'
import type { Layout } from './terminal-layout.ts'

/** Lines of a body that is shown completely. */
const maxWhole = 30

/** `GET /things?limit=20 → 200` */
export const requestLine = ({ request, status, failure }: ReportedExchange): string => `${request} → ${status ?? failure ?? 'no response'}`

/** Renders all of an exchange that a report contains and that a finding needs: what was sent after `>`, what came back after `<`. */
export function renderExchange(name: string, exchange: ReportedExchange, finding: ReportedVerdict, layout: Layout): string[] {
  const { number, key, milliseconds, sent, headers, span } = exchange
  const part = (sign: string, lines: readonly string[]): string[] =>
    lines.map((line) => layout.whole(`  ${layout.color.dim(sign)} ${clipped(foreign(line), layout.columns - 10)}`))
  const isShown = exchange === finding.exchange
  const bodies = {
    sent: reportedLines(sent),
    received: reportedLines(exchange, isShown && finding.part !== undefined ? [finding.part] : []),
  }
  const places = isShown ? placesOf(finding, exchange, bodies.received, bodies.sent) : { sent: [], received: [] }
  const bodyLines = (which: 'sent' | 'received'): readonly string[] => {
    const { lines } = excerpt(bodies[which], places[which], maxWhole)
    return lines.length === 0 ? [] : ['', ...lines]
  }
  return [
    layout.row(
      name,
      `${number}: ${requestLine(exchange)} after ${Math.round(milliseconds)} ms, ${key === undefined ? 'without a key of the run' : `key "${key}"`}`,
    ),
    ...(span === undefined ? [] : [layout.row('trace', `${span.traceId}, span ${span.spanId}`)]),
    ...part('>', [...sent.headers.map(([header, value]) => `${header}: ${value}`), ...bodyLines('sent')]),
    ...part('<', [...(headers ?? []).map(([header, value]) => `${header}: ${value}`), ...bodyLines('received')]),
  ]
}

/** The exchanges that findings refer to. Each is on the page once; the script copies it into the findings that a reader opens. */
import type { Exchange } from '../../../model/exchange.ts'
import { grouped } from '../../../model/grouped.ts'
import type { Report } from '../../report.ts'
import type { Presentation, ReportedExchange } from '../../reported-exchange.ts'
import { excerpt, receivedLines, reportedLines, type Excerpt } from '../bodies.ts'
import type { JsonLine } from '../json-lines.ts'
import { html, lines, type Markup } from './markup.ts'
import type { Part } from './part.ts'
import { placesOf, type Places } from '../places.ts'
import { count, duration, open } from './words.ts'

/** The exchanges of a run; empty if they were not kept. */
export interface Recorded extends Pick<Presentation, 'redact'> {
  readonly exchanges: readonly Exchange[]
}

interface Shown {
  readonly exchange: ReportedExchange
  readonly sent: readonly JsonLine[]
  readonly received: readonly JsonLine[]
  readonly places: Map<string, Places>
}

/** Every exchange of a report's findings, with what each finding is about. */
export class Exchanges {
  readonly #shown = new Map<number, Shown>()
  readonly #excerpts = new Map<number, { readonly sent: Excerpt; readonly received: Excerpt }>()

  constructor({ verdicts }: Report, { exchanges, redact }: Recorded) {
    const recorded = new Map<number, Exchange>(exchanges.map((each) => [each.number, each]))
    const findings = verdicts.filter(({ outcome }) => (open as readonly string[]).includes(outcome))
    const parts = grouped(
      findings.filter(({ part }) => part !== undefined),
      ({ exchange }) => exchange?.number,
    )
    for (const finding of findings) {
      const { exchange } = finding
      if (exchange === undefined) continue
      const shown = this.#shown.get(exchange.number) ?? {
        exchange,
        sent: reportedLines(exchange.sent),
        received: receivedLines(
          exchange,
          (parts.get(exchange.number) ?? []).flatMap(({ part }) => part ?? []),
          recorded.get(exchange.number),
          redact,
        ),
        places: new Map<string, Places>(),
      }
      this.#shown.set(exchange.number, shown)
      shown.places.set(finding.id, placesOf(finding, exchange, shown.received, shown.sent))
    }
    // A control succeeded: its beginning tells enough.
    for (const { control } of findings) {
      if (control === undefined || this.#shown.has(control.number)) continue
      const [sent, received] = [reportedLines(control.sent), reportedLines(control)]
      this.#shown.set(control.number, { exchange: control, sent, received, places: new Map() })
    }
    for (const [number, { sent, received, places }] of this.#shown) {
      const all = [...places.values()]
      this.#excerpts.set(number, {
        sent: excerpt(
          sent,
          all.flatMap((each) => each.sent),
        ),
        received: excerpt(
          received,
          all.flatMap((each) => each.received),
        ),
      })
    }
  }

  /** A link to an exchange, which the script replaces by the exchange with the places of the finding marked. */
  slot(exchange: ReportedExchange, finding?: string): Markup {
    const { number, request, status } = exchange
    return html`<p class="slot" data-exchange="${number}" data-marks="${finding === undefined ? '' : this.#marks(number, finding)}">
      <a href="#exchange-${number}">Exchange ${number}: ${request} → ${status ?? 'no response'}</a>
    </p>`
  }

  /** `status`, and the positions of marked lines: `h` headers, `a` missing headers by name, `s` and `r` lines of the sent and received bodies. */
  #marks(number: number, finding: string): string {
    const places = this.#shown.get(number)?.places.get(finding)
    const excerpts = this.#excerpts.get(number)
    if (places === undefined || excerpts === undefined) return ''
    return [
      ...(places.isStatus ? ['status'] : []),
      ...places.headers.map((each) => `h${each}`),
      ...places.absent.map((each) => `a${each}`),
      ...places.sent.flatMap((each) => excerpts.sent.at.get(each) ?? []).map((each) => `s${each}`),
      ...places.received.flatMap((each) => excerpts.received.at.get(each) ?? []).map((each) => `r${each}`),
    ].join(' ')
  }

  /** All of them, in the order of sending. */
  part(): Part | undefined {
    if (this.#shown.size === 0) return undefined
    const all = [...this.#shown.values()].sort((a, b) => a.exchange.number - b.exchange.number)
    const body = html`<p class="lead">The requests and responses behind the findings. Values of API keys are not in this report.</p>
      <details class="fold">
        <summary>${count(all.length, 'exchange')}</summary>
        ${all.map((each) => this.#render(each))}
      </details>`
    return { id: 'exchanges', heading: 'Exchanges', short: 'Exchanges', body }
  }

  #render({ exchange }: Shown): Markup {
    const { number, request, key, sent, status, headers = [], failure, at, milliseconds, curl, span } = exchange
    const excerpts = this.#excerpts.get(number)
    const carried = key === undefined ? 'no API key' : `API key “${key}”`
    const traced = span === undefined ? '' : html` Trace <code>${span.traceId}</code>, span <code>${span.spanId}</code>.`
    return html`<article class="exchange" id="exchange-${number}" tabindex="-1">
      <h3>Exchange ${number}</h3>
      <p class="about">Sent ${duration(at)} after the start with ${carried}; took ${duration(milliseconds)}.${traced}</p>
      <div class="pair">
        <div>
          <h4>Request</h4>
          <pre class="head">${lines([request, ...sent.headers.map(([name, value]) => `${name}: ${value}`)])}</pre>
          ${bodyOfEither('sent', excerpts?.sent)}
          <div class="curl">
            <pre>${curl}</pre>
            <button type="button" class="copy" data-copy="curl">Copy as curl</button>
          </div>
        </div>
        <div>
          <h4>Response</h4>
          ${
            status === undefined
              ? html`<p class="failure">No response${failure === undefined ? '' : `: ${failure}`}</p>`
              : html`<pre class="head received">${lines([String(status), ...headers.map(([name, value]) => `${name}: ${value}`)])}</pre>`
          }${bodyOfEither('received', excerpts?.received)}
        </div>
      </div>
    </article> `
  }
}

function bodyOfEither(which: 'sent' | 'received', shown: Excerpt | undefined): Markup {
  if (shown === undefined || shown.lines.length === 0) return html``
  return html`<pre class="body ${which}">${lines(shown.lines)}</pre>`
}

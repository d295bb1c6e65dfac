/** The requests of a run over time, with the rate limit as the responses report it: a chart for each key. */
import { harmlessJson } from '../../../text/foreign.ts'
import { grouped } from '../../../model/grouped.ts'
import type { Report } from '../../report.ts'
import type { TimelineEntry } from '../../reported-exchange.ts'
import { html, verbatim, type Markup } from './markup.ts'
import type { Part } from './part.ts'
import { count, duration } from './words.ts'

/** Charts that are not folded. */
const atOnce = 6
/** The size of the drawing; the page stretches it. */
const [width, height] = [1000, 100]

const kinds = ['ok', 'client', 'limited', 'server', 'none'] as const
type Kind = (typeof kinds)[number]

const kindWords: Readonly<Record<Kind, string>> = {
  ok: '1xx to 3xx',
  client: '4xx',
  limited: '429',
  server: '5xx',
  none: 'no response',
}

const kindOf = ({ status }: TimelineEntry): Kind =>
  status === undefined ? 'none' : status >= 500 ? 'server' : status === 429 ? 'limited' : status >= 400 ? 'client' : 'ok'

export function timeline({ timeline: all, milliseconds }: Report): Part | undefined {
  if (all.length === 0) return undefined
  const end = Math.max(milliseconds, ...all.slice(-50).map(({ at, milliseconds: took }) => at + took), 1)
  const keys = [...grouped(all, ({ key = '' }) => key)].sort(([, a], [, b]) => b.length - a.length)
  const found = new Set(all.map(kindOf))
  const charts = keys.map(([key, entries], index) => chart(key, index, entries, end))
  const body = html`<p class="lead">
      The line shows how much of the rate limit is left, as the headers of the responses say. Each mark below it is a request.
    </p>
    <ul class="legend">
      <li class="left">limit left</li>
      ${kinds.filter((each) => found.has(each)).map((each) => html`<li class="${each}">${kindWords[each]}</li>`)}
    </ul>
    <p id="readout" class="readout" aria-hidden="true"></p>
    <div class="charts">${charts.slice(0, atOnce)}</div>
    ${
      keys.length <= atOnce
        ? ''
        : html`<details class="fold">
            <summary>${count(keys.length - atOnce, 'more key')}</summary>
            <div class="charts">${charts.slice(atOnce)}</div>
          </details>`
    }
    <details class="fold" id="all-requests">
      <summary>${count(all.length, 'request')} as a table</summary>
      <div class="scroll" tabindex="0" role="region" aria-label="All requests"><p>The table needs JavaScript.</p></div>
    </details>
    <script type="application/json" id="data">
      ${verbatim(dataOf(all, keys))}
    </script>`
  return { id: 'requests', heading: 'Requests and rate limit', short: 'Requests', body }
}

/** The requests as rows: number, start, duration, request, key, status, limit, remaining; requests and keys by their position in lists. */
function dataOf(all: readonly TimelineEntry[], keys: readonly (readonly [string, unknown])[]): string {
  const requests = [...new Set(all.map(({ method, path }) => `${method} ${path}`))]
  const [byRequest, byKey] = [new Map(requests.map((each, index) => [each, index])), new Map(keys.map(([key], index) => [key, index]))]
  const rows = all.map(({ number, at, milliseconds, method, path, key = '', status, limit, remaining }) => [
    number,
    at,
    milliseconds,
    byRequest.get(`${method} ${path}`),
    byKey.get(key),
    status ?? null,
    limit ?? null,
    remaining ?? null,
  ])
  const data = { requests, keys: keys.map(([key]) => key), rows }
  return harmlessJson(JSON.stringify(data)).replaceAll('<', String.raw`\u003c`)
}

function chart(key: string, index: number, entries: readonly TimelineEntry[], end: number): Markup {
  const x = (milliseconds: number): string => ((milliseconds / end) * width).toFixed(1)
  const marks = kinds.map((kind) => {
    const drawn = [...new Set(entries.filter((each) => kindOf(each) === kind).map(({ at }) => x(at)))]
    return drawn.length === 0
      ? ''
      : html`<path class="mark ${kind}" d="${verbatim(drawn.map((each) => `M${each} ${height + 4}v12`).join(''))}" />`
  })
  const counted = entries
    .filter((each): each is Counted => each.limit !== undefined && each.remaining !== undefined)
    .map((each) => ({ ...each, when: each.at + each.milliseconds }))
    .sort((a, b) => a.when - b.when)
  const limits = [...new Set(counted.map(({ limit }) => limit))].sort((a, b) => a - b)
  const lines = limits.map((limit) => {
    const points = counted.filter((each) => each.limit === limit)
    const y = ({ remaining }: Counted): string => (height - (Math.min(remaining, limit) / Math.max(limit, 1)) * height).toFixed(1)
    return html`<path
      class="line"
      d="${verbatim(points.map((each, at) => (at === 0 ? `M${x(each.when)} ${y(each)}` : `H${x(each.when)}V${y(each)}`)).join(''))}"
    />`
  })
  const lowest = counted.length === 0 ? undefined : counted.reduce((a, b) => (b.remaining / b.limit < a.remaining / a.limit ? b : a))
  const name = key === '' ? 'no API key' : key
  const told =
    lowest === undefined ? 'no rate-limit headers' : `limit ${limits.join(' and ')}; at least ${lowest.remaining} of ${lowest.limit} left`
  return html`<figure>
    <figcaption><b>${name}</b> ${count(entries.length, 'request')}, ${told}</figcaption>
    <div class="plot">
      <span class="axis" aria-hidden="true"><span>100 %</span><span>0</span></span
      ><svg
        data-key="${index}"
        data-end="${end}"
        viewBox="0 0 ${width} ${height + 18}"
        preserveAspectRatio="none"
        role="img"
        aria-label="${name}: ${count(entries.length, 'request')}, ${told}"
      >
        <path class="frame" d="M0 0H${width}M0 ${height / 2}H${width}M0 ${height}H${width}" />
        ${lines}${marks}
      </svg>
    </div>
    <p class="time" aria-hidden="true"><span>0 s</span><span>${duration(end / 2)}</span><span>${duration(end)}</span></p>
  </figure>`
}

type Counted = TimelineEntry & { readonly limit: number; readonly remaining: number }

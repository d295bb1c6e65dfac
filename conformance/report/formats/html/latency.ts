/** How long the responses of each operation took. */
import { grouped } from '../../../model/grouped.ts'
import type { Report } from '../../report.ts'
import { html } from './markup.ts'
import type { Part } from './part.ts'
import { grouped as digits } from './words.ts'

/** Nearest rank: the smallest value that at least this share of the values does not exceed. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0
}

const columns = ['Requests', 'Median', 'p95', 'Max'] as const

export function latency({ timeline }: Report): Part | undefined {
  const answered = timeline.filter(({ status }) => status !== undefined)
  if (answered.length === 0) return undefined
  const rows = [...grouped(answered, ({ operation = 'outside the contract' }) => operation)]
    .map(([name, entries]) => {
      const times = entries.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b)
      return { name, values: [times.length, percentile(times, 0.5), percentile(times, 0.95), times.at(-1) ?? 0] as const }
    })
    .sort((a, b) => b.values[2] - a.values[2] || (a.name < b.name ? -1 : 1))
  const slowest = Math.max(1, ...rows.map(({ values }) => values[3]))
  const part = (value: number): string => ((value / slowest) * 100).toFixed(1)
  const body = html`<p class="lead">
      Milliseconds from sending a request to the last byte of its response, as seen by the suite. The bar shows the median, p95 and the
      maximum.
    </p>
    <div class="scroll tall" tabindex="0" role="region" aria-label="Latency by operation">
      <table class="latency">
        <thead>
          <tr>
            <th scope="col" data-sort="text">Operation</th>
            ${columns.map(
              (each) =>
                html`<th scope="col" class="number" data-sort="number" ${each === 'p95' ? html` aria-sort="descending"` : ''}>${each}</th>`,
            )}
            <th scope="col" class="wide"><span class="unseen">Bar</span></th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ name, values }) =>
              html`<tr>
                <th scope="row">${name}</th>
                ${values.map((each) => html`<td class="number" data-value="${each}">${digits(each)}</td>`)}
                <td class="wide">
                  <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                    <rect class="max" width="${part(values[3])}" height="10" />
                    <rect class="p95" width="${part(values[2])}" height="10" />
                    <rect class="median" width="${part(values[1])}" height="10" />
                  </svg>
                </td>
              </tr> `,
          )}
        </tbody>
      </table>
    </div>`
  return { id: 'latency', heading: 'Latency', short: 'Latency', body }
}

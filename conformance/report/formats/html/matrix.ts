/** Operations × areas: the worst outcome of each cell, and how many checks have it. */
import type { Outcome } from '../../../judge/verdict.ts'
import { grouped } from '../../../model/grouped.ts'
import type { Report } from '../../report.ts'
import type { ReportedVerdict } from '../../reported-verdict.ts'
import { html, verbatim, type Markup } from './markup.ts'
import type { Part } from './part.ts'
import { deployment, filterAddress, outcomes, outcomeWords, placeOf, signs } from './words.ts'

export function matrix({ verdicts }: Report): Part {
  const areas = [...new Set(verdicts.map(({ area }) => area))].sort()
  const rows = [...grouped(verdicts, placeOf)].map(([place, of]) => ({ place, of, worst: outcomes.indexOf(worstOf(of)) }))
  rows.sort((a, b) => a.worst - b.worst || (a.place < b.place ? -1 : 1))
  const body = html`<p class="lead">
      Each cell shows the worst outcome and how many checks have it. Select a cell to see its checks; the arrow keys move between cells.
    </p>
    <div class="scroll">
      <table class="matrix">
        <thead>
          <tr>
            <th scope="col">Operation</th>
            ${areas.map((area) => html`<th scope="col"><a href="${filterAddress({ area })}">${area}</a></th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ place, of }) =>
              html`<tr>
                <th scope="row"><a href="${filterAddress({ operation: place })}">${breakable(place)}</a></th>
                ${areas.map((area) =>
                  cell(
                    place,
                    area,
                    of.filter((each) => each.area === area),
                  ),
                )}
              </tr> `,
          )}
        </tbody>
      </table>
    </div>`
  return { id: 'matrix', heading: 'Operations and areas', short: 'Matrix', body }
}

/** Lets a narrow screen break a name between its words. */
const breakable = (name: string): Markup =>
  html`${name.split(/(?<=[a-z])(?=[A-Z])/).map((word, index) => html`${index === 0 ? '' : verbatim('<wbr>')}${word}`)}`

const worstOf = (verdicts: readonly ReportedVerdict[]): Outcome =>
  outcomes.find((each) => verdicts.some(({ outcome }) => outcome === each)) ?? 'not-run'

function cell(place: string, area: string, verdicts: readonly ReportedVerdict[]): Markup {
  if (verdicts.length === 0) return html`<td></td>`
  const worst = worstOf(verdicts)
  const counts = outcomes.flatMap((each) => {
    const number = verdicts.filter(({ outcome }) => outcome === each).length
    return number === 0 ? [] : [`${number} ${outcomeWords[each]}`]
  })
  const number = verdicts.filter(({ outcome }) => outcome === worst).length
  return html`<td>
    <a
      class="${worst}"
      href="${filterAddress({ operation: place, area })}"
      title="${place === deployment ? 'The deployment' : place}, ${area}: ${counts.join(', ')}"
      ><span aria-hidden="true">${signs[worst]}</span> ${number}<span class="unseen"> ${outcomeWords[worst]}</span></a
    >
  </td>`
}

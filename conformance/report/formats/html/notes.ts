/** What else a reader must know: what was not judged and why, waivers, what is left behind, and requests that followed others. */
import { grouped } from '../../../model/grouped.ts'
import type { WaiverState } from '../../../judge/waivers.ts'
import { cleanCommandsOf } from '../../clean-command.ts'
import type { Report } from '../../report.ts'
import type { ReportedVerdict } from '../../reported-verdict.ts'
import { html, type Markup } from './markup.ts'
import type { Part } from './part.ts'
import { anchorOf, count, outcomeBadge, placeOf } from './words.ts'

export function notes(report: Report): (Part | undefined)[] {
  return [unjudged(report, 'inconclusive'), unjudged(report, 'not-run'), waivers(report), left(report), followed(report)]
}

const headings = { inconclusive: ['Could not be judged', 'Not judged'], 'not-run': ['Not run', 'Not run'] } as const

/** Groups by the reason, the most frequent first. */
function unjudged({ verdicts }: Report, outcome: keyof typeof headings): Part | undefined {
  const reasons = [
    ...grouped(
      verdicts.filter((each) => each.outcome === outcome),
      ({ why = 'no reason given' }) => why,
    ),
  ]
  if (reasons.length === 0) return undefined
  reasons.sort(([, a], [, b]) => b.length - a.length)
  const [heading, short] = headings[outcome]
  const body = html`${reasons.map(
    ([why, alike]) =>
      html`<details class="fold">
        <summary>${outcomeBadge(outcome)} <b>${count(alike.length, 'check')}</b> <span>${why}</span></summary>
        <ul class="links">
          ${[...grouped(alike, ({ rule }) => rule)].map(([rule, of]) => html`<li><code>${rule}</code>: ${subjects(of, outcome)}</li>`)}
        </ul>
      </details>`,
  )}`
  return { id: outcome, heading, short, body }
}

/** The subjects of a rule; findings have a place on the page to link to. */
function subjects(verdicts: readonly ReportedVerdict[], outcome: keyof typeof headings): Markup {
  if (outcome === 'not-run') return html`${[...new Set(verdicts.map(placeOf))].join(', ')}`
  return html`${verdicts.map(
    (each, index) =>
      html`${index === 0 ? '' : '; '}<a href="#${anchorOf(each.id)}"
          >${placeOf(each)}${each.about === undefined ? '' : ` (${each.about})`}</a
        >`,
  )}`
}

const states: Readonly<Record<WaiverState, string>> = {
  used: 'in use',
  expired: 'expired: it fails the run',
  idle: 'unused: it fails the run',
  untried: 'not checked in this run',
  unneeded: 'not needed in this shard',
}

function waivers({ waivers: all, verdicts }: Report): Part | undefined {
  if (all.length === 0) return undefined
  const body = html`<div class="scroll">
    <table>
      <thead>
        <tr>
          <th scope="col">Rule</th>
          <th scope="col">Operation</th>
          <th scope="col">State</th>
          <th scope="col">Waived</th>
          <th scope="col">Until</th>
          <th scope="col">Owner</th>
          <th scope="col">Reason</th>
        </tr>
      </thead>
      <tbody>
        ${all.map(({ rule, operation, state, verdicts: number, expires, owner, reason }) => {
          const first = verdicts.find(
            (each) =>
              each.waived !== undefined && each.rule === rule && (operation === '*' || operation === (each.operation ?? 'deployment')),
          )
          return html`<tr class="${state}">
            <th scope="row">
              ${first === undefined ? html`<code>${rule}</code>` : html`<a href="#${anchorOf(first.id)}"><code>${rule}</code></a>`}
            </th>
            <td>${operation === '*' ? 'all operations' : operation === 'deployment' ? 'the deployment' : operation}</td>
            <td>${states[state]}</td>
            <td>${count(number, 'check')}</td>
            <td>${expires}</td>
            <td>${owner}</td>
            <td>${reason}</td>
          </tr>`
        })}
      </tbody>
    </table>
  </div>`
  return { id: 'waivers', heading: 'Waivers', short: 'Waivers', body }
}

function left(report: Report): Part | undefined {
  const { left: all } = report
  if (all.length === 0) return undefined
  const [lasting, behind] = [all.filter(({ isLasting }) => isLasting === true), all.filter(({ isLasting }) => isLasting !== true)]
  const list = (of: Report['left']): Markup =>
    html`<ul class="links">
      ${[...grouped(of, ({ operation, why }) => `${operation}: ${why}`)].map(([group, alike]) => {
        const ids = alike.flatMap(({ id }) => id ?? [])
        return html`<li>${group}${ids.length === 0 ? '' : html`<br /><code>${ids.join(', ')}</code>`}</li>`
      })}
    </ul>`
  const body = html`${
    behind.length === 0
      ? ''
      : html`<h3>Left behind</h3>
          <p>
            The run created ${count(behind.length, 'resource')} and could not delete
            ${behind.length === 1 ? 'it' : 'them'}.${cleanCommandsOf(report).map((command) => html` To delete what is left, run <code>${command}</code>.`)}
          </p>
          ${list(behind)}`
  }
  ${
    lasting.length === 0
      ? ''
      : html`<h3>Lasting</h3>
          <p>Created by the run and not deletable, as --allow-lasting permits.</p>
          ${list(lasting)}`
  }`
  return { id: 'left', heading: 'Left on the deployment', short: 'Left', body }
}

function followed({ requests: { followed: all } }: Report): Part | undefined {
  if (all.length === 0) return undefined
  const body = html`<p class="lead">Responses made these requests necessary. A plan lists them as possible requests.</p>
    <details class="fold">
      <summary>${count(all.length, 'request')}</summary>
      <ul class="links">
        ${all.map(({ request, why }) => html`<li><code>${request.replace(/ {2,}/, ' ')}</code><br /><small>${why}</small></li>`)}
      </ul>
    </details>`
  return { id: 'followed', heading: 'Requests that followed others', short: 'Followed', body }
}

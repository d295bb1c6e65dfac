/** What is probably wrong with the deployment, the worst first. */
import type { Cause } from '../../causes.ts'
import type { Report } from '../../report.ts'
import type { ReportedVerdict } from '../../reported-verdict.ts'
import { html, prose, type Markup } from './markup.ts'
import type { Part } from './part.ts'
import { anchorOf, count, filterAddress, outcomeBadge, placeOf, severityBadge, whyWarning } from './words.ts'

/** Names that a reader takes in at a glance. */
const atOnce = 6

export function causeList({ causes, verdicts }: Report): Part | undefined {
  const byId = new Map(verdicts.map((each) => [each.id, each]))
  const findings = causes.reduce((sum, each) => sum + allOf(each).length, 0)
  if (causes.length === 0) return undefined
  const body = html`<p class="lead">
      ${count(findings, 'finding')} with ${count(causes.length, 'probable cause')}, the worst first. One fault often violates several rules.
    </p>
    <ol class="causes">
      ${causes.map((each) => causeItem(each, byId))}
    </ol>`
  return { id: 'causes', heading: 'Causes', short: 'Causes', body }
}

const allOf = ({ findings, consequences }: Cause): string[] => [...findings, ...consequences.flatMap((each) => each.findings)]

function causeItem(cause: Cause, byId: ReadonlyMap<string, ReportedVerdict>): Markup {
  const lead = byId.get(cause.finding)
  const places = cause.operations.length === 0 ? ['the deployment as a whole'] : cause.operations
  const others = cause.findings.filter((each) => each !== cause.finding)
  return html`<li class="cause ${cause.outcome}">
    <h3>
      ${outcomeBadge(cause.outcome)} ${severityBadge(cause.severity)}
      <span class="statement">A conforming deployment ${prose(lead?.title ?? '')}.</span>
    </h3>
    <p class="about">
      <a href="${filterAddress({ q: cause.rule })}"><code>${cause.rule}</code></a> on ${shortList(places)}
    </p>
    ${
      lead === undefined
        ? ''
        : html`${whyWarning(lead) === '' ? '' : html`<p class="note">${whyWarning(lead)}</p>`}${compared(lead)}
            <p class="evidence">
              ${lead.exchange === undefined ? '' : html`<code>${lead.exchange.request} → ${lead.exchange.status ?? 'no response'}</code> `}<a
                class="go"
                href="#${anchorOf(lead.id)}"
                >Show the finding</a
              >
            </p>`
    }
    ${
      others.length === 0
        ? ''
        : html`<details>
            <summary>${count(others.length, 'more finding')} of this rule</summary>
            <ul class="links">
              ${others.map((each) => link(each, byId))}
            </ul>
          </details>`
    }
    ${
      cause.consequences.length === 0
        ? ''
        : html`<details>
            <summary>${count(cause.consequences.length, 'other rule')} violated because of it</summary>
            <ul class="links">
              ${cause.consequences.map(
                ({ rule, findings }) =>
                  html`<li>
                    <code>${rule}</code>
                    <ul>
                      ${findings.map((each) => link(each, byId))}
                    </ul>
                  </li>`,
              )}
            </ul>
          </details>`
    }
  </li>`
}

function link(id: string, byId: ReadonlyMap<string, ReportedVerdict>): Markup {
  const finding = byId.get(id)
  const about = finding?.about === undefined ? '' : `: ${finding.about}`
  return html`<li>
    <a href="#${anchorOf(id)}">${finding === undefined ? id : placeOf(finding)}${about}</a
    >${finding?.seen === undefined ? '' : html` <small>${finding.seen}</small>`}
  </li>`
}

const shortList = (names: readonly string[]): string =>
  names.length <= atOnce ? names.join(', ') : `${names.slice(0, atOnce).join(', ')} and ${names.length - atOnce} more operations`

/** Expected and seen side by side. */
export function compared({ expected, seen, why }: ReportedVerdict): Markup {
  if (expected === undefined && seen === undefined)
    return why === undefined
      ? html``
      : html`<dl class="compared">
          <div>
            <dt>Reason</dt>
            <dd>${why}</dd>
          </div>
        </dl>`
  return html`<dl class="compared">
    <div class="expected">
      <dt>Expected</dt>
      <dd>${prose(expected ?? '')}</dd>
    </div>
    <div class="seen">
      <dt>Seen</dt>
      <dd>${prose(seen ?? '')}</dd>
    </div>
    ${
      why === undefined
        ? ''
        : html`<div>
            <dt>Reason</dt>
            <dd>${why}</dd>
          </div>`
    }
  </dl>`
}

/** Every rule of the run with its findings, and what passed or was not run. */
import { addressOf, explain, type Citation } from '../../../model/citations.ts'
import { grouped } from '../../../model/grouped.ts'
import { helpFor } from '../../../model/pages.ts'
import { severities } from '../../../model/severity.ts'
import type { Report } from '../../report.ts'
import type { ReportedVerdict } from '../../reported-verdict.ts'
import type { Traffic } from '../traffic.ts'
import { compared } from './cause-list.ts'
import type { Exchanges } from './exchanges.ts'
import { html, prose, type Markup } from './markup.ts'
import type { Part } from './part.ts'
import {
  anchorOf,
  count,
  grouped as digits,
  open,
  outcomeBadge,
  outcomes,
  outcomeMeanings,
  outcomeWords,
  placeOf,
  severityBadge,
  severityMeanings,
  signs,
  whyWarning,
} from './words.ts'

type Group = readonly [ReportedVerdict, ...ReportedVerdict[]]

const isOpen = ({ outcome }: ReportedVerdict): boolean => (open as readonly string[]).includes(outcome)

export function checks(report: Report, exchanges: Exchanges, profile: Traffic['profile']): Part {
  const groups = [...grouped(report.verdicts, ({ rule }) => rule).values()].map((group) => ({ group, rank: rankOf(group) }))
  groups.sort((a, b) => a.rank - b.rank)
  const body = html`${filters(report)}
    <p id="shown" class="lead" role="status">${count(report.verdicts.length, 'check')} of ${count(groups.length, 'rule')}</p>
    <p id="none" class="lead" hidden>No check matches these filters. <button type="button" data-act="reset">Reset the filters</button></p>
    ${groups.map(({ group }) => ruleSection(group, exchanges, profile))}`
  return { id: 'findings', heading: 'Findings and checks', short: 'Findings', body }
}

/** By the worst outcome, then by severity. */
const rankOf = (group: Group): number =>
  Math.min(...group.map(({ outcome }) => outcomes.indexOf(outcome))) * severities.length + severities.indexOf(group[0].severity)

function filters({ outcomes: numbers, verdicts }: Report): Markup {
  const areas = [...new Set(verdicts.map(({ area }) => area))].sort()
  const places = [...new Set(verdicts.map(placeOf))].sort()
  const choice = (name: string, label: string, values: readonly string[]): Markup =>
    html`<label
      >${label}
      <select name="${name}">
        <option value="">all</option>
        ${values.map((each) => html`<option>${each}</option>`)}
      </select></label
    >`
  return html`<form id="filters" role="search" aria-label="Filter the checks">
    <label class="search"
      >Search <input type="search" name="q" autocomplete="off" spellcheck="false" placeholder="words, or -word to exclude" />
      <kbd>/</kbd></label
    >
    <fieldset>
      <legend>Outcome</legend>
      ${outcomes
        .filter((each) => numbers[each] > 0)
        .map(
          (each) =>
            html`<button type="button" class="${each}" data-outcome="${each}" aria-pressed="true" title="${outcomeMeanings[each]}">
              <span aria-hidden="true">${signs[each]}</span> ${outcomeWords[each]} ${digits(numbers[each])}
            </button>`,
        )}
    </fieldset>
    <div class="choices">
      <label
        >Severity
        <select name="severity">
          <option value="">all</option>
          ${severities.map((each) => html`<option title="${severityMeanings[each]}">${each}</option>`)}
        </select></label
      >${choice('area', 'Area', areas)}${choice('operation', 'Operation', places)}
      <span class="acts"
        ><button type="button" data-act="reset">Reset</button><button type="button" data-act="unfold">Unfold all</button
        ><button type="button" data-act="fold">Fold all</button></span
      >
    </div>
  </form>`
}

function ruleSection(group: Group, exchanges: Exchanges, profile: Traffic['profile']): Markup {
  const [{ rule, title, area, severity, level, cites }] = group
  const help = helpFor(rule, profile)
  const link = help === undefined ? '' : html`. <a href="${help}" rel="noreferrer">Example, and how to fix it</a>`
  const findings = group.filter(isOpen).sort((a, b) => outcomes.indexOf(a.outcome) - outcomes.indexOf(b.outcome))
  const bases = [...new Set((findings.length > 0 ? findings : group).map(({ basis }) => basis))]
  return html`<section class="rule" id="rule-${rule}" data-area="${area}" data-severity="${severity}">
    <h3>A conforming deployment ${prose(title)}.</h3>
    <p class="about">${severityBadge(severity)} <code>${rule}</code> ${level}, ${bases.join(' or ')}${link}</p>
    ${because(cites, profile, findings.length > 0)}${findings.length > 0 ? known(profile.knownFaults[rule]) : ''}
    ${findings.map((each) => findingDetails(each, exchanges))}${others(group, 'pass')}${others(group, 'not-run')}
  </section> `
}

function because(cites: readonly Citation[], profile: Traffic['profile'], isOpened: boolean): Markup {
  const items = cites.map((citation) => {
    const address = addressOf(citation, profile)
    const text = prose(explain(citation, profile))
    return html`<li>${address === undefined ? text : html`<a href="${address}" rel="noreferrer">${text}</a>`}</li>`
  })
  return html`<details class="because" ${isOpened ? html` open` : ''}>
    <summary>Why</summary>
    <ul>
      ${items}
    </ul>
  </details>`
}

/** Faults that are easy to compare with the one at hand. */
const mostKnown = 3

/** What a reader may trust a finding for, and compare it with: faults that the rule has found where they were made on purpose. */
function known(faults: Readonly<Record<string, string>> = {}): Markup {
  const all = Object.entries(faults)
  if (all.length === 0) return html``
  const rest = all.length - mostKnown
  return html`<details class="because">
    <summary>Proven with ${count(all.length, 'fault')}, made on purpose in the reference server</summary>
    <ul>
      ${all.slice(0, mostKnown).map(([name, sentence]) => html`<li><code>${name}</code>: ${sentence}</li>`)}${
        rest > 0 ? html`<li>and ${rest} more</li>` : ''
      }
    </ul>
  </details>`
}

function findingDetails(finding: ReportedVerdict, exchanges: Exchanges): Markup {
  const { id, outcome, basis, level, about, seen, why, exchange, control, judged, sampled, waived } = finding
  const place = placeOf(finding)
  const warning = whyWarning(finding)
  const shown = [exchange, control].filter((each) => each !== undefined).length
  return html`<details class="finding ${outcome}" id="${anchorOf(id)}" data-outcome="${outcome}" data-operation="${place}">
    <summary>
      ${outcomeBadge(outcome)} <b>${place}</b>${about === undefined ? '' : html` <span class="subject">${about}</span>`}
      <span class="glance">${seen ?? why}</span>
    </summary>
    <div class="content">
      ${compared(finding)}${warning === '' ? '' : html`<p class="note">${warning}</p>`}${
        waived === undefined
          ? ''
          : html`<p class="note">
              Waived until ${waived.expires} by ${waived.owner}: ${waived.reason} Without the waiver: ${outcomeWords[waived.outcome]}.
            </p>`
      }
      <p class="about">
        ${level}, ${basis}. ${count(judged, 'exchange')}
        judged${judged > shown && shown > 0 ? ', of which this shows the one with the fault' : ''}${sampled === true ? '; a sample of operations stands for this one' : ''}.
        <code>${id}</code> <button type="button" class="copy" data-copy="link">Copy link</button>
      </p>
      ${exchange === undefined ? '' : exchanges.slot(exchange, id)}${
        control === undefined
          ? ''
          : html`<details class="control">
              <summary>Positive control: a similar request that succeeded, so the finding has no other reason</summary>
              ${exchanges.slot(control)}
            </details>`
      }
    </div>
  </details> `
}

/** Passes, or what was not run: one item per operation, with what its checks are about. */
function others(group: Group, outcome: 'pass' | 'not-run'): Markup {
  const alike = group.filter((each) => each.outcome === outcome)
  if (alike.length === 0) return html``
  const items = [...grouped(alike, placeOf)].map(([place, of]) => {
    const subjects = of.flatMap(({ about }) => about ?? [])
    const reasons = [...new Set(of.flatMap(({ why }) => why ?? []))]
    const text = subjects.length === 0 ? (of.length > 1 ? ` ×${of.length}` : '') : `: ${subjects.join(', ')}`
    if (text === '' && reasons.length === 0) return html`<li>${place}</li>`
    return html`<li data-n="${of.length}">
      <b>${place}</b>${text}${reasons.length === 0 ? '' : html` <small>${reasons.join('; ')}</small>`}
    </li>`
  })
  return html`<details class="others ${outcome}">
    <summary>${outcomeBadge(outcome)} <span>${count(alike.length, 'check')}</span></summary>
    <ul data-outcome="${outcome}">
      ${items}
    </ul>
  </details>`
}

/** The top of the page: the verdict, what to do next, and the facts of the run. */
import { foreign } from '../../../text/foreign.ts'
import { runLevels } from '../../../model/levels.ts'
import type { ExitCode } from '../../conclusion.ts'
import type { Report } from '../../report.ts'
import { isRecording } from '../../doubts.ts'
import { html, type Markup } from './markup.ts'
import { nextStep } from '../../next-step.ts'
import {
  count,
  duration,
  filterAddress,
  grouped,
  outcomeMeanings,
  outcomes,
  outcomeWords,
  signs,
  tones,
  headingOf,
  capitalized,
} from './words.ts'

export function summary(report: Report): Markup {
  const { exitCode, basis, target, contract } = report
  return html`<header class="verdict ${tones[exitCode]}" id="top">
    <p class="kind">Conformance report · ${contract.title}</p>
    <h1>
      <span class="sign" aria-hidden="true">${signs[tones[exitCode]]}</span>
      ${headingOf(exitCode)}${basis === 'promised' ? ' (promised behavior only)' : ''}
    </h1>
    <p class="target"><code>${target}</code> ${isRecording(report) ? 'based on recorded traffic' : `at level ${report.level}`}</p>
    <p class="next"><b>Next step:</b> ${capitalized(nextStep(report))}</p>
    ${counts(report)}
    <dl class="bases">
      ${base('Promised behavior only', 'what the API overview and the MUSTs of RFCs say', report.exitCodes.promised, basis === 'promised')}${base('Whole contract', 'also what this contract decides', report.exitCodes.contract, basis === 'contract')}
    </dl>
    <dl class="facts">
      ${facts(report).map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
  </header>`
}

const base = (name: string, meaning: string, code: ExitCode, isJudged: boolean): Markup =>
  html`<div class="${tones[code]}">
    <dt>${name} <small>${meaning}</small></dt>
    <dd>
      <span aria-hidden="true">${signs[tones[code]]}</span> ${headingOf(code)}${isJudged ? html` <small>exit code ${code}</small>` : ''}
    </dd>
  </div>`

/** A bar of all outcomes, and a link for each, which shows its checks. */
function counts({ outcomes: numbers, verdicts }: Report): Markup {
  const shown = outcomes.filter((each) => numbers[each] > 0)
  let from = 0
  const bars = shown.map((each) => {
    // Few findings among thousands of passes must be visible.
    const width = 6 + ((1000 - 6 * shown.length) * numbers[each]) / verdicts.length
    const bar = html`<rect class="${each}" x="${from.toFixed(2)}" y="0" width="${width.toFixed(2)}" height="10" />`
    from += width
    return bar
  })
  return html`<svg class="share" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">${bars}</svg>
    <ul class="counts">
      ${shown.map(
        (each) =>
          html`<li>
            <a class="${each}" href="${filterAddress({ outcome: each })}" title="${outcomeMeanings[each]}"
              ><span aria-hidden="true">${signs[each]}</span>
              <b>${grouped(numbers[each])}</b> ${each === 'warn' && numbers[each] !== 1 ? 'warnings' : outcomeWords[each]}</a
            >
          </li>`,
      )}
    </ul>`
}

function facts(made: Report): [name: string, value: Markup][] {
  const { requests, keys, reached, level, chosen, seed, suite, contract, startedAt, milliseconds, verdicts, journal } = made
  const judged = verdicts.filter(({ outcome }) => outcome !== 'not-run')
  const rules = new Set(judged.map(({ rule }) => rule)).size
  const operations = new Set(judged.flatMap(({ operation }) => operation ?? [])).size
  const roles = Object.entries(keys).map(([role, number]) => `${number} ${role}`)
  return [
    ...(isRecording(made)
      ? []
      : [
          [
            'Level',
            html`${level}
              <small
                >level ${runLevels.indexOf(level) + 1} of ${runLevels.length};
                ${reached === level ? 'reached' : reached === null ? 'not reached' : `not reached, but level ${reached} is`}</small
              >`,
          ] satisfies [string, Markup],
        ]),
    ['Checks', html`${count(rules, 'rule')} on ${count(operations, 'operation')}`],
    ['Started', html`<time datetime="${startedAt}">${startedAt.slice(0, 19).replace('T', ' ')} UTC</time>`],
    ['Duration', html`${duration(milliseconds)}`],
    [
      'Requests',
      html`${grouped(requests.sent)}
        <small
          >${grouped(requests.withoutKey)} without an API
          key${isRecording(made) || requests.sent === requests.planned ? '' : `; ${grouped(requests.planned)} planned`}</small
        >`,
    ],
    ['API keys', html`${roles.length === 0 ? 'none given' : roles.join(', ')}`],
    ...(chosen === undefined ? [] : [['Selected', html`<code>${foreign(chosen)}</code>`] satisfies [string, Markup]]),
    ['Seed', html`<code>${seed}</code>`],
    ['Contract', html`version ${contract.version}`],
    ['Suite', html`${suite.name} ${suite.version}`],
    ...(journal === undefined ? [] : [['Journal', html`<code>${journal}</code>`] satisfies [string, Markup]]),
  ]
}

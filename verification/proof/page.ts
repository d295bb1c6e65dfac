/** The proof as a self-contained page of the docs site: a matrix for each area, and an explanation of each rule and each deviation. */
import { api } from '../../conformance/profile/index.ts'
import { explain } from '../../conformance/model/citations.ts'
import type { Proof } from './published.ts'

type Deviation = Proof['deviations'][number]
type Rule = Proof['rules'][number]

/** The area of a rule or a deviation. */
export const areaOf = ({ id }: { readonly id: string }): string => id.slice(0, id.indexOf('/'))
const nameOf = (id: string): string => id.slice(id.indexOf('/') + 1)

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const text = (raw: string): string => raw.replaceAll(/[&<>"]/g, (each) => entities[each] ?? each)
/** Escapes the text and renders text in backticks as code. */
const prose = (raw: string): string => text(raw).replaceAll(/`([^`]+)`/g, '<code>$1</code>')
const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`
const anchor = (kind: 'rule' | 'deviation', id: string): string => `${kind}-${id.replace('/', '-')}`

/** Whether the deviation names the rule. */
const isNamed = ({ breaks }: Deviation, rule: string): boolean => breaks.some((each) => each.rule === rule)

export function renderProof(proof: Proof): string {
  const areas = [...new Set(proof.rules.map(areaOf))].sort()
  const caught = proof.deviations.filter(({ missed }) => missed.length === 0)
  const silent = proof.variants.filter(({ alarms }) => alarms.length === 0)
  const proven = new Set(caught.flatMap(({ breaks }) => breaks.map(({ rule }) => rule)))
  const later = [...proof.deviations, ...proof.variants].filter(({ commit }) => commit !== undefined).length
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Proof of the conformance suite</title>
<style>${style}</style>
<header>
  <p><a href="index.html">API reference</a></p>
  <h1>Can you trust the verdicts of the suite?</h1>
  <p>The proof starts the reference server with one fault at a time and runs the full suite against it. A fault counts as caught only if the rules that
  it names fail for the affected operation. The proof then runs the suite against unusual but conforming variants of the server. No rule may fail there.</p>
  <dl class="sums">
    <div><dt>faults caught</dt><dd>${caught.length} of ${proof.deviations.length}</dd></div>
    <div><dt>false alarms</dt><dd>${proof.variants.length - silent.length} in ${count(proof.variants.length, 'variant')}</dd></div>
    <div><dt>rules that catch a fault</dt><dd>${proven.size} of ${proof.rules.length}</dd></div>
  </dl>
  <p class="made">Proven at commit <code>${text(proof.commit)}</code> with Node ${text(proof.node)} in ${count(Math.round(proof.seconds / 60), 'minute')}; each run sends about ${proof.healthy.requests}
  requests and gives about ${proof.healthy.judgements} verdicts.${later === 0 ? '' : ` ${count(later, 'item')} ${later === 1 ? 'was' : 'were'} proven again at a later commit, which <code>proof.json</code> names.`} Run <code>npm run proof</code> to repeat the proof, and <code>npm start -- --deviation NAME</code> to start the server with a fault.</p>
</header>
<main>
${overview(proof, areas)}
${areas.map((area) => matrix(proof, area)).join('\n')}
${falseAlarms(proof)}
${explanations(proof)}
</main>
<dialog id="about" aria-label="About this cell"><form method="dialog"><button>Close</button></form><div></div></dialog>
<script>${script}</script>
</html>
`
}

function overview(proof: Proof, areas: readonly string[]): string {
  const rows = areas.map((area) => {
    const own = proof.deviations.filter((each) => areaOf(each) === area)
    const also = own.filter((each) => each.kills.some(({ rule }) => !isNamed(each, rule)))
    return `<tr><td><a href="#area-${area}">${area}</a></td><td>${proof.rules.filter((each) => areaOf(each) === area).length}</td><td>${own.length}</td><td>${own.filter(({ missed }) => missed.length === 0).length}</td><td>${also.length}</td></tr>`
  })
  return `<section>
<h2>Areas</h2>
<table class="sortable">
<thead><tr><th><button>area</button></th><th><button>rules</button></th><th><button>faults</button></th><th><button>caught</button></th><th><button>with other failed rules</button></th></tr></thead>
<tbody>${rows.join('')}</tbody>
</table>
<p>In the tables below, each row is a fault and each column a rule: <span class="named">●</span> the fault names the rule and the rule failed; ○ the rule failed as well. Click a mark for details. Click a heading to sort.</p>
</section>`
}

/** The faults of an area and the rules that failed: rules of the area as columns, rules of other areas by name. */
function matrix(proof: Proof, area: string): string {
  const own = proof.deviations.filter((each) => areaOf(each) === area)
  const columns = proof.rules.filter((each) => areaOf(each) === area)
  const head = columns.map(({ id }) => `<th class="rule"><a href="#${anchor('rule', id)}"><span>${nameOf(id)}</span></a></th>`)
  const rows = own.map((each) => {
    const cells = columns.map(({ id }) => `<td>${cell(each, id)}</td>`)
    const elsewhere = each.kills.filter(({ rule }) => !columns.some(({ id }) => id === rule))
    const others = elsewhere.map(({ rule }) => cell(each, rule, rule))
    return `<tr${each.missed.length > 0 ? ' class="missed"' : ''}><th><a href="#${anchor('deviation', each.id)}">${nameOf(each.id)}</a></th><td>${text(each.part)}</td>${cells.join('')}<td class="others" data-sort="${others.length}">${others.join(' ')}</td></tr>`
  })
  return `<section id="area-${area}">
<h2>${area}</h2>
<div class="wide"><table class="sortable matrix">
<thead><tr><th><button>fault</button></th><th><button>location</button></th>${head.join('')}<th><button>rules of other areas</button></th></tr></thead>
<tbody>${rows.join('\n')}</tbody>
</table></div>
</section>`
}

function cell(deviation: Deviation, rule: string, label = ''): string {
  const kill = deviation.kills.find((each) => each.rule === rule)
  if (kill === undefined) return ''
  const named = isNamed(deviation, rule)
  const where = kill.operations.map((each) => each ?? 'the deployment')
  const shown = where.length > 6 ? `${where.slice(0, 5).join(', ')} and ${where.length - 5} more` : where.join(', ')
  const what = `${named ? 'caught by' : 'also failed:'} ${rule} (${shown})`
  return `<a class="${named ? 'named' : 'also'}" href="#${anchor('rule', rule)}" data-deviation="${anchor('deviation', deviation.id)}" data-where="${text(what)}" title="${text(what)}">${label === '' ? (named ? '●' : '○') : text(label)}</a>`
}

function falseAlarms({ variants, healthy }: Proof): string {
  const rows = variants.map(
    ({ id, why, unjudged, warned, alarms }) =>
      `<tr${alarms.length > 0 ? ' class="missed"' : ''}><th>${text(id)}</th><td>${prose(why)}${unjudged === undefined ? '' : ` <small>Not judged: ${prose(unjudged)}</small>`}${warned === undefined ? '' : ` <small>Warnings: ${prose(warned)}</small>`}</td><td>${alarms.length === 0 ? 'none' : text(alarms.join('; '))}</td></tr>`,
  )
  return `<section id="variants">
<h2>False alarms</h2>
<p>The table lists conforming variants and the rules that failed for each. Rules that failed for the server without changes: ${healthy.kills.length === 0 ? 'none' : healthy.kills.map(({ rule }) => text(rule)).join(', ')}.</p>
<table class="sortable">
<thead><tr><th><button>variant</button></th><th><button>why it is allowed</button></th><th><button>rules that failed</button></th></tr></thead>
<tbody>${rows.join('\n')}</tbody>
</table>
</section>`
}

function explanations({ rules, deviations }: Proof): string {
  const ofRule = ({ id, level, title, cites }: Rule): string =>
    `<article id="${anchor('rule', id)}"><h3>${id} <small>${level}</small></h3><p>A conforming deployment ${prose(title)}.</p><ul>${cites.map((each) => `<li>${prose(explain(each, api.profile))}</li>`).join('')}</ul></article>`
  const ofDeviation = ({ id, harm, part, breaks, missed }: Deviation): string =>
    `<article id="${anchor('deviation', id)}"><h3>${id}</h3><p>${prose(harm)}</p><p>Location: ${text(part)}. ${missed.length === 0 ? 'Caught by' : 'Should be caught by'} ${breaks.map(({ rule, operation }) => `<a href="#${anchor('rule', rule)}">${rule}</a>${operation === undefined ? '' : ` on ${operation}`}`).join(', ')}.</p><p><code>npm start -- --deviation ${id}</code></p></article>`
  return `<section><h2>Rules</h2>${rules.map(ofRule).join('\n')}</section>
<section><h2>Faults</h2>${deviations.map(ofDeviation).join('\n')}</section>`
}

const style = `
:root { color-scheme: light; --line: #d9dee5; --ink: #1c2733; --soft: #5b6b7d; --good: #12734a; --bad: #b3261e; --link: #0b57b0 }
* { box-sizing: border-box }
body { margin: 0 auto; padding: 1.5rem; max-width: 1400px; font: 15px/1.5 system-ui, sans-serif; color: var(--ink) }
a { color: var(--link) } h1 { margin: .2em 0 } h2 { margin: 2.2em 0 .6em; text-transform: capitalize } h3 { margin: 0; font-size: 1rem }
header p { max-width: 75ch } .made { color: var(--soft) }
.sums { display: flex; flex-wrap: wrap; gap: 1rem } .sums div { border: 1px solid var(--line); border-radius: 8px; padding: .6rem 1.2rem }
.sums dt { color: var(--soft) } .sums dd { margin: 0; font-size: 1.6rem; font-weight: 600 }
.wide { overflow-x: auto } table { border-collapse: collapse }
th, td { border: 1px solid var(--line); padding: .25rem .5rem; text-align: left; vertical-align: top; font-weight: normal }
thead th { background: #f3f5f8; vertical-align: bottom } thead button { all: unset; cursor: pointer; font-weight: 600 } thead button:focus-visible { outline: 2px solid var(--link) }
th[aria-sort=ascending] button::after { content: ' ↑' } th[aria-sort=descending] button::after { content: ' ↓' }
.matrix tbody th { position: sticky; left: 0; background: #fff; min-width: 15rem } .matrix tbody tr:hover > * { background: #f3f8ff }
.matrix td { text-align: center } .matrix td:nth-child(2), .matrix .others { text-align: left; min-width: 11rem; color: var(--soft); font-size: .85rem }
.rule { height: 13rem; padding: .4rem 0; width: 1.9rem } .rule a { text-decoration: none; writing-mode: vertical-rl; transform: rotate(180deg); font-size: .8rem; white-space: nowrap; max-height: 12.5rem; overflow: hidden; text-overflow: ellipsis }
.named { color: var(--good); text-decoration: none; font-size: 1.1rem } .also { color: var(--soft); text-decoration: none } .others a { font-size: .8rem; white-space: nowrap } .others .named { font-size: .85rem; font-weight: 600 } .others a::after { content: ' ' }
.missed > * { background: #fdecea !important } article { padding: .8rem 0; border-top: 1px solid var(--line) } article:target { background: #fff8d6 } article p, article ul { margin: .3rem 0 } small { color: var(--soft) }
dialog { max-width: 46rem; border: 1px solid var(--line); border-radius: 10px; padding: 1.2rem } dialog form { float: right } dialog::backdrop { background: #0006 }
`

const script = `
for (const table of document.querySelectorAll('table.sortable')) table.tHead.addEventListener('click', ({ target }) => {
  const head = target.closest('button')?.closest('th')
  if (!head) return
  const descending = head.getAttribute('aria-sort') === 'ascending'
  for (const each of table.tHead.rows[0].cells) each.removeAttribute('aria-sort')
  head.setAttribute('aria-sort', descending ? 'descending' : 'ascending')
  const value = row => { const cell = row.cells[head.cellIndex]; return cell.dataset.sort ?? cell.textContent }
  const rows = [...table.tBodies[0].rows].sort((a, b) => value(a).localeCompare(value(b), 'en', { numeric: true }))
  table.tBodies[0].append(...(descending ? rows.reverse() : rows))
})
const about = document.getElementById('about')
document.addEventListener('click', event => {
  const cell = event.target.closest('a[data-deviation]')
  if (!cell || event.ctrlKey || event.metaKey) return
  event.preventDefault()
  const where = document.createElement('p')
  where.textContent = cell.dataset.where
  const parts = [cell.dataset.deviation, cell.getAttribute('href').slice(1)].map(id => { const copy = document.getElementById(id).cloneNode(true); copy.removeAttribute('id'); return copy })
  about.lastElementChild.replaceChildren(where, ...parts)
  about.showModal()
})
about.addEventListener('click', event => { if (event.target === about || event.target.closest('a')) about.close() })
`

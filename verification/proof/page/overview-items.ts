/** The deviations, variants and rules of the overview, each with what there is to know about it. */
import { addressOf, explain, type Citation } from '../../../conformance/model/citations.ts'
import { pageOfRequirement, pageOfRule } from '../../../conformance/model/pages.ts'
import { api } from '../../../conformance/profile/index.ts'
import { contract } from '../../../spec/contract.ts'
import { nameOf } from '../areas.ts'
import type { Kill, Proof } from '../published.ts'
import { anchor, count, figure, prose, shortCommit, text } from './markup.ts'
import { planted } from './parts.ts'

type Deviation = Proof['deviations'][number]
type Rule = Proof['rules'][number]
type Variant = Proof['variants'][number]

/** Lists of operations that are longer than this are folded. */
const shownOperations = 6
const total = Object.keys(contract.operations).length
/** A verdict without an operation: for example on an undocumented path, or on several operations together. */
const asWhole = 'the server as a whole'

export const isCaught = ({ missed }: Pick<Deviation, 'missed'>): boolean => missed.length === 0
export const isSilent = ({ alarms }: Variant): boolean => alarms.length === 0
export const good = (words: string): string => `<span class="status good">${words}</span>`
export const bad = (words: string): string => `<span class="status bad">${words}</span>`

const names = ({ breaks }: Deviation, rule: string): boolean => breaks.some((each) => each.rule === rule)

/** An item as HTML. */
export interface Item {
  readonly html: string
  readonly ok: boolean
}

function summaryOf(ok: boolean, words: string, title: string, id: string): string {
  return `<summary>${ok ? good(words) : bad(words)}<span class="what"><span>${title}</span> <code class="id">${text(id)}</code></span></summary>`
}

/** The operations of a failed rule, folded if there are many. */
function operationsOf({ operations }: Kill): string {
  const named = operations.flatMap((each) => each ?? [])
  const list = `<span class="ops">${[...named, ...(named.length < operations.length ? [asWhole] : [])].map(text).join(', ')}</span>`
  if (operations.length <= shownOperations) return list
  const label = `${named.length === total ? 'all ' : ''}${count(named.length, 'operation')}${named.length < operations.length ? ` and ${asWhole}` : ''}`
  return `<details class="more"><summary>${label}</summary>${list}</details>`
}

const linkOf = (rule: string): string => `<a href="#${anchor('rule', rule)}">${text(rule)}</a>`

export function deviationItem(deviation: Deviation, { rules }: Proof): Item {
  const { id, harm, part, breaks, missed, kills, undecidable, commit } = deviation
  const ok = isCaught(deviation)
  const required = [...new Set(breaks.map(({ rule }) => rule))].map((rule) => {
    const kill = kills.find((each) => each.rule === rule)
    const lost = missed.filter((each) => each.rule === rule)
    const wanted = breaks.filter((each) => each.rule === rule).flatMap(({ operation }) => operation ?? [])
    const unseen = lost.map(({ operation }) => operation ?? 'any operation').join(', ')
    const title = rules.find((each) => each.id === rule)?.title
    const about = title === undefined ? '' : `<small>${prose(title)}</small>`
    const where = wanted.length === 0 ? 'at least once' : `for <span class="ops">${wanted.map(text).join(', ')}</span>`
    const seen = kill === undefined ? '' : `<div>Failed for ${operationsOf(kill)}</div>`
    const gap = lost.length === 0 ? '' : `<div>${bad('missed')} Did not fail for ${text(unseen)}.</div>`
    return `<li><div>${linkOf(rule)}${about}</div><div><div>Must fail ${where}</div>${seen}${gap}</div></li>`
  })
  const also = kills
    .filter(({ rule }) => !names(deviation, rule))
    .map((kill) => `<li><div>${linkOf(kill.rule)}</div><div>Failed for ${operationsOf(kill)}</div></li>`)
  const html = `<details class="item ${ok ? 'good' : 'bad'}" id="${anchor('deviation', id)}">
${summaryOf(ok, ok ? 'caught' : 'missed', prose(harm), id)}
<div class="body">
<p><b>Planted in</b> ${prose(planted(part))}. <span class="part">Name in the source: <code>${text(part)}</code></span></p>
<h4>${ok ? 'Caught by' : 'Must be caught by'}</h4>
<ul class="verdicts">${required.join('')}</ul>
${also.length === 0 ? '' : `<h4>Also failed, not required</h4><ul class="verdicts">${also.join('')}</ul>`}
<p>${ok ? 'Nothing was missed.' : `${bad('missed')} ${count(missed.length, 'required finding')} of ${figure(breaks.length)} did not appear.`}${undecidable === undefined ? '' : ` The suite could judge nothing: ${text(undecidable)}`} ${commit === undefined ? '' : `Measured again at commit ${shortCommit(commit)}.`}</p>
<p class="try"><code>npx better-data-scm-server --deviation ${text(id)}</code> <a href="#${anchor('deviation', id)}">Link to this deviation</a> <a href="kill-matrix.html#deviation=${text(id)}">Show in the kill matrix</a></p>
</div>
</details>`
  return { html, ok }
}

export function variantItem(variant: Variant): Item {
  const { id, why, unjudged, warned, alarms, commit } = variant
  const ok = isSilent(variant)
  const notes = [
    ...(unjudged === undefined ? [] : [`Some rules cannot be judged, which is correct: ${prose(unjudged)}`]),
    ...(warned === undefined ? [] : [`Some rules warn, which is correct: ${prose(warned)}`]),
    ...(commit === undefined ? [] : [`Measured again at commit ${shortCommit(commit)}.`]),
  ]
  const name = nameOf(variant).replaceAll('-', ' ')
  const title = `<b>${text(name.charAt(0).toUpperCase() + name.slice(1))}.</b> ${prose(why)}`
  const html = `<div class="item plain ${ok ? 'good' : 'bad'}" id="${anchor('variant', id)}">${ok ? good('no false alarm') : bad('false alarm')}<div class="what"><div><p>${title}</p>${notes.map((each) => `<p class="note">${each}</p>`).join('')}${ok ? '' : `<ul>${alarms.map((each) => `<li>${text(each)}</li>`).join('')}</ul>`}</div> <code class="id">${text(id)}</code></div></div>`
  return { html, ok }
}

function citation(each: Citation): string {
  const address = /^[RD]\d\d$/.test(each) ? pageOfRequirement(each) : addressOf(each, api.profile)
  const words = explain(each, api.profile)
  return `<li>${address === undefined ? prose(words) : `<a href="${text(address)}">${text(each)}</a>${prose(words.slice(each.length))}`}</li>`
}

export function ruleItem({ id, level, title, cites }: Rule, { deviations }: Proof): Item {
  const own = deviations.filter((each) => names(each, id))
  const caught = own.filter(({ missed }) => !missed.some(({ rule }) => rule === id))
  const also = deviations.filter((each) => !names(each, id) && each.kills.some(({ rule }) => rule === id)).length
  const ok = caught.length > 0
  const faults = own.map((each) => {
    const lost = caught.includes(each) ? '' : ` ${bad('missed')}`
    return `<li><a href="#${anchor('deviation', each.id)}">${text(each.id)}</a>${lost}</li>`
  })
  const html = `<details class="item ${ok ? 'good' : 'bad'}" id="${anchor('rule', id)}">
${summaryOf(ok, ok ? `catches ${figure(caught.length)}` : 'catches none', `${level}: ${prose(title)}`, id)}
<div class="body">
<p>A conforming deployment ${prose(title)}. <a href="${text(pageOfRule(id))}">Example, and how to fix it</a></p>
<p><b>Because</b></p><ul>${cites.map(citation).join('')}</ul>
${own.length === 0 ? `<p>${bad('unproven')} No deviation breaks this rule on purpose.</p>` : `<p><b>Must fail for ${count(own.length, 'deviation')}</b></p><ul class="columns">${faults.join('')}</ul>`}
<p>${also === 0 ? 'It failed for no other deviation.' : `It also failed for ${count(also, 'other deviation')}.`} <a href="#rule=${text(id)}">Show all deviations for which it failed</a> <a href="kill-matrix.html#rule=${text(id)}">Show in the kill matrix</a></p>
</div>
</details>`
  return { html, ok }
}

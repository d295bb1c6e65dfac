/** The proof as a page: every planted fault and what reported it, every conforming variant, and every rule. */
import { contract } from '../../../spec/contract.ts'
import { areaOf, areas } from '../areas.ts'
import type { Proof } from '../published.ts'
import { render } from './document.ts'
import { count, figure, shortCommit, text } from './markup.ts'
import { bad, deviationItem, good, isCaught, isSilent, ruleItem, variantItem, type Item } from './overview-items.ts'

/** The rules that have caught a deviation that names them. */
function provenRules({ deviations }: Proof): ReadonlySet<string> {
  const failed = deviations.flatMap(({ breaks, missed }) => breaks.filter(({ rule }) => !missed.some((each) => each.rule === rule)))
  return new Set(failed.map(({ rule }) => rule))
}

/** Renders the page. `dates` has the dates of commits, as far as they are known. */
export function renderOverview(proof: Proof, dates: ReadonlyMap<string, Date>): string {
  return render({
    name: 'proof.html',
    title: 'Proof of the conformance suite',
    styles: ['overview'],
    script: 'overview',
    main: [
      introduction(proof, dates),
      toolbar(proof),
      section('deviations', 'Deviations', 'Faults, planted one at a time, and the rules that failed.', proof.deviations, (each) =>
        deviationItem(each, proof),
      ),
      section('variants', 'Benign variants', variantsNote(proof), proof.variants, variantItem),
      section('rules', 'Rules', 'The checks of the suite, the reason for each, and the deviations that prove it.', proof.rules, (each) =>
        ruleItem(each, proof),
      ),
      '<p id="nothing" hidden>Nothing on this page matches the filter.</p>',
    ].join('\n'),
  })
}

/** A figure with its share, so that a shortfall is visible without reading. */
function sum(reached: number, all: number, what: string): string {
  const ok = reached === all
  return `<div class="${ok ? 'good' : 'bad'}"><dt>${what}</dt><dd><b>${figure(reached)}</b> of ${figure(all)} ${ok ? good('all') : bad(`${figure(all - reached)} missing`)}</dd></div>`
}

function introduction(proof: Proof, dates: ReadonlyMap<string, Date>): string {
  const { deviations, variants, rules, healthy, commit, node, seconds } = proof
  const on = (id: string): string => {
    const date = dates.get(id)
    const shown = date?.toLocaleDateString('en-US', { dateStyle: 'long', timeZone: 'UTC' })
    return date === undefined ? '' : ` of <time datetime="${date.toISOString().slice(0, 10)}">${shown}</time>`
  }
  const again = new Map<string, number>()
  for (const { commit: later } of [...deviations, ...variants]) if (later !== undefined) again.set(later, (again.get(later) ?? 0) + 1)
  const later = [...again].map(([id, number]) => ` ${count(number, 'item')} measured again at commit ${shortCommit(id)}${on(id)}.`)
  const noisy = healthy.kills.map(({ rule }) => `<code>${text(rule)}</code>`)
  return `<h1>Does the conformance suite find faults?</h1>
<p class="lead">The proof plants one fault at a time in a correct server and runs the whole suite against it: each rule that is meant to find this fault must
fail. Then it runs the suite against servers that are unusual but correct: no rule may fail there.</p>
<dl class="sums">
${sum(deviations.filter(isCaught).length, deviations.length, 'planted faults caught')}
${sum(variants.filter(isSilent).length, variants.length, 'correct variants without a false alarm')}
${sum(provenRules(proof).size, rules.length, 'rules that catch a fault')}
</dl>
<p class="made">Measured at commit ${shortCommit(commit)}${on(commit)} in ${count(Math.round(seconds / 60), 'minute')}, with Node ${text(node.replace(/^v/, ''))}.${later.join('')}
A run sends about ${count(healthy.requests, 'request')} and gives about ${count(healthy.judgements, 'verdict')}. ${noisy.length === 0 ? 'No rule fails for the server without a fault.' : `${bad('false alarm')} For the server without a fault, these rules fail: ${noisy.join(', ')}.`}</p>
<details class="terms">
<summary>Terms, and how to repeat the proof</summary>
<dl>
<dt>Deviation</dt><dd>A fault that is planted in the reference server. Its sentence states the harm for users of the API.</dd>
<dt>Rule</dt><dd>A check of the suite. MUST and SHOULD have the meaning of RFC 2119.</dd>
<dt>Caught</dt><dd>Each rule that the deviation must break has failed, for the operation that the deviation names. Other failed rules do not count.</dd>
<dt>Missed</dt><dd>At least one of these rules has not failed.</dd>
<dt>Also failed</dt><dd>The fault need not break this rule, but the rule failed too: one fault often breaks more than one promise.</dd>
<dt>Benign variant</dt><dd>A deployment that differs from the reference server in a way that the contract or an RFC allows.</dd>
<dt>False alarm</dt><dd>A rule that fails for a benign variant or for the reference server without a fault.</dd>
<dt>Repeat it</dt><dd><code>npx better-data-scm-server --deviation ID</code> starts the server with a fault. In a clone of the repository, <code>npm run proof</code> runs all of it, and <code>npm run proof -- --only pagination</code> a part.</dd>
<dt>Limits</dt><dd>The proof covers the faults on this page and no others. There, <code>npm run response-faults</code> also tries random changes to responses.</dd>
</dl>
</details>`
}

function option(value: string, label = value): string {
  return `<option value="${text(value)}">${text(label)}</option>`
}

const group = (label: string, options: readonly string[]): string => `<optgroup label="${text(label)}">${options.join('')}</optgroup>`

function toolbar({ rules, deviations, variants }: Proof): string {
  const byArea = Object.entries(areas).map(([area, title]) => {
    return group(
      title,
      rules.filter((each) => areaOf(each) === area).map(({ id }) => option(id)),
    )
  })
  const others = [...new Set([...deviations, ...variants].map(areaOf))].filter((area) => !Object.hasOwn(areas, area))
  const operations = contract.groups.map(({ name, operations: own }) => {
    return group(
      name,
      own.map(({ id }) => option(id)),
    )
  })
  return `<div class="toolbar" role="search">
<div class="find">
  <label class="search"><span>Search</span><input type="search" id="q" placeholder="harm, id, rule, operation …" autocomplete="off" spellcheck="false"></label>
  <p id="found" role="status"></p>
</div>
<div class="filters">
  <label><span>Area</span><select id="area"><option value="">all</option>${Object.entries(areas)
    .map(([area, title]) => option(area, title))
    .join('')}${group(
    'only variants',
    others.map((area) => option(area, titleOf(area))),
  )}</select></label>
  <label><span>Failed rule</span><select id="rule"><option value="">any</option>${byArea.join('')}</select></label>
  <label><span>Operation</span><select id="operation"><option value="">any</option>${operations.join('')}</select></label>
  <label><span>Result</span><select id="result"><option value="">any</option>${option('good', 'as expected')}${option('bad', 'missed or false alarm')}</select></label>
  <div class="buttons"><button type="button" id="unfold">Unfold all</button><button type="button" id="fold">Fold all</button><button type="button" id="clear">Clear filter</button></div>
</div>
</div>`
}

/** The title of an area; variants have areas of their own. */
function titleOf(area: string): string {
  const titles: Readonly<Record<string, string>> = { ...areas, json: 'JSON', id: 'Ids' }
  return titles[area] ?? `${area.charAt(0).toUpperCase()}${area.slice(1)}`
}

/** A section with one fold for each area. */
function section<Each extends { readonly id: string }>(
  kind: 'deviations' | 'variants' | 'rules',
  title: string,
  note: string,
  all: readonly Each[],
  item: (each: Each) => Item,
): string {
  const noun = { deviations: 'deviation', variants: 'variant', rules: 'rule' }[kind]
  const summaries = {
    deviations: ['all caught', 'missed'],
    variants: ['no false alarm', 'with a false alarm'],
    rules: ['all catch a fault', 'catch none'],
  }
  const [fine, faulty] = summaries[kind]
  const present = [...new Set(all.map(areaOf))]
  const ordered = kind === 'variants' ? present : Object.keys(areas).filter((area) => present.includes(area))
  const folds = ordered.map((area) => {
    const items = all.filter((each) => areaOf(each) === area).map(item)
    const wrong = items.filter(({ ok }) => !ok).length
    return `<details class="area" id="${kind}-${area}" data-area="${area}">
<summary><h3>${titleOf(area)}</h3> <span class="number">${count(items.length, noun)}</span> ${wrong === 0 ? good(fine ?? '') : bad(`${figure(wrong)} ${faulty}`)}</summary>
<div class="items">
${items.map(({ html }) => html).join('\n')}
</div>
</details>`
  })
  return `<section id="${kind}" data-noun="${noun}">
<h2>${title} <span class="number">${figure(all.length)}</span></h2>
<p class="note">${note}</p>
${folds.join('\n')}
</section>`
}

function variantsNote({ variants }: Proof): string {
  const silent = variants.filter(isSilent).length
  return `Correct but unusual deployments, with the reason that allows each. ${silent === variants.length ? 'None raises a false alarm.' : `${figure(variants.length - silent)} raise a false alarm.`}`
}

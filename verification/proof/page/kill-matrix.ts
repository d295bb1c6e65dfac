/** The kill matrix as a page: deviations as rows, rules as columns. The script draws the table from the data in the page. */
import { pageOfRule } from '../../../conformance/model/pages.ts'
import { contract } from '../../../spec/contract.ts'
import { areas } from '../areas.ts'
import type { Proof } from '../published.ts'
import { data, render } from './document.ts'
import { anchor, count, text } from './markup.ts'
import type { MatrixData } from './matrix-data.ts'
import { planted } from './parts.ts'

function dataOf({ rules, deviations }: Proof): MatrixData {
  const operations = Object.keys(contract.operations)
  const ruleAt = new Map(rules.map(({ id }, at) => [id, at]))
  const place = (rule: string): number => {
    const at = ruleAt.get(rule)
    if (at === undefined) throw new RangeError(`docs-site/proof.json names the unknown rule ${JSON.stringify(rule)}`)
    return at
  }
  return {
    areas: Object.entries(areas).map(([id, title]) => ({ id, title })),
    operations,
    rules: rules.map(({ id, level, title }) => ({ id, level, title, anchor: anchor('rule', id), page: pageOfRule(id) })),
    deviations: deviations.map(({ id, harm, part, breaks, missed, kills }) => ({
      id,
      harm,
      planted: planted(part),
      anchor: anchor('deviation', id),
      named: [...new Set(breaks.map(({ rule }) => place(rule)))],
      missed: [...new Set(missed.map(({ rule }) => place(rule)))],
      kills: kills.map(({ rule, operations: own }) => [place(rule), own.map((each) => (each === null ? -1 : operations.indexOf(each)))]),
    })),
  }
}

/** Renders the page. */
export function renderKillMatrix(proof: Proof): string {
  const { rules, deviations } = proof
  const matrix = dataOf(proof)
  const unproven = matrix.rules.filter(
    (_, at) => !matrix.deviations.some(({ named, missed }) => named.includes(at) && !missed.includes(at)),
  )
  const links = unproven.map(({ id }) => `<a href="#rule=${text(id)}">${text(id)}</a>`)
  const options = Object.entries(areas).map(([id, title]) => `<option value="${id}">${text(title)}</option>`)
  return render({
    name: 'kill-matrix.html',
    title: 'Kill matrix of the conformance suite',
    styles: ['matrix'],
    script: 'matrix',
    main: `<h1>Which rule finds which fault?</h1>
<p class="lead">Each row is a deviation, a fault planted in the reference server. Each column is a rule of the suite. A mark shows that the rule failed while the
server had this fault. The <a href="proof.html">proof</a> describes each fault and each rule.</p>
<ul class="legend">
<li><span class="mark named">●</span> <b>caught</b>: the rule must fail, and it did</li>
<li><span class="mark also">○</span> <b>also failed</b>: not required</li>
<li><span class="mark lost">✕</span> <b>missed</b>: the rule must fail, and it did not</li>
<li><b>12 +3</b>: in the row of an area, 12 deviations are caught by these rules, and 3 more make them fail</li>
</ul>
<p>${
      unproven.length === 0
        ? `<span class="status good">no gap</span> Each of the ${count(rules.length, 'rule')} catches at least one of the ${count(deviations.length, 'deviation')}.`
        : `<span class="status bad">gap</span> ${count(unproven.length, 'rule')} of ${rules.length} ${unproven.length === 1 ? 'catches' : 'catch'} no deviation: ${links.join(', ')}.`
    }</p>
<noscript><p><b>The matrix needs JavaScript.</b> The <a href="proof.html">proof</a> has the same results as text.</p></noscript>
<div class="toolbar" role="search">
<label class="search"><span>Search</span><input type="search" id="q" placeholder="deviation, harm or rule" autocomplete="off" spellcheck="false"></label>
<label><span>Deviations of</span><select id="area"><option value="">all</option>${options.join('')}</select></label>
<label><span>Rules of</span><select id="rules"><option value="">all</option>${options.join('')}</select></label>
<div class="buttons"><button type="button" id="unfold">Unfold rows</button><button type="button" id="fold">Fold all</button><button type="button" id="clear">Clear filter</button></div>
</div>
<p class="found"><span id="found" role="status"></span> <span id="chips"></span></p>
<p class="note" id="help">Click an area to unfold it. Click a deviation or a rule to keep only what belongs to it. Click a mark for details. With the keyboard: arrow keys, Home and End
move, Enter selects.</p>
<div class="pane">
<div class="box" id="box" role="region" aria-label="Kill matrix" tabindex="-1"><table id="matrix" aria-describedby="help"></table></div>
<aside id="about" aria-live="polite" aria-label="Details" hidden></aside>
</div>
${data('data', matrix)}`,
  })
}

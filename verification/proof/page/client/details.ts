/** The text of the details. */
import type { MatrixData } from '../matrix-data.ts'
import { count, element, prose } from './elements.ts'
import { symbols, words, type Deviation, type Mark, type Placed, type Rule } from './matrix-model.ts'

export function deviationText({ id, harm, planted, anchor }: Deviation): HTMLElement[] {
  return [
    element('h2', {}, 'Deviation ', element('code', {}, id)),
    element('p', {}, ...prose(harm)),
    element('p', { class: 'note' }, 'Planted in ', ...prose(planted), '. ', element('a', { href: `proof.html#${anchor}` }, 'Full account')),
  ]
}

export function ruleText({ id, level, title, anchor, page }: Rule): HTMLElement[] {
  return [
    element('h2', {}, 'Rule ', element('code', {}, id)),
    element(
      'p',
      {},
      `${level}: a conforming deployment `,
      ...prose(title),
      '. ',
      element('a', { href: `proof.html#${anchor}` }, 'Full account'),
      ', ',
      element('a', { href: page }, 'example, and how to fix it'),
    ),
  ]
}

/** Describes a mark: the deviation, the rule, and the operations for which it failed. */
export function markText({ operations: all }: MatrixData, deviation: Deviation, rule: Placed<Rule>, mark: Mark): HTMLElement[] {
  const operations = deviation.kills.find(([place]) => place === rule.at)?.[1] ?? []
  const named = operations.map((each) => all[each] ?? 'the server as a whole')
  const what = {
    named: `The rule must fail, and it failed for ${count(named.length, 'operation')}:`,
    also: `Not required, but the rule also failed for ${count(named.length, 'operation')}:`,
    lost:
      named.length === 0
        ? 'The rule must fail, but it did not.'
        : 'The rule must fail, but not for each required operation. It failed for:',
  }[mark]
  return [
    element('p', {}, element('span', { class: `mark ${mark}` }, symbols[mark]), ' ', element('b', {}, words[mark])),
    ...deviationText(deviation),
    ...ruleText(rule.each),
    element('p', {}, what),
    element('p', { class: 'ops' }, named.join(', ')),
  ]
}

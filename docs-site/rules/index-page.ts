/** The first page about the rules: all of them by area, and how to read one. */
import { basisOf } from '../../conformance/model/basis.ts'
import { areaOf, type Area, type Rule } from '../../conformance/model/rule.ts'
import { rules } from '../../conformance/rules/index.ts'
import { areas, nameOf } from '../../verification/proof/areas.ts'
import { introductions } from './introductions.ts'
import { count } from '../../verification/proof/page/markup.ts'
import { code, prose } from './markdown.ts'

const number = (level: Rule['level']): number => rules.filter((rule) => rule.level === level).length

export function indexPage(): string {
  return [
    '# Rules',
    `The conformance suite checks ${count(rules.length, 'rule')}: ${number('MUST')} MUST and ${number('SHOULD')} SHOULD. Each one has a page that says why it exists, shows a response that violates it, and says how to fix it.`,
    '- [Requirements](./requirements.md): every promise and decision with its rules\n- [Proof](../proof.html){target="_self"}: the faults that the rules find\n- [Kill matrix](../kill-matrix.html){target="_self"}: rules by faults',
    '## How to read a rule {#how-to-read-a-rule}',
    [
      '- **MUST** and **SHOULD**: a violated MUST is a failure, a violated SHOULD is a warning. On beta operations, a violated MUST is a warning, except for the safety rules.',
      '- **promised** and **decided**: a rule is promised if it follows from the API overview or from a MUST of an RFC. Otherwise it is decided: by this contract, by practice or for a known risk. `--basis promised` judges only promises.',
      '- **Needs**: the lowest `--level` that includes the rule, and the consent and keys besides an ordinary key. With an administrator key and `--allow-writes`, the suite creates every key itself, except a key of a second tenant.',
      '- **Examples** come from runs against the reference server, with and without a fault. `…` stands for what is left out. `$CONFORMANCE_KEY` and the like are the variables with the keys. For a body that is longer than a report keeps, the end is missing.',
      '- A **rejection** counts only if the same request without the fault succeeded, and if status, code and field match the fault. A response from another layer, such as 503, is inconclusive and not a finding.',
    ].join('\n'),
    ...(Object.keys(areas) as Area[]).flatMap(areaList),
    '',
  ].join('\n\n')
}

function areaList(area: Area): string[] {
  const own = rules.filter((rule) => areaOf(rule) === area)
  return [
    `## [${areas[area]}](./${area}.md) {#${area}}`,
    introductions[area],
    own
      .map((rule) => `- [${code(nameOf(rule))}](./${area}.md#${nameOf(rule)}) ${prose(rule.title)} (${rule.level}, ${basisOf(rule)})`)
      .join('\n'),
  ]
}

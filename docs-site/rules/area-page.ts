/** The page of an area: each rule with its reason, an example, a remedy and its proof. */
import { basisOf } from '../../conformance/model/basis.ts'
import { areaOf, type Area, type Rule } from '../../conformance/model/rule.ts'
import { severityOf, type Severity } from '../../conformance/model/severity.ts'
import { rules } from '../../conformance/rules/index.ts'
import { contract } from '../../spec/contract.ts'
import { steady, type Example } from '../../verification/examples/example.ts'
import { areas, nameOf } from '../../verification/proof/areas.ts'
import { anchor, count } from '../../verification/proof/page/markup.ts'
import { introductions } from './introductions.ts'
import { citationOf } from './citation.ts'
import type { Facts } from './facts.ts'
import { block, code, listed, prose } from './markdown.ts'
import { remedyOf } from './remedies/index.ts'
import type { Source } from './source.ts'

/** Deviations that are named; the kill matrix has all. */
const namedDeviations = 5
/** Operations that are named; more are only counted. */
const namedOperations = 8
/** Characters of what was expected and seen. */
const maxFinding = 200

/** Completes "Severity:". */
const severityWords: Readonly<Record<Severity, string>> = {
  critical: 'critical (strangers can read or change data, or data is lost)',
  data: 'data (clients get wrong data, or a write does something else)',
  promise: 'promise (a status, a header or an error differs from the contract)',
  recommendation: 'recommendation',
}

export function areaPage(area: Area, source: Source): string {
  const own = rules.filter((rule) => areaOf(rule) === area)
  const must = own.filter(({ level }) => level === 'MUST').length
  return [
    `# ${areas[area]}`,
    `${introductions[area]} ${count(own.length, 'rule')}: ${must} MUST, ${own.length - must} SHOULD. [How to read a rule](./index.md#how-to-read-a-rule).`,
    ...own.flatMap((rule) => section(rule, source)),
    '',
  ].join('\n\n')
}

function section(rule: Rule, { proof, examples, facts }: Source): string[] {
  const { id, level, title, cites } = rule
  const example = examples.get(id)
  const fact = facts.get(id)
  if (fact === undefined) throw new RangeError(`No facts are known about the rule ${id}`)
  return [
    `## ${nameOf(rule)} {#${nameOf(rule)}}`,
    `${code(id)} <Badge type="${level === 'MUST' ? 'danger' : 'warning'}" text="${level}" /> <Badge type="info" text="${basisOf(rule)}" />`,
    `A conforming deployment **${bold(title)}**.`,
    cites.map((each) => `- ${citationOf(each)}`).join('\n'),
    ...harmOf(example, proof),
    factLines(rule, fact),
    ...(example === undefined ? [] : exampleOf(example)),
    ...remedyText(id),
    provenWith(id, proof),
  ]
}

/** Bold text cannot begin or end with code in all renderers, and a title may contain any of it. */
const bold = (title: string): string => prose(title).replaceAll('*', String.raw`\*`)

function harmOf(example: Example | undefined, { deviations }: Source['proof']): string[] {
  const harm = deviations.find((each) => each.id === example?.deviation)?.harm
  return harm === undefined ? [] : [`**What goes wrong otherwise**, for example: ${prose(harm)}`]
}

function factLines(rule: Rule, { subjects, operations, level, consent, keys }: Facts): string {
  const total = Object.keys(contract.operations).length
  const named = operations.length > namedOperations || operations.length === 0 ? '' : ` (${operations.map(code).join(', ')})`
  const whole = operations.length === total ? ' (all)' : ''
  const options = [...consent, ...keys].map(code)
  const needs = `level ${code(level)}${options.length === 0 ? '' : ` with ${listed(options)}`}`
  return [
    `- **Severity**: ${severityWords[severityOf(rule)]}`,
    `- **Applies to**: ${subjects}${whole}${named}`,
    `- **Needs**: ${needs}${rule.kind === 'probe' ? '' : '; sends nothing of its own'}`,
  ].join('\n')
}

function exampleOf({ expected, seen, fails, passes }: Example): string[] {
  const isSame = steady(fails.request) === steady(passes.request)
  const whole = ({ request, response }: Example['fails']): string => (isSame ? response : `${request}\n\n${response}`)
  return [
    ...(isSame ? [block(fails.request, 'http')] : []),
    ['::: code-group', '', block(whole(fails), 'http', 'Violates the rule'), '', block(whole(passes), 'http', 'Conforms'), '', ':::'].join(
      '\n',
    ),
    `The finding: expected ${code(cut(expected))}, got ${code(cut(seen))}.${
      steady(fails.response) === steady(passes.response)
        ? ' Here, one response alone shows nothing: the rule compares it with other responses of the run.'
        : ''
    }`,
  ]
}

const cut = (text: string): string => (text.length > maxFinding ? `${text.slice(0, maxFinding)}…` : text)

function remedyText(id: string): string[] {
  const { text, stacks } = remedyOf(id)
  const items = stacks.map(([stack, words]) => `- **${stack}**: ${words}`)
  return [
    `**How to fix it.** ${text}`,
    ...(items.length === 0 ? [] : [['::: details In common stacks', '', ...items, '', ':::'].join('\n')]),
  ]
}

function provenWith(id: string, { deviations }: Source['proof']): string {
  const own = deviations.filter(({ breaks, kills }) => [breaks, kills].every((all) => all.some(({ rule }) => rule === id)))
  const sorted = [...own].sort((a, b) => a.kills.length - b.kills.length)
  const links = sorted.slice(0, namedDeviations).map((each) => `[${code(each.id)}](../proof.html#${anchor('deviation', each.id)})`)
  const rest = own.length - links.length
  return `**Proven** with ${count(own.length, 'fault')} in the reference server: ${links.join(', ')}${rest === 0 ? '' : ` and ${rest} more`}. [Kill matrix](../kill-matrix.html#rule=${id}){target="_self"}`
}

/** The page that traces every requirement to its rules and to the last result of their proof. */
import { rules } from '../../conformance/rules/index.ts'
import { decisions, promises, unruled } from '../../conformance/profile/citations.ts'
import { areaOf, type Rule } from '../../conformance/model/rule.ts'
import { nameOf } from '../../verification/proof/areas.ts'
import type { Proof } from '../../verification/proof/published.ts'
import { count } from '../../verification/proof/page/markup.ts'
import { code, prose } from './markdown.ts'
import type { Source } from './source.ts'

/** What the proof shows about a rule: how many deviations that it must find it found, and how many it missed. */
interface Result {
  readonly caught: number
  readonly missed: number
}

export function requirementsPage(source: Pick<Source, 'proof' | 'dates'>): string {
  return [
    '# Requirements',
    'Every promise of the API overview and every decision of the contract, with the rules that check it and what the last proof shows about them. Messages and reports name requirements by these codes.',
    summary(source),
    '## Promises of the API overview',
    ...Object.entries(promises).flatMap(([id, text]) => requirement(id, text, source.proof)),
    '## Decisions of the contract',
    'The overview leaves these open. [Decisions](../design/decisions.md) gives the reasons.',
    ...Object.entries(decisions).flatMap(([id, text]) => requirement(id, text, source.proof)),
    '',
  ].join('\n\n')
}

function summary({ proof, dates }: Pick<Source, 'proof' | 'dates'>): string {
  const { deviations, variants, healthy, commit } = proof
  const date = dates.get(commit)
  const caught = deviations.filter(({ missed }) => missed.length === 0).length
  const silent = variants.filter(({ alarms }) => alarms.length === 0).length
  const again = [...deviations, ...variants].filter((each) => each.commit !== undefined).length
  return [
    `- **Caught**: ${caught} of ${count(deviations.length, 'fault')}, planted one at a time in the reference server.`,
    `- **Silent**: ${silent} of ${count(variants.length, 'unusual but conforming deployment')}, and ${
      healthy.kills.length === 0
        ? 'the server without a fault'
        : `not for the server without a fault (${count(healthy.kills.length, 'failed rule')})`
    }.`,
    `- **Measured** at commit ${code(commit.slice(0, 7))}${date === undefined ? '' : ` of ${date.toISOString().slice(0, 10)}`}${
      again === 0 ? '' : `; ${count(again, 'result')} measured again later`
    }.`,
    '- **Details**: the [proof](../proof.html){target="_self"} and the [kill matrix](../kill-matrix.html){target="_self"}.',
  ].join('\n')
}

function requirement(id: string, text: string, proof: Proof): string[] {
  const citing = rules.filter(({ cites }) => cites.some((each) => each === id))
  const reason = (unruled as Readonly<Record<string, string>>)[id]
  return [
    `### ${id} {#${id}}`,
    `${prose(sentence(text))}.`,
    ...(citing.length === 0
      ? [`No rule cites it. ${prose(reason ?? 'It has no reason.')}`]
      : [
          `${count(citing.length, 'rule')}, ${totalOf(citing, proof)}:`,
          citing.map((rule) => `- ${linkTo(rule)}: ${words(resultOf(rule, proof))}`).join('\n'),
        ]),
  ]
}

const linkTo = (rule: Rule): string => `[${code(rule.id)}](./${areaOf(rule)}.md#${nameOf(rule)})`

/** The text as a sentence: requirements begin with a small letter, or with code. */
const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

function resultOf({ id }: Rule, { deviations }: Proof): Result {
  const own = deviations.filter(({ breaks }) => breaks.some(({ rule }) => rule === id))
  const missed = own.filter((each) => each.missed.some(({ rule }) => rule === id)).length
  return { caught: own.length - missed, missed }
}

const words = ({ caught, missed }: Result): string =>
  `${caught === 0 ? '**catches no fault**' : `catches ${count(caught, 'fault')}`}${missed === 0 ? '' : `, **misses ${count(missed, 'fault')}**`}`

/** How many deviations at least one of the rules must find. */
function totalOf(citing: readonly Rule[], { deviations }: Proof): string {
  const ids = new Set<string>(citing.map(({ id }) => id))
  const own = deviations.filter(({ breaks }) => breaks.some(({ rule }) => ids.has(rule)))
  const missed = own.filter((each) => each.missed.some(({ rule }) => ids.has(rule))).length
  return `proven with ${count(own.length, 'fault')}${missed === 0 ? ', all caught' : `, ${missed} missed`}`
}

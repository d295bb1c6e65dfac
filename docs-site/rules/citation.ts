/** Why a rule exists, as a list item. */
import { addressOf, explain, type Citation } from '../../conformance/model/citations.ts'
import { api } from '../../conformance/profile/index.ts'
import { prose } from './markdown.ts'

const names = { R: 'Promise', D: 'Decision' } as const

/** `Promise [R13](./requirements#R13): …`, or the section of a standard with its heading. */
export function citationOf(citation: Citation): string {
  const words = explain(citation, api.profile)
  const text = words === citation ? '' : words.slice(citation.length + 2)
  const [, kind] = /^([RD])\d\d$/.exec(citation) ?? []
  if (kind === 'R' || kind === 'D') return `${names[kind]} [${citation}](./requirements.md#${citation}): ${prose(text)}`
  const address = addressOf(citation, api.profile)
  if (address !== undefined) return `[${citation}](${address}): ${prose(text)}`
  return prose(text === '' ? `Common practice: ${citation.replace(/^practice: /, '')}` : words)
}

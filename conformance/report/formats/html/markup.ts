/** Markup for the page. The template escapes every text, so that nothing a deployment sent can become markup. */
import { foreign } from '../../../text/foreign.ts'

/** Made by `html`, `lines` and `verbatim` only. */
export interface Markup {
  readonly markup: string
}

type Part = string | number | Markup | undefined | false | readonly Part[]

/** Enough for every text of a report, whose bodies are bounded. */
const longest = 20_000

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;', "'": '&#39;', '`': '&#96;' }

/** Escapes a text for content and for quoted attributes, and makes invisible characters visible. */
const escaped = (text: string): string => foreign(text, longest).replaceAll(/[&<>"'`]/g, (each) => entities[each] ?? '')

const isMarkup = (part: Part): part is Markup => typeof part === 'object' && !Array.isArray(part)

function rendered(part: Part): string {
  if (part === undefined || part === false) return ''
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part))
  return isMarkup(part) ? part.markup : part.map(rendered).join('')
}

/** Renders a template, without its indentation. Inserted texts and numbers are escaped; `undefined` and `false` insert nothing. */
export function html(template: readonly string[], ...parts: readonly Part[]): Markup {
  return { markup: template.map((text, index) => text.replaceAll(/\n\s+/g, '\n') + rendered(parts[index])).join('') }
}

/** Renders one text per line, for preformatted elements. */
export function lines(texts: readonly string[]): Markup {
  return { markup: texts.map(escaped).join('\n') }
}

/** Inserts own markup, style or script unchanged. */
export function verbatim(markup: string): Markup {
  return { markup }
}

/** Renders the text in backticks as code. */
export function prose(text: string): Markup {
  return { markup: escaped(text).replaceAll(/&#96;((?:(?!&#96;).)+)&#96;/g, '<code>$1</code>') }
}

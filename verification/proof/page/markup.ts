/** Text as HTML. */

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Escapes the text, for content and for attributes in double quotes. */
export const text = (raw: string): string => raw.replaceAll(/[&<>"]/g, (each) => entities[each] ?? each)

/** Escapes the text and renders text in backticks as code. */
export const prose = (raw: string): string => text(raw).replaceAll(/`([^`]+)`/g, '<code>$1</code>')

/** A number with thousands separators. */
export const figure = (number: number): string => number.toLocaleString('en-US')

/** A number and its noun: `1 rule`, `2 rules`. */
export const count = (number: number, noun: string): string => `${figure(number)} ${noun}${number === 1 ? '' : 's'}`

/** The id of the element that shows a rule, a deviation or a variant. */
export const anchor = (kind: 'rule' | 'deviation' | 'variant', id: string): string => `${kind}-${id.replace('/', '-')}`

/** The start of a commit id, as Git shows it. */
export const shortCommit = (commit: string): string => `<code title="${text(commit)}">${text(commit.slice(0, 7))}</code>`

/** Writes XML 1.0. */
export interface Attributes {
  readonly [name: string]: string | number
}

/** Returns an element; `content` is a text, or the elements that it contains. */
export function element(name: string, attributes: Attributes, content: string | readonly string[] = []): string {
  const start = `${name}${Object.entries(attributes)
    .map(([each, value]) => ` ${each}="${escaped(String(value)).replaceAll('"', '&quot;').replaceAll('\n', '&#10;')}"`)
    .join('')}`
  if (content.length === 0) return `<${start}/>`
  return typeof content === 'string'
    ? `<${start}>${escaped(content)}</${name}>`
    : `<${start}>\n${content.map((each) => indented(each)).join('\n')}\n</${name}>`
}

export const xmlDocument = (root: string): string => `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`

/** A line that starts with `<` belongs to the structure; others are text, in which spaces count. */
const indented = (text: string): string => text.replaceAll(/^(?= *<)/gm, '  ')

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** Escapes a text for an element or an attribute. Characters that XML 1.0 cannot contain at all are replaced (§2.2). */
function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll(/[&<>]/g, (each) => entities[each] ?? each)
}

/** Markdown as VitePress reads it: as a template of Vue, in which `<` and double braces have a meaning outside of code. */

/** Text with code in backticks. Nothing outside of the code is markup. */
export const prose = (text: string): string =>
  text
    .split(/(`[^`]+`)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('{{', '{&#123;')))
    .join('')

/** Any text as code in one line. */
export function code(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  const longest = (line.match(/`+/g) ?? []).reduce((most, { length }) => Math.max(most, length), 0)
  const fence = '`'.repeat(longest + 1)
  return line.startsWith('`') || line.endsWith('`') ? `${fence} ${line} ${fence}` : `${fence}${line}${fence}`
}

/** A block of code, with a title for a group of blocks. */
export function block(text: string, language: string, title?: string): string {
  const longest = (text.match(/`{3,}/g) ?? []).reduce((most, { length }) => Math.max(most, length), 2)
  const fence = '`'.repeat(longest + 1)
  return `${fence}${language}${title === undefined ? '' : ` [${title}]`}\n${text}\n${fence}`
}

/** Items joined by commas and "and". */
export const listed = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`

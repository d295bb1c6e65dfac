/** Compares what a block printed with what its page shows. `…` stands for what differs from run to run. */

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

/** Whether a text is as shown: `…` stands for any part of a line, and for any lines if it is alone on its line. */
export function isTextAsShown(printed: string, shown: string): boolean {
  const lines = shown
    .trimEnd()
    .split('\n')
    .map((line) => (line.trim() === '…' ? String.raw`(?:.*\n)*?` : `${line.trimEnd().split('…').map(escaped).join('.*')}[ \\t]*\\n`))
  return new RegExp(`^${lines.join('')}$`).test(`${printed.replaceAll('\r', '').trimEnd()}\n`)
}

/**
 * Whether a JSON value is as shown: in a string, `…` stands for any text. A member `"…"` of an object stands for any other members, and a last item `"…"` of
 * a list for any further items.
 */
export function isJsonAsShown(printed: unknown, shown: unknown): boolean {
  if (shown === '…') return true
  if (typeof shown === 'string') return typeof printed === 'string' && isTextAsShown(printed, shown)
  if (typeof shown !== 'object' || shown === null) return printed === shown
  if (typeof printed !== 'object' || printed === null || Array.isArray(printed) !== Array.isArray(shown)) return false
  if (Array.isArray(shown) && Array.isArray(printed)) {
    const isOpen = shown.at(-1) === '…'
    const items = isOpen ? shown.slice(0, -1) : shown
    return (
      (isOpen ? printed.length >= items.length : printed.length === items.length) &&
      items.every((each, index) => isJsonAsShown(printed[index], each))
    )
  }
  const { '…': rest, ...members } = shown as Readonly<Record<string, unknown>>
  const names = Object.keys(members)
  const isComplete = rest !== undefined || Object.keys(printed).length === names.length
  return (
    isComplete &&
    names.every((name) => name in printed && isJsonAsShown((printed as Readonly<Record<string, unknown>>)[name], members[name]))
  )
}

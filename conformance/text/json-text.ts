/** Detects what `JSON.parse` ignores: duplicate names in an object (RFC 8259 §4). */

/** Returns the first duplicate name in an object; `undefined` if there is none, or if the text is not JSON. */
export function duplicateName(text: string): string | undefined {
  try {
    JSON.parse(text)
  } catch {
    return undefined
  }
  // In valid JSON only strings, braces and brackets determine the structure. Strings are skipped, since they may be long.
  const open: (Set<string> | undefined)[] = []
  for (let at = 0; at < text.length; at++) {
    switch (text[at]) {
      case '{':
        open.push(new Set())
        break
      case '[':
        open.push(undefined)
        break
      case '}':
      case ']':
        open.pop()
        break
      case '"': {
        const end = endOfString(text, at)
        const names = open.at(-1)
        if (names !== undefined && isName(text, end)) {
          const written = text.slice(at + 1, end)
          const name = written.includes('\\') ? (JSON.parse(`"${written}"`) as string) : written
          if (names.has(name)) return name
          names.add(name)
        }
        at = end
      }
    }
  }
  return undefined
}

/** Returns the index of the closing quote of a string that begins at `start`; the length of the text if there is none. */
export function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let before = end
    while (text[before - 1] === '\\') before -= 1
    if ((end - before) % 2 === 0) return end
  }
  return text.length
}

/** Whether a colon follows a string, so that it is a member name. */
function isName(text: string, end: number): boolean {
  let next = end + 1
  while (text[next] === ' ' || text[next] === '\n' || text[next] === '\r' || text[next] === '\t') next += 1
  return text[next] === ':'
}

/** What `JSON.parse` does not tell: names that appear twice in one object (RFC 8259 §4). */

/** The first name that an object has twice; `undefined` if there is none, or if the text is not JSON. */
export function duplicateName(text: string): string | undefined {
  try {
    JSON.parse(text)
  } catch {
    return undefined
  }
  // The text is JSON, so strings, braces and brackets are all that matters for its structure. Strings are stepped over, since they may be long.
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
          const name = JSON.parse(text.slice(at, end + 1)) as string
          if (names.has(name)) return name
          names.add(name)
        }
        at = end
      }
    }
  }
  return undefined
}

/** Where a string ends that begins at a place; the end of the text if it does not. */
export function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let before = end
    while (text[before - 1] === '\\') before -= 1
    if ((end - before) % 2 === 0) return end
  }
  return text.length
}

/** Whether a colon follows a string, so that it is the name of a member. */
function isName(text: string, end: number): boolean {
  let next = end + 1
  while (text[next] === ' ' || text[next] === '\n' || text[next] === '\r' || text[next] === '\t') next += 1
  return text[next] === ':'
}

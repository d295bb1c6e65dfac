/** What `JSON.parse` does not tell: names that appear twice in one object (RFC 8259 §4). */

/** The first name that an object has twice; `undefined` if there is none, or if the text is not JSON. */
export function duplicateName(text: string): string | undefined {
  try {
    JSON.parse(text)
  } catch {
    return undefined
  }
  // The text is JSON, so strings, braces and brackets are all that matters for its structure.
  const open: (Set<string> | undefined)[] = []
  const token = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]]/gs
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [found] = match
    if (found === '{') open.push(new Set())
    else if (found === '[') open.push(undefined)
    else if (found === '}' || found === ']') open.pop()
    else {
      const names = open.at(-1)
      if (names === undefined || !/^\s*:/.test(text.slice(token.lastIndex, token.lastIndex + 64))) continue
      const name = JSON.parse(found) as string
      if (names.has(name)) return name
      names.add(name)
    }
  }
  return undefined
}

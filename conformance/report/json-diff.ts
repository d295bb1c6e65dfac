/** The difference between two JSON texts, by lines. */

const maxLines = 400

/**
 * Returns the lines of the difference between two JSON objects or lists, each with `- ` (only expected), `+ ` (only seen) or two spaces; one line around
 * each change is kept. `undefined` if one text is neither.
 */
export function jsonDiff(expected: string, seen: string): string[] | undefined {
  const [one, other] = [linesOf(expected), linesOf(seen)]
  if (one === undefined || other === undefined || one.length > maxLines || other.length > maxLines) return undefined
  const lines = compared(one, other)
  const isKept = lines.map((_line, index) => lines.slice(Math.max(index - 1, 0), index + 2).some((each) => !each.startsWith(' ')))
  return lines.flatMap((line, index) => (isKept[index] === true ? [line] : isKept[index - 1] === true ? ['  …'] : []))
}

function linesOf(text: string): string[] | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? JSON.stringify(value, null, 2).split('\n') : undefined
  } catch {
    return undefined
  }
}

/** By the longest common subsequence. */
function compared(one: readonly string[], other: readonly string[]): string[] {
  const common = Array.from({ length: one.length + 1 }, () => new Uint16Array(other.length + 1))
  const at = (i: number, j: number): number => common[i]?.[j] ?? 0
  const same = (i: number, j: number): boolean => one[i]?.replace(/,$/, '') === other[j]?.replace(/,$/, '')
  for (let i = one.length - 1; i >= 0; i--) {
    for (let j = other.length - 1; j >= 0; j--) {
      const row = common[i]
      if (row !== undefined) row[j] = same(i, j) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const lines: string[] = []
  let [i, j] = [0, 0]
  while (i < one.length || j < other.length) {
    if (i < one.length && j < other.length && same(i, j)) {
      lines.push(`  ${other[j] ?? ''}`)
      i += 1
      j += 1
    } else if (j >= other.length || (i < one.length && at(i + 1, j) >= at(i, j + 1))) lines.push(`- ${one[i++] ?? ''}`)
    else lines.push(`+ ${other[j++] ?? ''}`)
  }
  return lines
}

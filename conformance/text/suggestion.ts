const maxCharacters = 100

/** Returns up to three similar names, the most similar first. */
function nearest(text: string, names: readonly string[]): string[] {
  // No name is that long, and the time for a comparison depends on the length.
  if (text.length > maxCharacters) return []
  const wanted = text.toLowerCase()
  return names
    .map((name) => ({ name, far: name.toLowerCase().includes(wanted) && wanted.length > 2 ? 1 : distance(wanted, name.toLowerCase()) }))
    .filter(({ name, far }) => far <= Math.max(2, Math.floor(Math.min(name.length, text.length) / 3)))
    .sort((a, b) => a.far - b.far)
    .slice(0, 3)
    .map(({ name }) => name)
}

/** Returns ` (did you mean a or b?)`; empty if no name is similar. */
export function suggestion(text: string, names: readonly string[]): string {
  const found = nearest(text, names)
  return found.length === 0 ? '' : ` (did you mean ${found.join(' or ')}?)`
}

/** Levenshtein distance: the number of characters to insert, delete or replace. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (const [i, left] of Array.from(a).entries()) {
    const next = [i + 1]
    for (const [j, right] of Array.from(b).entries()) {
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (left === right ? 0 : 1)))
    }
    row = next
  }
  return row.at(-1) ?? 0
}

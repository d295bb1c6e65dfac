/** The different words of a text in lower case, in order: a word is a run of letters and digits, of any script. */
export function wordsOf(text: string): string[] {
  // Composed first: a letter and its accent would be cut apart otherwise.
  const runs = text.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? []
  return [...new Set(runs.map((run) => run.toLowerCase()))].sort()
}

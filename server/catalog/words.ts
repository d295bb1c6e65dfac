/** The distinct words of a text in lower case, in order: a word is a sequence of letters and digits of any script. */
export function wordsOf(text: string): string[] {
  // Composed first, so that a letter and its accent are not separated.
  const runs = text.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? []
  return [...new Set(runs.map((run) => run.toLowerCase()))].sort()
}

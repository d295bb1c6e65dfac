/** Makes untrusted text safe to display: it must not control a terminal, a log, or the CI system that reads the log. */

/** Commands that CI systems recognize anywhere in a line (`##[group]`, `##vso[…]`, `##teamcity[…]`). */
const marker = /##(?=[a-z]*\[)/gi
/**
 * Invisible characters with an effect: control and format characters (including bidi), lone surrogates, unassigned, line and paragraph separators.
 */
const unseen = /[\p{C}\p{Zl}\p{Zp}]/gu
const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** Returns the escape sequence of a character: `\n`, `\x1b`, `\u202e`, `\u{e0001}`. */
function visible(character: string): string {
  const code = character.codePointAt(0) ?? 0
  const hex = code.toString(16)
  return named[character] ?? (code < 0x100 ? `\\x${hex.padStart(2, '0')}` : code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\u{${hex}}`)
}

/**
 * Returns untrusted text in a safe form, in one line: escapes control characters, and truncates to `most` characters. Every response, header, file
 * and URL passes this function before it is displayed or logged. Replace secrets first: escaping could hide them.
 */
export function foreign(text: string, most = 2000): string {
  // Truncate first, to avoid replacements in text that is not displayed.
  const cut = text.length > most ? `${text.slice(0, most)}…` : text
  return cut.replaceAll(unseen, visible).replaceAll(marker, '#\\#')
}

/** First the sequences that this program writes for colors and for updating lines; then all other control characters. */
const steering = /(\u001B\[[0-9;]*[mAK]|\r(?=\u001B\[K))|[^\P{C}\n]|[\p{Zl}\p{Zp}]/gu
/** At the beginning of a line, after optional spaces: a command of the GitHub runner, or a marker that other CI systems use for folding. */
const beginning = /^(\s*)(?=::|(?:---|\+\+\+|~~~|\^\^\^) |travis_|section_(?:start|end):)/gmu

/** Makes complete output safe, as the last step for combined own and untrusted text: no line of it starts a command. */
export function harmless(output: string): string {
  return output
    .replaceAll(steering, (each, own?: string) => own ?? visible(each))
    .replaceAll(marker, '#\\#')
    .replaceAll(beginning, '$1\\')
}

/** Returns a JSON text with the same value that is safe to display: JSON can escape every character in a string (RFC 8259 §7). */
export function harmlessJson(text: string): string {
  const escaped = (character: string): string =>
    Array.from({ length: character.length }, (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`).join('')
  return text.replaceAll(/[^\P{C}\n]|[\p{Zl}\p{Zp}]/gu, escaped).replaceAll(marker, '#\\u0023')
}

/** Text that somebody else wrote must not steer what shows it: a terminal, a log, the CI system that reads the log. */

/** Commands that CI systems look for anywhere in a line (`##[group]`, `##vso[…]`, `##teamcity[…]`). */
const marker = /##(?=[a-z]*\[)/gi
/** What shows nothing and does something: controls, formats (bidi among them), lone surrogates, unassigned, line and paragraph separators. */
const unseen = /[\p{C}\p{Zl}\p{Zp}]/gu
const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** A character by the name that a programmer knows it by: `\n`, `\x1b`, `\u202e`, `\u{e0001}`. */
function visible(character: string): string {
  const code = character.codePointAt(0) ?? 0
  const hex = code.toString(16)
  return named[character] ?? (code < 0x100 ? `\\x${hex.padStart(2, '0')}` : code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\u{${hex}}`)
}

/**
 * Foreign text as it may be shown, in one line: whatever would steer is made visible, and what is longer than `most` characters is cut. Every
 * answer, header, file and address goes through here before a person or a log sees it. Secrets are replaced before, or they hide in what this makes visible.
 */
export function foreign(text: string, most = 2000): string {
  // Cut first: what is shown of a million characters needs no million replacements.
  const cut = text.length > most ? `${text.slice(0, most)}…` : text
  return cut.replaceAll(unseen, visible).replaceAll(marker, '#\\#')
}

/** First what this program itself writes to colour a text or to write a line anew; then whatever else steers. */
const steering = /(\u001B\[[0-9;]*[mK]|\r(?=\u001B\[K))|[^\P{C}\n]|[\p{Zl}\p{Zp}]/gu
/** At the beginning of a line, blanks aside: a command of GitHub's runner, or a mark by which others fold their logs. */
const beginning = /^(\s*)(?=::|(?:---|\+\+\+|~~~|\^\^\^) |travis_|section_(?:start|end):)/gmu

/** Whole output, as it goes out: the last guard, for what has been put together of own and foreign text. No line of it begins a command. */
export function harmless(output: string): string {
  return output
    .replaceAll(steering, (each, own?: string) => own ?? visible(each))
    .replaceAll(marker, '#\\#')
    .replaceAll(beginning, '$1\\')
}

/** The text of a JSON document with the same value, in which nothing steers who shows it: JSON has escapes for every character (RFC 8259 §7). */
export function harmlessJson(text: string): string {
  const escaped = (character: string): string =>
    Array.from({ length: character.length }, (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`).join('')
  return text.replaceAll(/[^\P{C}\n]|[\p{Zl}\p{Zp}]/gu, escaped).replaceAll(marker, '#\\u0023')
}

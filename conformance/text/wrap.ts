/** Lays text out for a terminal of a given width. Words are never broken. */

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })
const wide =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u3000-\u303F\uFF01-\uFF60\uFFE0-\uFFE6]/u

/** Sequences that color the text of the suite. In all other text they are escaped before it gets here. */
const colors = /\u001b\[[\d;]*m/g

/** Returns the number of columns of a text; its colors take none. */
export function columnsOf(colored: string): number {
  const text = colored.replaceAll(colors, '')
  if (/^[ -~]*$/.test(text)) return text.length
  let columns = 0
  for (const { segment } of graphemes.segment(text)) columns += wide.test(segment) ? 2 : 1
  return columns
}

/** Shortens a text to a number of columns, with an ellipsis for the rest. */
export function clipped(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text
  let [kept, width] = ['', 0]
  for (const { segment } of graphemes.segment(text)) {
    width += wide.test(segment) ? 2 : 1
    if (width > columns - 1) break
    kept += segment
  }
  return `${kept.trimEnd()}…`
}

/** Whether a word is an address, which must stay whole to be used. */
const isAddress = (word: string): boolean => /^["'(]?(?:https?:\/\/|\/\S*[/?])/.test(word)

/**
 * Breaks a text at its spaces into lines of at most `columns`. A longer word is shortened; a URL or a path is not, and may be the only word of a longer
 * line. Beyond `most` lines, an ellipsis replaces the rest.
 */
export function wrapped(text: string, columns: number, most = Infinity): string[] {
  const lines: string[] = []
  let [line, width]: [string | undefined, number] = [undefined, 0]
  for (const word of text.split(' ').map((each) => (isAddress(each) ? each : clipped(each, columns)))) {
    const size = columnsOf(word)
    if (line !== undefined && width + 1 + size > columns) {
      lines.push(line)
      ;[line, width] = [word, size]
    } else {
      ;[line, width] = line === undefined ? [word, size] : [`${line} ${word}`, width + 1 + size]
    }
  }
  lines.push(line ?? '')
  if (lines.length <= most) return lines
  const words = (lines[most - 1] ?? '').split(' ')
  while (words.length > 1 && columnsOf(words.join(' ')) + 2 > columns) words.pop()
  return [...lines.slice(0, most - 1), `${words.join(' ')} …`]
}

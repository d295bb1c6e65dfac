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
  const lines = filled(
    text.split(' ').map((each) => (isAddress(each) ? each : clipped(each, columns))),
    columns,
  )
  if (lines.length <= most) return lines
  const words = (lines[most - 1] ?? '').split(' ')
  while (words.length > 1 && columnsOf(words.join(' ')) + 2 > columns) words.pop()
  return [...lines.slice(0, most - 1), `${words.join(' ')} …`]
}

/**
 * Breaks lines of prose at their spaces, for a terminal. A line continues below its text: after its indentation and its labels, which two spaces end. No word
 * is shortened, because it may be an id or a file that the reader needs; it may be the only word of a longer line.
 */
export function prose(text: string, columns: number): string {
  return text
    .split('\n')
    .flatMap((line) => {
      if (columnsOf(line) <= columns) return [line]
      const [labels = ''] = /^ *(?:- )?(?:[^ ]+(?: [^ ]+){0,4} {2,})*/.exec(line) ?? []
      const [indentation = ''] = /^ */.exec(line) ?? []
      const [start, below] =
        columnsOf(labels) <= columns / 2 ? [labels, ' '.repeat(columnsOf(labels))] : [indentation, `${indentation}    `]
      const [first = '', ...rest] = filled(line.slice(start.length).split(' '), columns - below.length)
      return [start + first, ...rest.map((each) => below + each)].map((each) => each.trimEnd())
    })
    .join('\n')
}

/** Joins words to lines. */
function filled(words: readonly string[], columns: number): string[] {
  const lines: string[] = []
  let [line, width]: [string | undefined, number] = [undefined, 0]
  for (const word of words) {
    const size = columnsOf(word)
    if (line !== undefined && width + 1 + size > columns) {
      lines.push(line)
      ;[line, width] = [word, size]
    } else {
      ;[line, width] = line === undefined ? [word, size] : [`${line} ${word}`, width + 1 + size]
    }
  }
  return [...lines, line ?? '']
}

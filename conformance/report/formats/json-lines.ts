/** Indents JSON without changing how its values are written, also if its end is missing. */

export interface JsonLine {
  readonly text: string
  /** JSON pointer of the value that begins on the line; of the container, if it ends there. */
  readonly pointer: string
  /** It is no line of the body, but says what the report leaves out. */
  readonly isNote?: true
}

interface Frame {
  readonly isArray: boolean
  readonly pointer: string
  /** The name of the current member as in a JSON pointer, or its index. */
  name: string
  index: number
}

/** A deeper text is not indented, because the indentation would be longer than the text. */
const deepest = 40

const token = /\s*(?:([[\]{},:])|("(?:[^"\\]|\\[^])*(?:"|$))|([^\s[\]{},:"]+))/y

/** Returns the lines of an indented object or array, or `undefined` if the text does not look like JSON. */
export function jsonLines(text: string): JsonLine[] | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined
  const made: JsonLine[] = []
  const frames: Frame[] = []
  let [line, pointer, isName] = ['', '', false]
  const breakLine = (next: string): void => {
    if (line.trim() !== '') made.push({ text: line, pointer })
    line = '  '.repeat(frames.length)
    pointer = next
  }
  token.lastIndex = 0
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [, mark, string, word] = match
    const frame = frames.at(-1)
    if (mark === '{' || mark === '[') {
      if (frames.length >= deepest) return undefined
      line += mark
      const end = /\s*[\]}]/y
      end.lastIndex = token.lastIndex
      const inner = { isArray: mark === '[', pointer: frame === undefined ? '' : `${frame.pointer}/${frame.name}`, name: '0', index: 0 }
      frames.push(inner)
      isName = !inner.isArray
      if (!end.test(text)) breakLine(inner.isArray ? `${inner.pointer}/0` : inner.pointer)
    } else if (mark === '}' || mark === ']') {
      if (frame?.isArray !== (mark === ']')) return undefined
      frames.pop()
      if (!/[[{]$/.test(line)) breakLine(frame.pointer)
      line += mark
    } else if (mark === ',') {
      if (frame === undefined) return undefined
      line += mark
      frame.index += 1
      frame.name = String(frame.index)
      isName = !frame.isArray
      breakLine(frame.isArray ? `${frame.pointer}/${frame.name}` : frame.pointer)
    } else if (mark === ':') {
      line += ': '
      isName = false
    } else if (string !== undefined && isName && frame !== undefined) {
      frame.name = string.slice(1, -1).replaceAll('~', '~0').replaceAll('/', '~1')
      pointer = `${frame.pointer}/${frame.name}`
      line += string
    } else {
      line += string ?? word ?? ''
    }
  }
  breakLine('')
  return made
}

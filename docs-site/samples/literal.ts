/** How a language writes the values of JSON. */
export interface Notation {
  readonly text: (value: string) => string
  readonly key: (name: string) => string
  readonly words: { readonly true: string; readonly false: string; readonly null: string }
  /** Between the braces and the members of an object on one line. */
  readonly padding: '' | ' '
  readonly indent: string
}

const single = (value: string): string =>
  `'${JSON.stringify(value).slice(1, -1).replaceAll("\\'", "'").replaceAll('\\"', '"').replaceAll("'", "\\'")}'`

/** As prettier writes it without semicolons. */
export const typescriptNotation: Notation = {
  text: single,
  key: (name) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : single(name)),
  words: { true: 'true', false: 'false', null: 'null' },
  padding: ' ',
  indent: '  ',
}

/** As Black writes it. */
export const pythonNotation: Notation = {
  // Every escape of JSON is one of Python, too.
  text: (value) => JSON.stringify(value),
  key: (name) => JSON.stringify(name),
  words: { true: 'True', false: 'False', null: 'None' },
  padding: '',
  indent: '    ',
}

/** Columns of a line of a sample: the panel of the reference shows about as many without scrolling. */
const width = 64

/**
 * Writes a value of JSON as a literal, over several lines if it does not fit on one. `before` is the indentation of the line that it begins on, and `used`
 * the number of columns that are taken on it.
 */
export function literal(value: unknown, notation: Notation, before = '', used = before.length): string {
  const { text, key, words, padding, indent } = notation
  const oneLine = (each: unknown): string => {
    if (typeof each === 'string') return text(each)
    if (typeof each === 'boolean') return words[`${each}`]
    if (each === null) return words.null
    if (Array.isArray(each)) return `[${each.map(oneLine).join(', ')}]`
    if (typeof each !== 'object') return JSON.stringify(each)
    const members = Object.entries(each).map(([name, member]) => `${key(name)}: ${oneLine(member)}`)
    return members.length === 0 ? '{}' : `{${padding}${members.join(', ')}${padding}}`
  }
  const short = oneLine(value)
  if (typeof value !== 'object' || value === null || used + short.length <= width) return short
  const inner = before + indent
  if (Array.isArray(value)) return `[\n${value.map((each) => `${inner}${literal(each, notation, inner)},\n`).join('')}${before}]`
  const members = Object.entries(value).map(([name, each]) => {
    const start = `${inner}${key(name)}: `
    return `${start}${literal(each, notation, inner, start.length)},\n`
  })
  return `{\n${members.join('')}${before}}`
}

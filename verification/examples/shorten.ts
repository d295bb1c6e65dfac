/** Bodies, shortened to the parts that a finding is about. */
import { maxShown } from '../../conformance/report/reported-exchange.ts'
import { cutJson } from '../../conformance/text/cut-json.ts'
import { foreign } from '../../conformance/text/foreign.ts'

/** What the texts of a finding name. */
export interface Clues {
  /** The tokens of JSON pointers: `/data/0/links` is `data`, `0`, `links`. */
  readonly pointers: readonly (readonly string[])[]
  /** Words, which may be names of members, and quoted texts and ids, which may be values. */
  readonly words: ReadonlySet<string>
}

/** Columns of a line, and lines of a body. */
const [width, height] = [84, 16]
/** Characters of a string in a body, and of a body that is not JSON. */
const [maxString, maxText] = [72, 240]
/** Members of the body, members of an object in it, and items of an array that are shown although no text names them. */
const [leastOfBody, leastMembers, leastItems] = [3, 2, 1]
/** Items that are shown because a text names them. */
const mostItems = 2

export function cluesOf(...texts: readonly string[]): Clues {
  return {
    pointers: texts.flatMap((text) =>
      [...text.matchAll(/(?:^|[\s(])((?:\/[\w~.-]+)+)/g)].map(([, pointer = '']) => pointer.replace(/\.+$/, '').slice(1).split('/')),
    ),
    words: new Set(
      texts.flatMap((text) => [...(text.match(/\w+/g) ?? []), ...[...text.matchAll(/"([^"]+)"/g)].map(([, each = '']) => each)]),
    ),
  }
}

/** Text in place of a member or an item that is left out. */
const omitted = Symbol('omitted')
type Member = readonly [name: string | undefined, value: unknown]

/** An object or array of which some is left out. */
class Kept {
  readonly isArray: boolean
  readonly members: readonly Member[]

  constructor(isArray: boolean, members: readonly Member[]) {
    this.isArray = isArray
    this.members = members
  }
}

/**
 * The body in at most 16 lines. Of JSON, it keeps what the clues name and some members besides. A body that is no JSON, or that parsing would change (a
 * byte order mark, a repeated name), is shown as it was sent, in one line.
 */
export function shortened(body: string, clues: Clues): string {
  const found = parsed(body)
  if (found === undefined) return foreign(body, maxText)
  const shown = kept(found.value, [], clues)
  const lines = printed(found.isCut ? cut(shown) : shown, 0).split('\n')
  return lines.length <= height ? lines.join('\n') : [...lines.slice(0, height - 1), '…'].join('\n')
}

interface Parsed {
  readonly value: unknown
  /** The end of the body is missing. */
  readonly isCut: boolean
}

/** The value of a JSON text; `undefined` if it is none, or if its value does not show how it was written. */
function parsed(body: string): Parsed | undefined {
  if (!/^\s*[{[]/.test(body)) return undefined
  try {
    const value: unknown = JSON.parse(body)
    const isSame = JSON.stringify(value) === body || JSON.stringify(value, null, 2) === body.trim()
    return isSame ? { value, isCut: false } : undefined
  } catch {
    const found = body.length < maxShown ? undefined : cutJson(body)
    return found && { ...found, isCut: true }
  }
}

const isPrefix = (path: readonly string[], pointer: readonly string[]): boolean => path.every((each, index) => pointer[index] === each)
const none: ReadonlySet<string> = new Set()

/** Whether the clues name the member, or something in it. */
function isNamed(name: string, value: unknown, path: readonly string[], clues: Clues): boolean {
  const own = [...path, name]
  if (clues.pointers.some((pointer) => isPrefix(own, pointer))) return true
  if (!/^\d+$/.test(name) && clues.words.has(name)) return true
  if (typeof value === 'string') return value.length > 1 && clues.words.has(value)
  return typeof value === 'object' && value !== null && Object.entries(value).some(([each, inner]) => isNamed(each, inner, own, clues))
}

/** The value as members and items, of which some are left out. */
function kept(value: unknown, path: readonly string[], clues: Clues): unknown {
  if (typeof value !== 'object' || value === null) return value
  const isArray = Array.isArray(value)
  const entries: readonly (readonly [string, unknown])[] = Object.entries(value)
  if (!isArray && JSON.stringify(value).length <= width * 2 && path.length <= 1)
    return new Kept(
      isArray,
      entries.map(([name, each]) => [name, kept(each, [...path, name], clues)]),
    )
  // A pointer into an array names the item; words alone would name each of its items.
  const own =
    isArray && clues.pointers.some((pointer) => pointer.length > path.length && isPrefix(path, pointer)) ? { ...clues, words: none } : clues
  const named = entries.filter(([name, each]) => isNamed(name, each, path, own)).slice(0, isArray ? mostItems : Infinity)
  const chosen = new Set(
    isArray
      ? named.length === 0
        ? entries.slice(0, leastItems)
        : named
      : [...entries.slice(0, path.length === 0 ? leastOfBody : leastMembers), ...named],
  )
  const members = entries.flatMap((entry, index): Member[] => {
    const [name, each] = entry
    if (chosen.has(entry)) return [[isArray ? undefined : name, kept(each, [...path, name], clues)]]
    const before = entries[index - 1]
    return index === 0 || (before !== undefined && chosen.has(before)) ? [[undefined, omitted]] : []
  })
  return new Kept(isArray, members)
}

/** The same, with a sign that its end is missing. */
function cut(shown: unknown): unknown {
  if (!(shown instanceof Kept)) return shown
  return new Kept(shown.isArray, [...shown.members, [undefined, omitted]])
}

function printed(value: unknown, indent: number): string {
  if (value === omitted) return '…'
  if (typeof value === 'string')
    return foreign(JSON.stringify(value.length > maxString ? `${value.slice(0, maxString)}…` : value), 2 * maxString)
  if (!(value instanceof Kept)) return JSON.stringify(value)
  const { isArray, members } = value
  const [start, end] = isArray ? ['[', ']'] : ['{', '}']
  if (members.length === 0) return start + end
  const parts = members.map(
    ([name, each]) => `${isArray || name === undefined ? '' : `${JSON.stringify(name)}: `}${printed(each, indent + 2)}`,
  )
  const inline = `${start}${isArray ? '' : ' '}${parts.join(', ')}${isArray ? '' : ' '}${end}`
  if (inline.length + indent <= width && !inline.includes('\n')) return inline
  const space = ' '.repeat(indent + 2)
  return `${start}\n${parts.map((each) => space + each).join(',\n')}\n${' '.repeat(indent)}${end}`
}

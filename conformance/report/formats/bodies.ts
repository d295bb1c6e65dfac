/** Bodies as lines. Long ones are shown in parts: their beginning, and what findings are about. */
import { hasBody, isAnswered, type Exchange } from '../../model/exchange.ts'
import type { BodyPart } from '../body-part.ts'
import { maxShown, type Presentation, type ReportedExchange } from '../reported-exchange.ts'
import { jsonLines, type JsonLine } from './json-lines.ts'
import { count } from './terminal-layout.ts'

/** Bytes of a body that findings may point into. Some bytes after them are searched for the rest of a key that starts within them. */
const maxRead = 64 * 1024
const maxSearched = maxRead + 1024

/** Lines of the beginning, and around a place. */
const [beginning, around] = [8, 4]
/** A gap of fewer lines is not worth a line that announces it. */
const smallestGap = 4
const maxOfLine = 400

/** The lines of a response body. They come from the recording if there is one, because the report holds only the beginning and the parts that findings name. */
export function receivedLines(
  exchange: ReportedExchange,
  parts: readonly BodyPart[],
  recorded: Exchange | undefined,
  redact: Presentation['redact'],
): JsonLine[] {
  if (recorded === undefined || !isAnswered(recorded) || !hasBody(recorded.reply)) return reportedLines(exchange, parts)
  const { body } = recorded.reply
  const text = redact(body.toString('utf8', 0, maxSearched))
  return body.length <= maxRead ? linesOf(text) : reportedLines({ body: text.slice(0, maxRead), bytes: body.length }, parts)
}

/** The lines of a body as the report holds it: its beginning, how much there is besides, and the parts that findings name. */
export function reportedLines({ body, bytes }: Pick<ReportedExchange, 'body' | 'bytes'>, parts: readonly BodyPart[] = []): JsonLine[] {
  const lines = linesOf(body)
  // Reports of earlier versions do not tell the size.
  if (bytes === undefined && (body?.length ?? 0) < maxShown) return lines
  const known = new Set(lines.map(({ pointer }) => pointer))
  const beyond = new Map(parts.filter(({ pointer }) => pointer === '' || !known.has(pointer)).map((each) => [each.pointer, each]))
  const size = bytes === undefined ? '' : ` of ${bytes} bytes`
  return [
    ...lines,
    { text: `… the rest${size} is left out${beyond.size === 0 ? '' : ', except:'}`, pointer: '', isNote: true },
    ...[...beyond.values()].flatMap(partLines),
  ]
}

/** The lines of a part, after its place in the body. */
function partLines({ pointer, text }: BodyPart): JsonLine[] {
  const lines = linesOf(text).map((line) => ({ ...line, pointer: pointer + line.pointer }))
  return pointer === '' ? lines : [{ text: `… at ${pointer}:`, pointer: '', isNote: true }, ...lines]
}

/** JSON is indented; every other text keeps its lines. */
function linesOf(text: string | undefined): JsonLine[] {
  if (text === undefined || text === '') return []
  return jsonLines(text) ?? text.split(/\r?\n/).map((line) => ({ text: line, pointer: '' }))
}

export interface Excerpt {
  readonly lines: readonly string[]
  /** The position in `lines` of a line of the body. */
  readonly at: ReadonlyMap<number, number>
}

/** Returns the lines to show: all of a body of at most `maxWhole` lines, else its beginning and the lines around each place. */
export function excerpt(body: readonly JsonLine[], places: readonly number[], maxWhole = 60): Excerpt {
  const first = places.length === 0 || body.length <= maxWhole ? maxWhole : beginning
  const isShown = body.map(({ isNote }, index) => index < first || isNote === true)
  if (body.length > maxWhole) {
    for (const place of places) {
      for (let index = Math.max(0, place - around); index <= Math.min(body.length - 1, place + around); index++) isShown[index] = true
    }
  }
  const lines: string[] = []
  const at = new Map<number, number>()
  for (let index = 0; index < body.length; index++) {
    if (isShown[index] === true) {
      at.set(index, lines.length)
      const text = body[index]?.text ?? ''
      lines.push(text.length > maxOfLine ? `${text.slice(0, maxOfLine)}…` : text)
      continue
    }
    const next = isShown.indexOf(true, index)
    const end = next === -1 ? body.length : next
    if (end - index < smallestGap) {
      isShown.fill(true, index, end)
      index -= 1
      continue
    }
    lines.push(`… ${count(end - index, 'line')} not shown`)
    index = end - 1
  }
  return { lines, at }
}

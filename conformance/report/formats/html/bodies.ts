/** Bodies as lines. Long ones are shown in parts: their beginning, and what findings are about. */
import { hasBody, isAnswered, type Exchange } from '../../../model/exchange.ts'
import { maxShown, type Presentation, type ReportedExchange } from '../../reported-exchange.ts'
import { jsonLines, type JsonLine } from './json-lines.ts'
import { count } from './words.ts'

/** Bytes of a body that findings may point into. Some bytes after them are searched for the rest of a key that starts within them. */
const maxRead = 64 * 1024
const maxSearched = maxRead + 1024

/** Lines of a body that is shown completely. */
const maxWhole = 60
/** Lines of the beginning, and around a place. */
const [beginning, around] = [8, 4]
/** A gap of fewer lines is not worth a line that announces it. */
const smallestGap = 4
const maxOfLine = 400

/** The last line of a body whose end is not in the report. */
const rest: JsonLine = { text: '… the rest of the body is not in this report', pointer: '' }

/** The lines of a response body. They come from the recording if there is one, because the report holds only the beginning. */
export function receivedLines(exchange: ReportedExchange, recorded: Exchange | undefined, redact: Presentation['redact']): JsonLine[] {
  if (recorded === undefined || !isAnswered(recorded) || !hasBody(recorded.reply)) return reportedLines(exchange.body)
  const { body } = recorded.reply
  const text = redact(body.toString('utf8', 0, maxSearched))
  return body.length <= maxRead ? linesOf(text) : [...linesOf(text.slice(0, maxRead)), rest]
}

/** The lines of a body as the report holds it. */
export function reportedLines(text: string | undefined): JsonLine[] {
  return text !== undefined && text.length >= maxShown ? [...linesOf(text), rest] : linesOf(text)
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

/** Returns the lines to show: all of a short body, else its beginning and the lines around each place. */
export function excerpt(body: readonly JsonLine[], places: readonly number[]): Excerpt {
  const first = places.length === 0 || body.length <= maxWhole ? maxWhole : beginning
  const isShown = body.map((line, index) => index < first || line === rest)
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

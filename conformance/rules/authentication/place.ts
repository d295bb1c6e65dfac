/** Where a response contains a text that it must not contain, in words that do not repeat the text. */
import { json, type Answered } from '../../model/exchange.ts'

/** Returns `in the header X-Debug`, `at /details/received`, or `in the body` if that is no JSON or no value in it is the place. */
export function placeOf(text: string, exchange: Answered): string {
  const [header] = exchange.reply.headers.find(([, value]) => value.includes(text)) ?? []
  if (header !== undefined) return `in the header ${capitalized(header)}`
  const pointer = pointerTo(text, json(exchange)?.value)
  // The name of a property may repeat the text, too.
  return pointer === undefined || pointer === '' || pointer.includes(text) ? 'in the body' : `at ${pointer}`
}

/** Names are case-insensitive (RFC 9110 §5.1). Readers and reports tell a header from a word by its capitals. */
const capitalized = (name: string): string =>
  name === name.toLowerCase() || name === name.toUpperCase()
    ? name.toLowerCase().replaceAll(/(?<=^|-)[a-z]/g, (letter) => letter.toUpperCase())
    : name

/** Returns the JSON pointer to the first string that contains a text. `json` bounds the depth. */
function pointerTo(text: string, value: unknown): string | undefined {
  if (typeof value === 'string') return value.includes(text) ? '' : undefined
  if (typeof value !== 'object' || value === null) return undefined
  for (const [name, each] of Object.entries(value)) {
    const below = pointerTo(text, each)
    if (below !== undefined) return `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}${below}`
  }
  return undefined
}

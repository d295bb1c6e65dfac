const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Levels of arrays and objects within each other; the contract's own bodies have a handful. */
export const maxDepth = 64
/** Values in one body; the longest list that the contract takes, of two hundred lines, has a quarter of them. */
export const maxValues = 5_000

/** JSON that is well-formed, but that this server does not take; the message says what it must or must not be. */
export class UnfitJson extends Error {}

const [quote, backslash, comma, openBracket, closeBracket, openBrace, closeBrace] = Array.from('"\\,[]{}', (each) => each.charCodeAt(0))

/**
 * Looks at the shape of a text before anything of it is built, so that what is built, and every complaint about it, is bounded: a megabyte holds
 * half a million wrong values, which Ajv takes the square of their number to list, or brackets deep enough to exhaust anybody's stack.
 */
function measure(text: string): void {
  let depth = 0
  let values = 1
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === quote) {
      for (at += 1; at < text.length && text.charCodeAt(at) !== quote; at += 1) if (text.charCodeAt(at) === backslash) at += 1
    } else if (code === comma) {
      values += 1
      if (values > maxValues) throw new UnfitJson(`must not have more than ${maxValues} values`)
    } else if (code === openBracket || code === openBrace) {
      depth += 1
      if (depth > maxDepth) throw new UnfitJson(`must not be nested deeper than ${maxDepth} levels`)
    } else if (code === closeBracket || code === closeBrace) {
      depth -= 1
    }
  }
}

/** An escape that survives `JSON.stringify`: the half of a surrogate pair, and not the second of two backslashes. */
const half = /(?<!\\)(?:\\\\)*\\ud[89a-f]/

/** Text that UTF-8 cannot express (RFC 8259 §8.2) would come back as something else than what was sent. */
function refuseHalves(text: string, value: unknown): void {
  if (/\\ud[89a-f]/i.test(text) && half.test(JSON.stringify(value))) throw new UnfitJson('must not have half of a surrogate pair')
}

/** Reads one JSON value in UTF-8 without a byte order mark (RFC 8259 §8.1). Throws `UnfitJson`, or a `SyntaxError` or `TypeError` if it is none. */
export function readJson(bytes: Uint8Array): unknown {
  const text = decoder.decode(bytes)
  measure(text)
  const value: unknown = JSON.parse(text)
  refuseHalves(text, value)
  return value
}

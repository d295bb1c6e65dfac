const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Maximum nesting of arrays and objects; the bodies of the contract use only a few levels. */
export const maxDepth = 64
/** Maximum number of values in a body; the longest list of the contract, with two hundred lines, has a quarter of them. */
export const maxValues = 5_000

/** Well-formed JSON that this server does not accept; the message states the requirement. */
export class UnfitJson extends Error {}

const [quote, backslash, comma, openBracket, closeBracket, openBrace, closeBrace] = Array.from('"\\,[]{}', (each) => each.charCodeAt(0))

/**
 * Checks the shape of a text before parsing, so that the parsed value and the number of issues are bounded: a megabyte can contain
 * half a million invalid values, which take Ajv quadratic time to list, or enough brackets to overflow the stack.
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

/** An escape that survives `JSON.stringify`: an unpaired surrogate, but not the second of two backslashes. */
const half = /(?<!\\)(?:\\\\)*\\ud[89a-f]/

/** Text that UTF-8 cannot express (RFC 8259 §8.2) would be returned with other characters. */
function refuseHalves(text: string, value: unknown): void {
  if (/\\ud[89a-f]/i.test(text) && half.test(JSON.stringify(value))) throw new UnfitJson('must not contain an unpaired surrogate')
}

/**
 * Reads one JSON value in UTF-8 without a byte order mark (RFC 8259 §8.1), and returns its text too. Throws `UnfitJson`, or `SyntaxError` or `TypeError`
 * for invalid JSON.
 */
export function readJson(bytes: Uint8Array): { readonly value: unknown; readonly text: string } {
  const text = decoder.decode(bytes)
  measure(text)
  const value: unknown = JSON.parse(text)
  refuseHalves(text, value)
  return { value, text }
}

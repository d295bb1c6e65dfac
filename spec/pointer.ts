/** JSON pointers (RFC 6901). */

/** Joins reference tokens to a JSON pointer (RFC 6901 §3). */
export function pointer(...tokens: (string | number)[]): string {
  return tokens.map((token) => `/${String(token).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

/** Returns the reference tokens of a JSON pointer, decoded (RFC 6901 §4). */
export const tokensOf = (path: string): string[] =>
  (path === '' ? [] : path.slice(1).split('/')).map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))

/** Whether a JSON pointer points to a place or to something inside it. */
export const isWithin = (path: string, place: string): boolean => path === place || path.startsWith(`${place}/`)

/** The value at a JSON pointer (RFC 6901); `undefined` if there is none. */
export function valueAt(value: unknown, path: string): unknown {
  return tokensOf(path).reduce<unknown>((node, token) => {
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, token)) return undefined
    return (node as Record<string, unknown>)[token]
  }, value)
}

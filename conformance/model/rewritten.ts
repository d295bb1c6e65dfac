/** The place of a part in a JSON value. */
export interface Place {
  /** JSON Pointer (RFC 6901) without escapes; empty for the whole value. */
  readonly at: string
  /** The name of the property; empty for an element of an array, and for the whole value. */
  readonly name: string
  /** The object that has the property. */
  readonly parent?: object
}

/**
 * Returns a copy of a JSON value in which parts are replaced. `change` receives every part, from the outside in. It returns
 * `[replacement]`, or `undefined` to copy the part and continue with its members.
 */
export function rewritten(
  value: unknown,
  change: (value: unknown, place: Place) => readonly [replacement: unknown] | undefined,
  place: Place = { at: '', name: '' },
): unknown {
  const changed = change(value, place)
  if (changed !== undefined) return changed[0]
  if (Array.isArray(value)) return value.map((each, index) => rewritten(each, change, { at: `${place.at}/${index}`, name: '' }))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, rewritten(each, change, { at: `${place.at}/${name}`, name, parent: value })]),
  )
}

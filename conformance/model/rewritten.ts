/** Where a value stands in a JSON value. */
export interface Place {
  /** JSON Pointer (RFC 6901) without escapes; empty for the whole. */
  readonly at: string
  /** The name in the object that it is a property of; empty for an element of an array, and for the whole. */
  readonly name: string
  /** The object that it is a property of. */
  readonly parent?: object
}

/**
 * A copy of a JSON value in which parts are replaced. `change` sees every part, the outermost first: it returns `[replacement]`, or `undefined` to have the
 * part copied, and its own parts looked at in turn.
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

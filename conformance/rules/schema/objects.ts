/** Yields every object in a body, with its JSON pointer. */
export function* objects(root: unknown): Generator<{ readonly at: string; readonly object: Readonly<Record<string, unknown>> }> {
  const open: { readonly value: object; readonly at: string; readonly depth: number }[] = []
  const add = (value: unknown, at: string, depth: number): void => {
    // No body of the contract is nested as deeply.
    if (typeof value === 'object' && value !== null && depth <= 64) open.push({ value, at, depth })
  }
  add(root, '', 0)
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, at, depth } = next
    if (!Array.isArray(value)) yield { at, object: value as Record<string, unknown> }
    for (const [name, each] of Object.entries(value)) add(each, `${at}/${name}`, depth + 1)
  }
}

/** Yields every object in a body, with its JSON pointer. */
export function* objects(root: unknown): Generator<{ readonly at: string; readonly object: Readonly<Record<string, unknown>> }> {
  const open: { readonly value: unknown; readonly path: readonly string[] }[] = [{ value: root, path: [] }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, path } = next
    // No body of the contract is nested as deeply.
    if (typeof value !== 'object' || value === null || path.length > 64) continue
    if (!Array.isArray(value)) yield { at: path.map((name) => `/${name}`).join(''), object: value as Record<string, unknown> }
    for (const [name, each] of Object.entries(value)) open.push({ value: each, path: [...path, name] })
  }
}

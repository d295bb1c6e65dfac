/** Direct subschemas of a schema: its properties, items and alternatives. */
function inner(schema) {
  const { value } = schema
  return [
    ...(schema.get('properties')?.members() ?? []),
    ...['items', 'additionalProperties', 'not', 'if', 'then', 'else'].flatMap((key) => (isSchema(value[key]) ? [schema.get(key)] : [])),
    ...['allOf', 'anyOf', 'oneOf', 'prefixItems'].flatMap((key) => schema.get(key)?.members() ?? []),
  ]
}

function isSchema(value) {
  return typeof value === 'object' && value !== null
}

/** The schema and all schemas that it contains or refers to, each definition once. */
export function reachable(schema, seen = new Map()) {
  const key = schema.location.absolutePointer
  if (!seen.has(key)) {
    seen.set(key, schema)
    for (const each of inner(schema)) reachable(each, seen)
  }
  return [...seen.values()]
}

/** The types of a schema, as a list. */
export function typesOf(schema) {
  return [schema.type ?? []].flat()
}

/** The property of an object schema, including objects that are combined with `allOf`. */
export function propertyOf(schema, name) {
  const own = schema.at('properties', name)
  if (own !== undefined) return own
  for (const part of schema.get('allOf')?.members() ?? []) {
    const found = propertyOf(part, name)
    if (found !== undefined) return found
  }
  return undefined
}

export function propertyNames(schema) {
  return [...Object.keys(schema.value.properties ?? {}), ...(schema.get('allOf')?.members() ?? []).flatMap((part) => propertyNames(part))]
}

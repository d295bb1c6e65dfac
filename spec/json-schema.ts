/**
 * Some promises of the contract have a spelling in JSON Schema that client generators mishandle. The contract spells them as extensions, and this
 * module spells them as JSON Schema, for everything that validates values. `README.md` lists the extensions.
 */

type Node = Readonly<Record<string, unknown>>

/** Members of OpenAPI and JSON Schema objects whose values are data, not schemas. */
const data = new Set(['default', 'x-default', 'const', 'x-const', 'enum', 'example', 'examples', 'value'])

/** Keywords of JSON Schema for each extension. */
const keywords: Readonly<Record<string, (value: never) => Node>> = {
  'x-const': (value: unknown) => ({ const: value }),
  'x-default': (value: unknown) => ({ default: value }),
  'x-exactly-one-of': (names: readonly string[]) => ({ oneOf: names.map((name) => ({ required: [name] })) }),
  'x-formats': (formats: readonly string[]) => ({ anyOf: formats.map((format) => ({ format })) }),
}

/** Every `date-time` of the contract is in UTC (D12). */
const utc = 'Z$'

/**
 * Returns a copy of an OpenAPI document in which JSON Schema keywords replace the schema extensions: `const` for `x-const`, `default` for `x-default`,
 * `oneOf` for `x-exactly-one-of`, `anyOf` for `x-formats`, and a `pattern` for the UTC of every `date-time`.
 */
export function withJsonSchema(document: object): object {
  return rewritten(document) as object
}

function rewritten(node: unknown, isMap = false): unknown {
  if (Array.isArray(node)) return node.map((each) => rewritten(each))
  if (typeof node !== 'object' || node === null) return node
  const members = Object.entries(node as Node).flatMap(([name, value]) => {
    if (isMap) return [[name, rewritten(value)]]
    const spell = keywords[name]
    if (spell !== undefined) return Object.entries(spell(value as never))
    if (data.has(name)) return [[name, value]]
    // The keys of `properties` are names of the API, not keywords.
    return [[name, rewritten(value, name === 'properties')]]
  })
  const result = Object.fromEntries(members) as Record<string, unknown>
  if (!isMap && result['format'] === 'date-time' && result['pattern'] === undefined) result['pattern'] = utc
  return result
}

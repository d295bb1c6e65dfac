/** One spelling for schemas that accept the same values, so that a comparison of contracts does not report a mere spelling as a change. */
type Node = Readonly<Record<string, unknown>>

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value)

const scalars: ReadonlySet<unknown> = new Set(['string', 'number', 'integer', 'boolean'])
/** Any text that is not blank; some generators of clients need a pattern for the whole text. */
const notBlank: ReadonlySet<unknown> = new Set(['\\S', '^[\\s\\S]*\\S[\\s\\S]*$'])
const schemaAddress = '#/components/schemas/'

/**
 * Returns a document in which a value that may be null has its type in a list, a choice of enumerations is one enumeration, the pattern of texts that are
 * not blank is the shortest one, and numbers have no width. The document is not changed.
 */
export function plainlySpelled<Document extends object>(document: Document): Document {
  const { components } = document as { readonly components?: { readonly schemas?: Node } }
  const target = (schema: unknown): Node => {
    if (!isNode(schema)) return {}
    const { $ref: reference, ...own } = schema
    const found = typeof reference === 'string' ? components?.schemas?.[reference.slice(schemaAddress.length)] : undefined
    return isNode(found) ? { ...found, ...own } : schema
  }
  const spelled = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(spelled)
    if (!isNode(value)) return value
    const schema = withoutWidth(withoutChoice(value, target))
    return Object.fromEntries(
      Object.entries(schema).map(([name, each]) => [name, name === 'pattern' && notBlank.has(each) ? '\\S' : spelled(each)]),
    )
  }
  return spelled(document) as Document
}

function withoutChoice(schema: Node, target: (schema: unknown) => Node): Node {
  const { anyOf: choice, ...own } = schema
  if (!Array.isArray(choice)) return schema
  const [first, second, ...more] = choice.map(target)
  if (first === undefined || second === undefined || more.length > 0) return schema
  if (second['type'] === 'null' && scalars.has(first['type'])) {
    const { enum: values } = first
    return { ...first, ...own, type: [first['type'], 'null'], ...(Array.isArray(values) ? { enum: [...(values as unknown[]), null] } : {}) }
  }
  const values = [first, second].map((each): unknown => (each['type'] === 'string' ? each['enum'] : undefined))
  return values.every((each) => Array.isArray(each)) ? { ...own, type: 'string', enum: values.flat() } : schema
}

/** `double` tells generators of clients which type to use; every JSON number has it. */
function withoutWidth(schema: Node): Node {
  const { format, ...rest } = schema
  return format === 'double' ? rest : schema
}

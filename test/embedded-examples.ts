import { pointer, valueAt } from '../spec/contract.ts'

/** An example as it stands in an OpenAPI document. */
export interface EmbeddedExample {
  readonly kind: 'parameter' | 'request body' | 'response' | 'header' | 'schema'
  /** JSON pointer to the value. */
  readonly at: string
  /** JSON pointer to the schema that it claims to keep. */
  readonly schema: string
  readonly value: unknown
}

/** Names of things of the author's own choosing stand here, not keywords. */
const named = ['properties', 'headers', 'responses', 'schemas', 'parameters', 'paths', 'content', '$defs', 'patternProperties']
/** Values of the author's own stand here, which nothing describes. */
const opaque = ['example', 'examples', 'default', 'const', 'enum']

/** Every example of parameters, bodies, headers and schemas in a bundled OpenAPI 3.1 document, in the document's order. */
export function embeddedExamples(document: object): EmbeddedExample[] {
  return [...within(document, '', false)].map((each) => ({ ...each, value: valueAt(document, each.at) }))
}

function* within(node: unknown, at: string, keysAreNames: boolean): Generator<Omit<EmbeddedExample, 'value'>> {
  if (typeof node !== 'object' || node === null) return
  if (!keysAreNames && !Array.isArray(node)) yield* of(node, at)
  for (const [key, child] of Object.entries(node)) {
    if (!keysAreNames && opaque.includes(key)) continue
    yield* within(child, at + pointer(key), !keysAreNames && named.includes(key) && !Array.isArray(child))
  }
}

/** The examples of one object itself: of a schema in an array, of anything that has a schema by name or alone. */
function* of(node: object, at: string): Generator<Omit<EmbeddedExample, 'value'>> {
  const examples = 'examples' in node ? (node.examples ?? {}) : {}
  if (Array.isArray(examples)) {
    for (const index of examples.keys()) yield { kind: 'schema', at: at + pointer('examples', index), schema: at }
    return
  }
  if (!('schema' in node)) return
  const described = { kind: kindOf(node, at), schema: at + pointer('schema') }
  if ('example' in node) yield { ...described, at: at + pointer('example') }
  for (const name of Object.keys(examples)) yield { ...described, at: at + pointer('examples', name, 'value') }
}

function kindOf(node: object, at: string): EmbeddedExample['kind'] {
  if ('in' in node) return 'parameter'
  if (/\/headers\/[^/]+$/.test(at)) return 'header'
  return at.includes('/requestBody/') ? 'request body' : 'response'
}

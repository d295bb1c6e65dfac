/** Validates values against the contract's schemas. */
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { isWithin, pointer as jsonPointer, valueAt, type Contract } from '../../spec/contract.ts'
import type { SchemaJudge } from '../model/schema-judge.ts'

// The default export of a CommonJS module, as Node resolves it.
const addFormats = formats as unknown as typeof formats.default

const known = new WeakMap<Contract, SchemaJudge>()

/** Compiles schemas on first use, since a run needs only a part of the contract, and once for each contract. */
export function openSchemaJudge(contract: Contract): SchemaJudge {
  const judge = known.get(contract) ?? newSchemaJudge(contract)
  known.set(contract, judge)
  return judge
}

/** A document compiled twice: most values are valid, so that the validator that stops at the first error is sufficient. */
class Judging {
  readonly #brief: () => Compiler
  readonly #thorough: () => Compiler

  constructor(document: object, discriminator: boolean) {
    this.#brief = once(() => compiler(document, discriminator, false))
    this.#thorough = once(() => compiler(document, discriminator, true))
  }

  allows(pointer: string, value: unknown): boolean {
    return this.#brief()(pointer)(value)
  }

  /** For values that are likely invalid: the schema is compiled only for all errors. */
  errors(pointer: string, value: unknown): readonly ErrorObject[] {
    const validate = (isVast(value) ? this.#brief : this.#thorough)()(pointer)
    return validate(value) ? [] : (validate.errors ?? [])
  }
}

function newSchemaJudge(contract: Contract): SchemaJudge {
  const document = withoutMappings(contract.document) as object
  const open = once(() => new Judging(document, true))
  const strict = once(() => new Judging(closed(document), false))
  // The contract allows everything that the closed document allows. Therefore few schemas are compiled for both documents.
  const errors = (pointer: string, value: unknown): readonly ErrorObject[] =>
    strict().allows(pointer, value) ? [] : open().errors(pointer, value)
  const extra = (pointer: string, value: unknown): readonly ErrorObject[] =>
    strict().allows(pointer, value) ? [] : strict().errors(pointer, value)
  return {
    faults: (pointer, value) => describe(errors(pointer, value)),
    places: (pointer, value) => placesOf(errors(pointer, value)),
    undocumented: (pointer, value) =>
      extra(pointer, value)
        .filter(({ keyword }) => keyword === 'unevaluatedProperties')
        .map(({ instancePath, params }) => `${instancePath}/${String(params['unevaluatedProperty'])}`),
  }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}

/** Ajv needs quadratic time and memory to collect errors. For a value with more members than this, only the first error is reported. */
const vast = 2000

/** Whether the value has more members than expected in any response. */
function isVast(root: unknown): boolean {
  const open: unknown[] = [root]
  let count = 0
  while (open.length > 0) {
    const next = open.pop()
    if (typeof next !== 'object' || next === null) continue
    const values = Object.values(next) as unknown[]
    count += values.length
    if (count > vast) return true
    for (const each of values) open.push(each)
  }
  return false
}

type Compiler = (pointer: string) => ValidateFunction

/** With `discriminator`, errors describe one branch only. Ajv does not support it if a branch has a reference and is closed. */
function compiler(document: object, discriminator: boolean, allErrors: boolean): Compiler {
  // Optimizing the code takes longer than a run saves by it: most validators are called a few times.
  const code = { optimize: false } as const
  // Without inlining, a schema that many others refer to is compiled once.
  const inlineRefs = false
  const ajv = new Ajv2020({ strict: false, allErrors, discriminator, inlineRefs, validateSchema: false, validateFormats: true, code })
  addFormats(ajv)
  // RFC 3339 §5.6 requires a "T" between date and time; ajv-formats also accepts white space.
  const { validate } = formats.default.get('date-time', 'full') as { readonly validate: (text: string) => boolean }
  ajv.addFormat('date-time', { type: 'string', validate: (text: string) => /^\d{4}-\d\d-\d\dt/i.test(text) && validate(text) })
  ajv.addSchema(document, 'contract')
  const compiled = new Map<string, ValidateFunction>()
  return (pointer) => {
    const validate = compiled.get(pointer) ?? ajv.getSchema(`contract#${pointer.split('/').map(encodeURIComponent).join('/')}`)
    if (validate === undefined) throw new Error(`expected a schema at ${pointer} in the contract, found none`)
    compiled.set(pointer, validate)
    return validate
  }
}

/** The values of `code` are in the branches themselves, and Ajv rejects a `mapping` next to them. */
function withoutMappings(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutMappings)
  if (typeof node !== 'object' || node === null) return node
  const entries = Object.entries(node).filter(([name]) => !(name === 'mapping' && 'propertyName' in node))
  return Object.fromEntries(entries.map(([name, value]) => [name, withoutMappings(value)]))
}

/**
 * Returns the document with every object closed to properties that its schema does not define, at the place where the schema is used: a
 * part of an `allOf` defines only some of the properties, so it stays open, and the schema with the `allOf` is closed.
 */
function closed(document: object): object {
  const isObject = (schema: Readonly<Record<string, unknown>>): boolean => 'properties' in schema || 'allOf' in schema
  const close = (node: unknown, isPart: boolean): unknown => {
    if (Array.isArray(node)) return node.map((each) => close(each, isPart))
    if (typeof node !== 'object' || node === null) return node
    const copy = Object.fromEntries(Object.entries(node).map(([name, value]) => [name, close(value, name === 'allOf')])) as Record<
      string,
      unknown
    >
    const reference = copy['$ref']
    const target = typeof reference === 'string' ? valueAt(document, reference.slice(1)) : copy
    const closes = !isPart && typeof target === 'object' && target !== null && isObject(target as Record<string, unknown>)
    if (closes && !('additionalProperties' in target)) copy['unevaluatedProperties'] = false
    return copy
  }
  const { components, ...rest } = document as { readonly components?: { readonly schemas?: Readonly<Record<string, object>> } }
  const schemas = Object.entries(components?.schemas ?? {}).map(([name, schema]) => [name, close(schema, true)] as const)
  return {
    ...(close(rest, false) as object),
    components: { ...(close(components ?? {}, false) as object), schemas: Object.fromEntries(schemas) },
  }
}

function placesOf(errors: readonly ErrorObject[]): string[] {
  const choices = errors.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf').map(({ instancePath }) => instancePath)
  const places = errors.map(({ instancePath, params }) => {
    const choice = choices.find((each) => isWithin(instancePath, each))
    if (choice !== undefined) return choice
    const property: unknown = params['missingProperty'] ?? params['additionalProperty']
    return instancePath + (typeof property === 'string' ? jsonPointer(property) : '')
  })
  return [...new Set(places)]
}

/** Returns at most five phrases, each with a place. Errors that only summarize others are skipped. */
function describe(errors: readonly ErrorObject[]): string[] {
  const telling = errors.filter(({ keyword }) => !['anyOf', 'oneOf', 'if', 'allOf'].includes(keyword))
  const phrases = (telling.length > 0 ? telling : errors).map((error) => {
    const extra =
      error.keyword === 'enum'
        ? `: ${(error.params['allowedValues'] as unknown[]).join(', ')}`
        : error.keyword === 'const'
          ? `: ${JSON.stringify(error.params['allowedValue'])}`
          : ''
    return `${error.instancePath === '' ? 'the body' : error.instancePath} ${error.message}${extra}`
  })
  return [...new Set(phrases)].slice(0, 5)
}

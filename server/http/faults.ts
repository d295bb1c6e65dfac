import type { ErrorObject } from 'ajv'
import { pointer, valueAt, type Schema } from '../../spec/contract.ts'

/** A violation: the place as a JSON pointer, and what was expected. */
export interface Fault {
  readonly path: string
  readonly message: string
}

const names: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  array: 'an array',
  null: 'null',
}

const formats: Readonly<Record<string, string>> = {
  'date-time': 'an RFC 3339 time in UTC, such as 2026-06-01T08:00:00Z',
  date: 'a date, such as 2026-06-01',
  email: 'an e-mail address',
  ipv4: 'an IPv4 address',
  ipv6: 'an IPv6 address',
  uri: 'a URI',
}

const either = (parts: readonly string[]) => [...new Set(parts)].join(' or ')
const asList = (value: string | readonly string[] | undefined) => (value === undefined ? [] : typeof value === 'string' ? [value] : value)
const plural = (amount: number, noun: string) => `${amount} ${noun}${amount === 1 ? '' : noun === 'property' ? '' : 's'}`

/** The values that a schema allows, in words: `a string or null`, `one of ACTIVE, DRAFT`. */
function describe(schema: Schema, document: object): string {
  const { $ref, ...siblings } = schema
  if ($ref !== undefined) {
    const target = valueAt(document, decodeURI($ref.slice(1)))
    return describe({ ...(target as Schema), ...siblings }, document)
  }
  const branches = schema.anyOf ?? schema.oneOf
  if (schema.enum !== undefined) return `one of ${schema.enum.join(', ')}`
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.format !== undefined) {
    const orNull = asList(schema.type).includes('null') ? ['null'] : []
    return either([formats[schema.format] ?? `a string of the format ${schema.format}`, ...orNull])
  }
  if (branches !== undefined) {
    const enums = branches.map((branch) => resolve(branch, document).enum)
    if (enums.every((each) => each !== undefined)) return `one of ${enums.flat().join(', ')}`
    return either(branches.map((branch) => describe(branch, document)))
  }
  return either(asList(schema.type).map((type) => names[type] ?? type)) || 'a value that conforms to the schema'
}

function resolve(schema: Schema, document: object): Schema {
  return schema.$ref === undefined ? schema : resolve(valueAt(document, decodeURI(schema.$ref.slice(1))) as Schema, document)
}

type Params = Readonly<Record<string, string | number>>
type Sentence = (params: Params, schema: Schema, document: object) => string

/** A text with at least one visible character, as the contract spells it. */
const notBlank = String.raw`^[\s\S]*\S[\s\S]*$`

/** The message about a property that the schema of a body does not have. */
export const unknownProperty = 'is not a property of this body'

/** The messages by violated keyword. The path is that of the value, or of the missing or additional property. */
const sentences: Readonly<Record<string, Sentence>> = {
  required: () => 'must be present',
  dependentRequired: () => 'must be present',
  additionalProperties: () => unknownProperty,
  unevaluatedProperties: () => unknownProperty,
  type: (_params, schema, document) => `must be ${describe({ type: schema.type ?? [] }, document)}`,
  enum: (_params, schema, document) => `must be ${describe(schema, document)}`,
  const: (_params, schema, document) => `must be ${describe(schema, document)}`,
  format: (_params, schema, document) => `must be ${describe(schema, document)}`,
  anyOf: (_params, schema, document) => `must be ${describe(schema, document)}`,
  oneOf: (_params, schema, document) => `must be ${describe(schema, document)}`,
  minimum: ({ limit }) => `must be >= ${limit}`,
  maximum: ({ limit }) => `must be <= ${limit}`,
  exclusiveMinimum: ({ limit }) => `must be > ${limit}`,
  exclusiveMaximum: ({ limit }) => `must be < ${limit}`,
  remainsAsKept: () => 'must not round to 0 at six decimal places',
  multipleOf: ({ multipleOf }) => `must be a multiple of ${multipleOf}`,
  minLength: ({ limit }) => (limit === 1 ? 'must not be empty' : `must have at least ${plural(Number(limit), 'character')}`),
  maxLength: ({ limit }) => `must have at most ${plural(Number(limit), 'character')}`,
  pattern: ({ pattern }) => (pattern === notBlank ? 'must not be blank' : `must match ${pattern}`),
  minItems: ({ limit }) => `must have at least ${plural(Number(limit), 'item')}`,
  maxItems: ({ limit }) => `must have at most ${plural(Number(limit), 'item')}`,
  uniqueItems: () => 'must not contain duplicate items',
  minProperties: ({ limit }) => (limit === 1 ? 'must not be empty' : `must have at least ${limit} properties`),
  maxProperties: ({ limit }) => (limit === 0 ? 'must be empty' : `must have at most ${limit} properties`),
}

function pathOf({ instancePath, params }: ErrorObject): string {
  const property: unknown = params['missingProperty'] ?? params['additionalProperty'] ?? params['unevaluatedProperty']
  return typeof property === 'string' ? instancePath + pointer(property) : instancePath
}

/** The branches of an `anyOf` or `oneOf` report their own errors first; only the summary is kept. */
function withoutBranches(errors: readonly ErrorObject[]): ErrorObject[] {
  const kept: ErrorObject[] = []
  for (const error of errors) {
    if (error.keyword === 'anyOf' || error.keyword === 'oneOf') {
      for (let last = kept.at(-1); last?.instancePath.startsWith(error.instancePath); last = kept.at(-1)) {
        if (last.parentSchema === error.parentSchema) break
        kept.pop()
      }
    }
    if (error.keyword !== 'if') kept.push(error)
  }
  return kept
}

/** Maximum number of faults that are processed; only a few of them are returned. */
const enough = 1000

/** Converts Ajv's errors to faults in Ajv's order, which is that of the schema; keeps only the first ones if there are too many. */
export function explain(errors: readonly ErrorObject[], document: object): Fault[] {
  const faults = withoutBranches(errors.slice(0, enough)).map((error) => {
    const schema = (error.parentSchema ?? {}) as Schema
    // The format says more than the length or the pattern of its texts.
    const keyword = schema.format !== undefined && ['pattern', 'minLength', 'maxLength'].includes(error.keyword) ? 'format' : error.keyword
    const message = sentences[keyword]?.(error.params as Params, schema, document)
    return { path: pathOf(error), message: message ?? 'must conform to the schema' }
  })
  return [...new Map(faults.map((fault) => [`${fault.path}\n${fault.message}`, fault])).values()]
}

/** Reads a body like a deployment without validation: accepts the valid part. */
import { Ajv2020 } from 'ajv/dist/2020.js'
import { contract, pointer, valueAt, type Operation, type Schema } from '../../spec/contract.ts'
import { isObject } from './answers.ts'

const ajv = new Ajv2020({ strict: false, validateFormats: false })
ajv.addSchema(contract.document, 'contract')

/** Whether the schema at a pointer allows a value. */
const fits = (value: unknown, at: string): boolean => ajv.validate({ $ref: `contract#${at}` }, value)

/** Resolves references of the schema at a pointer. */
function settled(at: string): { readonly at: string; readonly schema: Schema } {
  const schema = valueAt(contract.document, at) as Schema
  return schema.$ref === undefined ? { at, schema } : settled(schema.$ref.slice(1))
}

/** A default for a missing value. References are never generated. */
function neutral(name: string, at: string): unknown {
  const { schema } = settled(at)
  if (/Ids?$/.test(name)) return undefined
  const candidates: unknown[] = [schema.default, schema.enum?.[0], schema.const, ...(schema.examples ?? []), null, false, 0, 1, 'x', [], {}]
  return candidates.find((each) => each !== undefined && fits(each, at))
}

/**
 * The valid part of a value by the schema at a pointer: unknown properties and invalid values are dropped, and required values are taken from
 * `current` or generated. Returns `undefined` if no part is valid.
 */
function understood(value: unknown, at: string, current: unknown): unknown {
  if (fits(value, at)) return value
  const { at: place, schema } = settled(at)
  const parts = [place, ...(schema.allOf ?? []).map((_, index) => settled(place + pointer('allOf', index)).at)]
  const properties = new Map(
    parts.flatMap((part) =>
      Object.keys((valueAt(contract.document, part) as Schema).properties ?? {}).map((name) => [name, part + pointer('properties', name)]),
    ),
  )
  if (properties.size > 0) {
    const given = isObject(value) ? value : {}
    const needed = parts.flatMap((part) => (valueAt(contract.document, part) as Schema).required ?? [])
    const taken = [...properties].flatMap(([name, where]): [string, unknown][] => {
      const now = valueAt(current, pointer(name))
      const read = name in given ? understood(given[name], where, now) : undefined
      const known = read ?? (needed.includes(name) ? (now ?? neutral(name, where)) : undefined)
      return known === undefined ? [] : [[name, known]]
    })
    const all = Object.fromEntries(taken)
    return fits(all, at) ? all : undefined
  }
  if (Array.isArray(value)) {
    const some = value.map((each) => understood(each, place + pointer('items'), undefined)).filter((each) => each !== undefined)
    return fits(some, at) ? some : undefined
  }
  return undefined
}

/** The valid part of a request body; `undefined` if the operation has no body or no part is valid. */
export function understoodBody(operation: Operation, json: unknown, current: unknown): unknown {
  return operation.body === undefined ? undefined : understood(json ?? {}, operation.body.pointer, current)
}

/** The places of the values in a body, and their schemas in the contract. */
import { pointer, valueAt, type Contract, type Schema } from '../../spec/contract.ts'

/** A value in a body. */
export interface Place {
  /** JSON pointer into the body. */
  readonly at: string
  readonly value: unknown
  /** The schemas of the value in the contract, with resolved references and all alternatives; empty for undocumented values. */
  readonly schemas: readonly Schema[]
  /** Whether the property is required. */
  readonly required: boolean
}

/** Every schema that may apply to a value: the parts of an `allOf`, the alternatives and the target of a reference. */
function parts({ document }: Contract, schema: Schema, depth = 0): Schema[] {
  if (depth > 12) return []
  const { $ref, allOf = [], anyOf = [], oneOf = [] } = schema
  const referred = $ref === undefined ? [] : [valueAt(document, $ref.slice(1)) as Schema]
  return [schema, ...[...referred, ...allOf, ...anyOf, ...oneOf].flatMap((each) => parts({ document } as Contract, each, depth + 1))]
}

/** Every value of a body in document order, starting with the body itself. */
export function places(contract: Contract, body: unknown, schema: Schema | undefined): Place[] {
  const walk = (value: unknown, at: string, schemas: readonly Schema[], required: boolean): Place[] => {
    const here: Place = { at, value, schemas, required }
    if (Array.isArray(value)) {
      const items = schemas.flatMap((each) => (each.items === undefined ? [] : parts(contract, each.items)))
      return [here, ...value.flatMap((each, index) => walk(each, at + pointer(index), items, false))]
    }
    if (typeof value !== 'object' || value === null) return [here]
    return [
      here,
      ...Object.entries(value).flatMap(([name, each]) =>
        walk(
          each,
          at + pointer(name),
          schemas.flatMap(({ properties }) => (properties?.[name] === undefined ? [] : parts(contract, properties[name]))),
          schemas.some((each) => each.required?.includes(name) === true),
        ),
      ),
    ]
  }
  return walk(body, '', schema === undefined ? [] : parts(contract, schema), true)
}

/** The enum values of a place in the contract; `undefined` if it has none. */
export function enumerated({ schemas }: Place): readonly unknown[] | undefined {
  const values = schemas.flatMap((each) => [...(each.enum ?? []), ...(each.const === undefined ? [] : [each.const])])
  return values.length === 0 ? undefined : [...new Set(values)]
}

/** The last token of a pointer. */
export const nameOf = (at: string): string => at.slice(at.lastIndexOf('/') + 1)

/** The pointer to the parent of a value. */
export const parentOf = (at: string): string => at.slice(0, Math.max(at.lastIndexOf('/'), 0))

/** Returns a copy of the body after `change` was applied to the parent of the place, an object or a list. */
export function edited(body: unknown, at: string, change: (parent: Record<string, unknown>, name: string) => void): unknown {
  const copy = structuredClone(body)
  const parent = valueAt(copy, parentOf(at))
  if (typeof parent === 'object' && parent !== null)
    change(parent as Record<string, unknown>, nameOf(at).replaceAll('~1', '/').replaceAll('~0', '~'))
  return copy
}

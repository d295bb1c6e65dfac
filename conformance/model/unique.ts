/** Properties with unique values (`x-unique`), and the resources that have them. */
import { resolved, valueAt, type Operation, type Parameter, type Schema } from '../../spec/contract.ts'
import type { Api } from './api.ts'

export interface Unique {
  readonly name: string
  /** Properties of the same resource: the value is unique among resources with equal values of these properties. */
  readonly within: readonly string[]
}

/** Returns the name of the component that a `$ref` refers to. */
const componentOf = (ref: unknown): string | undefined =>
  typeof ref === 'string' && ref.startsWith('#/components/schemas/') ? ref.slice(ref.lastIndexOf('/') + 1) : undefined

const schemaOf = (api: Api, kind: string): Schema => resolved(api, { $ref: `#/components/schemas/${kind}` })

/** Returns the properties of a schema, including those of its `allOf` parts. */
function propertiesOf(api: Api, schema: Schema): Readonly<Record<string, Schema>> {
  const parts = (schema.allOf ?? []).map((each) => propertiesOf(api, resolved(api, each)))
  return Object.assign({}, ...parts, schema.properties ?? {}) as Record<string, Schema>
}

const known = new WeakMap<Api, Map<string, readonly Unique[]>>()

/** Returns the unique properties of a component of the contract. */
export function uniqueIn(api: Api, kind: string): readonly Unique[] {
  const ofApi = known.get(api) ?? new Map<string, readonly Unique[]>()
  known.set(api, ofApi)
  const found =
    ofApi.get(kind) ??
    Object.entries(propertiesOf(api, schemaOf(api, kind))).flatMap(([name, property]) => {
      const within = resolved(api, property)['x-unique']
      return within === undefined ? [] : [{ name, within }]
    })
  ofApi.set(kind, found)
  return found
}

/** Returns the component that describes `data` in the success response of an operation; `undefined` for a list. */
export const kindShownBy = (api: Api, { success }: Operation): string | undefined =>
  componentOf(resolved(api, valueAt(api.document, success.pointer) as Schema).properties?.['data']?.$ref)

/** Returns the unique properties that a client sets when it creates a resource. */
export function uniqueInBody(api: Api, operation: Operation): readonly Unique[] {
  const kind = kindShownBy(api, operation)
  return kind === undefined ? [] : uniqueIn(api, kind).filter(({ name }) => operation.body?.schema.properties?.[name] !== undefined)
}

/** Whether a text parameter selects resources by an id or by a unique value. */
export const isIdentifying = (api: Api, { name, schema }: Parameter): boolean =>
  schema.type === 'string' && schema.enum === undefined && (/(Id|^id)$/.test(name) || isUniqueName(api, name))

/** Whether the property is unique in any component. */
const isUniqueName = (api: Api, name: string): boolean =>
  Object.keys(valueAt(api.document, '/components/schemas') ?? {}).some((kind) => uniqueIn(api, kind).some((each) => each.name === name))

/** The type of the ids of a kind, if the contract names it; else the kind itself. Kinds with the same type are the same resource. */
export const typeOf = (api: Api, kind: string): string => propertiesOf(api, schemaOf(api, kind))['id']?.$ref ?? kind

/** Whether an operation permanently deletes resources of a kind, by the type of their ids. */
export function isDeletable(api: Api, kind: string): boolean {
  const wanted = typeOf(api, kind)
  return Object.values(api.operations).some(({ method, path, transitions }) => {
    const item = method === 'DELETE' && transitions.length === 0 ? api.paths.get(path)?.GET : undefined
    const shown = item && kindShownBy(api, item)
    return shown !== undefined && typeOf(api, shown) === wanted
  })
}

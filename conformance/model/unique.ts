/** Values that the contract says are unique (`x-unique`), and what is known of the things that have them. */
import { resolved, valueAt, type Operation, type Parameter, type Schema } from '../../spec/contract.ts'
import type { Api } from './api.ts'

export interface Unique {
  readonly name: string
  /** Properties of the same thing: the value is unique among those that agree in them. */
  readonly within: readonly string[]
}

/** The name of the component that a reference leads to. */
const componentOf = (ref: unknown): string | undefined =>
  typeof ref === 'string' && ref.startsWith('#/components/schemas/') ? ref.slice(ref.lastIndexOf('/') + 1) : undefined

const schemaOf = (api: Api, kind: string): Schema => resolved(api, { $ref: `#/components/schemas/${kind}` })

/** The properties of a schema, with those of what it is made of. */
function propertiesOf(api: Api, schema: Schema): Readonly<Record<string, Schema>> {
  const parts = (schema.allOf ?? []).map((each) => propertiesOf(api, resolved(api, each)))
  return Object.assign({}, ...parts, schema.properties ?? {}) as Record<string, Schema>
}

const known = new WeakMap<Api, Map<string, readonly Unique[]>>()

/** The unique properties of what a component of the contract describes. */
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

/** The component that describes what an operation answers with. */
const kindShownBy = (api: Api, { success }: Operation): string | undefined =>
  componentOf(valueAt(api.document, `${success.pointer}/properties/data/$ref`))

/** The unique properties that a client gives what it creates. */
export function uniqueInBody(api: Api, operation: Operation): readonly Unique[] {
  const kind = kindShownBy(api, operation)
  return kind === undefined ? [] : uniqueIn(api, kind).filter(({ name }) => operation.body?.schema.properties?.[name] !== undefined)
}

/** Whether a text parameter asks for things by an id, or by a value that is unique. */
export const isIdentifying = (api: Api, { name, schema }: Parameter): boolean =>
  schema.type === 'string' && schema.enum === undefined && (/(Id|^id)$/.test(name) || isUniqueName(api, name))

/** Whether any component has the property as a unique one. */
const isUniqueName = (api: Api, name: string): boolean =>
  Object.keys(valueAt(api.document, '/components/schemas') ?? {}).some((kind) => uniqueIn(api, kind).some((each) => each.name === name))

/** What the things of a kind have in common with those of others: the type of their ids, where the contract gives it a name. */
export const typeOf = (api: Api, kind: string): string => propertiesOf(api, schemaOf(api, kind))['id']?.$ref ?? kind

/** Whether an operation deletes things of a kind for good, by the type of their ids. */
export function isDeletable(api: Api, kind: string): boolean {
  const wanted = typeOf(api, kind)
  return Object.values(api.operations).some(({ method, path, transitions }) => {
    const item = method === 'DELETE' && transitions.length === 0 ? api.paths.get(path)?.GET : undefined
    const shown = item && kindShownBy(api, item)
    return shown !== undefined && typeOf(api, shown) === wanted
  })
}

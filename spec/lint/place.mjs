/**
 * A value of the API description with the place where it is defined. Reading a member follows its reference, even into another
 * file, so that rules see one document, regardless of how it is split into files.
 */
class Place {
  /** The value; members beside a reference override those of its target. */
  value
  /** Where the value is defined: the target of the reference, if there is one. */
  location
  /** Last name of the reference to this value, `NotFound` for `../responses/NotFound.yaml`; `undefined` for an inline value. */
  name
  #resolve
  #beside = {}
  #besideLocation

  constructor(value, location, resolve) {
    this.#resolve = resolve
    this.value = value
    this.location = location
    if (typeof value?.$ref !== 'string') return
    const { $ref, ...beside } = value
    const target = resolve({ $ref }, location.source.absoluteRef)
    this.name = $ref.replace(/^.*[/#]/, '').replace(/\.(ya?ml|json)$/, '')
    this.#beside = beside
    this.#besideLocation = location
    this.location = target.location ?? location
    this.value = isRecord(target.node) ? { ...target.node, ...beside } : target.node
  }

  /** The member with this name or index; `undefined` if there is none, or if its reference cannot be resolved (Redocly reports that). */
  get(key) {
    const value = Object(this.value)[key]
    if (value === undefined) return undefined
    const base = Object.hasOwn(this.#beside, key) ? this.#besideLocation : this.location
    const member = new Place(value, base.child([key]), this.#resolve)
    return member.value === undefined ? undefined : member
  }

  /** The value at a path of names; `undefined` if one of them is missing. */
  at(...keys) {
    return keys.reduce((place, key) => place?.get(key), this)
  }

  /** Members by name, or items by index. */
  entries() {
    return Object.keys(Object(this.value)).flatMap((key) => {
      const member = this.get(key)
      return member === undefined ? [] : [[key, member]]
    })
  }

  members() {
    return this.entries().map(([, member]) => member)
  }
}

/** The place that the visitor currently visits. */
export function here(ctx) {
  return new Place(ctx.rawNode, ctx.rawLocation, ctx.resolve)
}

export function isRecord(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

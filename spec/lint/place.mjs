/**
 * A value of the description together with where it is written. Reading a member follows its reference, into another file
 * if need be, so that rules see one document however it is cut into files.
 */
class Place {
  /** The value, members beside a reference laid over what it refers to. */
  value
  /** Where the value is written, behind the reference if there is one. */
  location
  /** Last name of the reference that led here, `NotFound` of `../responses/NotFound.yaml`; undefined for a value written in place. */
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

  /** The member of this name or index; undefined where there is none, or where its reference leads nowhere (Redocly reports that). */
  get(key) {
    const value = Object(this.value)[key]
    if (value === undefined) return undefined
    const base = Object.hasOwn(this.#beside, key) ? this.#besideLocation : this.location
    const member = new Place(value, base.child([key]), this.#resolve)
    return member.value === undefined ? undefined : member
  }

  /** The value at the end of a path of names; undefined as soon as one is missing. */
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

/** The place a visitor is at. */
export function here(ctx) {
  return new Place(ctx.rawNode, ctx.rawLocation, ctx.resolve)
}

export function isRecord(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

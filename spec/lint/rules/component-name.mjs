import { isRecord } from '../place.mjs'

/** Generators put components of all kinds into one list of types, so each name is used once, in upper or lower case. */
export function componentName() {
  const kinds = new Map()
  const kindOf = ($ref) => /components\/(\w+)\/([\w.-]+?)(?:\.ya?ml|\.json)?$/.exec($ref)
  const seen = (kind, name, location) => {
    const used = kinds.get(name.toLowerCase()) ?? new Map()
    kinds.set(name.toLowerCase(), used)
    if (!used.has(kind)) used.set(kind, { name, location })
  }
  return {
    ref({ $ref }, { location }, { location: target } = {}) {
      // In the source, the file of a component names its kind, even if the reference is relative to it.
      const file = target?.source.absoluteRef ?? ''
      const found = kindOf(target?.pointer === '#/' ? file : $ref)
      if (found !== null) seen(found[1], found[2], location)
    },
    Components: {
      leave(components, { location }) {
        for (const [kind, members] of Object.entries(components)) {
          if (!isRecord(members)) continue
          for (const name of Object.keys(members)) seen(kind, name, location.child([kind, name]).key())
        }
      },
    },
    Root: {
      leave(_, { report }) {
        for (const used of kinds.values()) {
          if (used.size < 2) continue
          const found = [...used].map(([kind, { name }]) => `${kind}/${name}`)
          report({
            message: `The components ${found.join(' and ')} must have different names, because generators put them into one list of types.`,
            location: [...used.values()].at(-1).location,
          })
        }
      },
    },
  }
}

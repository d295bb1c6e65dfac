import { isRecord } from '../place.mjs'

const known = ['x-stability', 'x-provenance', 'x-badges', 'x-transitions']

/** D14: no extension but these, and these on operations only. */
export function extensions() {
  return {
    any(node, { report, location, type }) {
      // The keys of these are names that the contract gives, not fields of OpenAPI.
      if (!isRecord(node) || /^Named|(Map|Mapping|Properties)$/.test(type.name)) return
      for (const key of Object.keys(node).filter((each) => each.startsWith('x-'))) {
        if (type.name === 'Operation' && known.includes(key)) continue
        report({
          message: `${key} is no extension of this contract here; operations have ${known.join(', ')}, nothing else has any (D14).`,
          location: location.child([key]).key(),
        })
      }
    },
  }
}

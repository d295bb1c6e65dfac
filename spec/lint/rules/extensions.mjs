import { isRecord } from '../place.mjs'

/** Where each extension may stand. */
const known = {
  Operation: ['x-stability', 'x-provenance', 'x-badges', 'x-transitions'],
  Response: ['x-location'],
  Root: ['x-rate-limits'],
  SecurityScheme: ['x-key-format'],
  Schema: ['x-unique', 'x-client-chosen'],
}

const allowed = Object.entries(known)
  .map(([type, names]) => `${type} has ${names.join(', ')}`)
  .join('; ')

/** D14: no extension but these, each in its place. */
export function extensions() {
  return {
    any(node, { report, location, type }) {
      // The keys of these are names that the contract gives, not fields of OpenAPI.
      if (!isRecord(node) || /^Named|(Map|Mapping|Properties)$/.test(type.name)) return
      for (const key of Object.keys(node).filter((each) => each.startsWith('x-'))) {
        if (known[type.name]?.includes(key)) continue
        report({
          message: `${key} is no extension of this contract here; ${allowed} (D14).`,
          location: location.child([key]).key(),
        })
      }
    },
  }
}

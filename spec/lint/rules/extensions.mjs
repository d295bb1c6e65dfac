import { isRecord } from '../place.mjs'

/** The objects that each extension may be used in. */
const known = {
  Operation: ['x-stability', 'x-provenance', 'x-badges', 'x-transitions'],
  Response: ['x-location'],
  Link: ['x-request-body'],
  Root: ['x-rate-limits'],
  SecurityScheme: ['x-key-format'],
  Schema: ['x-unique', 'x-client-chosen', 'x-resource', 'x-const', 'x-default', 'x-exactly-one-of', 'x-formats'],
}

const allowed = Object.entries(known)
  .map(([type, names]) => `${type}: ${names.join(', ')}`)
  .join('; ')

/** D14: only these extensions, each only in its place. */
export function extensions() {
  return {
    any(node, { report, location, type }) {
      // The keys of these objects are names from the contract, not OpenAPI fields.
      if (!isRecord(node) || /^Named|(Map|Mapping|Properties)$/.test(type.name)) return
      for (const key of Object.keys(node).filter((each) => each.startsWith('x-'))) {
        if (known[type.name]?.includes(key)) continue
        report({
          message: `${key} is not an allowed extension here (D14). Allowed extensions: ${allowed}.`,
          location: location.child([key]).key(),
        })
      }
    },
  }
}

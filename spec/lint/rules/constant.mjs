import { typesOf } from '../schema.mjs'

/** Generated clients know constant strings and integers; `x-const` is for the others. */
export function constant() {
  return {
    Schema(schema, { report, location }) {
      if (schema.const === undefined) return
      const types = typesOf(schema)
      if (types.length === 1 && ['string', 'integer'].includes(types[0])) return
      report({
        message: `\`const\` must be on a schema of type string or integer; found ${types.join(', ') || 'no type'}. Use x-const instead.`,
        location: location.child(['const']).key(),
      })
    },
  }
}

import { operations } from '../operation.mjs'
import { reachable, typesOf } from '../schema.mjs'

/** D10: every object that a client sends rejects unknown properties. */
export function requestClosed() {
  const seen = new Map()
  return operations({
    each({ id, body }, report) {
      const schema = body?.at('content', 'application/json', 'schema')
      if (schema === undefined) return
      const before = new Set(seen.keys())
      for (const each of reachable(schema, seen)) {
        const { value, location } = each
        if (before.has(location.absolutePointer)) continue
        const isObject = typesOf(value).includes('object') || value.properties !== undefined
        if (!isObject || value.additionalProperties === false) continue
        report(
          `${each.name ?? 'An object'} is part of the request body of ${id}, so it must have \`additionalProperties: false\` (D10).`,
          location,
        )
      }
    },
  })
}

import { typesOf } from '../schema.mjs'

/** Every schema limits the length of strings, the range of numbers and the number of items, so that clients know them. */
export function schemaBounded() {
  return {
    Schema(schema, { report, location }) {
      if (['enum', 'const', 'x-const'].some((keyword) => schema[keyword] !== undefined)) return
      const missing = typesOf(schema).flatMap((type) => (bounds[type]?.(schema) ?? []).map((keyword) => [type, keyword]))
      for (const [type, keyword] of missing) {
        report({ message: `A schema of type ${type} must have \`${keyword}\`, or an \`enum\`, \`const\` or \`x-const\`.`, location })
      }
    },
  }
}

const bounds = {
  string: ({ maxLength, format }) => (maxLength === undefined && format !== 'date' ? ['maxLength'] : []),
  number: range,
  integer: range,
  array: ({ maxItems, items }) => [...(maxItems === undefined ? ['maxItems'] : []), ...(items === undefined ? ['items'] : [])],
  object: ({ additionalProperties, maxProperties }) =>
    [undefined, false].includes(additionalProperties) || maxProperties !== undefined ? [] : ['maxProperties'],
}

function range({ minimum, exclusiveMinimum, maximum, exclusiveMaximum }) {
  return [
    ...(minimum === undefined && exclusiveMinimum === undefined ? ['minimum'] : []),
    ...(maximum === undefined && exclusiveMaximum === undefined ? ['maximum'] : []),
  ]
}

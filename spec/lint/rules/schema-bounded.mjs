import { typesOf } from '../schema.mjs'

/** Every schema says how long a text, how large a number and how many items can be, so that no reader has to guess. */
export function schemaBounded() {
  return {
    Schema(schema, { report, location }) {
      if (schema.enum !== undefined || schema.const !== undefined) return
      const missing = typesOf(schema).flatMap((type) => (bounds[type]?.(schema) ?? []).map((keyword) => [type, keyword]))
      for (const [type, keyword] of missing) {
        report({ message: `A schema of type ${type} must have \`${keyword}\`, or an \`enum\` or \`const\`.`, location })
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

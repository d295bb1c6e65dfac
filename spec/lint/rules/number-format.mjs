import { typesOf } from '../schema.mjs'

/** Some generators take 32 bits for a number without format, which loses digits. */
export function numberFormat() {
  return {
    Schema(schema, { report, location }) {
      if (typesOf(schema).includes('number') && schema.format !== 'double') {
        report({ message: 'A schema of type number must have `format: double`.', location })
      }
      const isLarge = typesOf(schema).includes('integer') && (schema.maximum ?? 0) > 2 ** 31 - 1
      if (isLarge && schema.format !== 'int64') {
        report({ message: 'An integer that can exceed 32 bits must have `format: int64`.', location })
      }
    },
  }
}

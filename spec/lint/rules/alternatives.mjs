import { here } from '../place.mjs'
import { typesOf } from '../schema.mjs'

/** Generated clients name the alternatives of a choice after components. They invent names for all others, and for the parts of an `allOf`. */
export function alternatives() {
  return {
    Schema(_, ctx) {
      const schema = here(ctx)
      const report = (keyword, message) => ctx.report({ message, location: ctx.location.child([keyword]).key() })
      if (schema.value.allOf !== undefined) {
        report('allOf', '`allOf` must not be used: generators invent names for its parts. Write all properties into one schema.')
      }
      if (schema.value.enum?.includes(null)) {
        report('enum', 'An `enum` must not contain null: anyOf: [{ $ref: … }, { type: null }] keeps the name of the `enum`.')
      }
      for (const keyword of ['anyOf', 'oneOf']) {
        const branches = schema.get(keyword)?.members() ?? []
        const named = branches.filter(({ name }) => name !== undefined)
        if (branches.some(({ name, value }) => name === undefined && value.type !== 'null')) {
          report(
            keyword,
            `Every branch of \`${keyword}\` must refer to a component or be \`type: 'null'\`; use x-formats or x-exactly-one-of for a choice of keywords.`,
          )
        }
        if (named.length > 1 && named.every(({ value }) => value.enum !== undefined)) {
          report(keyword, 'A choice of several `enum`s must be one `enum` with all values.')
        }
        const [only] = named
        const isPlain = only !== undefined && only.value.enum === undefined && !typesOf(only.value).includes('object')
        if (branches.length === 2 && named.length === 1 && isPlain) {
          const [type] = typesOf(only.value)
          report(keyword, `A ${type} or null must be one schema: type: [${type}, 'null'].`)
        }
      }
    },
  }
}

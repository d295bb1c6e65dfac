import { here } from '../place.mjs'
import { typesOf } from '../schema.mjs'

/** Generated clients have a name and a type for every alternative, and no type of their own for parts. */
export function alternatives() {
  return {
    Schema(_, ctx) {
      const schema = here(ctx)
      const report = (keyword, message) => ctx.report({ message, location: ctx.location.child([keyword]).key() })
      if (schema.value.allOf !== undefined) {
        report('allOf', '`allOf` must not be used: generators give its parts names of their own. Write all properties into one schema.')
      }
      for (const keyword of ['anyOf', 'oneOf']) {
        const branches = schema.get(keyword)?.members() ?? []
        const types = branches.map(({ value }) => typesOf(value).join())
        if (types.includes('')) {
          report(
            keyword,
            `Every branch of \`${keyword}\` must have a \`type\`; use x-formats or x-exactly-one-of for a choice of other keywords.`,
          )
        }
        const others = types.filter((type) => type !== 'null')
        if (types.includes('null') && others.length === 1 && others[0] !== 'object') {
          report(keyword, `A ${others[0]} or null must be one schema: type: [${others[0]}, 'null'].`)
        }
        if (branches.length > 1 && branches.every(({ value }) => value.enum !== undefined)) {
          report(keyword, `A choice of several \`enum\`s must be one \`enum\` with all values.`)
        }
      }
    },
  }
}

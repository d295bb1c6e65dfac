import { here } from '../place.mjs'

/** Every property of every schema has a description, either its own or that of the schema it refers to. */
export function propertyDescription() {
  return {
    SchemaProperties(_, ctx) {
      for (const [name, property] of here(ctx).entries()) {
        if (typeof property.value.description === 'string' && property.value.description.trim() !== '') continue
        ctx.report({
          message: `The property ${name} must have a description: its meaning, its unit, and the meaning of \`null\` if it is nullable.`,
          location: ctx.location.child([name]).key(),
        })
      }
    },
  }
}

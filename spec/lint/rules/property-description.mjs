import { here } from '../place.mjs'

/** Every property of every schema is described, by itself or by the schema it refers to. */
export function propertyDescription() {
  return {
    SchemaProperties(_, ctx) {
      for (const [name, property] of here(ctx).entries()) {
        if (typeof property.value.description === 'string' && property.value.description.trim() !== '') continue
        ctx.report({
          message: `The property ${name} must have a description: what it means, its unit, and what \`null\` means where it can be.`,
          location: ctx.location.child([name]).key(),
        })
      }
    },
  }
}

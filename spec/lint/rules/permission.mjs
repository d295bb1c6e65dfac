import { here } from '../place.mjs'

/** R04, D13: every operation lists its permissions from the schema Scope, and every permission is needed by an operation. */
export function permission() {
  const uses = []
  let known
  return {
    ref(_, ctx) {
      if (ctx.type.name !== 'Schema') return
      const schema = here(ctx)
      if (schema.name === 'Scope') known ??= schema
    },
    Operation(operation, ctx) {
      const { operationId: id = 'An operation', security } = operation
      const names = security?.[0]?.ApiKeyAuth
      const alone = security?.length === 1 && Object.keys(security[0]).join() === 'ApiKeyAuth'
      if (!alone || !(names.length > 0)) {
        const location = ctx.location.child(['security']).key()
        ctx.report({
          message: `${id} must have one security requirement, with its permissions: - ApiKeyAuth: [group.action] (D13).`,
          location,
        })
        return
      }
      names.forEach((name, index) => {
        uses.push({ id, name, location: ctx.location.child(['security', 0, 'ApiKeyAuth', index]) })
      })
    },
    Root: {
      leave(_, ctx) {
        if (known === undefined) {
          ctx.report({ message: 'At least one schema must refer to the schema Scope, the `enum` of all permissions and wildcards (D13).' })
          return
        }
        for (const { id, name, location } of uses) {
          if (known.value.enum.includes(name)) continue
          ctx.report({
            message: `${id} needs ${name}, which the schema Scope does not contain; correct the name, or add it to the schema (D13).`,
            location,
          })
        }
        for (const [index, name] of known.value.enum.entries()) {
          if (name.endsWith('*') || uses.some((use) => use.name === name)) continue
          const location = known.location.child(['enum', index])
          ctx.report({ message: `No operation needs the permission ${name}; remove it from the schema Scope (D13).`, location })
        }
      },
    },
  }
}

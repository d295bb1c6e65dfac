import { operations } from '../operation.mjs'
import { propertyNames, reachable } from '../schema.mjs'

/** D10: a request body has no property that only the server sets: its own `id`, timestamps such as `createdAt`, or `readOnly` properties. */
export function requestWritable() {
  return operations({
    each({ id, body }, report) {
      const schema = body?.at('content', 'application/json', 'schema')
      if (schema === undefined) return
      for (const each of reachable(schema)) {
        const own = each === schema ? ['id'] : []
        const set = propertyNames(each).filter((name) => /[a-z]edAt$/.test(name) || own.includes(name))
        for (const name of set) {
          report(`${name} is set by the server, so the body of ${id} must not have it (D10).`, each.location)
        }
        if (each.value.readOnly === true)
          report(`The body of ${id} must not contain \`readOnly\` schemas; remove them (D10).`, each.location)
      }
    },
  })
}

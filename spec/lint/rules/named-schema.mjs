/** Generated clients name their types after components, so every object and every body is one. */
export function namedSchema() {
  return {
    MediaType({ schema }, { report, location }) {
      if (schema === undefined || schema.$ref !== undefined) return
      report({
        message: 'The schema of a body must refer to a component, whose name generated clients use.',
        location: location.child(['schema']).key(),
      })
    },
    Schema({ properties }, { report, location }) {
      const isComponent = /^#\/(components\/schemas\/[^/]+)?$/.test(location.pointer)
      if (properties === undefined || isComponent) return
      report({ message: 'An object with properties must be a component, whose name generated clients use.', location })
    },
  }
}

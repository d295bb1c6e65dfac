import { yields } from '../expression.mjs'
import { operations } from '../operation.mjs'
import { propertyNames } from '../schema.mjs'

/** D16: a link can be followed: it names an operation, the parameters of this operation, and values of the response. */
export function linkTarget() {
  return operations({
    all(found, report) {
      const byId = new Map(found.map((operation) => [operation.id, operation]))
      for (const from of found) {
        for (const [name, link] of from.success?.get('links')?.entries() ?? []) {
          for (const fault of faults(from, link, byId)) report(`The link ${name} of ${from.id} ${fault} (D16).`, link.location)
        }
      }
    },
  })
}

function faults(from, { value: link }, byId) {
  const target = byId.get(link.operationId)
  if (target === undefined) return [`leads to ${link.operationId ?? 'no operationId'}, which is not an operation`]
  const parameters = link.parameters ?? {}
  const body = link['x-request-body'] ?? {}
  const taken = target.parameters.map(({ value }) => value.name)
  const required = target.parameters.filter(({ value }) => value.required === true).map(({ value }) => value.name)
  const schema = target.body?.at('content', 'application/json', 'schema')
  const properties = schema === undefined ? [] : propertyNames(schema)
  const examples = from.content?.get('examples')?.members() ?? []
  return [
    ...(link.requestBody === undefined
      ? []
      : ['must set values of a body with x-request-body: OpenAPI has no expressions inside a `requestBody` object']),
    ...required.filter((name) => parameters[name] === undefined).map((name) => `must set the parameter ${name} of ${target.id}`),
    ...Object.keys(parameters)
      .filter((name) => !taken.includes(name))
      .map((name) => `sets ${name}, which is not a parameter of ${target.id}`),
    ...Object.keys(body)
      .filter((name) => !properties.includes(name))
      .map((name) => `sets ${name}, which is not a property of the body of ${target.id}`),
    ...Object.values({ ...parameters, ...body })
      .filter((expression) => !examples.some((example) => yields(expression, example.value.value)))
      .map((expression) => `uses ${expression}, which must be $response.body#/… with a pointer to a string in an example of the response`),
  ]
}

import { yields } from '../expression.mjs'
import { operations } from '../operation.mjs'
import { propertyNames } from '../schema.mjs'

/** D16: a link can be followed: it names an operation, what that takes, and values that are in the answer. */
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
  if (target === undefined) return [`leads to ${link.operationId ?? 'no operationId'}, which is no operation`]
  const parameters = link.parameters ?? {}
  const body = link.requestBody ?? {}
  const taken = target.parameters.map(({ value }) => value.name)
  const required = target.parameters.filter(({ value }) => value.required === true).map(({ value }) => value.name)
  const schema = target.body?.at('content', 'application/json', 'schema')
  const properties = schema === undefined ? [] : propertyNames(schema)
  const examples = from.content?.get('examples')?.members() ?? []
  return [
    ...required.filter((name) => parameters[name] === undefined).map((name) => `must give the parameter ${name} of ${target.id}`),
    ...Object.keys(parameters)
      .filter((name) => !taken.includes(name))
      .map((name) => `gives ${name}, which ${target.id} does not take`),
    ...Object.keys(body)
      .filter((name) => !properties.includes(name))
      .map((name) => `gives ${name}, which the body of ${target.id} does not have`),
    ...Object.values({ ...parameters, ...body })
      .filter((expression) => !examples.some((example) => yields(expression, example.value.value)))
      .map((expression) => `uses ${expression}, which must be $response.body#/… with a pointer to a value in an example of the answer`),
  ]
}

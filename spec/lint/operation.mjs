import { here } from './place.mjs'

/**
 * Returns a visitor that calls `each` for every operation, and `all` with all operations at the end.
 * `report(message, location)` reports a problem of the rule.
 */
export function operations({ each = () => {}, all = () => {} }) {
  const found = []
  let pathItem
  return {
    Paths: {
      leave(_, ctx) {
        all(found, reporter(ctx))
      },
      PathItem: {
        enter(_, ctx) {
          pathItem = { template: String(ctx.key), place: here(ctx) }
        },
        Operation(_, ctx) {
          const operation = operationOf(here(ctx), String(ctx.key), pathItem)
          found.push(operation)
          each(operation, reporter(ctx))
        },
      },
    },
  }
}

function reporter(ctx) {
  return (message, location) => ctx.report({ message, location })
}

function operationOf(place, method, pathItem) {
  const responses = place.get('responses')?.entries() ?? []
  const [status, success] = responses.find(([code]) => code.startsWith('2')) ?? []
  return {
    id: place.value.operationId ?? `${method.toUpperCase()} ${pathItem.template}`,
    method,
    path: pathItem.template,
    place,
    location: place.location,
    /** Parameters of the path and of the operation. */
    parameters: [...(pathItem.place.get('parameters')?.members() ?? []), ...(place.get('parameters')?.members() ?? [])],
    body: place.get('requestBody'),
    /** Pairs of status and response. */
    responses,
    /** Status of the first success response, the response and the content of its body. */
    status,
    success,
    content: success?.at('content', 'application/json'),
  }
}

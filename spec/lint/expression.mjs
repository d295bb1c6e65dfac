/** Whether a runtime expression (OpenAPI 3.1.1 §4.8.20.4) yields a string from a response body. */
export function yields(expression, body) {
  const pointer = /^\$response\.body#\/(.+)$/.exec(expression)?.[1]
  if (pointer === undefined) return false
  const tokens = pointer.split('/').map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
  return typeof tokens.reduce((value, token) => Object(value)[token], body) === 'string'
}

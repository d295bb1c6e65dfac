import { operations } from '../operation.mjs'

const always = ['X-Request-Id', 'X-RateLimit-Limit', 'X-RateLimit-Remaining', 'X-RateLimit-Reset']

/** R11, D03, D11, D15: every response declares its headers as required. */
export function responseHeaders() {
  const seen = new Set()
  return operations({
    each({ id, responses }, report) {
      for (const [status, response] of responses) {
        const key = response.location.absolutePointer
        if (seen.has(key)) continue
        seen.add(key)
        const headers = response.get('headers')
        for (const name of expected(status)) {
          if (headers?.get(name)?.value.required === true) continue
          const fault = headers?.get(name) === undefined ? 'must declare' : 'must declare as `required: true`'
          const of = response.name ?? `The ${status} of ${id}`
          report(`${of} ${fault} the header ${name}: ${name}: { $ref: …/headers/${name} }.`, (headers ?? response).location)
        }
      }
    },
  })
}

function expected(status) {
  return [
    ...always,
    ...(status === '401' ? ['WWW-Authenticate'] : ['Cache-Control']),
    ...(['429', '503'].includes(status) ? ['Retry-After'] : []),
  ]
}

import { operations } from '../operation.mjs'

/** D10: without a body, with `{}` and with `null`, an operation with an optional body does the same, and its description says so. */
export function optionalBody() {
  return operations({
    each({ id, body }, report) {
      if (body === undefined || body.value.required === true) return
      const schema = body.at('content', 'application/json', 'schema')
      const needs = [...(schema?.value.required ?? []), ...((schema?.value.minProperties ?? 0) > 0 ? ['minProperties'] : [])]
      if (needs.length > 0) {
        report(`The body of ${id} is optional, so its schema must allow {}; found ${needs.join(', ')} (D10).`, schema.location)
      }
      if (!/`\{\}`/.test(body.value.description ?? '') || !/`null`/.test(body.value.description ?? '')) {
        report(
          `The description of the optional body of ${id} must say that no body, \`{}\` and \`null\` are the same (D10).`,
          body.location,
        )
      }
    },
  })
}

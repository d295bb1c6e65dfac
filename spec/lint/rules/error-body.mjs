import { operations } from '../operation.mjs'
import { errorStatuses } from '../statuses.mjs'

/** D02: an error body is a named schema with `error` and the `details` of its status. It has no `allOf`, so that generators name it. */
export function errorBody() {
  const seen = new Set()
  return operations({
    each({ id, responses }, report) {
      for (const [status, response] of responses) {
        const expected = errorStatuses[status]
        const key = response.location.absolutePointer
        if (expected === undefined || seen.has(key)) continue
        seen.add(key)
        const of = response.name ?? `the ${status} of ${id}`
        const schema = response.at('content', 'application/json', 'schema')
        const names = Object.keys(schema?.value.properties ?? {})
        const required = schema?.value.required ?? []
        if (schema?.name === undefined || names.join() !== 'error,details' || required.join() !== 'error,details') {
          report(
            `The body of ${of} must refer to a schema with exactly the required properties \`error\` and \`details\` (D02).`,
            schema?.location ?? response.location,
          )
          continue
        }
        const code = schema.at('properties', 'details', 'properties', 'code', 'const')?.value
        if (code !== expected.code) {
          report(
            `\`details\` of ${of} must refer to the schema whose \`code\` is ${expected.code} (D02); found ${code ?? 'no code'}.`,
            schema.location,
          )
        }
      }
    },
  })
}

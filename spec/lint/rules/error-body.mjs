import { operations } from '../operation.mjs'
import { errorStatuses } from '../statuses.mjs'

/** D02: an error body is the schema Error with the details of the status. */
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
        const parts = schema?.get('allOf')?.members() ?? []
        if (!parts.some((part) => part.name === 'Error')) {
          report(
            `The body of ${of} must be \`allOf\` of the schema Error and \`properties: { details: … }\` (D02).`,
            schema?.location ?? response.location,
          )
          continue
        }
        const details = parts.map((part) => (part.name === 'Error' ? undefined : part.at('properties', 'details'))).find(Boolean)
        const code = details?.at('properties', 'code', 'const')?.value
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

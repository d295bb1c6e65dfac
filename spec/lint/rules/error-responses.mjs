import { operations } from '../operation.mjs'
import { errorStatuses } from '../statuses.mjs'

/** D03: every operation declares exactly the errors that it can return, by reference to the shared responses. */
export function errorResponses() {
  return operations({
    each({ id, path, body, place, responses, location }, report) {
      const needs = {
        400: 'like every operation',
        401: 'like every operation',
        403: 'like every operation',
        429: 'like every operation',
        500: 'like every operation',
        503: 'like every operation',
        ...(path.includes('{') ? { 404: 'because its path has a parameter' } : {}),
        ...(body === undefined ? {} : { 413: 'because it has a body', 415: 'because it has a body' }),
        ...(place.value['x-transitions'] === undefined ? {} : { 409: 'because it has x-transitions' }),
      }
      const declared = new Map(responses)
      for (const [status, reason] of Object.entries(needs)) {
        if (declared.has(status)) continue
        const name = nameOf(status, body)
        report(
          `${id} must declare ${status}, ${reason}: '${status}': { $ref: …/responses/${name} } (D03).`,
          location.child(['responses']).key(),
        )
      }
      for (const [status, response] of responses) {
        if (status.startsWith('2')) continue
        const at = location.child(['responses', status]).key()
        if (errorStatuses[status] === undefined) {
          const known = Object.keys(errorStatuses).join(', ')
          report(`${id} declares ${status}, which this API does not use; its error statuses are ${known} (D03).`, at)
        } else if (needs[status] === undefined && status !== '409') {
          const missing = status === '404' ? 'a path parameter' : 'a body'
          report(`${id} declares ${status} without ${missing}, so it can never return it; remove it (D03).`, at)
        } else if (response.name !== nameOf(status, body)) {
          report(
            `${status} of ${id} must be the shared response ${nameOf(status, body)}; found ${response.name ?? 'an inline response'}.`,
            at,
          )
        }
      }
    },
  })
}

function nameOf(status, body) {
  return status === '400' && body !== undefined ? 'BadRequestBody' : errorStatuses[status].response
}

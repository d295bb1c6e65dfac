import { operations } from '../operation.mjs'
import { errorStatuses } from '../statuses.mjs'

/** D03: every operation declares each error that it can answer, by the response that all operations share, and no other. */
export function errorResponses() {
  return operations({
    each({ id, path, body, place, responses, location }, report) {
      const needs = {
        400: 'as every operation',
        401: 'as every operation',
        403: 'as every operation',
        429: 'as every operation',
        500: 'as every operation',
        503: 'as every operation',
        ...(path.includes('{') ? { 404: 'since its path has a parameter' } : {}),
        ...(body === undefined ? {} : { 413: 'since it has a body', 415: 'since it has a body' }),
        ...(place.value['x-transitions'] === undefined ? {} : { 409: 'since it has x-transitions' }),
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
          report(`${id} declares ${status}, which this API does not answer; its error statuses are ${known} (D03).`, at)
        } else if (needs[status] === undefined && status !== '409') {
          const missing = status === '404' ? 'a path parameter' : 'a body'
          report(`${id} declares ${status} without ${missing}, so it can never answer it; remove it (D03).`, at)
        } else if (response.name !== nameOf(status, body)) {
          report(`${status} of ${id} must be the shared response ${nameOf(status, body)}; found ${response.name ?? 'one of its own'}.`, at)
        }
      }
    },
  })
}

function nameOf(status, body) {
  return status === '400' && body !== undefined ? 'BadRequestBody' : errorStatuses[status].response
}

import { operations } from '../operation.mjs'

/** D03: creating is a POST named `create…` that answers 201 with a `Location`; nothing else answers 201 or has one. */
export function creation() {
  return operations({
    each({ id, method, responses, location }, report) {
      const creates = /^create[A-Z]/.test(id)
      const created = responses.find(([status]) => status === '201')?.[1]
      if (created === undefined && creates) {
        report(
          `${id} must answer 201 with a \`Location\`; if it creates nothing, it needs another verb (D03).`,
          location.child(['responses']).key(),
        )
      }
      if (created !== undefined && !(creates && method === 'post')) {
        report(`${id} answers 201, which is for POST operations named create… (D03); answer 200.`, created.location.key())
      }
      for (const [status, response] of responses) {
        const promised = response.at('headers', 'Location')
        if (status === '201' && promised?.value.required !== true) {
          report(`The 201 of ${id} must promise the header Location: { $ref: …/headers/Location } (D03).`, response.location)
        }
        if (status !== '201' && promised !== undefined) {
          report(`The ${status} of ${id} must have no \`Location\`, which goes with 201 only (D03).`, promised.location)
        }
      }
    },
  })
}

import { yields } from '../expression.mjs'
import { operations } from '../operation.mjs'

/** D03: a creation is a POST named `create…` that returns 201 and declares its `Location`; no other operation returns 201 or `Location`. */
export function creation() {
  return operations({
    each({ id, method, responses, location }, report) {
      const creates = /^create[A-Z]/.test(id)
      const created = responses.find(([status]) => status === '201')?.[1]
      if (created === undefined && creates) {
        report(
          `${id} must return 201 with a \`Location\`; if it creates nothing, use another verb (D03).`,
          location.child(['responses']).key(),
        )
      }
      if (created !== undefined && !(creates && method === 'post')) {
        report(`${id} returns 201, which is for POST operations named create… (D03); return 200 instead.`, created.location.key())
      }
      for (const [status, response] of responses) {
        const promised = response.at('headers', 'Location')
        const template = response.get('x-location')
        if (status === '201' && promised?.value.required !== true) {
          report(`The 201 of ${id} must declare the required header Location: { $ref: …/headers/Location } (D03).`, response.location)
        }
        if (status === '201' && template === undefined) {
          report(`The 201 of ${id} must specify its \`Location\`: x-location: /…/{$response.body#/data/id} (D03).`, response.location)
        }
        if (status !== '201' && promised !== undefined) {
          report(`The ${status} of ${id} must have no \`Location\`, which is only for 201 (D03).`, promised.location)
        }
        if (status !== '201' && template !== undefined) {
          report(`The ${status} of ${id} must have no x-location, which is only for 201 (D03).`, template.location)
        }
      }
    },
    all(found, report) {
      const reads = found.filter(({ method }) => method === 'get')
      for (const operation of found) {
        const template = operation.success?.get('x-location')
        if (template === undefined) continue
        for (const fault of faults(String(template.value), operation, reads)) {
          report(`x-location of ${operation.id} ${fault} (D03).`, template.location)
        }
      }
    },
  })
}

/** Faults of a template: it must lead to a GET operation, and use only values of the request or the response. */
function faults(template, { parameters, content }, reads) {
  const [path, query] = template.replaceAll(/\{[^}]*\}/g, '{}').split('?')
  const target = reads.find((each) => each.path.replaceAll(/\{[^}]*\}/g, '{}') === path)
  const names = query === undefined ? [] : query.split('&').map((each) => each.split('=')[0])
  const taken = target?.parameters.map(({ value }) => value.name) ?? []
  const given = parameters.filter(({ value }) => value.in === 'path').map(({ value }) => `$request.path.${value.name}`)
  const examples = content?.get('examples')?.members() ?? []
  const known = (expression) => given.includes(expression) || examples.some((example) => yields(expression, example.value.value))
  return [
    ...(target === undefined ? [`leads to ${path}, which is not the path of a GET operation`] : []),
    ...names
      .filter((name) => target !== undefined && !taken.includes(name))
      .map((name) => `sets ${name}, which is not a parameter of ${target.id}`),
    ...[...template.matchAll(/\{([^}]*)\}/g)]
      .filter(([, expression]) => !known(expression))
      .map(
        ([, expression]) =>
          `uses ${expression}, which must be $request.path.… with a path parameter, or $response.body#/… with a pointer to a string in an example of the response`,
      ),
  ]
}

import { yields } from '../expression.mjs'
import { operations } from '../operation.mjs'

/** D03: creating is a POST named `create…` that answers 201 with a `Location`, and says which; nothing else answers 201 or has one. */
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
        const template = response.get('x-location')
        if (status === '201' && promised?.value.required !== true) {
          report(`The 201 of ${id} must promise the header Location: { $ref: …/headers/Location } (D03).`, response.location)
        }
        if (status === '201' && template === undefined) {
          report(`The 201 of ${id} must say its \`Location\`: x-location: /…/{$response.body#/data/id} (D03).`, response.location)
        }
        if (status !== '201' && promised !== undefined) {
          report(`The ${status} of ${id} must have no \`Location\`, which goes with 201 only (D03).`, promised.location)
        }
        if (status !== '201' && template !== undefined) {
          report(`The ${status} of ${id} must have no x-location, which goes with 201 only (D03).`, template.location)
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

/** What is wrong with a template: it has to lead to a GET operation, and to be filled with what the request or the answer has. */
function faults(template, { parameters, content }, reads) {
  const [path, query] = template.replaceAll(/\{[^}]*\}/g, '{}').split('?')
  const target = reads.find((each) => each.path.replaceAll(/\{[^}]*\}/g, '{}') === path)
  const names = query === undefined ? [] : query.split('&').map((each) => each.split('=')[0])
  const taken = target?.parameters.map(({ value }) => value.name) ?? []
  const given = parameters.filter(({ value }) => value.in === 'path').map(({ value }) => `$request.path.${value.name}`)
  const examples = content?.get('examples')?.members() ?? []
  const known = (expression) => given.includes(expression) || examples.some((example) => yields(expression, example.value.value))
  return [
    ...(target === undefined ? [`leads to ${path}, which no GET operation has for its path`] : []),
    ...names
      .filter((name) => target !== undefined && !taken.includes(name))
      .map((name) => `gives ${name}, which ${target.id} does not take`),
    ...[...template.matchAll(/\{([^}]*)\}/g)]
      .filter(([, expression]) => !known(expression))
      .map(
        ([, expression]) =>
          `uses ${expression}, which must be $request.path.… with a path parameter or $response.body#/… with a pointer to a value in an example of the answer`,
      ),
  ]
}

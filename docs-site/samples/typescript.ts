import type { Argument, Call } from './call.ts'
import { literal, typescriptNotation } from './literal.ts'

const record = (list: readonly Argument[]) => Object.fromEntries(list.map(({ name, value }) => [name, value]))

/** A module that calls the operation by openapi-fetch, with the types of the contract: wrong names and values do not compile. */
export function typescriptSample(call: Call): string {
  const { method, path, pathArguments, query, body, baseUrl } = call
  const params = {
    ...(pathArguments.length === 0 ? {} : { path: record(pathArguments) }),
    ...(query.length === 0 ? {} : { query: record(query) }),
  }
  const init = { ...(Object.keys(params).length === 0 ? {} : { params }), ...(body === undefined ? {} : { body }) }
  const start = `const { data, error, response } = await client.${method}('${path}'`
  const options = Object.keys(init).length === 0 ? '' : `, ${literal(init, typescriptNotation, '', start.length + 3)}`
  return `import type { paths } from 'better-data-scm-conformance/contract'
import createClient from 'openapi-fetch'

const client = createClient<paths>({
  baseUrl: process.env.API ?? '${baseUrl}',
  headers: { Authorization: \`Bearer \${process.env.API_KEY}\` },
})

${start}${options})
if (error) throw new Error(\`\${response.status} \${error.details.code}: \${error.error}\`)
console.log(data.data)
`
}

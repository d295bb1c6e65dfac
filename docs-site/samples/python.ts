import { pathOf, type Call } from './call.ts'
import { literal, pythonNotation } from './literal.ts'

/** A script that calls the operation by HTTPX. */
export function pythonSample(call: Call): string {
  const query = Object.fromEntries(call.query.map(({ name, value }) => [name, value]))
  const keyword = (name: string, value: unknown): string => {
    const start = `    ${name}=`
    return `${start}${literal(value, pythonNotation, '    ', start.length + 1)},\n`
  }
  return `import os

import httpx

base_url = os.environ.get("API", "${call.baseUrl}")

response = httpx.${call.method.toLowerCase()}(
    base_url + "${pathOf(call)}",
    headers={"Authorization": "Bearer " + os.environ["API_KEY"]},
${call.query.length === 0 ? '' : keyword('params', query)}${call.body === undefined ? '' : keyword('json', call.body)})
if response.is_error:
    raise SystemExit(f"{response.status_code}: {response.text}")
print(response.json()["data"])
`
}

import { jsonOf, targetOf, type Call } from './call.ts'

/** Text that a POSIX shell passes on as it is. */
const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`

/** A command for a POSIX shell. An error status is exit code 22, and its body is printed; that needs curl 7.76 or later. */
export function curlSample(call: Call): string {
  const json = jsonOf(call)
  const implied = json === undefined ? 'GET' : 'POST'
  const options = [
    'curl --fail-with-body',
    // Only characters of URLs follow the base URL, none of which mean anything to a shell between quotation marks.
    `"\${API:-${call.baseUrl}}${targetOf(call)}"`,
    ...(call.method === implied ? [] : [`--request ${call.method}`]),
    `--header "Authorization: Bearer $API_KEY"`,
    ...(json === undefined ? [] : [`--header 'Content-Type: application/json'`, `--data ${quoted(json)}`]),
  ]
  return `${options.join(' \\\n  ')}\n`
}

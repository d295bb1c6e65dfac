import type { Schemas } from '../../spec/contract.ts'
import { refuse } from '../refusals.ts'
import type { Exchange } from './exchange.ts'

type Issue = Schemas['Issue']

/** RFC 9112 §3.2: an HTTP/1.1 request has one Host header; a request without it or with several is rejected. */
function hostIssues({ httpVersion, headers, repeated }: Exchange['arrival']): Issue[] {
  if (repeated.includes('Host')) return [{ in: 'header', path: 'Host', message: 'must be sent once' }]
  return httpVersion === '1.1' && headers.host === undefined ? [{ in: 'header', path: 'Host', message: 'must be present' }] : []
}

/** Checks parameters and body against the contract and reports all issues together (400). */
export function validate(exchange: Exchange): void {
  const { arrival, content, target } = exchange
  if (target.endpoint === undefined) return
  const { readQuery, checkBody, checkParams } = target.endpoint

  const { values, issues: queryIssues } = readQuery(arrival.query)
  const bodyIssues = content === undefined || checkBody === undefined ? [] : checkBody(content)
  const issues = [...hostIssues(arrival), ...queryIssues, ...bodyIssues.map((fault): Issue => ({ in: 'body', ...fault }))]
  if (issues.length > 0) throw refuse('requestInvalid', { issues })

  // Ids are opaque (D12): a value that cannot be an id is treated as unknown.
  if (checkParams.some(([name, check]) => check(arrival.params[name]).length > 0)) throw refuse('resourceUnknown')
  exchange.input = { params: arrival.params, query: values, body: content }
}

/** Whether what a refusal names is there at all. */
import { altered, member, type Answered } from '../../exchange.ts'
import { fails, law, operationOf, passes, shown, type Bench } from '../../rule.ts'

interface Issue {
  readonly in?: unknown
  readonly path?: unknown
}

const issuesOf = (exchange: Answered): Issue[] => {
  const issues = member(exchange, 'details', 'issues')
  return Array.isArray(issues) ? issues.filter((each): each is Issue => typeof each === 'object' && each !== null) : []
}

/** Headers that a deployment may miss, or find wrong, whatever was sent. */
const headers = [
  'content-type',
  'content-length',
  'content-encoding',
  'transfer-encoding',
  'accept',
  'accept-encoding',
  'authorization',
  'expect',
  'host',
  'user-agent',
]

/** Why a request can have no such place; `undefined` if it can. */
function absence({ in: part, path }: Issue, exchange: Answered, bench: Bench): string | undefined {
  if (typeof path !== 'string') return undefined
  const { request } = exchange
  const documented = operationOf(exchange, bench)?.parameters ?? []
  const has = (where: 'path' | 'query'): boolean => documented.some((each) => each.in === where && each.name === path)
  switch (part) {
    case 'body':
      if (path !== '' && !path.startsWith('/')) return 'a JSON pointer into the body'
      return operationOf(exchange, bench)?.body === undefined && request.body === undefined
        ? 'a place in what was sent, which has no body'
        : undefined
    case 'query':
      return has('query') || new URL(request.url).searchParams.has(path) ? undefined : 'the name of a query parameter'
    case 'path':
      return has('path') ? undefined : 'the name of a path parameter'
    case 'header':
      return headers.includes(path.toLowerCase()) || Object.keys(request.headers).some((name) => name.toLowerCase() === path.toLowerCase())
        ? undefined
        : 'the name of a header'
    // That there is no such part is for the schema to say.
    default:
      return undefined
  }
}

export const issueLaws = [
  law({
    id: 'error/issue-names-a-place',
    level: 'MUST',
    cites: ['D02'],
    title: 'names in `details.issues` places that the request has, or lacks: parameters by name, places in the body by JSON pointer',
    concerns: (exchange, bench) =>
      exchange.reply.status === 400 && operationOf(exchange, bench) !== undefined && issuesOf(exchange).length > 0,
    judge: (exchange, bench) => {
      for (const issue of issuesOf(exchange)) {
        const wanted = absence(issue, exchange, bench)
        if (wanted !== undefined) return fails(wanted, `${shown(issue.path)} in ${shown(issue.in)}`)
      }
      return passes
    },
    sabotage: (exchange) =>
      altered(exchange, {
        json: (body) => ({ ...body, details: { ...body.details, issues: body.details.issues.map((each) => ({ ...each, in: 'path' })) } }),
      }),
  }),
]

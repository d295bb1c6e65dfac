/** Whether what a refusal names is there at all. */
import { isWithin, valueAt } from '../../../spec/contract.ts'
import { altered, member, sentJson, type Answered } from '../../model/exchange.ts'
import { fails, holds, law, operationOf, passes, shown, type Bench } from '../../model/rule.ts'

interface Issue {
  readonly in?: unknown
  readonly path?: unknown
}

export const issuesOf = (exchange: Answered): Issue[] => {
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

/** Whether a JSON pointer leads to something in the body, or to where something may be missing. */
function isPlace(path: string, exchange: Answered, bench: Bench): boolean {
  const body = sentJson(exchange)
  if (body === undefined || path === '' || valueAt(body.value, path) !== undefined) return true
  const first = path.slice(1).split('/')[0] ?? ''
  const isKnown = operationOf(exchange, bench)?.body?.schema.properties?.[first] !== undefined
  const parent = valueAt(body.value, path.slice(0, path.lastIndexOf('/')))
  // Of what is missing itself, what should be inside may be missing too.
  return isKnown && (valueAt(body.value, `/${first}`) === undefined || (typeof parent === 'object' && parent !== null))
}

/** Why a request can have no such place; `undefined` if it can. */
function absence({ in: part, path }: Issue, exchange: Answered, bench: Bench): string | undefined {
  if (typeof path !== 'string') return undefined
  const { request } = exchange
  const documented = operationOf(exchange, bench)?.parameters ?? []
  const has = (where: 'path' | 'query'): boolean => documented.some((each) => each.in === where && each.name === path)
  switch (part) {
    case 'body':
      if (path !== '' && !path.startsWith('/')) return 'a JSON pointer into the body'
      if (operationOf(exchange, bench)?.body === undefined && request.body === undefined)
        return 'a place in what was sent, which has no body'
      return isPlace(path, exchange, bench) ? undefined : 'a JSON pointer to something that was sent, or is missing'
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

/** The most issues that a refusal lists: what else is wrong goes unsaid. */
export const mostIssues = ({ contract }: Pick<Bench, 'contract'>): number =>
  Number(valueAt(contract.document, '/components/schemas/ValidationErrorDetails/properties/issues/maxItems'))

/** The places in the body that a refusal names, unless it speaks of the whole body or of what is no matter of schemas. */
function placesNamed(exchange: Answered, bench: Bench): string[] {
  if (exchange.reply.status !== 400 || member(exchange, 'details', 'reason') !== undefined) return []
  const named = issuesOf(exchange).flatMap(({ in: part, path }) => (part === 'body' && typeof path === 'string' ? [path] : []))
  return named.includes('') || issuesOf(exchange).length >= mostIssues(bench) ? [] : named
}

/** The places in the body that the contract finds wrong. */
function placesWrong(exchange: Answered, bench: Bench): string[] {
  const pointer = operationOf(exchange, bench)?.body?.pointer
  const body = sentJson(exchange)
  return pointer === undefined || body === undefined ? [] : bench.schemas.places(pointer, body.value)
}

export const issueLaws = [
  law({
    id: 'error/issues-complete',
    level: 'SHOULD',
    cites: ['D02', 'R08'],
    title: 'names in `details.issues` every place of a refused body that is not as documented, up to twenty',
    concerns: (exchange, bench) => placesNamed(exchange, bench).length > 0 && placesWrong(exchange, bench).length > 0,
    judge: (exchange, bench) => {
      const named = placesNamed(exchange, bench)
      // A place may be named by what is around it, or by what is inside.
      const unsaid = placesWrong(exchange, bench).filter((place) => !named.some((path) => isWithin(path, place) || isWithin(place, path)))
      return holds(unsaid.length === 0, `issues for ${unsaid.join(' and ')} too`, named.join(', '))
    },
    sabotage: (exchange) =>
      altered(exchange, {
        json: (body) => ({ ...body, details: { ...body.details, issues: [{ in: 'body', path: '/elsewhere', message: 'x' }] } }),
      }),
  }),
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

/** Whether what a refusal names is there at all. */
import { isWithin, valueAt } from '../../../spec/contract.ts'
import { altered, member, sentJson, type Answered } from '../../model/exchange.ts'
import { fails, holds, passes, shown } from '../../model/judgement.ts'
import { law, operationOf, type JudgeContext } from '../../model/rule.ts'

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
function isPlace(path: string, exchange: Answered, context: JudgeContext): boolean {
  const body = sentJson(exchange)
  if (body === undefined || path === '' || valueAt(body.value, path) !== undefined) return true
  const first = path.slice(1).split('/')[0] ?? ''
  const isKnown = operationOf(exchange, context)?.body?.schema.properties?.[first] !== undefined
  const parent = valueAt(body.value, path.slice(0, path.lastIndexOf('/')))
  // Of what is missing itself, what should be inside may be missing too.
  return isKnown && (valueAt(body.value, `/${first}`) === undefined || (typeof parent === 'object' && parent !== null))
}

/** Why a request can have no such place; `undefined` if it can. */
function absence({ in: part, path }: Issue, exchange: Answered, context: JudgeContext): string | undefined {
  if (typeof path !== 'string') return undefined
  const { request } = exchange
  const documented = operationOf(exchange, context)?.parameters ?? []
  const has = (where: 'path' | 'query'): boolean => documented.some((each) => each.in === where && each.name === path)
  switch (part) {
    case 'body':
      if (path !== '' && !path.startsWith('/')) return 'a JSON pointer into the body'
      if (operationOf(exchange, context)?.body === undefined && request.body === undefined)
        return 'a place in what was sent, which has no body'
      return isPlace(path, exchange, context) ? undefined : 'a JSON pointer to something that was sent, or is missing'
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
export const maxIssues = ({ api }: Pick<JudgeContext, 'api'>): number =>
  Number(valueAt(api.document, '/components/schemas/ValidationErrorDetails/properties/issues/maxItems'))

/** The places in the body that a refusal names, unless it speaks of the whole body or of what is no matter of schemas. */
function placesNamed(exchange: Answered, context: JudgeContext): string[] {
  if (exchange.reply.status !== 400 || member(exchange, 'details', 'reason') !== undefined) return []
  const named = issuesOf(exchange).flatMap(({ in: part, path }) => (part === 'body' && typeof path === 'string' ? [path] : []))
  return named.includes('') || issuesOf(exchange).length >= maxIssues(context) ? [] : named
}

/** The places in the body that the contract finds wrong. */
function placesWrong(exchange: Answered, context: JudgeContext): string[] {
  const pointer = operationOf(exchange, context)?.body?.pointer
  const body = sentJson(exchange)
  return pointer === undefined || body === undefined ? [] : context.schemas.places(pointer, body.value)
}

export const issueLaws = [
  law({
    id: 'error/issues-complete',
    level: 'SHOULD',
    cites: ['D02', 'R08'],
    title: 'names in `details.issues` every place of a refused body that is not as documented, up to twenty',
    concerns: (exchange, context) => placesNamed(exchange, context).length > 0 && placesWrong(exchange, context).length > 0,
    judge: (exchange, context) => {
      const named = placesNamed(exchange, context)
      // A place may be named by what is around it, or by what is inside.
      const unsaid = placesWrong(exchange, context).filter((place) => !named.some((path) => isWithin(path, place) || isWithin(place, path)))
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
    concerns: (exchange, context) =>
      exchange.reply.status === 400 && operationOf(exchange, context) !== undefined && issuesOf(exchange).length > 0,
    judge: (exchange, context) => {
      for (const issue of issuesOf(exchange)) {
        const wanted = absence(issue, exchange, context)
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

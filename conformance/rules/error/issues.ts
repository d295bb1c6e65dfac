/** Whether the fields that a rejection names exist. */
import { isWithin, valueAt } from '../../../spec/contract.ts'
import { altered, member, sentJson, type Answered } from '../../model/exchange.ts'
import { issuesFor, issuesOf, maxIssues, type Issue } from '../../model/issues.ts'
import { fails, holds, passes, shown } from '../../model/judgement.ts'
import { law, operationOf, type JudgeContext } from '../../model/rule.ts'

/** Headers that a deployment may report as missing or invalid, whatever was sent. */
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
  // If a field is missing, the fields inside it are missing too.
  return isKnown && (valueAt(body.value, `/${first}`) === undefined || (typeof parent === 'object' && parent !== null))
}

/** What an issue should name instead, if the request cannot have the field; `undefined` if it can. */
function absence({ in: part, path }: Issue, exchange: Answered, context: JudgeContext): string | undefined {
  if (typeof path !== 'string') return undefined
  const { request } = exchange
  const documented = operationOf(exchange, context)?.parameters ?? []
  const has = (where: 'path' | 'query'): boolean => documented.some((each) => each.in === where && each.name === path)
  switch (part) {
    case 'body':
      if (path !== '' && !path.startsWith('/')) return 'a JSON pointer into the request body'
      if (operationOf(exchange, context)?.body === undefined && request.body === undefined)
        return 'no issue in the body, because the request has no body'
      return isPlace(path, exchange, context) ? undefined : 'a JSON pointer to a field that was sent or is missing'
    case 'query':
      return has('query') || new URL(request.url).searchParams.has(path) ? undefined : 'the name of a query parameter'
    case 'path':
      return has('path') ? undefined : 'the name of a path parameter'
    case 'header':
      return headers.includes(path.toLowerCase()) || Object.keys(request.headers).some((name) => name.toLowerCase() === path.toLowerCase())
        ? undefined
        : 'the name of a header'
    // An unknown part is for the schema to report.
    default:
      return undefined
  }
}

/** The body fields that a rejection names; none if it names the whole body, or rejects for a reason other than the schema. */
function placesNamed(exchange: Answered, context: JudgeContext): string[] {
  if (exchange.reply.status !== 400 || member(exchange, 'details', 'reason') !== undefined) return []
  const named = issuesOf(exchange).flatMap(({ in: part, path }) => (part === 'body' && typeof path === 'string' ? [path] : []))
  return named.includes('') || issuesOf(exchange).length >= maxIssues(context.api) ? [] : named
}

/** The body fields that are invalid by the contract. */
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
    title: 'lists in `details.issues` every invalid field of a rejected request body, up to twenty',
    concerns: (exchange, context) => placesNamed(exchange, context).length > 0 && placesWrong(exchange, context).length > 0,
    judge: (exchange, context) => {
      const named = placesNamed(exchange, context)
      // An issue may name a parent or a child of the field.
      const unsaid = placesWrong(exchange, context).filter((place) => !named.some((path) => isWithin(path, place) || isWithin(place, path)))
      return holds(unsaid.length === 0, `issues for ${unsaid.join(' and ')} too`, `${issuesFor(named)} only`)
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
    title:
      'lists in `details.issues` only fields that are in the request or missing from it: parameters by name, body fields by JSON pointer',
    concerns: (exchange, context) =>
      exchange.reply.status === 400 && operationOf(exchange, context) !== undefined && issuesOf(exchange).length > 0,
    judge: (exchange, context) => {
      for (const issue of issuesOf(exchange)) {
        const wanted = absence(issue, exchange, context)
        if (wanted !== undefined) return fails(wanted, `path ${shown(issue.path)} in ${shown(issue.in)}`)
      }
      return passes
    },
    sabotage: (exchange) =>
      altered(exchange, {
        json: (body) => ({ ...body, details: { ...body.details, issues: body.details.issues.map((each) => ({ ...each, in: 'path' })) } }),
      }),
  }),
]

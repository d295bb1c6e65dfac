/** The plan of a run for the terminal: its requests, their side effects, and their waiting time. */
import type { Api } from '../../model/api.ts'
import type { Plan } from '../../plan/model.ts'
import type { Outlook } from '../../plan/price.ts'
import { foreign } from '../../text/foreign.ts'
import type { Request } from '../../model/request.ts'
import { sayDuration } from '../../text/duration.ts'
import { count, short } from './terminal.ts'

/** Returns the message about side effects that reach people, before the run starts; empty if there are none. */
export function renderSideEffects({ owned }: Plan, { profile: { sideEffects } }: Api): string {
  const made = [...owned.values()].flat().filter(({ kind, create }) => sideEffects?.of.includes(kind) === true && create.isRefused !== true)
  return sideEffects === undefined || made.length === 0 ? '' : `${sideEffects.announced(made.length)}\n`
}

/**
 * Returns the number of requests, the waiting time and the skipped checks, for a run that writes or has to wait for rate limits; otherwise
 * empty.
 */
export function renderOutlook(plan: Plan, { waiting, wanted, maxWait, allowance }: Outlook): string {
  if (waiting === 0 && wanted === 0)
    return plan.owned.size === 0 ? '' : `${count(plan.requests.length, 'request')}; no waiting for the rate limit.\n`
  const late = plan.leftOut.filter(({ by }) => by === 'wait').length
  return (
    `${count(plan.requests.length, 'request')}; rate limit per API key: ${allowance.perMinute} per minute and ${allowance.perHour} per hour. ` +
    `Expected waiting time: ${sayDuration(waiting)}; maximum: ${sayDuration(maxWait)} (--max-wait).` +
    (late === 0
      ? ''
      : ` ${count(late, 'check')} with the lowest priority ${late === 1 ? 'is' : 'are'} skipped; with ${late === 1 ? 'it' : 'them'} the run would wait about ${sayDuration(wanted)}.`) +
    ' Several API keys share the load.\n'
  )
}

/** Formats the plan as a table: the requests in order, and their cost. */
export function renderPlan(plan: Plan, outlook: Outlook): string {
  const lines = plan.requests.map((request, index) => `${String(index + 1).padStart(4)}  ${renderRequest(request)}`)
  const price = Object.entries(plan.price).filter(([, each]) => each > 0)
  return [
    ...lines,
    '',
    `${count(plan.requests.length, 'request')}: ${price.map(([role, each]) => `${each} ${role === 'none' ? 'without a valid API key' : `with API key "${role}"`}`).join(', ')}.`,
    renderOutlook(plan, outlook),
  ].join('\n')
}

function payerName({ credential }: Request): string {
  if (credential.kind === 'key' && credential.nth !== undefined) return `${credential.role}, key ${credential.nth}`
  if (credential.kind === 'key') return credential.place === undefined ? credential.role : `${credential.role} in query`
  if (credential.kind === 'issued') return 'issued key'
  return { none: '-', unknown: 'unknown key', tampered: 'wrong secret', malformed: 'malformed' }[credential.kind]
}

/** `main         GET /products?limit=20`: the key and the request. */
export function renderRequest(request: Request): string {
  return `${payerName(request).padEnd(12)} ${described(request)}`
}

function described(request: Request): string {
  let path = request.path
  for (const [name, value] of Object.entries(request.params)) {
    path = path.replace(`{${name}}`, typeof value === 'object' ? `{${name} from ${value.from.operation}}` : short(String(value)))
  }
  const query = request.query.map(([name, value]) => {
    if (typeof value !== 'object') return `${name}=${short(String(value))}`
    return `${name}={${value.as === undefined ? '' : 'one third of '}${value.pointer} of ${value.from.operation}}`
  })
  const notes = [
    ...Object.entries(request.headers).map(([name, value]) => `${name}: ${value}`),
    ...(request.body === undefined
      ? []
      : [
          `body ${short('json' in request.body ? JSON.stringify(request.body.json) : 'text' in request.body ? request.body.text : 'bytes')}`,
        ]),
    ...(request.again === undefined ? [] : ['repeated']),
  ]
  const line = `${request.method} ${path}${query.length > 0 ? `?${query.join('&')}` : ''}${notes.length > 0 ? `  (${notes.join('; ')})` : ''}`
  // A planted value may contain a line break.
  return foreign(line)
}

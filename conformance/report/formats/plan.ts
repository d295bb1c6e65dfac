/** The plan of a run for the terminal: its requests, their side effects, and their waiting time. */
import type { Api } from '../../model/api.ts'
import type { Expected } from '../../model/cover.ts'
import { certainIn, type Plan } from '../../plan/model.ts'
import type { Outlook } from '../../plan/price.ts'
import { keyOf, type Request } from '../../model/request.ts'
import { renderRequest } from '../render-request.ts'
import { sayDuration } from '../../text/duration.ts'
import { count } from './terminal-layout.ts'

/** Returns the message about side effects that reach people, before the run starts; empty if there are none. */
export function renderSideEffects({ owned }: Plan, { profile: { sideEffects } }: Api): string {
  const made = [...owned.values()].flat().filter(({ kind, create }) => sideEffects?.of.includes(kind) === true && create.isRefused !== true)
  return sideEffects === undefined || made.length === 0 ? '' : `${sideEffects.announced(made.length)}\n`
}

/**
 * Returns the number of requests, the waiting time and the skipped checks, for a run that writes or has to wait for rate limits; otherwise
 * empty.
 */
export function renderOutlook(plan: Plan, { waiting, longest, wanted, maxWait, allowance }: Outlook): string {
  if (waiting === 0 && longest === 0 && wanted === 0)
    return plan.owned.size === 0 ? '' : `${countOf(plan)}; no waiting for the rate limit.\n`
  const late = plan.leftOut.filter(({ by }) => by === 'wait').length
  return (
    `${countOf(plan)}; rate limit per API key: ${allowance.perMinute} per minute and ${allowance.perHour} per hour. ` +
    `Expected waiting time: ${sayDuration(waiting)}${longest > waiting ? `, at most ${sayDuration(longest)} if the responses require every request` : ''}; maximum: ${sayDuration(maxWait)} (--max-wait).` +
    (late === 0
      ? ''
      : ` ${count(late, 'check')} with the lowest priority ${late === 1 ? 'is' : 'are'} skipped; with ${late === 1 ? 'it' : 'them'} the run would wait about ${sayDuration(wanted)}.`) +
    ' Several API keys share the load.\n'
  )
}

/** Formats the plan as a table: the requests in order, those that may follow apart, and their cost. */
export function renderPlan(plan: Plan, outlook: Outlook): string {
  const numbers = new Map(plan.requests.map((request, index) => [keyOf(request), index + 1]))
  const line = (request: Request): string => `${String(numbers.get(keyOf(request))).padStart(4)}  ${renderRequest(request)}`
  const others = plan.requests.filter((each) => plan.conditional.has(keyOf(each)))
  return [
    ...certainIn(plan).map(line),
    '',
    ...(others.length === 0
      ? []
      : [
          'Sent only if responses to other requests, given by their numbers, require it:',
          '',
          ...others.map((each) => `${line(each)}\n${' '.repeat(20)}${conditionOf(each, plan, numbers)}`),
          '',
        ]),
    `${countOf(plan)}: ${priceOf(plan)}.`,
    ...shardOf(plan),
    renderOutlook(plan, outlook),
  ].join('\n')
}

/** What the plan is a part of. */
function shardOf({ instances, leftOut, shard }: Plan): string[] {
  if (shard === undefined) return []
  const { index, count: shards, shared } = shard
  const all = instances.length + leftOut.filter(({ by }) => by === 'shard').length
  return [
    `Shard ${index} of ${shards}: ${instances.length} of ${count(all, 'check')}. Other shards also send ${shared} of the requests that it sends in any case.`,
  ]
}

/** `678 to 1201 requests` */
export function countOf(plan: Plan): string {
  const [least, most] = [certainIn(plan).length, plan.requests.length]
  return `${least === most ? '' : `${least} to `}${count(most, 'request')}`
}

const priceOf = ({ price, most }: Plan): string =>
  Object.entries(price)
    .map(([role, least]) => ({ role, least, top: most[role as keyof typeof most] }))
    .filter(({ top }) => top > 0)
    .map(
      ({ role, least, top }) =>
        `${least === top ? '' : `${least} to `}${top} ${role === 'none' ? 'without a valid API key' : `with API key "${role}"`}`,
    )
    .join(', ')

/** When a request is sent that may not be necessary. */
function conditionOf(request: Request, { covers, conditional }: Plan, numbers: ReadonlyMap<string, number>): string {
  const numberOf = (each: Request): string => String(numbers.get(keyOf(each)) ?? '?')
  const cover = covers.get(keyOf(request))
  if (cover?.kind === 'repeat') return `if a check that compares the response to ${numberOf(cover.if[0].request)} with others fails`
  if (cover !== undefined) return `unless ${cover.if.map((each) => expected(each, numberOf)).join(', and ')}`
  const needing = [...new Set(conditional.get(keyOf(request)) ?? [])].map((key) => numbers.get(key) ?? 0).sort((a, b) => a - b)
  return needing.length === 0
    ? 'if the request that it checks or cleans up is sent'
    : `if ${needing.slice(0, 5).join(', ')}${needing.length > 5 ? ' …' : ''} ${needing.length === 1 ? 'is' : 'are'} sent`
}

function expected(
  { request, status, orLimitAbove, names = [], varies, distinct, mostIssues, totalOf }: Expected,
  numberOf: (request: Request) => string,
): string {
  return [
    `${numberOf(request)} ${status === undefined ? 'is answered' : `returns ${status}`}${orLimitAbove === undefined ? '' : ` or a limit above ${orLimitAbove}`}`,
    ...(names.length === 0 ? [] : [`names ${names.join(' and ')}`]),
    ...(varies === undefined ? [] : [`has items with different ${varies}`]),
    ...(distinct === undefined ? [] : [`has no two items with the same ${distinct}`]),
    ...(mostIssues === undefined ? [] : [`lists at most ${mostIssues} issues`]),
    ...(totalOf === undefined ? [] : [`has the total of ${numberOf(totalOf)}`]),
  ].join(' and ')
}

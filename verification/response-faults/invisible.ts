/**
 * Reasons why a mutation does not violate the contract, or why no client could prove that it does. Each reason is a predicate and a
 * sentence. A survivor that no reason explains is a defect of the suite. The file is long because the reasons are one list.
 */
import { isAnswered, member, type Answered } from '../../conformance/model/exchange.ts'
import { maxIssues } from '../../conformance/model/issues.ts'
import type { JudgeContext } from '../../conformance/model/rule.ts'
import { entities, type Entity } from '../../conformance/rules/schema/entities.ts'
import { isVersionOver, isWrite, observations, wholeOf, type Observation } from '../../conformance/rules/schema/observations.ts'
import { isWhole } from '../../conformance/rules/schema/lists.ts'
import type { Recorded } from '../../conformance/run/options.ts'
import { valueAt, type Schemas } from '../../spec/contract.ts'
import type { Mutation } from './mutation.ts'
import { nameOf, parentOf } from './places.ts'

/** The run that was mutated. */
export interface Setting {
  readonly recorded: Pick<Recorded, 'record'>
  readonly context: JudgeContext
}

export interface Reason {
  readonly id: string
  /** An explanation in one sentence. */
  readonly text: string
  readonly explains: (mutation: Mutation, setting: Setting) => boolean
}

const header =
  (...names: readonly string[]) =>
  ({ at }: Mutation): boolean =>
    names.includes(at.toLowerCase())
const operator =
  (...ids: readonly string[]) =>
  ({ operator: { id } }: Mutation): boolean =>
    ids.includes(id)
const isRefusal = ({ exchange, at }: Mutation): boolean => exchange.reply.status >= 400 && at.startsWith('/')
const inData = ({ exchange, at }: Mutation): boolean => exchange.reply.status < 300 && at.startsWith('/data')

/** The entity that a value belongs to, and its property. The id of a nested entity counts as a property of the entity around it. */
function ownerOf({ exchange, at }: Mutation, { context }: Setting): { readonly thing: Entity; readonly property: string } | undefined {
  const [thing, around] = entities(exchange, context)
    .filter((each) => at.startsWith(`${each.at}/`))
    .sort((a, b) => b.at.length - a.at.length)
  const owner = around !== undefined && at === `${thing?.at}/id` ? around : thing
  return owner === undefined ? undefined : { thing: owner, property: at.slice(owner.at.length + 1).split('/')[0] ?? '' }
}

/** Every observation of an entity by its tenant, in order. */
function sightsOf(name: string, { request: { tenant } }: Answered, { recorded, context }: Setting): readonly Observation[] {
  if (tenant === undefined) return []
  const shown = recorded.record.exchanges.filter(isAnswered).filter(({ request }) => request.tenant === tenant)
  return observations(shown, context).get(name) ?? []
}

/** Whether another response has the value for the same version without a write in between, so that the two must be equal. */
function isSeenElsewhere(mutation: Mutation, setting: Setting): boolean {
  const owner = ownerOf(mutation, setting)
  if (owner === undefined) return false
  const observations = sightsOf(owner.thing.name, mutation.exchange, setting)
  const own = observations.find(({ exchange }) => exchange.number === mutation.exchange.number)
  const version = owner.thing.values.get('updatedAt')
  const others = observations.filter(
    ({ thing, exchange }) => exchange.number !== mutation.exchange.number && wholeOf(thing).has(owner.property),
  )
  if (owner.thing.isFixed) return others.length > 0
  if (version === undefined) return others.some(({ writes }) => writes === own?.writes)
  return others.some(({ thing, writes }) => thing.values.get('updatedAt') === version && writes === own?.writes)
}

/** Whether the same request was sent both before and after, without a write in between. */
function isFramed({ exchange }: Mutation, { recorded }: Setting): boolean {
  let writes = 0
  const same = recorded.record.exchanges.filter(isAnswered).flatMap((each) => {
    if (each.request.tenant !== exchange.request.tenant) return []
    if (isWrite(each)) writes += 1
    return each.request.url === exchange.request.url && each.request.method === exchange.request.method
      ? [{ number: each.number, writes }]
      : []
  })
  const own = same.find(({ number }) => number === exchange.number)
  const near = same.filter((each) => each.writes === own?.writes)
  return near.some(({ number }) => number < exchange.number) && near.some(({ number }) => number > exchange.number)
}

const isNumber = ({ exchange, at }: Mutation): boolean =>
  typeof valueAt(JSON.parse(exchange.reply.body.toString('utf8')) as unknown, at) === 'number'
const issuesOf = ({ exchange }: Mutation): readonly Schemas['Issue'][] =>
  (member(exchange, 'details', 'issues') as Schemas['Issue'][] | undefined) ?? []

/** Whether another issue names the same place as the mutated issue. */
function isNamedTwice(mutation: Mutation): boolean {
  const issues = issuesOf(mutation)
  const own = issues[Number(nameOf(mutation.at))]
  return issues.filter((each) => each.in === own?.in && each.path === own.path).length > 1
}

/** Properties that an item takes from another resource. */
const borrowed = /.(Name|Sku|Count)$|^(lotNumber|expiryDate|qtyExpired|reasonCode|unitCost|currency|totalValue|path|depth)$/

export const reasons: readonly Reason[] = [
  {
    id: 'deployment-away',
    text: 'A 502, 503 or 504 comes from a gateway while the deployment is unavailable, and is not a response of the deployment (RFC 9110 §15.6.3 to §15.6.5).',
    explains: ({ reply }) => [502, 503, 504].includes(reply.status),
  },
  {
    id: 'transport-header',
    text: 'The contract does not define this connection header, and the message is complete without it (RFC 9110 §7.6.1, RFC 9112 §6.3).',
    explains: (mutation) =>
      header('connection', 'keep-alive')(mutation) || (header('content-length')(mutation) && operator('header/dropped')(mutation)),
  },
  {
    id: 'internal-area-elsewhere',
    text: 'A request outside the contract may be rejected in any way, for example with a redirect to a login page.',
    explains: ({ exchange: { request }, operator: { id }, reply }) =>
      request.operation === undefined && id.startsWith('status/') && reply.status >= 300 && reply.status !== 304,
  },
  {
    id: 'head-length',
    text: 'The length of the response to GET may differ each time, because every response has its own request id.',
    explains: (mutation) => mutation.exchange.request.method === 'HEAD' && header('content-length')(mutation),
  },
  {
    id: 'head-without-content',
    text: 'A response to HEAD may omit headers that describe the content (RFC 9110 §9.3.2).',
    explains: (mutation) =>
      mutation.exchange.request.method === 'HEAD' && header('content-type')(mutation) && operator('header/dropped')(mutation),
  },
  {
    id: 'header-case',
    text: 'The value is case-insensitive: media types, charsets, directives and authentication schemes are (RFC 9110 §8.3, §11.1; RFC 9111 §5.2).',
    explains: (mutation) =>
      operator('header/other-case')(mutation) &&
      header('content-type', 'cache-control', 'x-content-type-options', 'www-authenticate')(mutation),
  },
  {
    id: 'accept-may-be-said',
    text: 'A 415 response may list the supported media types, but need not (RFC 9110 §15.5.16).',
    explains: (mutation) => header('accept')(mutation) && mutation.exchange.reply.status === 415,
  },
  {
    id: 'opaque-request-id',
    text: 'A request id is any text that is unique among the responses; only error bodies repeat it.',
    explains: (mutation) =>
      operator('header/other-case')(mutation) &&
      header('x-request-id')(mutation) &&
      (mutation.exchange.reply.status < 300 || mutation.exchange.request.method === 'HEAD'),
  },
  {
    id: 'list-header-twice',
    text: 'The header is a list, which may be sent in several lines (RFC 9110 §5.3), or browsers use only its first value (Fetch §3.6).',
    explains: (mutation) =>
      operator('header/duplicated')(mutation) && header('cache-control', 'www-authenticate', 'allow', 'x-content-type-options')(mutation),
  },
  {
    id: 'caching-without-key',
    text: 'A response to a request without a valid key may be cached: the contract requires no-store only for authenticated responses (D15).',
    explains: (mutation) => header('cache-control')(mutation) && mutation.exchange.reply.status === 401,
  },
  {
    id: 'rounded-second',
    text: 'A time in whole seconds may be rounded up or down in each response, so a difference of one second is allowed.',
    explains: (mutation) => operator('header/number-off-by-one')(mutation) && header('x-ratelimit-reset', 'retry-after')(mutation),
  },
  {
    id: 'limit-without-key',
    text: 'For requests without a valid key, the overview only promises that the rate-limit headers are present (D07).',
    explains: (mutation) =>
      operator('header/number-off-by-one')(mutation) &&
      header('x-ratelimit-limit', 'x-ratelimit-remaining')(mutation) &&
      mutation.exchange.reply.status === 401,
  },
  {
    id: 'skipped-count',
    text: 'Another client may use the same key, so one remaining request less is possible; the contract only promises that the number falls with each request (D07).',
    explains: (mutation) =>
      operator('header/number-off-by-one')(mutation) && header('x-ratelimit-remaining')(mutation) && mutation.exchange.reply.status !== 429,
  },
  {
    id: 'more-details',
    text: 'The details of an error may have additional properties, because their schema is open.',
    explains: (mutation) => isRefusal(mutation) && operator('member/undocumented-added')(mutation) && mutation.at.startsWith('/details'),
  },
  {
    id: 'words-for-people',
    text: 'The error message is for people and may change; programs read the code (description of the contract, "Errors").',
    explains: (mutation) =>
      isRefusal(mutation) && operator('value/text-changed')(mutation) && /^\/error$|^\/details\/issues\/\d+\/message$/.test(mutation.at),
  },
  {
    id: 'issue-said-twice',
    text: 'The contract promises that every invalid value is named, but not how often or in which order.',
    explains: (mutation) =>
      isRefusal(mutation) &&
      mutation.at.startsWith('/details/issues') &&
      (operator('row/duplicated', 'row/swapped')(mutation) || (operator('row/dropped')(mutation) && isNamedTwice(mutation))),
  },
  {
    id: 'issues-at-their-bound',
    text: 'A rejection lists at most as many issues as the contract allows (`maxItems`). Which of more invalid values it names is not promised.',
    explains: (mutation, { context }) =>
      isRefusal(mutation) &&
      operator('row/dropped')(mutation) &&
      mutation.at.startsWith('/details/issues') &&
      issuesOf(mutation).length >= maxIssues(context.api),
  },
  {
    id: 'permissions-in-any-order',
    text: 'The required permissions are a set without a defined order.',
    explains: (mutation) => operator('row/swapped')(mutation) && mutation.at.startsWith('/details/requiredPermissions'),
  },
  {
    id: 'unknown-to-deployment',
    text: 'Only the deployment knows which of several ids in a body are unknown; the response still reports one of them.',
    explains: (mutation) =>
      operator('row/dropped')(mutation) &&
      mutation.at.startsWith('/details/issues') &&
      member(mutation.exchange, 'details', 'reason') === 'UNKNOWN_REFERENCE' &&
      issuesOf(mutation).length > 1,
  },
  {
    id: 'generated-words',
    text: 'The value is a generated sentence for people, and no other response repeats it.',
    explains: (mutation) =>
      inData(mutation) && operator('value/text-changed')(mutation) && ['message', 'reason'].includes(nameOf(mutation.at)),
  },
  {
    id: 'shown-once',
    text: 'No other response contains this value of the resource in the same version and before the next write, so there is nothing to compare it with.',
    explains: (mutation, setting) => inData(mutation) && ownerOf(mutation, setting) !== undefined && !isSeenElsewhere(mutation, setting),
  },
  {
    id: 'changed-at-the-same-time',
    text: 'The run did not create the resource, so another client may have changed it a second time at the time of this version.',
    explains: (mutation, setting) => {
      const owner = ownerOf(mutation, setting)
      if (!inData(mutation) || owner === undefined || owner.thing.isFixed) return false
      const own = sightsOf(owner.thing.name, mutation.exchange, setting).find(
        ({ exchange }) => exchange.number === mutation.exchange.number,
      )
      return own?.isMade === false && own.thing.values.has('updatedAt') && !isVersionOver(own)
    },
  },
  {
    id: 'of-another-thing',
    text: 'The value belongs to another resource, or counts other resources, which may change at any time without a change of this one.',
    explains: (mutation, setting) =>
      inData(mutation) &&
      ownerOf(mutation, setting) !== undefined &&
      [ownerOf(mutation, setting)?.property ?? '', nameOf(mutation.at)].some((name) => borrowed.test(name)) &&
      !isFramed(mutation, setting),
  },
  {
    id: 'may-have-changed',
    text: 'The resource has no version, and the run did not see the value both before and after, so it may have changed in between.',
    explains: (mutation, setting) => {
      const owner = ownerOf(mutation, setting)
      if (!inData(mutation) || owner === undefined || owner.thing.values.has('updatedAt') || owner.thing.isFixed) return false
      return isNumber(mutation) || !isSeenBothSides(mutation, setting)
    },
  },
  {
    id: 'row-of-another-thing',
    text: 'The item has no own id but refers to another resource, and it may refer to any resource.',
    explains: (mutation, setting) =>
      inData(mutation) &&
      operator('value/id-changed', 'value/swapped')(mutation) &&
      nameOf(mutation.at) === 'id' &&
      ownerOf(mutation, setting)?.thing.at === parentOf(mutation.at) &&
      !/^\/data(\/\d+)?$/.test(parentOf(mutation.at)) &&
      !isFramed(mutation, setting),
  },
  {
    id: 'summed-up',
    text: 'A sum over several resources has the timestamp of only one of them, so the others may have changed in the same version.',
    explains: (mutation, setting) => {
      const owner = ownerOf(mutation, setting)
      return inData(mutation) && owner?.thing.values.has('id') === false && !isSeenBothSides(mutation, setting)
    },
  },
  {
    id: 'parts-may-change',
    text: 'The related resources may change without a change of this one, and the run did not see them both before and after.',
    explains: (mutation, setting) => {
      const owner = ownerOf(mutation, setting)
      return (
        inData(mutation) && owner?.thing.parts.has(owner.property) === true && !owner.thing.isFixed && !isSeenBothSides(mutation, setting)
      )
    },
  },
  {
    id: 'newer-version',
    text: 'An update by another client is possible at any time, unless an earlier response has a later timestamp or a later response has an earlier one.',
    explains: (mutation, setting) => {
      const owner = ownerOf(mutation, setting)
      if (!inData(mutation) || owner?.property !== 'updatedAt') return false
      const observations = sightsOf(owner.thing.name, mutation.exchange, setting)
      return (
        !observations.some(({ exchange }) => exchange.number > mutation.exchange.number) ||
        !observations.some(({ exchange }) => exchange.number < mutation.exchange.number)
      )
    },
  },
  {
    id: 'part-of-a-list',
    text: 'The page is a part of the list, or no response contains the whole list, so a client cannot know which items belong on the page.',
    explains: (mutation, setting) => {
      const isRow = operator('value/id-changed', 'row/foreign', 'value/swapped')(mutation) && /^\/data\/\d+(\/id)?$/.test(mutation.at)
      const { pathname } = new URL(mutation.exchange.request.url)
      const isSeenWhole = setting.recorded.record.exchanges
        .filter(isAnswered)
        .some(
          (each) =>
            each.request.tenant === mutation.exchange.request.tenant &&
            new URL(each.request.url).pathname === pathname &&
            isWhole(each, setting.context),
        )
      const data = member(mutation.exchange, 'data')
      const isPart = Array.isArray(data) && data.length < Number(member(mutation.exchange, 'pagination', 'total'))
      return isRow && (isPart || !isSeenWhole) && !isFramed(mutation, setting)
    },
  },
  {
    id: 'total-may-change',
    text: 'The number of items in a list may change at any time, and the other values of the pagination are consistent with it.',
    explains: (mutation) => operator('value/number-off-by-one')(mutation) && mutation.at === '/pagination/total',
  },
  {
    id: 'derived-from-hidden',
    text: 'The value is derived from data that no response contains, such as the demand history, and may change at any time; no other value depends on it.',
    explains: (mutation, setting) =>
      inData(mutation) && ownerOf(mutation, setting) === undefined && (isNumber(mutation) || !isFramed(mutation, setting)),
  },
]

function isSeenBothSides(mutation: Mutation, setting: Setting): boolean {
  const owner = ownerOf(mutation, setting)
  if (owner === undefined) return false
  const observations = sightsOf(owner.thing.name, mutation.exchange, setting)
  const own = observations.find(({ exchange }) => exchange.number === mutation.exchange.number)
  const near = observations.filter((each) => each.writes === own?.writes && wholeOf(each.thing).has(owner.property))
  return (
    near.some(({ exchange }) => exchange.number < mutation.exchange.number) &&
    near.some(({ exchange }) => exchange.number > mutation.exchange.number)
  )
}

/** The first reason that explains why a mutation survived; `undefined` if there is none. */
export const reasonFor = (mutation: Mutation, setting: Setting): Reason | undefined =>
  reasons.find(({ explains }) => explains(mutation, setting))

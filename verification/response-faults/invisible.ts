/**
 * Why a mutation can be invisible to the contract: what nobody could hold against a deployment that answered so. Each reason is a
 * predicate and a sentence; a survivor that none of them explains is a defect of the suite. Long, as the reasons are one list.
 */
import { isAnswered, member, type Answered } from '../../conformance/model/exchange.ts'
import type { JudgeContext } from '../../conformance/model/rule.ts'
import { entities, type Entity } from '../../conformance/rules/schema/entities.ts'
import { isWrite, observations, wholeOf, type Observation } from '../../conformance/rules/schema/observations.ts'
import { isWhole } from '../../conformance/rules/schema/lists.ts'
import type { Recorded } from '../../conformance/run/options.ts'
import { valueAt, type Schemas } from '../../spec/contract.ts'
import type { Mutation } from './mutation.ts'
import { nameOf, parentOf } from './places.ts'

/** The run that a mutation was made of. */
export interface Setting {
  readonly recorded: Pick<Recorded, 'record'>
  readonly context: JudgeContext
}

export interface Reason {
  readonly id: string
  /** A sentence that is true for a stranger. */
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

/** The thing that a value belongs to, and the property of it; the id of a part tells which part what is around it has. */
function ownerOf({ exchange, at }: Mutation, { context }: Setting): { readonly thing: Entity; readonly property: string } | undefined {
  const [thing, around] = entities(exchange, context)
    .filter((each) => at.startsWith(`${each.at}/`))
    .sort((a, b) => b.at.length - a.at.length)
  const owner = around !== undefined && at === `${thing?.at}/id` ? around : thing
  return owner === undefined ? undefined : { thing: owner, property: at.slice(owner.at.length + 1).split('/')[0] ?? '' }
}

/** Every showing of a thing to its tenant, in order. */
function sightsOf(name: string, { request: { tenant } }: Answered, { recorded, context }: Setting): readonly Observation[] {
  if (tenant === undefined) return []
  const shown = recorded.record.exchanges.filter(isAnswered).filter(({ request }) => request.tenant === tenant)
  return observations(shown, context).get(name) ?? []
}

/** Whether some other answer shows the value in the same version, with no write in between: then the two must agree. */
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

/** Whether the same request was answered both before and after, with no write in between. */
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

/** Whether another issue names the place of the one that the mutation is about. */
function isNamedTwice(mutation: Mutation): boolean {
  const issues = issuesOf(mutation)
  const own = issues[Number(nameOf(mutation.at))]
  return issues.filter((each) => each.in === own?.in && each.path === own.path).length > 1
}

/** What a row shows of another thing. */
const borrowed = /.(Name|Sku|Count)$|^(lotNumber|expiryDate|qtyExpired|reasonCode|unitCost|currency|totalValue|path|depth)$/

export const reasons: readonly Reason[] = [
  {
    id: 'deployment-away',
    text: "What answers 502, 503 or 504 stands in the deployment's place while it is away, and does not speak for it (RFC 9110 §15.6.3 to §15.6.5).",
    explains: ({ reply }) => [502, 503, 504].includes(reply.status),
  },
  {
    id: 'transport-header',
    text: 'The contract does not mention the header: it belongs to the connection, and the message is complete without it (RFC 9110 §7.6.1, RFC 9112 §6.3).',
    explains: (mutation) =>
      header('connection', 'keep-alive')(mutation) || (header('content-length')(mutation) && operator('header/dropped')(mutation)),
  },
  {
    id: 'internal-area-elsewhere',
    text: 'What is no part of the contract may be refused in any way, also by a redirect to where its users log in.',
    explains: ({ exchange: { request }, operator: { id }, reply }) =>
      request.operation === undefined && id.startsWith('status/') && reply.status >= 300 && reply.status !== 304,
  },
  {
    id: 'head-length',
    text: 'The length of what GET would send can be another one each time, since every answer has its own request id.',
    explains: (mutation) => mutation.exchange.request.method === 'HEAD' && header('content-length')(mutation),
  },
  {
    id: 'head-without-content',
    text: 'With HEAD, what describes the content may be left out (RFC 9110 §9.3.2).',
    explains: (mutation) =>
      mutation.exchange.request.method === 'HEAD' && header('content-type')(mutation) && operator('header/dropped')(mutation),
  },
  {
    id: 'header-case',
    text: 'The value of this header is read without regard to case: media types, charsets, directives and schemes are (RFC 9110 §8.3, §11.1; RFC 9111 §5.2).',
    explains: (mutation) =>
      operator('header/other-case')(mutation) &&
      header('content-type', 'cache-control', 'x-content-type-options', 'www-authenticate')(mutation),
  },
  {
    id: 'accept-may-be-said',
    text: 'Which media types it takes, a refusal of another one can say, and need not (RFC 9110 §15.5.16).',
    explains: (mutation) => header('accept')(mutation) && mutation.exchange.reply.status === 415,
  },
  {
    id: 'opaque-request-id',
    text: 'A request id is any text that no other answer has; only an error repeats it.',
    explains: (mutation) =>
      operator('header/other-case')(mutation) &&
      header('x-request-id')(mutation) &&
      (mutation.exchange.reply.status < 300 || mutation.exchange.request.method === 'HEAD'),
  },
  {
    id: 'list-header-twice',
    text: 'The header is a list, and a list may be sent in several lines (RFC 9110 §5.3); or browsers read its first value only (Fetch §3.6).',
    explains: (mutation) =>
      operator('header/duplicated')(mutation) && header('cache-control', 'www-authenticate', 'allow', 'x-content-type-options')(mutation),
  },
  {
    id: 'caching-without-key',
    text: 'What is said to somebody without a valid key may be kept: only authenticated responses promise not to be stored (D15).',
    explains: (mutation) => header('cache-control')(mutation) && mutation.exchange.reply.status === 401,
  },
  {
    id: 'rounded-second',
    text: 'A moment in whole seconds may be rounded up or down, anew for each answer, so that one second is no difference.',
    explains: (mutation) => operator('header/number-off-by-one')(mutation) && header('x-ratelimit-reset', 'retry-after')(mutation),
  },
  {
    id: 'limit-without-key',
    text: 'Of the window of requests without a valid key the overview promises nothing but that its headers are there (D07).',
    explains: (mutation) =>
      operator('header/number-off-by-one')(mutation) &&
      header('x-ratelimit-limit', 'x-ratelimit-remaining')(mutation) &&
      mutation.exchange.reply.status === 401,
  },
  {
    id: 'skipped-count',
    text: 'One request less may be left where somebody else uses the key too; only that fewer are left each time is promised to be seen (D07).',
    explains: (mutation) =>
      operator('header/number-off-by-one')(mutation) && header('x-ratelimit-remaining')(mutation) && mutation.exchange.reply.status !== 429,
  },
  {
    id: 'more-details',
    text: 'An error may tell more in its details than the contract names: they are not closed.',
    explains: (mutation) => isRefusal(mutation) && operator('member/undocumented-added')(mutation) && mutation.at.startsWith('/details'),
  },
  {
    id: 'words-for-people',
    text: 'The sentence is for people and may change; programs read the code (description of the contract, "Errors").',
    explains: (mutation) =>
      isRefusal(mutation) && operator('value/text-changed')(mutation) && /^\/error$|^\/details\/issues\/\d+\/message$/.test(mutation.at),
  },
  {
    id: 'issue-said-twice',
    text: 'The contract promises that every wrong place is named, and neither how often nor in which order.',
    explains: (mutation) =>
      isRefusal(mutation) &&
      mutation.at.startsWith('/details/issues') &&
      (operator('row/duplicated', 'row/swapped')(mutation) || (operator('row/dropped')(mutation) && isNamedTwice(mutation))),
  },
  {
    id: 'permissions-in-any-order',
    text: 'The permissions that a key lacks are a set: no order is promised.',
    explains: (mutation) => operator('row/swapped')(mutation) && mutation.at.startsWith('/details/requiredPermissions'),
  },
  {
    id: 'unknown-to-deployment',
    text: 'Which of several ids in a body name nothing, only the deployment knows; that one of them does is said.',
    explains: (mutation) =>
      operator('row/dropped')(mutation) &&
      mutation.at.startsWith('/details/issues') &&
      member(mutation.exchange, 'details', 'reason') === 'UNKNOWN_REFERENCE' &&
      issuesOf(mutation).length > 1,
  },
  {
    id: 'generated-words',
    text: 'The value is a sentence that the server makes up for people; nothing else repeats it.',
    explains: (mutation) =>
      inData(mutation) && operator('value/text-changed')(mutation) && ['message', 'reason'].includes(nameOf(mutation.at)),
  },
  {
    id: 'shown-once',
    text: 'No other answer shows this value of the thing in the same version and before the next write, so that there is nothing to hold it against.',
    explains: (mutation, setting) => inData(mutation) && ownerOf(mutation, setting) !== undefined && !isSeenElsewhere(mutation, setting),
  },
  {
    id: 'of-another-thing',
    text: 'The value belongs to another thing, or counts others, which may change at any moment without this one being changed.',
    explains: (mutation, setting) =>
      inData(mutation) &&
      ownerOf(mutation, setting) !== undefined &&
      [ownerOf(mutation, setting)?.property ?? '', nameOf(mutation.at)].some((name) => borrowed.test(name)) &&
      !isFramed(mutation, setting),
  },
  {
    id: 'may-have-changed',
    text: 'The thing has no version, and no answer within the run shows the value both before and after: it may have changed in between.',
    explains: (mutation, setting) => {
      const owner = ownerOf(mutation, setting)
      if (!inData(mutation) || owner === undefined || owner.thing.values.has('updatedAt') || owner.thing.isFixed) return false
      return isNumber(mutation) || !isSeenBothSides(mutation, setting)
    },
  },
  {
    id: 'row-of-another-thing',
    text: 'The row has no id of its own, but says which other thing it is about; there may be such a row of any.',
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
    text: 'What is added up of several things shows the time of one of them: in the same version, the others may have changed.',
    explains: (mutation, setting) => {
      const owner = ownerOf(mutation, setting)
      return inData(mutation) && owner?.thing.values.has('id') === false && !isSeenBothSides(mutation, setting)
    },
  },
  {
    id: 'parts-may-change',
    text: 'Which other things belong to this one may change without this one being changed, and no answer within the run shows them both before and after.',
    explains: (mutation, setting) => {
      const owner = ownerOf(mutation, setting)
      return (
        inData(mutation) && owner?.thing.parts.has(owner.property) === true && !owner.thing.isFixed && !isSeenBothSides(mutation, setting)
      )
    },
  },
  {
    id: 'newer-version',
    text: 'Any moment can be that of a change that nobody else sees, where no answer before shows a later one, and none after it an earlier one.',
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
    text: 'The page is a part of the list, or no answer shows the whole of it, so that nobody can tell which things belong there.',
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
    text: 'How many things a list has may change at any moment; what stands beside the number agrees with it.',
    explains: (mutation) => operator('value/number-off-by-one')(mutation) && mutation.at === '/pagination/total',
  },
  {
    id: 'derived-from-hidden',
    text: 'The figure is derived from data that no answer shows, such as the demand history, and may change with it at any moment; nothing beside it depends on it.',
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

/** The first reason that explains why a mutation was not seen; `undefined` if there is none. */
export const reasonFor = (mutation: Mutation, setting: Setting): Reason | undefined =>
  reasons.find(({ explains }) => explains(mutation, setting))

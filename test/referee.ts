/** What Prism, as a proxy between suite and deployment, objects to: a second opinion that shares no code with server or suite. */
import { header, member, type Answered } from '../conformance/model/exchange.ts'
import { contract, type Operation } from '../spec/contract.ts'

/** One entry of `sl-violations`, the header in which Prism's proxy says what it found. */
interface Violation {
  /** `request` or `response` first, then the part and the names of what is wrong. */
  readonly location: readonly string[]
  /** An HTTP status, a keyword of JSON Schema, or nothing. */
  readonly code?: number | string
  readonly message: string
}

/**
 * - `answer`: Prism finds the answer wrong; never acceptable, whatever was asked.
 * - `overlooked`: Prism finds a fault in the request that the answer does not speak of.
 * - `unfounded`: the answer speaks of a fault that Prism does not find in the request.
 * - `unrouted`: Prism takes a request to an operation for none, or one outside the contract for an operation.
 * - `intercepted`: Prism answered in the deployment's place.
 */
type Kind = 'answer' | 'overlooked' | 'unfounded' | 'unrouted' | 'intercepted'

/** A point on which deployment, contract and Prism do not agree. */
export interface Objection {
  readonly kind: Kind
  /** Whole sentence, with the request. */
  readonly text: string
  readonly exchange: Answered
  readonly violation?: Violation
}

/** A fault of the request, and the statuses that may answer it: its own, and those that D04 puts before it. */
const faults = {
  credential: { is: ({ code }: Violation) => code === 401, answers: [401, 429] },
  mediaType: { is: ({ code }: Violation) => code === 415, answers: [401, 429, 403, 413, 415] },
  content: { is: ({ code }: Violation) => code !== 401 && code !== 415, answers: [401, 429, 403, 413, 415, 400] },
} as const

const isUnrouted = ({ message }: Violation): boolean => message === 'Selected route not found'

/** Reads what Prism has added to an answer; throws if it was too much for a header, and Prism has cut it. */
function violationsOf(exchange: Answered): Violation[] {
  const text = header(exchange, 'sl-violations') ?? '[]'
  if (text.startsWith('Too many')) throw new Error(`more violations than Prism can send: ${text.slice(0, 500)}`)
  return (JSON.parse(text) as Violation[]).filter(({ code }) => code !== 'deprecated')
}

/** Compares what the deployment answered with what Prism, which saw the same exchange, finds. Empty if they agree with the contract. */
export function objectionsTo(exchange: Answered): Objection[] {
  const { request, reply } = exchange
  const objection = (kind: Kind, why: string, violation?: Violation): Objection => ({
    kind,
    text: `${request.method} ${request.url} was answered ${reply.status}: ${why}`,
    exchange,
    ...(violation === undefined ? {} : { violation }),
  })
  const found = violationsOf(exchange)
  const ofAnswer = found
    .filter(({ location }) => location[0] === 'response')
    .map((each) => objection('answer', `${each.location.join('.')}: ${each.message}`, each))
  // Every answer of a deployment carries it (D11), and Prism makes none.
  if (header(exchange, 'x-request-id') === undefined) return [...ofAnswer, objection('intercepted', reply.body.toString('utf8', 0, 200))]

  const ofRequest = found.filter(({ location }) => location[0] === 'request')
  const isRouted = !ofRequest.some(isUnrouted)
  if (isRouted !== (documented(exchange) !== undefined))
    return [...ofAnswer, objection('unrouted', `Prism takes it for ${isRouted ? 'an' : 'no'} operation of the contract`)]
  if (!isRouted) return ofAnswer

  const overlooked = Object.values(faults).flatMap(({ is, answers }) =>
    ofRequest
      .filter((each) => is(each) && !answers.some((status) => status === reply.status))
      .map((each) => objection('overlooked', `${each.location.join('.')}: ${each.message}`, each)),
  )
  const wanted = claimed(exchange)
  const unfounded =
    wanted === undefined || ofRequest.some(faults[wanted].is)
      ? []
      : [objection('unfounded', `Prism finds nothing wrong with the ${wanted}`)]
  return [...ofAnswer, ...overlooked, ...unfounded]
}

/** The operation that the contract has for path and method. */
export function documented({ request }: Answered): Operation | undefined {
  const operation =
    request.operation === undefined ? undefined : (contract.operations as Readonly<Record<string, Operation>>)[request.operation]
  return operation?.method === request.method ? operation : undefined
}

/** The fault that the answer speaks of, if it is one that shows in the request alone: not in the state of a key, or of the stock. */
function claimed(exchange: Answered): keyof typeof faults | undefined {
  const reason = member(exchange, 'details', 'reason')
  switch (exchange.reply.status) {
    case 401:
      return reason === 'MISSING_AUTHORIZATION' ? 'credential' : undefined
    case 415:
      return 'mediaType'
    case 400:
      return reason === 'UNKNOWN_REFERENCE' ? undefined : 'content'
    default:
      return undefined
  }
}

interface Disagreement {
  readonly id: string
  /** Why Prism is not to be followed. */
  readonly because: string
  readonly covers: (objection: Objection) => boolean
}

const isJson = ({ request }: Answered): boolean => {
  try {
    JSON.parse(request.body?.toString('utf8') ?? 'null')
    return true
  } catch {
    return false
  }
}

/** Where Prism is wrong, or says less than the contract: everything else that it objects to is a finding. */
export const disagreements: readonly Disagreement[] = [
  {
    id: 'answer-to-head',
    because: 'Prism parses the body of an answer to HEAD, which has none (RFC 9110 §9.3.2), and answers 500 itself',
    covers: ({ kind, exchange }) => kind === 'intercepted' && exchange.request.method === 'HEAD' && exchange.reply.status === 500,
  },
  {
    id: 'broken-json',
    because: 'Prism parses the body of a request before anything else, and answers one that is not JSON itself, in an envelope of its own',
    covers: ({ kind, exchange }) => kind === 'intercepted' && !isJson(exchange) && member(exchange, 'error', 'code') === 'invalid_json',
  },
  {
    id: 'scheme-in-lower-case',
    because: 'Prism takes the scheme only as the contract writes it, although its case does not matter (RFC 9110 §11.1)',
    covers: ({ kind, violation, exchange: { request, reply } }) =>
      kind === 'overlooked' &&
      violation?.code === 401 &&
      reply.status === 200 &&
      request.credential.kind === 'key' &&
      request.credential.scheme?.toLowerCase() === 'bearer',
  },
  {
    id: 'unknown-parameter',
    because: 'Prism ignores query parameters that the operation does not have; OpenAPI has no words to refuse them, D09 does',
    covers: ({ kind, exchange }) => {
      const known = documented(exchange)?.parameters.flatMap((each) => (each.in === 'query' ? [each.name] : [])) ?? []
      const sent = [...new URL(exchange.request.url).searchParams.keys()]
      return kind === 'unfounded' && exchange.reply.status === 400 && sent.some((name) => !known.includes(name))
    },
  },
  {
    id: 'impossible-id',
    because:
      'Prism measures an id in the path by its schema; one that cannot exist names nothing, and that is 404 like any unknown id (D05)',
    covers: ({ kind, exchange, violation }) => kind === 'overlooked' && exchange.reply.status === 404 && violation?.location[1] === 'path',
  },
]

/** The known disagreement that an objection is an instance of; `undefined` for a finding. */
export function disagreementOn(objection: Objection): Disagreement | undefined {
  return disagreements.find(({ covers }) => covers(objection))
}

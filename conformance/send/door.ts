/** Detects whether a response is from the API or from something else: a proxy, a gateway, a login page, another service. */
import type { Operation } from '../../spec/contract.ts'
import { header, json, type Answered } from '../model/exchange.ts'

/** The parts of a response from which a cause can be derived. */
export interface Answer {
  readonly exchange: Answered
  readonly status: number
  /** The beginning of the body as text. */
  readonly text: string
  readonly isPage: boolean
}

const read = 8 * 1024

/** Reads a response as untrusted input. */
export function readAnswer(exchange: Answered): Answer {
  const text = exchange.reply.body.toString('utf8', 0, read).replace(/^\uFEFF/, '')
  // Comments and declarations may precede the page (HTML §13.1).
  const start = text.replace(/^(?:\s+|<!--[^]{0,4000}?-->|<\?[^>]{0,200}\?>)+/, '')
  const isPage =
    /^<(?:!doctype\s+html|html|head|body|title|h1|center|div|p|meta|script)\b/i.test(start) ||
    /\bx?html\b/.test(header(exchange, 'content-type') ?? '')
  return { exchange, status: exchange.reply.status, text, isPage }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Whether a response to a read of `operation` is from the API, conforming or not: it has the envelope of a success or an error, or enough other
 * characteristics of this API. The rules judge a deployment that violates the contract; another service violates all of it, which is not a useful
 * result.
 */
export function isOwn({ exchange, status, text, isPage }: Answer, operation: Operation | undefined): boolean {
  const parsed = json(exchange)
  const value = parsed?.value
  const hasCounts = ['limit', 'remaining', 'reset'].every((each) => header(exchange, `x-ratelimit-${each}`) !== undefined)
  if (status >= 400) {
    if (isObject(value) && typeof value['error'] === 'string' && isObject(value['details'])) return true
    return hasCounts && !isPage && operation?.responses[status] !== undefined
  }
  if (status >= 300) return false
  if (isObject(value) && Array.isArray(value['data']) && isObject(value['pagination'])) return true
  if (parsed === undefined) {
    // A compressed or truncated body cannot be checked here.
    const coding = header(exchange, 'content-encoding') ?? 'identity'
    if (coding.toLowerCase() !== 'identity' && !isPage) return true
    if (/"data"\s*:/.test(text) && /"pagination"\s*:|"id"\s*:/.test(text)) return true
    return hasCounts && !isPage && (text === '' || /^\s*[[{"]/.test(text) || status === 204)
  }
  const fields = operation?.fields ?? []
  const data = isObject(value) ? value['data'] : undefined
  // Lists in a single resource have other properties than the resource.
  if (operation !== undefined && operation.list === undefined && isObject(data)) return resembles(data, fields) || hasCounts
  const row = firstRow(value, 0)
  if (row !== undefined) return resembles(row, fields)
  // An empty list shows nothing about its items.
  return hasCounts || Array.isArray(data)
}

/** Returns the first object in a list, wherever the list is. */
function firstRow(value: unknown, depth: number): Readonly<Record<string, unknown>> | undefined {
  if (Array.isArray(value)) return value.find(isObject)
  if (!isObject(value) || depth > 2) return undefined
  for (const each of Object.values(value)) {
    const row = firstRow(each, depth + 1)
    if (row !== undefined) return row
  }
  return undefined
}

/** Whether the contract has at least half of the properties of an object, and at least two unless it has only one, regardless of case and separators. */
function resembles(object: Readonly<Record<string, unknown>>, fields: readonly string[]): boolean {
  const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
  const known = new Set(fields.map(plain))
  const names = Object.keys(object).map(plain)
  const count = names.filter((each) => known.has(each)).length
  return count > 0 && count >= Math.min(2, known.size) && count * 2 >= names.length
}

/** A likely cause; the most specific signs come first. */
interface Cause {
  readonly when: (answer: Answer, has: (name: string) => boolean) => boolean
  readonly what: string
}

const says = (pattern: RegExp) => (answer: Answer) => pattern.test(answer.text)

const causes: readonly Cause[] = [
  {
    when: ({ status, text }) =>
      status === 497 ||
      /plain HTTP request was sent to HTTPS port|HTTP request to an HTTPS server|speaking plain HTTP to an? (?:SSL|TLS)|requires TLS\b/i.test(
        text,
      ),
    what: 'the port expects TLS; use a base URL that begins with https://',
  },
  {
    when: ({ status, text }) =>
      status === 495 ||
      status === 496 ||
      /no required SSL certificate|client certificate|SSL certificate error|mutual TLS|\bmTLS\b/i.test(text),
    what: 'a client certificate is required, and the suite does not send one',
  },
  {
    when: says(/expected [`'"]?h2|only HTTP\/2|HTTP\/2 (?:is )?required|HTTP version (?:is )?not supported/i),
    what: 'the server supports only HTTP/2, and the suite uses HTTP/1.1',
  },
  {
    when: ({ status }, has) => status === 407 || has('proxy-authenticate'),
    what: 'an intermediate proxy requires its own credentials; the deployment was not reached',
  },
  {
    when: (_, has) => has('x-squid-error') || has('proxy-status'),
    what: 'an intermediate proxy responded; the deployment was not reached',
  },
  { when: ({ status }) => status === 511, what: 'the network requires a login before it allows access' },
  {
    when: ({ text }, has) =>
      has('x-amzn-errortype') ||
      /missing authentication token|no route matched|no Route found|unknown route|no healthy upstream|default backend|404 page not found|no application (?:is )?configured|no such app/i.test(
        text,
      ),
    what: 'a gateway does not know the path; a stage or a prefix such as /api may be missing from the base URL',
  },
  {
    when: ({ text }, has) =>
      has('cf-mitigated') ||
      /captcha|attention required|just a moment|access denied|request blocked|web application firewall|\bWAF\b|incident id|support id|request unsuccessful/i.test(
        text,
      ),
    what: 'a firewall in front of the deployment blocks the suite',
  },
  {
    when: says(/maintenance|back soon|be right back|temporarily (?:down|unavailable|offline)|scheduled downtime|under construction/i),
    what: 'the response is a maintenance page',
  },
  {
    when: ({ status }) => [502, 503, 504].includes(status) || (status >= 520 && status <= 530),
    what: 'a gateway responded because it cannot reach the deployment',
  },
  { when: ({ status }) => status === 429, what: 'a gateway applies its own rate limit' },
  {
    when: ({ text, isPage }, has) =>
      has('www-authenticate') || (isPage && /type=["']?password|sign[ -]?in|log[ -]?in|single sign-on|oauth|saml/i.test(text)),
    what: 'a service in front of the deployment requires its own login',
  },
  {
    when: ({ status }) => status === 404 || status === 405 || status === 410,
    what: 'nothing was found there; a prefix such as /api may be missing from the base URL or not belong there',
  },
  { when: ({ isPage }) => isPage, what: 'the response is an HTML page; the base URL belongs to a website or a gateway' },
  {
    when: ({ exchange }) => json(exchange) !== undefined,
    what: 'the JSON does not have the format of the API; the base URL belongs to another API or a health check',
  },
  { when: ({ text }) => text.trim() === '', what: 'the response is empty; the base URL belongs to a gateway or another service' },
]

/** Returns the likely cause of a response that is not from the API, as a clause. */
export function causeOf(answer: Answer): string {
  const has = (name: string): boolean => header(answer.exchange, name) !== undefined
  return causes.find(({ when }) => when(answer, has))?.what ?? 'the response is neither JSON nor HTML, so it is not from the API'
}

/** Returns a summary of a response: the title or the text of a page. Empty if there is none. */
export function gist({ text, isPage }: Answer): string {
  const title = isPage ? /<title[^>]{0,200}>([^<]{1,300})/i.exec(text)?.[1] : undefined
  const plain = isPage ? text.replaceAll(/<(script|style)\b[^]{0,8000}?<\/\1>|<!--[^]{0,4000}?-->|<[^<>]{0,1000}>/gi, ' ') : text
  return (title ?? plain).replaceAll(/\s+/g, ' ').trim()
}

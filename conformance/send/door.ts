/** Whether the API itself has answered, or somebody else: a proxy, a gateway, a login page, another service. */
import type { Operation } from '../../spec/contract.ts'
import { header, json, type Answered } from '../model/exchange.ts'

/** The answer as far as a cause can be read from it. */
export interface Answer {
  readonly exchange: Answered
  readonly status: number
  /** The beginning of the body as text. */
  readonly text: string
  readonly isPage: boolean
}

const read = 8 * 1024

/** Reads what came; nothing in it is trusted. */
export function readAnswer(exchange: Answered): Answer {
  const text = exchange.reply.body.toString('utf8', 0, read).replace(/^\uFEFF/, '')
  // Comments and declarations may stand before the page itself (HTML §13.1).
  const start = text.replace(/^(?:\s+|<!--[^]{0,4000}?-->|<\?[^>]{0,200}\?>)+/, '')
  const isPage =
    /^<(?:!doctype\s+html|html|head|body|title|h1|center|div|p|meta|script)\b/i.test(start) ||
    /\bx?html\b/.test(header(exchange, 'content-type') ?? '')
  return { exchange, status: exchange.reply.status, text, isPage }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Whether an answer to a read of `operation` is the API's own, be it right or wrong: it has the envelope of a success or of an error, or, where that is missing,
 * enough else of what only this API says. A deployment that breaks the contract is for its rules to judge; a stranger breaks all of it, and that tells nothing.
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
    // What is packed or was cut off cannot be told from here.
    const coding = header(exchange, 'content-encoding') ?? 'identity'
    if (coding.toLowerCase() !== 'identity' && !isPage) return true
    if (/"data"\s*:/.test(text) && /"pagination"\s*:|"id"\s*:/.test(text)) return true
    return hasCounts && !isPage && (text === '' || /^\s*[[{"]/.test(text) || status === 204)
  }
  const row = firstRow(value, 0)
  if (row !== undefined) return resembles(row, operation?.list?.columns ?? [])
  // An empty list says nothing of its rows.
  return hasCounts || (isObject(value) && Array.isArray(value['data']))
}

/** The first object in a list, wherever the list is. */
function firstRow(value: unknown, depth: number): Readonly<Record<string, unknown>> | undefined {
  if (Array.isArray(value)) return value.find(isObject)
  if (!isObject(value) || depth > 2) return undefined
  for (const each of Object.values(value)) {
    const row = firstRow(each, depth + 1)
    if (row !== undefined) return row
  }
  return undefined
}

/** Whether at least half of what a row has are columns of the contract, however they are spelt. */
function resembles(row: Readonly<Record<string, unknown>>, columns: readonly string[]): boolean {
  const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
  const known = new Set(columns.map(plain))
  const names = Object.keys(row).map(plain)
  const count = names.filter((each) => known.has(each)).length
  return count >= 2 && count * 2 >= names.length
}

/** What is likely wrong, most telling signs first. */
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
    what: 'that port speaks TLS, and the address has to begin with https://',
  },
  {
    when: ({ status, text }) =>
      status === 495 ||
      status === 496 ||
      /no required SSL certificate|client certificate|SSL certificate error|mutual TLS|\bmTLS\b/i.test(text),
    what: 'a client certificate is asked for, and the suite shows none',
  },
  {
    when: says(/expected [`'"]?h2|only HTTP\/2|HTTP\/2 (?:is )?required|HTTP version (?:is )?not supported/i),
    what: 'HTTP/2 alone is spoken there, and the suite speaks HTTP/1.1',
  },
  {
    when: ({ status }, has) => status === 407 || has('proxy-authenticate'),
    what: 'a proxy on the way asks for credentials of its own; the deployment was not reached',
  },
  {
    when: (_, has) => has('x-squid-error') || has('proxy-status'),
    what: 'a proxy on the way answered; the deployment was not reached',
  },
  { when: ({ status }) => status === 511, what: 'the network asks for a login before it lets anything through' },
  {
    when: ({ text }, has) =>
      has('x-amzn-errortype') ||
      /missing authentication token|no route matched|no Route found|unknown route|no healthy upstream|default backend|404 page not found|no application (?:is )?configured|no such app/i.test(
        text,
      ),
    what: 'a gateway knows no such path; a stage or a prefix such as /api may be missing in the address',
  },
  {
    when: ({ text }, has) =>
      has('cf-mitigated') ||
      /captcha|attention required|just a moment|access denied|request blocked|web application firewall|\bWAF\b|incident id|support id|request unsuccessful/i.test(
        text,
      ),
    what: 'a firewall in front refuses the suite',
  },
  {
    when: says(/maintenance|back soon|be right back|temporarily (?:down|unavailable|offline)|scheduled downtime|under construction/i),
    what: 'a page tells of maintenance',
  },
  {
    when: ({ status }) => [502, 503, 504].includes(status) || (status >= 520 && status <= 530),
    what: 'a gateway answered in place of the deployment, which it cannot reach',
  },
  { when: ({ status }) => status === 429, what: 'a gateway refuses for a rate limit of its own' },
  {
    when: ({ text, isPage }, has) =>
      has('www-authenticate') || (isPage && /type=["']?password|sign[ -]?in|log[ -]?in|single sign-on|oauth|saml/i.test(text)),
    what: 'something in front asks for a login of its own',
  },
  {
    when: ({ status }) => status === 404 || status === 405 || status === 410,
    what: 'nothing is there; a prefix such as /api may be missing in the address, or be one too many',
  },
  { when: ({ isPage }) => isPage, what: 'a page of HTML is no answer of the API; a web site or a gateway is there' },
  {
    when: ({ exchange }) => json(exchange) !== undefined,
    what: 'the JSON is not in the form of the API; another API or a health check is there',
  },
  { when: ({ text }) => text.trim() === '', what: 'an empty answer is none of the API; a gateway or another service is there' },
]

/** The likely cause of an answer that is not the API's own, as a clause. */
export function causeOf(answer: Answer): string {
  const has = (name: string): boolean => header(answer.exchange, name) !== undefined
  return causes.find(({ when }) => when(answer, has))?.what ?? 'neither JSON nor HTML is there, so something else than the API'
}

/** What an answer says, in short: of a page its title or its text. Empty if it says nothing. */
export function gist({ text, isPage }: Answer): string {
  const title = isPage ? /<title[^>]{0,200}>([^<]{1,300})/i.exec(text)?.[1] : undefined
  const plain = isPage ? text.replaceAll(/<(script|style)\b[^]{0,8000}?<\/\1>|<!--[^]{0,4000}?-->|<[^<>]{0,1000}>/gi, ' ') : text
  return (title ?? plain).replaceAll(/\s+/g, ' ').trim()
}

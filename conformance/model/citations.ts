/** The sources that rules cite: promises and decisions of the API by their ids, sections of standards, risks, and common practice. */
import type { Api } from './api.ts'
import { pageOfRequirement } from './pages.ts'

/** Sections of standards that rules cite, with their headings. */
export const sections = {
  'RFC 3986 §3.4': 'Query',
  'RFC 5789 §2': 'The PATCH Method',
  'RFC 6585 §4': '429 Too Many Requests',
  'RFC 6750 §3': 'The WWW-Authenticate Response Header Field',
  'RFC 7396 §1': 'Introduction',
  'RFC 8259 §2': 'JSON Grammar',
  'RFC 8259 §4': 'Objects',
  'RFC 8259 §8.1': 'Character Encoding',
  'RFC 9110 §5.3': 'Field Order',
  'RFC 9110 §6.6.1': 'Date',
  'RFC 9110 §8.3': 'Content-Type',
  'RFC 9110 §8.4': 'Content-Encoding',
  'RFC 9110 §8.6': 'Content-Length',
  'RFC 9110 §9.2.2': 'Idempotent Methods',
  'RFC 9110 §9.3.2': 'HEAD',
  'RFC 9110 §9.3.4': 'PUT',
  'RFC 9110 §9.3.7': 'OPTIONS',
  'RFC 9110 §10.2.1': 'Allow',
  'RFC 9110 §10.2.3': 'Retry-After',
  'RFC 9110 §11.1': 'Authentication Scheme',
  'RFC 9110 §11.6.1': 'WWW-Authenticate',
  'RFC 9110 §11.6.2': 'Authorization',
  'RFC 9110 §12.5.1': 'Accept',
  'RFC 9110 §12.5.3': 'Accept-Encoding',
  'RFC 9110 §15.3.2': '201 Created',
  'RFC 9110 §15.4': 'Redirection 3xx',
  'RFC 9110 §15.5.2': '401 Unauthorized',
  'RFC 9110 §15.5.4': '403 Forbidden',
  'RFC 9110 §15.5.6': '405 Method Not Allowed',
  'RFC 9110 §15.5.7': '406 Not Acceptable',
  'RFC 9110 §15.5.14': '413 Content Too Large',
  'RFC 9110 §15.6.2': '501 Not Implemented',
  'RFC 9112 §6.2': 'Content-Length',
} as const

/** OWASP API Security Top 10, edition 2023. */
export const risks = {
  'OWASP API1:2023': 'Broken Object Level Authorization',
  'OWASP API2:2023': 'Broken Authentication',
  'OWASP API3:2023': 'Broken Object Property Level Authorization',
  'OWASP API4:2023': 'Unrestricted Resource Consumption',
  'OWASP API5:2023': 'Broken Function Level Authorization',
  'OWASP API8:2023': 'Security Misconfiguration',
  'OWASP API9:2023': 'Improper Inventory Management',
} as const

type Digit = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9'

export type Citation =
  /** R: a promise in the documents of the API. D: a decision of the contract where the documents are silent. The profile has the texts. */
  | `${'R' | 'D'}${Digit}${Digit}`
  | keyof typeof sections
  | keyof typeof risks
  /** Common practice, described in words. */
  | `practice: ${string}`

const texts: Readonly<Record<string, string>> = { ...sections, ...risks }

/** Returns the citation with its text, for readers who do not know the ids. */
export function explain(citation: Citation, { promises, decisions }: Pick<Api['profile'], 'promises' | 'decisions'>): string {
  const text = texts[citation] ?? promises[citation] ?? decisions[citation]
  return text === undefined ? citation : `${citation}: ${text}`
}

/** Returns the URL of a cited section, or of a promise or decision if its documentation is published; `undefined` for other citations. */
export function addressOf(
  citation: Citation,
  { promises, decisions, documentation }: Pick<Api['profile'], 'promises' | 'decisions' | 'documentation'>,
): string | undefined {
  if (Object.hasOwn({ ...promises, ...decisions }, citation)) return documentation && documentation + pageOfRequirement(citation)
  const [, rfc, section] = /^RFC (\d+) §([\d.]+)$/.exec(citation) ?? []
  return rfc === undefined || section === undefined ? undefined : `https://www.rfc-editor.org/rfc/rfc${rfc}#section-${section}`
}

import type { KeyFormat } from '../../spec/contract.ts'
import type { Role } from '../model/request.ts'
import { secretPart, Secrets } from './secrets.ts'

/** A shorter text is not treated as a secret; it could be any word of a report. */
const shortest = 4

/**
 * Replaces every key of the run with a placeholder: the complete key, its secret part, or at least twelve characters of it; also encoded,
 * in other case, reversed or split (`Secrets`). The time is linear in the length of the text.
 */
export function redactor(secrets: readonly string[], format: KeyFormat): (text: string) => string {
  const wanted = [...new Set(secrets)].filter((each) => each.length >= shortest).sort()
  const id = [format.pattern.source, ...wanted].join('\0')
  const known = made.find((each) => each.id === id)
  if (known !== undefined) return known.redact
  const redact = make(wanted, format)
  made = [{ id, redact }, ...made.slice(0, 3)]
  return redact
}

/** The most recent redactors, since a run needs the same ones repeatedly. */
let made: readonly { readonly id: string; readonly redact: (text: string) => string }[] = []

function make(secrets: readonly string[], format: KeyFormat): (text: string) => string {
  const whole = [...new Set(secrets.flatMap((each) => [each, secretPart(each, format)].flatMap((part) => [part, percentEncoded(part)])))]
    .sort((a, b) => b.length - a.length)
    .map(asPattern)
  const exact = whole.length === 0 ? undefined : new RegExp(whole.join('|'), 'g')
  const anyKey = anyKeyOf(format)
  const hidden = new Secrets(secrets, format)
  return (text) => {
    const shown = exact === undefined ? text : text.replaceAll(exact, '***')
    // The report must not publish a key that a deployment wrongly issued.
    return without(shown, hidden.findIn(shown)).replaceAll(anyKey, (key: string, secret: string | undefined) =>
      key.startsWith(format.unissued) || secret === undefined ? key : `${key.slice(0, key.length - secret.length)}***`,
    )
  }
}

/** Matches a key anywhere in a text; matches nothing if the key format is unknown. */
export const anyKeyOf = ({ pattern }: KeyFormat): RegExp =>
  /^\^\w/.test(pattern.source) ? new RegExp(`\\b${pattern.source.replace(/^\^|\$$/g, '')}`, 'g') : /(?!)/g

/** A lone surrogate cannot be encoded. */
const percentEncoded = (text: string): string => encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\uFFFD'))

/** A short secret is found only as a separate word. */
function asPattern(text: string): string {
  const literal = text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return text.length < 8 ? `(?<![A-Za-z0-9])${literal}(?![A-Za-z0-9])` : literal
}

function without(text: string, places: readonly (readonly [number, number])[]): string {
  if (places.length === 0) return text
  const between = places.map(([start], index) => text.slice(places[index - 1]?.[1] ?? 0, start))
  return `${between.join('***')}***${text.slice(places.at(-1)?.[1])}`
}

const secretName = /assertion|auth|cookie|credential|jwt|key|pass|secret|session|signature|token/i

/**
 * Returns the values of headers or parameters whose name indicates a secret. Short values are skipped, because they could be any word of a
 * response.
 */
export function secretsOf(headers: Readonly<Record<string, string>>): string[] {
  return Object.entries(headers).flatMap(([name, value]) => (secretName.test(name) && value.length >= 8 ? [value] : []))
}

/** Their names resemble those of secrets, but they tell a client how to authenticate, and who may. */
const isPublic = /^(?:(?:www|proxy)-authenticate|access-control-.+)$/i

/** Returns the value of a header as a report shows it: hidden if its name indicates a secret. */
export const shownHeader = (name: string, value: string): string => (secretName.test(name) && !isPublic.test(name) ? '***' : value)

/** The environment variables for the keys of each role, which printed commands refer to. */
export const variables: Readonly<Record<Role | 'reader', string>> = {
  main: 'CONFORMANCE_KEY',
  reader: 'CONFORMANCE_READER_KEY',
  unprivileged: 'CONFORMANCE_UNPRIVILEGED_KEY',
  expired: 'CONFORMANCE_EXPIRED_KEY',
  revoked: 'CONFORMANCE_REVOKED_KEY',
  other: 'CONFORMANCE_OTHER_TENANT_KEY',
  exhaustible: 'CONFORMANCE_EXHAUSTIBLE_KEY',
}

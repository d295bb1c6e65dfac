import type { Exchange } from '../exchange.ts'
import type { Role } from '../request.ts'

/** Replaces every key of the run, its secret part alone included, by a placeholder. */
export function redactor(secrets: readonly string[]): (text: string) => string {
  const parts = secrets.flatMap((secret) => {
    const last = secret.slice(secret.lastIndexOf('_') + 1)
    return last.length >= 12 ? [secret, last] : [secret]
  })
  const hidden = [...new Set(parts.filter((part) => part !== '').flatMap((part) => [part, encodeURIComponent(part)]))].sort(
    (a, b) => b.length - a.length,
  )
  // A deployment that wrongly issues a key must not have it published by the report.
  return (text) =>
    hidden
      .reduce((shown, part) => shown.replaceAll(part, '***'), text)
      .replaceAll(/\b(bdk_[a-z]+_(?!unknown_)[A-Za-z0-9]+)_[A-Za-z0-9]{8,}/g, '$1_***')
}

const secretName = /auth|cookie|credential|key|pass|secret|session|signature|token/i

/** Values of headers whose name says that they are secret; what is too short to be one might be any word of an answer. */
export function secretsOf(headers: Readonly<Record<string, string>>): string[] {
  return Object.entries(headers).flatMap(([name, value]) => (secretName.test(name) && value.length >= 8 ? [value] : []))
}

/** The environment variable that a key of a role is read from, and that printed commands name. */
export const variables: Readonly<Record<Role | 'reader', string>> = {
  main: 'CONFORMANCE_KEY',
  reader: 'CONFORMANCE_READER_KEY',
  powerless: 'CONFORMANCE_POWERLESS_KEY',
  expired: 'CONFORMANCE_EXPIRED_KEY',
  revoked: 'CONFORMANCE_REVOKED_KEY',
  other: 'CONFORMANCE_OTHER_TENANT_KEY',
  expendable: 'CONFORMANCE_EXPENDABLE_KEY',
}

/** A command for a POSIX shell that repeats a request; it names the key by its variable. */
export function curl({ request }: Exchange): string {
  const { credential } = request
  const words = ['curl', '-sS', '-i', ...(request.method === 'HEAD' ? ['-I'] : request.method === 'GET' ? [] : ['-X', request.method])]
  let url = quote(request.url)
  if (credential.kind === 'malformed') words.push('-H', quote(`Authorization: ${credential.header}`))
  if (credential.kind === 'tampered') words.push('-H', '"Authorization: Bearer ${CONFORMANCE_KEY%?}0"')
  if (credential.kind === 'unknown') words.push('-H', quote('Authorization: Bearer bdk_live_unknown_00000000000000000000000000000000'))
  if (credential.kind === 'issued') words.push('-H', '"Authorization: Bearer $ISSUED_KEY"')
  if (credential.kind === 'key') {
    // The variable may hold several keys, separated by commas; the first will do.
    const variable = `\${${variables[credential.role]}%%,*}`
    if (credential.place === 'query') url = `"${request.url.replace('***', variable)}"`
    else words.push('-H', `"Authorization: ${credential.scheme ?? 'Bearer'} ${variable}"`)
  }
  for (const [name, value] of Object.entries(request.headers)) {
    words.push('-H', quote(`${name}: ${secretName.test(name) ? '***' : value}`))
  }
  if (request.body !== undefined) words.push('--data-binary', quote(printable(request.body)))
  return [...words, url].join(' ')
}

function printable(body: Buffer): string {
  const text = body.toString('utf8')
  return text.length > 1000 ? `${text.slice(0, 1000)}…` : text
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}

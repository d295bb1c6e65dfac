/** Connection settings: extra headers, certificates and proxies. */
import { X509Certificate } from 'node:crypto'
import type { Proxy } from '../send/wire.ts'
import { secretsOf } from '../report/redact.ts'
import { readBounded } from '../text/bounded.ts'
import { Undecidable } from '../model/undecidable.ts'
import type { CommandContext } from './context.ts'
import { fileFault } from '../text/file-fault.ts'

/** Several times the size of the certificate store of an operating system. */
const maxBytes = 4 * 1024 * 1024

/** Headers that are set by the checks or by HTTP. */
const reserved = ['accept', 'accept-encoding', 'connection', 'content-length', 'content-type', 'transfer-encoding']

/**
 * Returns the headers from `Name: value` texts, which override those of the settings. Throws `Undecidable` for an invalid header; no message contains
 * a value.
 */
export function readHeaders(
  { output }: CommandContext,
  texts: readonly string[] = [],
  settings: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const headers = new Map<string, readonly [name: string, value: string]>()
  const add = (name: string, value: string): void => {
    const lower = name.toLowerCase()
    // RFC 9110 §5.1 and §5.5: a name is a token; a value consists of visible ASCII characters, spaces and tabs.
    if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/i.test(name) || !/^[\x20-\x7e\t]*$/.test(value)) {
      throw new Undecidable(`--header: expected "Name: value" in ASCII; the header ${JSON.stringify(name.slice(0, 40))} is invalid.`)
    }
    if (lower === 'authorization') throw new Undecidable('--header: Authorization cannot be set; pass the key with --key.')
    if (reserved.includes(lower)) throw new Undecidable(`--header: ${name} cannot be set; the checks set it.`)
    headers.set(lower, [name, value])
  }
  for (const [name, value] of Object.entries(settings)) add(name, value)
  for (const text of texts) {
    const colon = text.indexOf(':')
    if (colon === -1) throw new Undecidable('--header: expected "Name: value"; the text has no colon.')
    add(text.slice(0, colon).trim(), text.slice(colon + 1).trim())
  }
  const all = Object.fromEntries(headers.values())
  output.hide(secretsOf(all))
  return all
}

/** Returns the text of a PEM file. Throws `Undecidable` if it contains no certificate. */
export function readCa(file: string): string {
  let text: string
  try {
    text = readBounded(file, maxBytes)
  } catch (error) {
    throw new Undecidable(`--ca: ${file} cannot be read: ${fileFault(error)}.`)
  }
  try {
    if (new X509Certificate(text).raw.length > 0) return text
    throw new Error('empty')
  } catch {
    throw new Undecidable(`--ca: ${file} contains no PEM certificate.`)
  }
}

/** Returns the proxy that the environment specifies for a URL. As in curl, lower-case variables take precedence. */
export function proxyFor(baseUrl: string, { env, output }: CommandContext): Proxy | undefined {
  const name = baseUrl.startsWith('https:') ? 'https_proxy' : 'http_proxy'
  const url = env[name] ?? env[name.toUpperCase()]
  if (url === undefined || url === '') return undefined
  if (!/^https?:$/.test(URL.canParse(url) ? new URL(url).protocol : '')) {
    throw new Undecidable(`The environment variable ${name.toUpperCase()} must be a URL that begins with http:// or https://.`)
  }
  const { username, password } = new URL(url)
  output.hide([username, password].flatMap((each) => [each, decodeURIComponent(each)]).filter((each) => each.length >= 8))
  return { url, no: env['no_proxy'] ?? env['NO_PROXY'] ?? '' }
}

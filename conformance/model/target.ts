/** The deployment under test: its address and the keys for it. */
import { foreign } from '../text/foreign.ts'
import type { Role } from './request.ts'
import { Undecidable } from './undecidable.ts'

export interface Target {
  /** `https://app.betterdata.co/api`; any path prefix, no trailing slash. */
  readonly baseUrl: string
  /**
   * Several keys with one role share its load, so they must have the same permissions. `reader` keys have every `….read` permission, and
   * relieve `main` where these suffice.
   */
  readonly keys: Keys
}

export type Keys = Readonly<Partial<Record<Role | 'reader', readonly string[]>>>

/** Former names of two roles, which are still accepted. */
const formerRoles = { powerless: 'unprivileged', expendable: 'exhaustible' } as const satisfies Readonly<Record<string, Role>>
export type FormerRole = keyof typeof formerRoles

/** Returns the values by role, including those under a former name. The current name takes precedence. */
export const byRole = <T>(
  given: Readonly<Partial<Record<Role | 'reader' | FormerRole, T>>>,
): Readonly<Partial<Record<Role | 'reader', T>>> => {
  const { powerless, expendable, ...rest } = given
  return {
    ...(powerless === undefined ? {} : { [formerRoles.powerless]: powerless }),
    ...(expendable === undefined ? {} : { [formerRoles.expendable]: expendable }),
    ...rest,
  }
}

/** Parses and normalizes a base URL. Throws `Undecidable` with the expected format. */
export function parseBaseUrl(text: string | undefined): string {
  if (text === undefined) throw new Undecidable('Base URL required, for example https://app.betterdata.co/api. See --help for the options.')
  let url: URL
  try {
    url = new URL(text)
  } catch {
    throw new Undecidable(`Invalid base URL "${shown(text)}": expected a URL such as https://app.betterdata.co/api.`)
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    const got = /^[a-z][^:/]*:\/\//i.test(text) ? `got ${url.protocol}//` : `such as http://${shown(text)}`
    throw new Undecidable(`Invalid base URL "${shown(text)}": expected http:// or https://, ${got}.`)
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new Undecidable('The base URL must not contain a user name, a query or a fragment.')
  }
  return url.origin + url.pathname.replace(/\/+$/, '')
}

/** Whether a base URL has a loopback address (RFC 6890 §2.2.2, RFC 6761 §6.3). */
export const isOnThisComputer = (baseUrl: string): boolean => /^(?:127(?:\.\d+){3}|\[::1\]|localhost)$/.test(new URL(baseUrl).hostname)

/** Masks the password in an invalid address. */
const shown = (text: string): string => foreign(text.replace(/(^|\/\/)[^/]*@/, '$1***@'))

/** The deployment under test: where it is, and the keys to it. */
import { foreign } from '../text/foreign.ts'
import type { Role } from './request.ts'
import { Undecidable } from './undecidable.ts'

export interface Target {
  /** `https://app.betterdata.co/api`; any path prefix, no trailing slash. */
  readonly baseUrl: string
  /** Several keys of a part share its load, so they must be allowed the same. `reader` keys have every `….read` permission, and help `main` with what these allow. */
  readonly keys: Keys
}

export type Keys = Readonly<Partial<Record<Role | 'reader', readonly string[]>>>

/** What two roles were called before: the old names are still understood. */
const formerRoles = { powerless: 'unprivileged', expendable: 'exhaustible' } as const satisfies Readonly<Record<string, Role>>
export type FormerRole = keyof typeof formerRoles

/** Values by role, those of a former name among them; what is given under the present name wins. */
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

/** Checks and normalises a base URL; throws `Undecidable` with a sentence that says what was expected. */
export function parseBaseUrl(text: string | undefined): string {
  if (text === undefined) throw new Undecidable('The base URL of the deployment is needed, such as https://app.betterdata.co/api.')
  let url: URL
  try {
    url = new URL(text)
  } catch {
    throw new Undecidable(`The base URL must be an address such as https://app.betterdata.co/api; "${shown(text)}" is none.`)
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new Undecidable(`The base URL must begin with http:// or https://; "${shown(text)}" begins with ${url.protocol}//.`)
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new Undecidable('The base URL must have no user name, query or fragment.')
  }
  return url.origin + url.pathname.replace(/\/+$/, '')
}

/** An address that somebody got wrong, without the password that may be in it. */
const shown = (text: string): string => foreign(text.replace(/(^|\/\/)[^/]*@/, '$1***@'))

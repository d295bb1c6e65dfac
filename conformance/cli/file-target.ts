/**
 * The base URL that a report or a journal names. Such a file may come from another person, so an API key is sent to its address only if the user has named
 * the same server, or if the address is on this computer.
 */
import { isOnThisComputer, parseBaseUrl } from '../model/target.ts'
import { Undecidable } from '../model/undecidable.ts'
import type { Config } from '../settings/config.ts'
import { foreign } from '../text/foreign.ts'
import { type CommandContext, programOf } from './context.ts'

/** Environment variable that may contain the base URL; an empty value is invalid. */
export const targetVariable = 'CONFORMANCE_TARGET'

export interface NamedTarget {
  readonly baseUrl: string
  /** Whether the address is that of the file. */
  readonly isOfFile: boolean
}

/**
 * Returns the base URL that the user gives, else the one of the file. Throws `Undecidable` if the latter is on another computer and has another origin
 * than the base URLs that the environment and the settings name.
 */
export function targetOf(
  given: string | undefined,
  file: {
    /** `the report`. */
    readonly what: string
    readonly target: string
    /** How to name the deployment: the command without the name of the program. */
    readonly naming: (baseUrl: string) => string
  },
  { target: configured }: Pick<Config, 'target'>,
  context: Pick<CommandContext, 'env' | 'program'>,
): NamedTarget {
  if (given !== undefined) return { baseUrl: parseBaseUrl(given), isOfFile: false }
  const baseUrl = parseBaseUrl(file.target)
  const named = [context.env[targetVariable], configured].flatMap((each) => (each === undefined ? [] : new URL(parseBaseUrl(each)).origin))
  if (isOnThisComputer(baseUrl) || named.includes(new URL(baseUrl).origin)) return { baseUrl, isOfFile: true }
  throw new Undecidable(
    `Only ${file.what} names ${foreign(baseUrl)}, and a file must not decide where the API key is sent. If this is the deployment, confirm it: ${programOf(context)} ${file.naming(foreign(baseUrl))} (or ${targetVariable}).`,
  )
}

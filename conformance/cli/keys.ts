import { variables } from '../report/redact.ts'
import type { Role } from '../model/request.ts'
import { readBounded } from '../text/bounded.ts'
import type { Config } from '../settings/config.ts'
import type { Target } from '../model/target.ts'
import { Undecidable } from '../model/undecidable.ts'
import type { Output } from './output.ts'
import type { RunFlags } from './program.ts'
import { fileFault } from '../text/file-fault.ts'

/** Enough for ten thousand keys. */
const maxBytes = 1024 * 1024

type Holder = Role | 'reader'

/** The end of the variables for the keys of the second deployment, where a command addresses two. */
export const secondSuffix = '_B'

/** In place of the end of a variable: only the variables that the settings name count. */
export const onlyNamed = 'only named'

/** Which variables hold keys: the usual ones, those of a second deployment, or only those that the settings name. */
type Suffix = '' | typeof secondSuffix | typeof onlyNamed

/** Former names of two environment variables. */
const formerVariables: Readonly<Record<string, Holder>> = {
  CONFORMANCE_POWERLESS_KEY: 'unprivileged',
  CONFORMANCE_EXPENDABLE_KEY: 'exhaustible',
}

/**
 * Returns the keys by role: from the options, else from the default environment variable, else from the variable that the settings specify. Throws
 * `Undecidable` for a text that cannot be a key, an empty variable (a missing secret must not silently reduce what a run checks), and a specified
 * variable that is not set. No message contains a key.
 */
export function readKeys(
  flags: RunFlags,
  config: Config,
  { env, output }: { readonly env: NodeJS.ProcessEnv; readonly output: Pick<Output, 'hide'> },
  suffix: Suffix = '',
): Target['keys'] {
  const variableOf = (role: Holder): string => (suffix === onlyNamed ? (config.keys?.[role] ?? '') : variables[role] + suffix)
  const given: Readonly<Record<Holder, readonly string[] | undefined>> = {
    main: flags.key,
    reader: flags.readerKey,
    unprivileged: flags.unprivilegedKey ?? flags.powerlessKey,
    expired: flags.expiredKey,
    revoked: flags.revokedKey,
    other: flags.otherTenantKey,
    exhaustible: flags.exhaustibleKey ?? flags.expendableKey,
  }
  const fromInput = Object.values(given).flatMap((texts) => (texts ?? []).filter((each) => each === '-'))
  if (fromInput.length > 1) throw new Undecidable('Standard input can supply the keys of only one role; pass the others as @FILE.')
  const holders = new Map<string, Holder>()
  return Object.fromEntries(
    (Object.keys(given) as Holder[]).flatMap((role) => {
      const keys =
        given[role]?.flatMap((each) => expanded(each, role)) ?? fromVariables(role, usualVariable(role, suffix, env), config, env)
      if (keys === undefined) return []
      output.hide(keys)
      for (const key of keys) {
        checkKey(key, role, variableOf(role))
        const holder = holders.get(key)
        // Roles require different permissions, and each key has a single rate limit.
        if (holder !== undefined)
          throw new Undecidable(
            holder === role
              ? `The same key is given twice for "${role}" (${variableOf(role)}).`
              : `The same key is given for "${holder}" (${variableOf(holder)}) and for "${role}" (${variableOf(role)}); each role needs its own key.`,
          )
        holders.set(key, role)
      }
      return [[role, keys]]
    }),
  )
}

/** Returns the usual variable of a role, or its former name if only that is set; `undefined` if only named ones count. */
function usualVariable(role: Holder, suffix: Suffix, env: NodeJS.ProcessEnv): string | undefined {
  if (suffix === onlyNamed) return undefined
  const usual = variables[role] + suffix
  if (suffix !== '' || env[usual] !== undefined) return usual
  const [former] = Object.entries(formerVariables).find(([name, now]) => now === role && env[name] !== undefined) ?? []
  return former ?? usual
}

/** `usual`: the variable that takes precedence over the one that the settings name, if any does. */
function fromVariables(role: Holder, usual: string | undefined, { keys }: Config, env: NodeJS.ProcessEnv): string[] | undefined {
  const name = usual !== undefined && env[usual] !== undefined ? usual : keys?.[role]
  if (name === undefined) return undefined
  const text = env[name]
  if (text === undefined)
    throw new Undecidable(`The environment variable ${name}, which the settings specify for the key "${role}", is not set.`)
  const keys_ = text.split(',').map((each) => each.trim())
  if (keys_.includes('')) {
    throw new Undecidable(
      `The environment variable ${name} is set, but ${text.trim() === '' ? 'empty' : 'one of its keys is empty'}; unset it to run without that key.`,
    )
  }
  return keys_
}

/**
 * Returns every text in the arguments and the environment that may be a key, before either is parsed, so that a key is not printed even if it is
 * misplaced or malformed.
 */
export function secretsIn(args: readonly string[], env: NodeJS.ProcessEnv): string[] {
  const names = Object.values(variables)
  const inVariables = [...names, ...names.map((name) => name + secondSuffix), ...Object.keys(formerVariables)].flatMap(
    (name) => env[name]?.split(',') ?? [],
  )
  const inOptions = args.flatMap((each, index) => [
    /^--(?:[a-z-]+-)?key(?:-b)?=(.*)$/s.exec(each)?.[1],
    /^--(?:[a-z-]+-)?key(?:-b)?$/.test(each) ? args[index + 1] : undefined,
  ])
  return [...inVariables, ...inOptions].flatMap((each) =>
    each === undefined || each.trim().length < 8 || /^[@-]/.test(each) ? [] : [each.trim()],
  )
}

/** Expands `@FILE` and `-` to the keys in a file or on standard input, one per line. */
function expanded(text: string, role: Holder): string[] {
  if (text !== '-' && !text.startsWith('@')) return [text]
  const [source, name] = text === '-' ? [0, 'Standard input'] : [text.slice(1), `The file ${text.slice(1)}`]
  let content: string
  try {
    content = readBounded(source, maxBytes)
  } catch (error) {
    throw new Undecidable(`${name}, for the key "${role}", cannot be read: ${fileFault(error)}.`)
  }
  const keys = content
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  if (keys.length === 0) throw new Undecidable(`${name}, for the key "${role}", contains no key.`)
  return keys
}

/** Rejects texts that cannot be a key: the deployment would reject them too, which would look like a fault of the deployment. */
function checkKey(key: string, role: Holder, variable: string): void {
  if (/^[\x21-\x7e]{8,}$/.test(key)) return
  throw new Undecidable(`A key must be at least 8 visible ASCII characters; the one given for "${role}" (${variable}) is not.`)
}

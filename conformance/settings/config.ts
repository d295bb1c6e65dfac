import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { JudgedBy } from '../model/basis.ts'
import type { RunLevel } from '../model/levels.ts'
import type { Role } from '../model/request.ts'
import { byRole } from '../model/target.ts'
import { reportFileOf, reportForms } from '../report/formats/index.ts'
import { Undecidable } from '../model/undecidable.ts'
import { located, schemaFaults } from './faults.ts'
import { readYaml } from './yaml.ts'

/** The settings that `conformance.config.schema.json` describes; file paths are absolute. */
export interface Config {
  readonly target?: string
  readonly level?: RunLevel
  readonly basis?: JudgedBy
  readonly allow?: readonly ('writes' | 'lasting' | 'exhaust')[]
  readonly 'reads-only'?: boolean
  /** Names of environment variables. */
  readonly keys?: Readonly<Partial<Record<Role | 'reader', string>>>
  readonly only?: readonly string[]
  readonly skip?: readonly string[]
  readonly 'documented-only'?: boolean
  readonly 'max-requests'?: number
  /** Seconds, or a duration. */
  readonly 'max-wait'?: number | string
  /** Seconds, or a duration. */
  readonly 'max-time'?: number | string
  readonly 'fail-fast'?: number
  readonly concurrency?: number
  /** Seconds. */
  readonly timeout?: number
  readonly seed?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly ca?: string
  readonly waivers?: string
  readonly baseline?: string
  readonly journal?: string
  readonly report?: readonly string[]
}

/** The default settings file. */
export const usualConfig = 'conformance.config.yaml'

/** Similar file names that are probably mistakes. */
const namesakes = ['conformance.config.yml', 'conformance.config.json', '.conformance.config.yaml']

/** The JSON Schema of the settings; each one has a description and an example. */
export const schema = JSON.parse(readFileSync(new URL('./conformance.config.schema.json', import.meta.url), 'utf8')) as {
  readonly properties: Readonly<Record<string, { readonly description: string; readonly examples: readonly [unknown] }>>
  readonly $defs: object
}

/**
 * Reads the settings from a file, by default from `conformance.config.yaml` in the working directory if it exists. Throws `Undecidable`
 * with the file, line and name of every invalid setting.
 */
export function readConfig(file: string | undefined): Config {
  if (file === undefined && !existsSync(usualConfig)) {
    const other = namesakes.find((each) => existsSync(each))
    // The author of such a file expects it to be read.
    if (other !== undefined) throw new Undecidable(`${other} is ignored. Rename it to ${usualConfig}, or use --config ${other}.`)
    return {}
  }
  const written = readYaml(file ?? usualConfig)
  // An empty file contains no settings.
  if (written.value === null) return {}
  // If a user writes a key instead of its variable name, the key must not appear in logs.
  const faults = schemaFaults(written, schema, ([first]) => first === 'keys' || first === 'headers')
  if (faults.length > 0) throw new Undecidable(located(written.file, faults))
  return settled(written.value as WrittenSettings, written.file)
}

/** Settings as they are written. */
export type WrittenSettings = Omit<Config, 'report'> & { readonly report?: string | readonly string[] }

/** Returns valid settings of a file, with absolute file paths. Throws `Undecidable` for a report that is no format and file. */
export function settled({ report, ...config }: WrittenSettings, file: string): Config {
  const beside = (name: string): string => path.resolve(path.dirname(file), name)
  const reports = [report ?? []].flat().map((text) => {
    const found = reportFileOf(text)
    if (found === undefined) throw new Undecidable(`report in ${file}: expected ${reportForms}, got ${JSON.stringify(text)}.`)
    return `${found.format.name}=${beside(found.file)}`
  })
  return {
    ...config,
    ...(config.keys === undefined ? {} : { keys: byRole(config.keys) }),
    ...(config.ca === undefined ? {} : { ca: beside(config.ca) }),
    ...(config.waivers === undefined ? {} : { waivers: beside(config.waivers) }),
    ...(config.baseline === undefined ? {} : { baseline: beside(config.baseline) }),
    ...(config.journal === undefined ? {} : { journal: beside(config.journal) }),
    ...(report === undefined ? {} : { report: reports }),
  }
}

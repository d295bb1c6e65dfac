/** Reads a file of several deployments, each with the settings of its run. */
import { parseBaseUrl } from '../model/target.ts'
import { Undecidable } from '../model/undecidable.ts'
import { foreign } from '../text/foreign.ts'
import { schema as settings, settled, type Config, type WrittenSettings } from './config.ts'
import { located, schemaFaults, type Fault } from './faults.ts'
import { readYaml, type Written } from './yaml.ts'

/** One deployment of the file. */
export interface NamedTarget {
  /** Unique in the file, regardless of case, and usable in file names. */
  readonly name: string
  readonly baseUrl: string
  /** Its own settings, and the defaults for all others; file paths are absolute, and contain the name in place of `{name}`. */
  readonly config: Config
  /** `targets.yaml:3`, for messages. */
  readonly writtenAt: string
}

/** Stands for the name of a target in file names. */
export const namePlaceholder = '{name}'

// The base URL of a run is a part of its target here.
const { target: _target, ...shared } = settings.properties

/** The JSON Schema of the file; each setting is that of the settings file. */
const schema = {
  title: 'a mapping of targets and defaults',
  type: 'object',
  additionalProperties: false,
  required: ['targets'],
  properties: {
    defaults: { title: 'a mapping of settings', type: 'object', additionalProperties: false, properties: shared },
    targets: {
      title: 'a list of at least one target',
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['name', 'url'],
        properties: {
          name: {
            title: 'a name of at most 40 letters, digits, dots, hyphens and underscores, which begins with a letter or digit',
            type: 'string',
            pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$',
          },
          url: { title: 'the base URL of the deployment', type: 'string', minLength: 1 },
          ...shared,
        },
      },
    },
  },
  $defs: settings.$defs,
}

interface WrittenTarget extends WrittenSettings {
  readonly name: string
  readonly url: string
}

interface WrittenTargets {
  readonly defaults?: WrittenSettings
  readonly targets: readonly WrittenTarget[]
}

/**
 * Reads the targets of a file, in its order. A setting of a target replaces the same setting of the defaults as a whole: a key or a header that is meant
 * for one deployment does not reach another one because of a merge. Throws `Undecidable` with the file, line and name of everything that is invalid.
 */
export function readTargets(file: string): readonly NamedTarget[] {
  const written = readYaml(file)
  // If a user writes a key instead of its variable name, the key must not appear in logs.
  const faults = schemaFaults(written, schema, (path) => path.includes('keys') || path.includes('headers'))
  if (faults.length > 0) throw new Undecidable(located(file, faults))
  const { defaults = {}, targets } = written.value as WrittenTargets
  const others = [...repeatedNames(targets, written), ...invalidUrls(targets, written)]
  if (others.length > 0) throw new Undecidable(located(file, others))
  return targets.map(({ name, url, ...own }, index) => ({
    name,
    baseUrl: parseBaseUrl(url),
    config: named(settled({ ...defaults, ...own }, file), name),
    writtenAt: `${foreign(file)}:${written.lineOf(['targets', index])}`,
  }))
}

/** Names that differ only in case would be one file on some systems. */
function repeatedNames(targets: readonly WrittenTarget[], { lineOf }: Written): Fault[] {
  const lines = new Map<string, number>()
  return targets.flatMap(({ name }, index): Fault[] => {
    const line = lineOf(['targets', index, 'name'])
    const earlier = lines.get(name.toLowerCase())
    if (earlier === undefined) lines.set(name.toLowerCase(), line)
    return earlier === undefined
      ? []
      : [{ line, text: `targets[${index + 1}].name: expected a name of its own, got ${JSON.stringify(name)}, which line ${earlier} has` }]
  })
}

function invalidUrls(targets: readonly WrittenTarget[], { lineOf }: Written): Fault[] {
  return targets.flatMap(({ url }, index): Fault[] => {
    try {
      parseBaseUrl(url)
      return []
    } catch (error) {
      return [{ line: lineOf(['targets', index, 'url']), text: `targets[${index + 1}].url: ${(error as Error).message}` }]
    }
  })
}

/** Puts the name into all file names. */
function named(config: Config, name: string): Config {
  const filled = (text: string): string => text.replaceAll(namePlaceholder, name)
  const { ca, waivers, baseline, journal, report } = config
  return {
    ...config,
    ...(ca === undefined ? {} : { ca: filled(ca) }),
    ...(waivers === undefined ? {} : { waivers: filled(waivers) }),
    ...(baseline === undefined ? {} : { baseline: filled(baseline) }),
    ...(journal === undefined ? {} : { journal: filled(journal) }),
    ...(report === undefined ? {} : { report: report.map(filled) }),
  }
}

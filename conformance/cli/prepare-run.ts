/** Reads what a run needs, and finds what is wrong with it before anything is sent. */
import { existsSync } from 'node:fs'
import { api } from '../profile/index.ts'
import { baselineOf } from '../compare/baseline.ts'
import { readReport } from '../compare/read-report.ts'
import { planner } from '../plan/plan.ts'
import { oneOfEach, type Consent, type Plan } from '../plan/model.ts'
import { outlookOf, unbounded } from '../plan/price.ts'
import { variables } from '../report/redact.ts'
import { renderPlan } from '../report/formats/plan.ts'
import { rules } from '../rules/index.ts'
import { defaults, usualSeed, type RunOptions } from '../run/options.ts'
import { readChoice, type Selection } from '../plan/selection.ts'
import { readConfig, usualConfig, type Config } from '../settings/config.ts'
import { durations, parseDuration } from '../text/duration.ts'
import { parseBaseUrl, type Target } from '../model/target.ts'
import { Undecidable } from '../model/undecidable.ts'
import { readWaivers } from '../settings/waivers.ts'
import type { CommandContext } from './context.ts'
import { targetVariable } from './file-target.ts'
import { readKeys } from './keys.ts'
import type { RunFlags } from './program.ts'
import { proxyFor, readCa, readHeaders } from './reach.ts'
import { reportFilesOf } from './report-files.ts'
import { checkDistinct } from './writable.ts'

/** What another command gives in place of what the options and the settings file say. */
export interface Replacements {
  /** The settings; the file is still named for messages. */
  readonly config?: Config
  readonly keys?: Target['keys']
  readonly select?: Selection
  readonly journal?: string
}

/** What to check, and with which keys. */
export function wishOf(flags: RunFlags, context: CommandContext, variation: Replacements) {
  const config = variation.config ?? readConfig(flags.config)
  const seed = flags.seed ?? config.seed
  const maxRequests = flags.maxRequests ?? config['max-requests']
  const consent = consentOf(flags, config)
  const select =
    variation.select ??
    readChoice(
      {
        only: flags.only ?? config.only ?? [],
        skip: flags.skip ?? config.skip ?? [],
        documentedOnly: flags.documentedOnly ?? config['documented-only'] ?? false,
      },
      api,
      rules,
    )
  const planned = {
    level: flags.level ?? config.level ?? defaults.level,
    consent,
    ...(seed === undefined ? {} : { seed }),
    ...(select === undefined ? {} : { select }),
    ...(maxRequests === undefined ? {} : { maxRequests }),
    ...(flags.shard === undefined ? {} : { shard: flags.shard }),
  }
  const maxWait = flags.maxWait ?? durationOf(config, 'max-wait')
  const maxTime = flags.maxTime ?? durationOf(config, 'max-time')
  return { config, planned, maxWait, maxTime, keys: variation.keys ?? readKeys(flags, config, context) }
}

type Wish = ReturnType<typeof wishOf>

export const numberOfKeys = (keys: Target['keys']) => Object.fromEntries(Object.entries(keys).map(([role, each]) => [role, each.length]))

/** Prints the requests of a run. Sends nothing. */
export function printPlan({ planned, maxWait, keys }: Wish, { output }: CommandContext): number {
  const options = { seed: defaults.seed, ...planned, ...(keys.main === undefined ? {} : { given: numberOfKeys(keys) }) }
  const terms = { ...unbounded(api), maxWait: maxWait ?? defaults.maxWait }
  const planFor = planner(api, rules, options)
  const plan = planFor(terms)
  if (plan.requests.length === 0) throw new Undecidable(nothingToSend(plan, planned.maxRequests, planned.select))
  output.printSentences(renderPlan(plan, outlookOf(plan, planFor(), options.given ?? oneOfEach, terms)))
  return 0
}

/** A run of which everything is known and checked that can be before it sends something. */
export type Prepared = ReturnType<typeof prepareRun>

/**
 * Reads the options and files of a run. Sends nothing. Without `isReported`, it has no baseline and writes no report: a replay and a comparison look at
 * the findings as they are. Throws `Undecidable` if one of them is invalid or cannot be read or written.
 */
export function prepareRun(
  address: string | undefined,
  flags: RunFlags,
  context: CommandContext,
  variation: Replacements = {},
  isReported = true,
) {
  const { config, planned, maxWait, maxTime, keys } = wishOf(flags, context, variation)
  const { consent, seed } = planned
  // A run that writes has a seed of its own unless it is given one, and the shards of two plans cannot be merged.
  if (flags.shard !== undefined && consent.writes === true && seed === undefined)
    throw new Undecidable(
      '--shard with --allow-writes requires --seed: the same text for all shards, and a new one for each time they run.',
    )
  const baseUrl = parseBaseUrl(address ?? context.env[targetVariable] ?? config.target)
  if (keys.main === undefined) throw new Undecidable(`An API key is required: use --key or the environment variable ${variables.main}.`)
  const reports = isReported ? reportFilesOf(flags.report ?? config.report ?? []) : []
  const headers = readHeaders(context, flags.header, config.headers)
  const [ca, proxy] = [flags.ca ?? config.ca, proxyFor(baseUrl, context)]
  const waiverFile = flags.waivers ?? config.waivers
  const waivers = waiverFile === undefined ? [] : readWaivers(waiverFile, api, rules)
  const baselineFile = isReported ? (flags.baseline ?? config.baseline) : undefined
  const baseline = baselineFile === undefined ? undefined : baselineOf(readReport(baselineFile))
  const journal = variation.journal ?? flags.journal ?? config.journal
  checkDistinct([
    ...reports.map((each) => [`the ${each.format.title} report`, each.file] as const),
    ['the journal', journal],
    ['the settings', flags.config ?? (existsSync(usualConfig) ? usualConfig : undefined)],
    ['the waivers', waiverFile],
    ['the baseline', baselineFile],
    ['the certificate authority', ca],
  ])
  const failFast = flags.failFast ?? config['fail-fast']
  return {
    options: {
      ...planned,
      seed: seed ?? usualSeed(consent),
      target: { baseUrl, keys },
      headers,
      waivers,
      ...(baseline === undefined ? {} : { baseline }),
      basis: flags.basis ?? config.basis ?? defaults.basis,
      concurrency: flags.concurrency ?? config.concurrency ?? defaults.concurrency,
      timeout: (flags.timeout ?? config.timeout ?? defaults.timeout / 1000) * 1000,
      ...(maxWait === undefined ? {} : { maxWait }),
      ...(maxTime === undefined ? {} : { maxTime }),
      ...(failFast === undefined ? {} : { failFast }),
      ...(ca === undefined ? {} : { ca: readCa(ca) }),
      ...(proxy === undefined ? {} : { proxy }),
      ...(journal === undefined ? {} : { journal }),
    } satisfies RunOptions,
    reports,
  }
}

/** Reads what the caller allows. Throws `Undecidable` for options that contradict each other. */
export function consentOf(flags: RunFlags, config: Config): Consent {
  const { allow = [] } = config
  const readsOnly = flags.readsOnly ?? config['reads-only'] ?? false
  const consent = {
    ...(readsOnly ? { readsOnly } : {}),
    writes: flags.allowWrites ?? allow.includes('writes'),
    lasting: flags.allowLasting ?? allow.includes('lasting'),
    exhaust: flags.allowExhaust ?? allow.includes('exhaust'),
  }
  if (readsOnly && (consent.writes || consent.lasting)) throw new Undecidable('--reads-only and --allow-writes cannot be combined.')
  if (consent.lasting && !consent.writes) throw new Undecidable('--allow-lasting requires --allow-writes.')
  return consent
}

/** Returns a duration of the settings in milliseconds. */
function durationOf(config: Config, name: 'max-wait' | 'max-time'): number | undefined {
  const given = config[name]
  if (given === undefined) return undefined
  const parsed = parseDuration(given)
  if (parsed === undefined) throw new Undecidable(`${name} in the settings: expected ${durations}, got ${JSON.stringify(given)}.`)
  return parsed
}

export function nothingToSend({ leftOut, shard }: Plan, maxRequests: number | undefined, select: Selection | undefined): string {
  const chosen = leftOut.filter(
    ({ by, rule, subject: { operation } }) => by !== 'choice' && select?.includes({ rule, operation }) !== false,
  )
  const reasons = [...new Set(chosen.map(({ why }) => why))]
  if (maxRequests !== undefined && leftOut.some(({ by }) => by === 'budget'))
    return `No check fits into ${maxRequests} requests (--max-requests).`
  if (shard !== undefined && leftOut.some(({ by }) => by === 'shard'))
    return `Shard ${shard.index} of ${shard.count} has no check; use fewer shards.`
  return `The selected rules and operations leave nothing to check${reasons.length === 0 ? '' : `: ${reasons.slice(0, 3).join('; ')}`}.`
}

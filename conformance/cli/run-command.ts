import { existsSync } from 'node:fs'
import { api } from '../profile/index.ts'
import { baselineOf } from '../compare/baseline.ts'
import { readReport } from '../compare/read-report.ts'
import { suggestion } from '../text/suggestion.ts'
import { planner } from '../plan/plan.ts'
import { certainIn, oneOfEach, type Consent, type Plan } from '../plan/model.ts'
import { outlookOf, unbounded, type Outlook } from '../plan/price.ts'
import { definitions } from '../../spec/contract.ts'
import { redactor, secretsOf, variables } from '../report/redact.ts'
import { renderOutlook, renderPlan, renderSideEffects } from '../report/formats/plan.ts'
import { renderHeading } from '../report/formats/terminal-header.ts'
import type { Report } from '../report/report.ts'
import { rules } from '../rules/index.ts'
import { recordedRun } from '../run/run.ts'
import { defaults, usualSeed, type Recorded, type RunOptions } from '../run/options.ts'
import { readChoice, type Selection } from '../plan/selection.ts'
import { readConfig, usualConfig, type Config } from '../settings/config.ts'
import { durations, parseDuration } from '../text/duration.ts'
import { parseBaseUrl, type Target } from '../model/target.ts'
import { Undecidable } from '../model/undecidable.ts'
import { readWaivers } from '../settings/waivers.ts'
import type { CommandContext } from './context.ts'
import { targetVariable } from './file-target.ts'
import { announce, summarize } from './github-actions.ts'
import { onInterrupt } from './interrupt.ts'
import { readKeys } from './keys.ts'
import { commandNames, type RunFlags } from './program.ts'
import { displayOn, Progress, type Display } from './progress.ts'
import { proxyFor, readCa, readHeaders } from './reach.ts'
import { reportFilesOf, writeReports } from './report-files.ts'
import { reportText } from './report-text.ts'
import { traceFor } from './tracing.ts'
import { checkDistinct } from './writable.ts'

/** What another command changes in a run. */
export interface Variation {
  /** In place of the settings file, which is still named for messages. */
  readonly config?: Config
  readonly keys?: Target['keys']
  readonly select?: Selection
  readonly journal?: string
  /** Where the progress is shown. */
  readonly display?: Display
  /** Aborted to end the run, in place of a signal to the process. */
  readonly stop?: AbortSignal
  /** Called with the plan, and with the journal of a run that writes, in place of announcing the run. */
  readonly announcePlan?: (plan: Plan, outlook: Outlook, journal: string | undefined) => void
  /** Called with the result, in place of printing the report and writing it to files; returns the exit code. */
  readonly present?: (recorded: Recorded) => number
  /** Called with the report, in place of printing it; it is still written to files. */
  readonly collect?: (report: Report) => void
}

/** Runs the suite and prints its report; resolves to the exit code. */
export async function runCommand(
  address: string | undefined,
  flags: RunFlags,
  context: CommandContext,
  variation: Variation = {},
): Promise<number> {
  checkCommand(address)
  if (flags.plan === true) return printPlan(wishOf(flags, context, variation), context)
  return await follow(prepareRun(address, flags, context, variation), flags, context, variation)
}

/** What to check, and with which keys. */
function wishOf(flags: RunFlags, context: CommandContext, variation: Variation) {
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

const numberOfKeys = (keys: Target['keys']) => Object.fromEntries(Object.entries(keys).map(([role, each]) => [role, each.length]))

/** Prints the requests of a run. Sends nothing. */
function printPlan({ planned, maxWait, keys }: Wish, { output }: CommandContext): number {
  const options = { seed: defaults.seed, ...planned, ...(keys.main === undefined ? {} : { given: numberOfKeys(keys) }) }
  const terms = { ...unbounded(api), maxWait: maxWait ?? defaults.maxWait }
  const planFor = planner(api, rules, options)
  const plan = planFor(terms)
  if (plan.requests.length === 0) throw new Undecidable(nothingToSend(plan, planned.maxRequests, planned.select))
  output.print(renderPlan(plan, outlookOf(plan, planFor(), options.given ?? oneOfEach, terms)))
  return 0
}

/** A run of which everything is known and checked that can be before it sends something. */
export type Prepared = ReturnType<typeof prepareRun>

/** Reads the options and files of a run. Sends nothing. Throws `Undecidable` if one of them is invalid or cannot be read or written. */
export function prepareRun(address: string | undefined, flags: RunFlags, context: CommandContext, variation: Variation = {}) {
  const { config, planned, maxWait, maxTime, keys } = wishOf(flags, context, variation)
  const { consent, seed } = planned
  // A run that writes has a seed of its own unless it is given one, and the shards of two plans cannot be merged.
  if (flags.shard !== undefined && consent.writes === true && seed === undefined)
    throw new Undecidable(
      '--shard with --allow-writes requires --seed: the same text for all shards, and a new one for each time they run.',
    )
  const baseUrl = parseBaseUrl(address ?? context.env[targetVariable] ?? config.target)
  if (keys.main === undefined) throw new Undecidable(`An API key is required: use --key or the environment variable ${variables.main}.`)
  // A replay and a comparison look at the findings as they are.
  const isWhole = variation.present === undefined
  const reports = isWhole ? reportFilesOf(flags.report ?? config.report ?? []) : []
  const headers = readHeaders(context, flags.header, config.headers)
  const [ca, proxy] = [flags.ca ?? config.ca, proxyFor(baseUrl, context)]
  const waiverFile = flags.waivers ?? config.waivers
  const waivers = waiverFile === undefined ? [] : readWaivers(waiverFile, api, rules)
  const baselineFile = isWhole ? (flags.baseline ?? config.baseline) : undefined
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

/** Carries a prepared run out. */
async function follow(
  { options, reports }: Prepared,
  flags: RunFlags,
  context: CommandContext,
  { present, collect, announcePlan, display, stop }: Variation,
): Promise<number> {
  const { output } = context
  const { level, seed, consent, basis, headers, journal, maxRequests, select } = options
  const { baseUrl, keys } = options.target
  const trace = await traceFor(context, headers, { 'conformance.level': level, 'conformance.seed': seed })
  let journalFile: string | undefined
  const interruption =
    stop === undefined
      ? onInterrupt(context, () => (journalFile === undefined ? [] : [journalFile]))
      : { signal: stop, close: () => undefined }
  const redact = redactor([...Object.values(keys).flat(), ...secretsOf(headers)], api.keyFormat)
  const progress = flags.quiet === true ? undefined : new Progress({ display: display ?? displayOn(output) })
  let exitCode: number | undefined
  try {
    const recorded = await recordedRun({
      ...options,
      stop: interruption.signal,
      ...(trace === undefined ? {} : { tracing: trace }),
      ...(progress === undefined ? {} : { onEvent: progress.event, onVerdict: progress.verdict }),
      onPlan: (plan: Plan, outlook: Outlook) => {
        if (plan.requests.length === 0) throw new Undecidable(nothingToSend(plan, maxRequests, select))
        if (consent.writes === true && plan.owned.size > 0) journalFile = journal ?? `${plan.tag}.journal.jsonl`
        progress?.clear()
        progress?.plan(certainIn(plan).length, plan.requests.length)
        if (announcePlan !== undefined) announcePlan(plan, outlook, journalFile)
        else if (progress !== undefined)
          output.tellSentences(
            renderHeading({ contract: api, target: redact(baseUrl), level, basis, consent, seed, keys: numberOfKeys(keys) }) +
              renderSideEffects(plan, api) +
              renderOutlook(plan, outlook),
          )
      },
    })
    progress?.end()
    exitCode = recorded.report.exitCode
    if (present !== undefined) return present(recorded)
    const { report, record, secrets, keys: named, startedAt } = recorded
    const hide = redactor([...secrets, ...secretsOf(headers)], api.keyFormat)
    const traffic = {
      exchanges: record.exchanges,
      keys: named,
      baseUrl,
      startedAt,
      redact: hide,
      format: api.keyFormat,
      profile: api.profile,
      definitions: definitions(),
    }
    if (collect !== undefined) {
      collect(report)
      summarize(report, traffic, context)
    } else {
      // The verdict stays the last line.
      announce(report, traffic, context)
      const { columns, isTerminal } = output
      // On a terminal, and usually in a log, the report follows what was told before the run.
      if (progress !== undefined && isTerminal === (columns !== undefined)) output.tell('\n')
      output.print(reportText(report, flags, reports.length > 0, context))
    }
    // With --quiet, the verdict is the only line.
    writeReports(reports, report, traffic, flags.quiet === true ? () => undefined : output.tell)
    return report.exitCode
  } catch (error) {
    progress?.end()
    if (error instanceof Undecidable) throw new Undecidable(redact(error.message))
    throw new Error(redact(error instanceof Error ? (error.stack ?? error.message) : String(error)))
  } finally {
    await trace?.end(exitCode)
    interruption.close()
  }
}

/** Rejects a plain word instead of a URL as an unknown command. */
function checkCommand(address: string | undefined): void {
  if (address === undefined || !/^[a-z-]+$/i.test(address)) return
  throw new Undecidable(
    `Unknown command "${address}"${suggestion(address, commandNames)}; a base URL begins with http:// or https://. Run with --help for usage.`,
  )
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

function nothingToSend({ leftOut, shard }: Plan, maxRequests: number | undefined, select: Selection | undefined): string {
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

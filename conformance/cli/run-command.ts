import { existsSync } from 'node:fs'
import path from 'node:path'
import { api } from '../profile/index.ts'
import { suggestion } from '../text/suggestion.ts'
import { planner } from '../plan/plan.ts'
import { oneOfEach, type Consent, type Plan } from '../plan/model.ts'
import { outlookOf, unbounded, type Outlook } from '../plan/price.ts'
import { foreign } from '../text/foreign.ts'
import { definitions } from '../../spec/contract.ts'
import { redactor, secretsOf, variables } from '../report/redact.ts'
import { renderOutlook, renderPlan, renderSideEffects } from '../report/formats/plan.ts'
import { renderReport } from '../report/formats/terminal.ts'
import { rules } from '../rules/index.ts'
import { recordedRun } from '../run/run.ts'
import { defaults } from '../run/options.ts'
import { readChoice, type Selection } from '../plan/selection.ts'
import { readConfig, usualConfig, type Config } from '../settings/config.ts'
import { durations, parseDuration } from '../text/duration.ts'
import { parseBaseUrl } from '../model/target.ts'
import { Undecidable } from '../model/undecidable.ts'
import { readWaivers } from '../settings/waivers.ts'
import type { CommandContext } from './context.ts'
import { announce } from './github-actions.ts'
import { onInterrupt } from './interrupt.ts'
import { readKeys } from './keys.ts'
import { commandNames, type RunFlags } from './program.ts'
import { clearProgress, showProgress } from './progress.ts'
import { proxyFor, readCa, readHeaders } from './reach.ts'
import { reportFilesOf, writeReports } from './report-files.ts'

/** Runs the suite and prints its report; resolves to the exit code. */
export async function runCommand(address: string | undefined, flags: RunFlags, context: CommandContext): Promise<number> {
  const { env, output } = context
  checkCommand(address)
  const config = readConfig(flags.config)
  const level = flags.level ?? config.level ?? defaults.level
  const seed = flags.seed ?? config.seed
  const maxRequests = flags.maxRequests ?? config['max-requests']
  const maxWait = flags.maxWait ?? maxWaitOf(config)
  const consent = consentOf(flags, config)
  const select = readChoice(
    {
      only: flags.only ?? config.only ?? [],
      skip: flags.skip ?? config.skip ?? [],
      documentedOnly: flags.documentedOnly ?? config['documented-only'] ?? false,
    },
    api,
    rules,
  )
  const planned = {
    level,
    consent,
    ...(seed === undefined ? {} : { seed }),
    ...(select === undefined ? {} : { select }),
    ...(maxRequests === undefined ? {} : { maxRequests }),
  }
  const keys = readKeys(flags, config, context)
  if (flags.plan) {
    const given = Object.fromEntries(Object.entries(keys).map(([role, each]) => [role, each.length]))
    const options = { seed: defaults.seed, ...planned, ...(keys.main === undefined ? {} : { given }) }
    const terms = { ...unbounded(api), maxWait: maxWait ?? defaults.maxWait }
    const planFor = planner(api, rules, options)
    const plan = planFor(terms)
    output.print(renderPlan(plan, outlookOf(plan, planFor(), options.given ?? oneOfEach, terms)))
    return 0
  }
  const baseUrl = parseBaseUrl(address ?? env[targetVariable] ?? config.target)
  if (keys.main === undefined) throw new Undecidable(`An API key is required: use --key or the environment variable ${variables.main}.`)
  const reports = reportFilesOf(flags.report ?? config.report ?? [])
  const headers = readHeaders(context, flags.header, config.headers)
  const [ca, proxy] = [flags.ca ?? config.ca, proxyFor(baseUrl, context)]
  const waiverFile = flags.waivers ?? config.waivers
  const waivers = waiverFile === undefined ? [] : readWaivers(waiverFile, api, rules)
  const journal = flags.journal ?? config.journal
  checkDistinct([
    ...reports.map((each) => [`the ${each.format.title} report`, each.file] as const),
    ['the journal', journal],
    ['the settings', flags.config ?? (existsSync(usualConfig) ? usualConfig : undefined)],
    ['the waivers', waiverFile],
    ['the certificate authority', ca],
  ])

  let journalFile: string | undefined
  const interruption = onInterrupt(context, () => journalFile, consent.writes === true)
  const redact = redactor([...Object.values(keys).flat(), ...secretsOf(headers)], api.keyFormat)
  try {
    const {
      report,
      record,
      secrets,
      keys: named,
      startedAt,
    } = await recordedRun({
      ...planned,
      target: { baseUrl, keys },
      headers,
      waivers,
      basis: flags.basis ?? config.basis ?? defaults.basis,
      concurrency: flags.concurrency ?? config.concurrency ?? defaults.concurrency,
      timeout: (flags.timeout ?? config.timeout ?? defaults.timeout / 1000) * 1000,
      stop: interruption.signal,
      onEvent: (event) => showProgress(output, event),
      ...(maxWait === undefined ? {} : { maxWait }),
      onPlan: (plan: Plan, outlook: Outlook) => {
        if (plan.requests.length === 0) throw new Undecidable(nothingToSend(plan, maxRequests, select))
        if (consent.writes === true && plan.owned.size > 0) journalFile = journal ?? `${plan.tag}.journal.jsonl`
        output.tell(renderSideEffects(plan, api) + renderOutlook(plan, outlook))
      },
      ...(ca === undefined ? {} : { ca: readCa(ca) }),
      ...(proxy === undefined ? {} : { proxy }),
      ...(journal === undefined ? {} : { journal }),
    })
    clearProgress(output)
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
    // The verdict stays the last line.
    announce(report, traffic, context)
    output.print(renderReport(report, output.colors, api.profile))
    writeReports(reports, report, traffic)
    return report.exitCode
  } catch (error) {
    clearProgress(output)
    if (error instanceof Undecidable) throw new Undecidable(redact(error.message))
    throw new Error(redact(error instanceof Error ? (error.stack ?? error.message) : String(error)))
  } finally {
    interruption.close()
  }
}

/** Checks that no output file is also an input file or another output file. */
function checkDistinct(files: readonly (readonly [what: string, file: string | undefined])[]): void {
  const known = new Map<string, string>()
  for (const [what, file] of files) {
    if (file === undefined) continue
    const place = path.resolve(file)
    const other = known.get(place)
    if (other !== undefined) throw new Undecidable(`${foreign(file)} cannot be both ${other} and ${what}.`)
    known.set(place, what)
  }
}

/** Environment variable that may contain the base URL; an empty value is invalid. */
const targetVariable = 'CONFORMANCE_TARGET'

/** Rejects a plain word instead of a URL as an unknown command. */
function checkCommand(address: string | undefined): void {
  if (address === undefined || !/^[a-z-]+$/i.test(address)) return
  throw new Undecidable(
    `Unknown command "${address}"${suggestion(address, commandNames)}; a base URL begins with http:// or https://. Run with --help for usage.`,
  )
}

function consentOf(flags: RunFlags, config: Config): Consent {
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

function maxWaitOf({ 'max-wait': given }: Config): number | undefined {
  if (given === undefined) return undefined
  const parsed = parseDuration(given)
  if (parsed === undefined) throw new Undecidable(`max-wait in the settings: expected ${durations}, got ${JSON.stringify(given)}.`)
  return parsed
}

function nothingToSend({ leftOut }: Plan, maxRequests: number | undefined, select: Selection | undefined): string {
  const chosen = leftOut.filter(
    ({ by, rule, subject: { operation } }) => by !== 'choice' && select?.includes({ rule, operation }) !== false,
  )
  const reasons = [...new Set(chosen.map(({ why }) => why))]
  if (maxRequests !== undefined && leftOut.some(({ by }) => by === 'budget'))
    return `No check fits into ${maxRequests} requests (--max-requests).`
  return `The selected rules and operations leave nothing to check${reasons.length === 0 ? '' : `: ${reasons.slice(0, 3).join('; ')}`}.`
}

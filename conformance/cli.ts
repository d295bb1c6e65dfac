/** Arguments → run → exit code; nothing else. */
import { accessSync, constants, existsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import pc from 'picocolors'
import { contract } from '../spec/contract.ts'
import { runLevels, type RunLevel } from './levels.ts'
import { makePlan, type Plan } from './plan/plan.ts'
import { redactor, variables } from './report/redact.ts'
import { renderJson } from './reporters/json.ts'
import { renderOutlook, renderPlan, renderReport } from './reporters/terminal.ts'
import type { Role } from './request.ts'
import { rules } from './rules/index.ts'
import { defaults, run } from './run.ts'
import type { SendEvent } from './send/send.ts'
import { parseBaseUrl, type Target } from './target.ts'
import { Undecidable } from './undecidable.ts'

interface Flags {
  readonly key?: string[]
  readonly readerKey?: string[]
  readonly powerlessKey?: string[]
  readonly expiredKey?: string[]
  readonly revokedKey?: string[]
  readonly otherTenantKey?: string[]
  readonly expendableKey?: string[]
  readonly allowWrites?: true
  readonly allowLasting?: true
  readonly allowExhaust?: true
  readonly journal?: string
  readonly concurrency: number
  readonly level: RunLevel
  readonly report?: string
  readonly plan?: true
  readonly seed?: string
  readonly timeout: number
}

const several = (value: string, earlier: string[] = []): string[] => [...earlier, value]

function seconds(value: string): number {
  const parsed = Number(value)
  if (!(parsed > 0 && parsed <= 600)) throw new InvalidArgumentError('Expected seconds, above 0 and at most 600.')
  return parsed
}

function atMost(most: number) {
  return (value: string): number => {
    const parsed = Number(value)
    if (!(Number.isInteger(parsed) && parsed >= 1 && parsed <= most))
      throw new InvalidArgumentError(`Expected a whole number from 1 to ${most}.`)
    return parsed
  }
}

function reportFile(value: string): string {
  const [, file] = /^json=(.+)$/.exec(value) ?? []
  if (file === undefined) throw new InvalidArgumentError('Expected json=FILE.')
  return file
}

const keyOption = (flag: string, role: Role | 'reader', what: string) =>
  new Option(`${flag} <key>`, `${what} (or the variable ${variables[role]})`).argParser(several)

const program = new Command('conformance')
  .description(`Checks whether a deployment keeps the contract of the ${contract.title} ${contract.version}. Read-only.`)
  .argument('[base-url]', 'base URL of the deployment, such as https://app.betterdata.co/api')
  .addOption(keyOption('--key', 'main', 'API key to look around with; several that are allowed the same share the load'))
  .addOption(keyOption('--reader-key', 'reader', 'a key with every ….read permission; helps with the reads'))
  .addOption(keyOption('--powerless-key', 'powerless', 'a key without any permission'))
  .addOption(keyOption('--expired-key', 'expired', 'an expired key'))
  .addOption(keyOption('--revoked-key', 'revoked', 'a revoked key'))
  .addOption(keyOption('--other-tenant-key', 'other', 'a key of a second tenant'))
  .addOption(keyOption('--expendable-key', 'expendable', 'a key whose minute may be spent'))
  .option('--allow-writes', 'create, change and delete what the run itself makes; all of it is taken back')
  .option('--allow-lasting', 'with --allow-writes, also create what the contract has no way to delete')
  .option('--allow-exhaust', "spend an expendable key's minute; with --allow-writes the run makes that key itself")
  .option('--journal <file>', 'where to note what the run makes, for "clean" if the run is killed')
  .option('--concurrency <number>', 'requests on their way at once; writes are always alone', atMost(32), defaults.concurrency)
  .addOption(new Option('--level <level>', 'how much to show').choices(runLevels).default(defaults.level))
  .option('--report <json=FILE>', 'also write the report to a file', reportFile)
  .option('--plan', 'print what would be sent, and send nothing')
  .option('--seed <text>', 'decides made-up ids and names; equal seeds send equal requests')
  .option('--timeout <seconds>', 'for each exchange', seconds, defaults.timeout / 1000)
  .addHelpText(
    'after',
    `
Levels, each including those before it:
  smoke      one read per operation, and whether a key is asked for; every answer is judged by every law
  contract   all that a single key can show; about ten requests for each operation
  isolation  what needs a second tenant's key
  full       what needs keys in other states

Exit codes:
  0  conforms at the level asked for
  1  does not conform
  2  could not tell: bad usage, unreachable, key refused, or something could not be judged
  3  the suite itself failed`,
  )
  .showHelpAfterError('Run with --help for the options.')
  .exitOverride()

/** A key that is also in an environment variable need not be on the command line, where others can see it. */
function keysOf(flags: Flags): Target['keys'] {
  const given: Readonly<Record<Role | 'reader', string[] | undefined>> = {
    main: flags.key,
    reader: flags.readerKey,
    powerless: flags.powerlessKey,
    expired: flags.expiredKey,
    revoked: flags.revokedKey,
    other: flags.otherTenantKey,
    expendable: flags.expendableKey,
  }
  return Object.fromEntries(
    Object.entries(given).flatMap(([role, keys]) => {
      const fromEnvironment = process.env[variables[role as Role | 'reader']]?.split(',').filter((each) => each !== '')
      const found = keys ?? fromEnvironment ?? []
      return found.length > 0 ? [[role, found]] : []
    }),
  )
}

/** Shows on a terminal, in one line, how far the run is; says in a line of its own when it waits. */
function progress(event: SendEvent): void {
  const { stderr } = process
  if (event.type === 'wait') {
    if (stderr.isTTY) stderr.write('\r\u001B[K')
    stderr.write(
      `waiting ${Math.ceil(event.milliseconds / 1000)} s for the rate limit of ${event.key === 'no key' ? event.key : `key "${event.key}"`}\n`,
    )
  } else if (stderr.isTTY) {
    stderr.write(`\r\u001B[K${event.sent} of ${event.planned} requests`)
  }
}

/** A run may end before all that was planned is sent. */
function clearProgress(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\u001B[K')
}

/** Better known before the run than after it. */
function checkWritable(file: string): void {
  try {
    accessSync(existsSync(file) ? file : path.dirname(path.resolve(file)), constants.W_OK)
  } catch (error) {
    throw new Undecidable(`The report cannot be written to ${file}: ${(error as Error).message}.`)
  }
}

/** What cannot be a key would be refused in a way that looks like the deployment's fault. */
function checkKeys(keys: Target['keys']): void {
  for (const [role, texts] of Object.entries(keys)) {
    if (texts.every((text) => /^[\x21-\x7e]{8,}$/.test(text))) continue
    const variable = variables[role as keyof typeof variables]
    throw new Undecidable(`A key must be at least 8 visible ASCII characters; the one given for "${role}" (${variable}) is not.`)
  }
}

async function main(argv: readonly string[]): Promise<number> {
  program.parse(argv, { from: 'user' })
  const flags = program.opts<Flags>()
  const consent = { writes: flags.allowWrites === true, lasting: flags.allowLasting === true, exhaust: flags.allowExhaust === true }
  if (flags.plan) {
    process.stdout.write(renderPlan(makePlan(contract, rules, { level: flags.level, seed: flags.seed ?? defaults.seed, consent })))
    return 0
  }
  const target = { baseUrl: parseBaseUrl(program.args[0]), keys: keysOf(flags) }
  if (target.keys.main === undefined) {
    throw new Undecidable(`A key is needed: --key, or the variable ${variables.main}.`)
  }
  if (flags.report !== undefined) checkWritable(flags.report)
  checkKeys(target.keys)
  const redact = redactor(Object.values(target.keys).flat())
  try {
    const onPlan = (plan: Plan) => process.stderr.write(renderOutlook(plan, target.keys))
    const report = await run({
      target,
      onPlan,
      level: flags.level,
      consent,
      concurrency: flags.concurrency,
      timeout: flags.timeout * 1000,
      onEvent: progress,
      ...(flags.seed === undefined ? {} : { seed: flags.seed }),
      ...(flags.journal === undefined ? {} : { journal: flags.journal }),
    })
    clearProgress()
    process.stdout.write(renderReport(report, pc))
    if (flags.report !== undefined) writeFileSync(flags.report, renderJson(report))
    return report.exitCode
  } catch (error) {
    clearProgress()
    if (error instanceof Undecidable) throw new Undecidable(redact(error.message))
    throw new Error(redact(error instanceof Error ? (error.stack ?? error.message) : String(error)))
  }
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2
  else if (error instanceof Undecidable) {
    console.error(`Could not tell: ${error.message}`)
    process.exitCode = 2
  } else {
    console.error(
      `The suite itself failed, which says nothing about the deployment:\n${error instanceof Error ? error.message : String(error)}`,
    )
    process.exitCode = 3
  }
}

/** Defines the command line: commands, options and their allowed values. Longer than two screens, because it is the one list of all of them. */
import { Command, Option } from 'commander'
import { contract } from '../../spec/contract.ts'
import { bases, type JudgedBy } from '../model/basis.ts'
import { runLevels, type RunLevel } from '../model/levels.ts'
import { reportNames } from '../report/formats/index.ts'
import { usualProgram } from '../report/formats/terminal-layout.ts'
import { variables } from '../report/redact.ts'
import type { Role } from '../model/request.ts'
import { defaults } from '../run/options.ts'
import { ciSystems } from '../settings/starter.ts'
import { suite } from '../suite.ts'
import type { InitFlags } from './init-command.ts'
import type { Shard } from '../plan/model.ts'
import { prose } from '../text/wrap.ts'
import type { Output } from './output.ts'
import { several, commaList, seconds, duration, atMost, reportFile, shard } from './values.ts'

/** Connection options, shared by every command that sends requests. */
export interface ReachFlags {
  readonly key?: readonly string[]
  readonly otherTenantKey?: readonly string[]
  readonly header?: readonly string[]
  readonly ca?: string
  readonly timeout?: number
}

/** Options of a run as given on the command line; options that were not given are absent. */
export interface RunFlags extends ReachFlags {
  readonly readerKey?: readonly string[]
  readonly unprivilegedKey?: readonly string[]
  readonly expiredKey?: readonly string[]
  readonly revokedKey?: readonly string[]
  readonly exhaustibleKey?: readonly string[]
  /** Former names. */
  readonly powerlessKey?: readonly string[]
  readonly expendableKey?: readonly string[]
  readonly config?: string
  readonly level?: RunLevel
  readonly basis?: JudgedBy
  readonly only?: readonly string[]
  readonly skip?: readonly string[]
  readonly documentedOnly?: true
  readonly maxRequests?: number
  readonly shard?: Shard
  readonly readsOnly?: true
  /** Milliseconds. */
  readonly maxWait?: number
  /** Milliseconds. */
  readonly maxTime?: number
  readonly failFast?: number
  readonly allowWrites?: true
  readonly allowLasting?: true
  readonly allowExhaust?: true
  readonly journal?: string
  readonly waivers?: string
  readonly baseline?: string
  readonly concurrency?: number
  readonly seed?: string
  readonly report?: readonly string[]
  readonly plan?: true
  readonly verbose?: true
  readonly quiet?: true
}

/** The keys of the second deployment. Those that are not given are the same as for the first one. */
export interface DiffFlags extends RunFlags {
  readonly keyB?: readonly string[]
  readonly readerKeyB?: readonly string[]
  readonly otherTenantKeyB?: readonly string[]
  readonly unprivilegedKeyB?: readonly string[]
  readonly expiredKeyB?: readonly string[]
  readonly revokedKeyB?: readonly string[]
  readonly exhaustibleKeyB?: readonly string[]
  readonly json?: true
}

export interface ReplayFlags extends RunFlags {
  readonly finding?: string
  readonly whole?: true
}

export interface ProxyFlags {
  readonly port?: number
  readonly ca?: string
  readonly timeout?: number
  readonly basis?: JudgedBy
  readonly baseline?: string
  readonly report?: readonly string[]
}

export interface CleanFlags extends ReachFlags {
  readonly target?: string
  readonly config?: string
}

export interface JudgeFlags {
  readonly target?: string
  readonly baseline?: string
  readonly report?: readonly string[]
  readonly verbose?: true
  readonly basis?: JudgedBy
}

export interface MergeFlags {
  readonly allowMissing?: true
  readonly report?: readonly string[]
  readonly verbose?: true
  readonly quiet?: true
}

/** The options for the runs of several deployments; all others are settings of its file. */
export interface CheckAllFlags extends RunFlags {
  readonly parallel?: number
}

export interface Commands {
  readonly run: (baseUrl: string | undefined, flags: RunFlags) => Promise<number>
  readonly list: (flags: { readonly area?: string }) => number
  readonly explain: (rule: string) => number
  readonly clean: (journal: string, flags: CleanFlags) => Promise<number>
  readonly judge: (file: string, flags: JudgeFlags) => number
  readonly proxy: (baseUrl: string, flags: ProxyFlags) => Promise<number>
  readonly lintWaivers: (file: string) => number
  readonly init: (baseUrl: string | undefined, flags: InitFlags) => number
  readonly compare: (before: string, after: string, flags: { readonly json?: true }) => number
  readonly checkAll: (file: string, flags: CheckAllFlags) => Promise<number>
  readonly merge: (files: readonly string[], flags: MergeFlags) => number
  readonly diff: (baseUrl: string, other: string, flags: DiffFlags) => Promise<number>
  readonly replay: (report: string, baseUrl: string | undefined, flags: ReplayFlags) => Promise<number>
}

const keyOption = (flag: string, role: Role | 'reader', what: string) =>
  new Option(`${flag} <key>`, `${what} (or the environment variable ${variables[role]})`).argParser(several)
const keyOf = (role: 'main' | 'other') =>
  role === 'main'
    ? keyOption('--key', role, 'main API key; several keys with the same permissions share the load')
    : keyOption('--other-tenant-key', role, 'API key of a second tenant')
const headerOption = () => new Option('--header <name: value>', 'header to send with every request; repeatable').argParser(several)
const basisOption = () =>
  new Option('--basis <basis>', `basis of the verdict: the whole contract, or only what is promised (default: ${defaults.basis})`).choices(
    bases,
  )
const baselineOption = () =>
  new Option('--baseline <report>', 'JSON report of an earlier run: accept its findings, and fail only because of others')
const reportOption = () =>
  new Option('--report <format=file>', `also write the report to a file; repeatable; formats: ${reportNames}`).argParser(reportFile)
const caOption = () => new Option('--ca <file>', 'certificates (PEM) to trust in addition to the default ones')
const timeoutOption = () =>
  new Option('--timeout <seconds>', `timeout for each request, including its response (default: ${defaults.timeout / 1000})`).argParser(
    seconds,
  )

const configOption = () =>
  new Option('--config <file>', 'settings file (YAML) for options that are not given (default: conformance.config.yaml, if it exists)')

/** Why the target of a file may need confirmation. */
const fileTargetHelp = (what: string): string =>
  `The base URL of the ${what} is used only if it is on this computer, or if CONFORMANCE_TARGET or the settings name the same server. Otherwise name it: a file must not decide where an API key is sent.`

/** The width of help that is not for a terminal, as for its options. */
const usualColumns = 80

/** Breaks the sentences of a help text at the width of the terminal. Commands stay whole, so that they can be pasted. */
const helpLines = (text: string, name: string, columns = usualColumns): string =>
  text
    .split('\n')
    .map((line) => (line.includes(`${name} `) && !line.startsWith('Usage: ') ? line : prose(line, columns)))
    .join('\n')

const keysHelp = `
Pass a key as text, as @FILE (one key per line) or as - (one key per line on standard input). HTTPS_PROXY, HTTP_PROXY and NO_PROXY set the proxies.`

/**
 * Creates the program. `commands` do the work and return exit codes, which are passed to `done`. Help and errors go to `output`; `name` is how the user
 * calls the program.
 */
export function program(
  commands: Commands,
  output: Pick<Output, 'print' | 'tellSentences' | 'columns'>,
  done: (exitCode: number) => void,
  name = usualProgram,
): Command {
  const root = new Command(usualProgram)
    .description(
      `Checks whether a deployment conforms to the contract of the ${contract.title} ${contract.version}. Read-only unless you allow more.`,
    )
    .argument(
      '[base-url]',
      'base URL of the deployment, such as https://app.betterdata.co/api (or the environment variable CONFORMANCE_TARGET)',
    )
    // Options after a command belong to that command.
    .enablePositionalOptions()
    .showHelpAfterError('Run with --help for the options.')
    .configureOutput({ writeOut: (text) => output.print(helpLines(text, name, output.columns)), writeErr: output.tellSentences })
    .exitOverride()
    .optionsGroup('Checks:')
    .addOption(new Option('--level <level>', `which checks to run (default: ${defaults.level})`).choices(runLevels))
    .addOption(basisOption())
    .option('--only <names>', 'check only these areas, rules, operations or groups; repeatable or comma-separated', commaList)
    .option('--skip <names>', 'skip these areas, rules, operations or groups; repeatable or comma-separated', commaList)
    .option('--documented-only', 'skip the operations that the contract adds to the documented ones')
    .option(
      '--max-requests <number>',
      'maximum number of requests; runs the most valuable checks that fit and reports the others as not run',
      atMost(1_000_000),
    )
    .option(
      '--max-wait <duration>',
      `maximum total wait for the rate limit, in seconds or as 90s, 15m or 2h (default: ${defaults.maxWait / 60_000}m); checks that need more are skipped, the least valuable first`,
      duration,
    )
    .option(
      '--max-time <duration>',
      'maximum duration of the run; then it stops sending, cleans up, and reports the rest as not run',
      duration,
    )
    .option(
      '--fail-fast <number>',
      'stop sending after this many failed checks, clean up, and report the rest as not run',
      atMost(1_000_000),
    )
    .addOption(
      new Option(
        '--shard <i/n>',
        'run only the i-th of n parts of the plan, of about the same number of requests; give each its own key and the same other options, and join their JSON reports with "merge"',
      ).argParser(shard),
    )
    .option('--waivers <file>', 'known deviations (YAML), each with a reason, an owner and an expiry date')
    .addOption(baselineOption())
    .option('--plan', 'print the requests that would be sent, without sending any')
    .optionsGroup('Keys:')
    .addOption(keyOf('main'))
    .addOption(keyOption('--reader-key', 'reader', 'API key with every ….read permission; shares the read requests'))
    .addOption(keyOf('other'))
    .addOption(keyOption('--unprivileged-key', 'unprivileged', 'API key without any permission'))
    .addOption(keyOption('--expired-key', 'expired', 'expired API key'))
    .addOption(keyOption('--revoked-key', 'revoked', 'revoked API key'))
    .addOption(keyOption('--exhaustible-key', 'exhaustible', 'API key whose rate limit may be used up'))
    .addOption(keyOption('--powerless-key', 'unprivileged', 'former name of --unprivileged-key').hideHelp())
    .addOption(keyOption('--expendable-key', 'exhaustible', 'former name of --exhaustible-key').hideHelp())
    .optionsGroup('Allowed requests:')
    .option('--reads-only', 'send only GET, HEAD and OPTIONS, not even writes that must be rejected')
    .option('--allow-writes', 'create, change and delete resources that are proven to belong to the run; all of them are cleaned up')
    .option(
      '--allow-lasting',
      'with --allow-writes, also create data that cannot be deleted or may alert people (stock), and change settings, which are restored',
    )
    .option('--allow-exhaust', 'use up the rate limit of an exhaustible key; with --allow-writes the run creates that key itself')
    .option('--journal <file>', 'file that records what the run creates, for "clean" if the run is killed')
    .optionsGroup('Connection:')
    .addOption(headerOption())
    .addOption(caOption())
    .addOption(timeoutOption())
    .option(
      '--concurrency <number>',
      `maximum number of parallel requests; writes are never sent in parallel (default: ${defaults.concurrency})`,
      atMost(32),
    )
    .option('--seed <text>', 'determines generated ids and names; the same seed sends the same requests')
    .optionsGroup('Settings and output:')
    .addOption(configOption())
    .addOption(reportOption())
    .addOption(new Option('--verbose', 'show the requests and responses of every finding').conflicts('quiet'))
    .option('--quiet', 'print only the verdict, in one line')
    .version(
      `conformance ${suite.version} (${contract.title} ${contract.version})`,
      '--version',
      'print the versions of the suite and the contract',
    )
    .helpOption('-h, --help', 'show this help')
    .addHelpText(
      'after',
      `${keysHelp}
OTEL_EXPORTER_OTLP_ENDPOINT names an OpenTelemetry collector that gets a trace of the run.

Levels, each including the previous ones:
  smoke      one read per operation, and wrong keys on a few of them; every response is checked with every rule for single responses
  contract   everything that a single key can check, such as that every operation requires a key; about eight requests per operation
  isolation  checks that need a key of a second tenant
  full       checks that need keys in other states

A requirement is promised if the API overview or a MUST of an RFC states it. All others are decided: by this contract, by common practice, or because of a known risk. The last lines of a report give the verdict on each basis; --basis selects the one that sets the exit code.

Examples:
  ${name} https://staging.example.com/api --key @key.txt
  ${name} https://staging.example.com/api --level contract --allow-writes --report html=report.html
  ${name} https://staging.example.com/api --only pagination --plan
  ${name} init https://staging.example.com/api

Exit codes:
  0  conforms at the selected level
  1  does not conform, or a waiver is expired or matches nothing
  2  inconclusive: invalid usage, deployment unreachable, key rejected, run interrupted, or a check could not be decided
  3  internal error in the suite`,
    )
    .action(async (baseUrl: string | undefined, flags: RunFlags) => done(await commands.run(baseUrl, flags)))

  root
    .command('list')
    .description('list the rules with id, level and title')
    .option('--area <area>', 'list only the rules of this area')
    .action((flags: { readonly area?: string }) => done(commands.list(flags)))
  root
    .command('explain')
    .description('explain a rule: what it requires, why, what it sends and what it needs')
    .argument('<rule>', 'rule id, such as pagination/total-pages')
    .action((rule: string) => done(commands.explain(rule)))
  root
    .command('clean')
    .description('clean up what an interrupted run left behind, using its journal')
    .argument('<journal>', 'journal file of the run')
    .addOption(keyOf('main'))
    .addOption(keyOf('other'))
    .option('--target <base-url>', 'base URL of the deployment (default: the one of the journal)')
    .addOption(headerOption())
    .addOption(caOption())
    .addOption(timeoutOption())
    .addOption(configOption())
    .addHelpText(
      'after',
      `${keysHelp}\n\n${fileTargetHelp('journal')}\n\nExit codes: 0 nothing is left, 2 something is left or the result is unknown.`,
    )
    .action(async (journal: string, flags: CleanFlags) => done(await commands.clean(journal, flags)))
  root
    .command('judge')
    .description('check recorded traffic (HAR 1.2) with the rules that need no requests of their own; sends nothing')
    .argument('<file>', 'HAR file')
    .option('--target <base-url>', 'base URL of the deployment in the recording (default: the one that matches most of it)')
    .addOption(basisOption())
    .addOption(baselineOption())
    .addOption(reportOption())
    .option('--verbose', 'show the requests and responses of every finding')
    .action((file: string, flags: JudgeFlags) => done(commands.judge(file, flags)))
  root
    .command('proxy')
    .description(
      'forward the traffic of a client to a deployment, check it with the rules that need no requests of their own, and report when stopped',
    )
    .argument('<base-url>', 'base URL of the deployment')
    .option('--port <port>', 'port to listen on at 127.0.0.1 (default: any free port)', atMost(65_535))
    .addOption(caOption())
    .addOption(timeoutOption())
    .addOption(basisOption())
    .addOption(baselineOption())
    .addOption(reportOption())
    .action(async (baseUrl: string, flags: ProxyFlags) => done(await commands.proxy(baseUrl, flags)))
  root
    .command('waivers')
    .description('check a waiver file without a deployment')
    .command('lint', { isDefault: true })
    .description('report unknown rules and operations, and expired, duplicate or malformed waivers; exits with 2 if there are any')
    .argument('<file>', 'waiver file')
    .action((file: string) => done(commands.lintWaivers(file)))
  addCheckAll(root, commands, done, name)
  addComparisons(root, commands, done, name)
  root
    .command('init')
    .description('write a settings file, a waiver file and a CI job into the working directory')
    .argument('[base-url]', 'base URL of the deployment')
    .addOption(new Option('--ci <system>', 'CI system for which to write a job').choices(ciSystems).default('github'))
    .option('--force', 'replace files that exist')
    .action((baseUrl: string | undefined, flags: InitFlags) => done(commands.init(baseUrl, flags)))
  return root
}

const accessOptions = ['--header', '--ca', '--timeout', '--concurrency', '--seed', '--config', '--max-requests', '--max-wait']
const consentOptions = ['--reads-only', '--allow-writes', '--allow-lasting', '--allow-exhaust', '--journal']
const keyOptions = [
  '--key',
  '--reader-key',
  '--other-tenant-key',
  '--unprivileged-key',
  '--expired-key',
  '--revoked-key',
  '--exhaustible-key',
]

/** Options of the root command, for commands that run checks, too. */
const optionsOf = (root: Command, names: readonly string[]): Option[] => root.options.filter(({ long }) => names.includes(long ?? ''))

const adding = (command: Command, options: readonly Option[]): Command => {
  for (const each of options) command.addOption(each)
  return command
}

/** What `check-all` takes for all of its targets. A setting that belongs to one deployment, such as a key or a consent, is only in its file. */
const sharedOptions = [
  '--level',
  '--basis',
  '--only',
  '--skip',
  '--documented-only',
  '--max-requests',
  '--max-wait',
  '--max-time',
  '--fail-fast',
  '--seed',
]

/**
 * Default of `--parallel`. At the usual rate limits a run mostly waits, so the number of processors is no bound; each run needs about 100 MB, and four of
 * them fit on the smallest machines of CI systems.
 */
export const usualParallel = 4

/** More runs at a time would need more memory than most machines have for it. */
const maxParallel = 16

function addCheckAll(root: Command, commands: Commands, done: (exitCode: number) => void, name: string): void {
  const command = root
    .command('check-all')
    .description('check several deployments side by side, and print one table of their results')
    .argument('<targets>', 'file (YAML) with the name, the base URL and the settings of each deployment')
    .addOption(
      new Option('--parallel <number>', `maximum number of runs at a time (default: ${usualParallel})`).argParser(atMost(maxParallel)),
    )
    .addOption(
      new Option(
        '--report <format=file>',
        `also write the report of each target to a file, with {name} for the name of the target; repeatable; formats: ${reportNames}`,
      ).argParser(reportFile),
    )
    .option('--plan', 'print the requests that would be sent to each target, without sending any')
    .option('--quiet', 'print only the results, in one line per target')
  adding(command, optionsOf(root, sharedOptions))
    .addHelpText(
      'after',
      `
The file has a list of targets, and defaults for all of them. A target has a name, a base URL (url) and any settings of conformance.config.yaml. Each of its settings replaces the same default as a whole. Keys are in the environment variables that the file names, and in no others:

  defaults:
    level: contract
    report: html=reports/{name}.html
  targets:
    - name: staging
      url: https://staging.example.com/api
      keys: { main: STAGING_KEY }
      allow: [writes]
    - name: production
      url: https://app.example.com/api
      keys: { main: PRODUCTION_KEY }
      reads-only: true

File names in it are relative to its folder; {name} stands for the name of the target. Options take precedence over the file, for every target. Targets with the same server or a common API key run one after the other, because they share a rate limit. Ctrl-C ends all runs; each cleans up what it created.

Example: ${name} check-all targets.yaml --report json=reports/{name}.json

Exit codes: the worst of the runs, from the best: 0 conforms, 2 inconclusive, 1 does not conform, 3 internal error in the suite.`,
    )
    .action(async (file: string, flags: CheckAllFlags) => done(await commands.checkAll(file, flags)))
}

/** Adds the commands that compare runs. Their options for a run are those of the root command. */
function addComparisons(root: Command, commands: Commands, done: (exitCode: number) => void, name: string): void {
  const named = (names: readonly string[]): Option[] => optionsOf(root, names)
  root
    .command('compare')
    .description('compare two JSON reports: what is new, worse, mended, unchanged, or was not run again')
    .argument('<before>', 'JSON report of the earlier run')
    .argument('<after>', 'JSON report of the later run')
    .option('--json', 'print the comparison as JSON')
    .addHelpText(
      'after',
      `
A check that the later run did not run is not mended: it is listed apart. Waived findings count as findings.

Example: ${name} compare monday.json tuesday.json

Exit codes: 0 nothing is worse, 1 a finding is new or worse, 2 a report cannot be read.`,
    )
    .action((before: string, after: string, flags: { readonly json?: true }) => done(commands.compare(before, after, flags)))
  root
    .command('merge')
    .description('merge the JSON reports of all shards of a plan into one report, with the verdict of one run')
    .argument('<reports...>', 'JSON reports of runs with --shard')
    .option('--allow-missing', 'merge although reports of shards are missing; their checks count as not run')
    .addOption(reportOption())
    .addOption(new Option('--verbose', 'show the requests and responses of every finding').conflicts('quiet'))
    .option('--quiet', 'print only the verdict, in one line')
    .addHelpText(
      'after',
      `
The reports must come from runs with the same target, options and seed. Waivers and the baseline are those of the runs: a waiver is unused only if no shard used it. A merged report has no exchanges other than those of findings, so it cannot be written as HAR.

Example: ${name} merge shard-1.json shard-2.json shard-3.json --report html=report.html

Exit codes: those of a run; 2 also for reports that cannot be merged.`,
    )
    .action((files: readonly string[], flags: MergeFlags) => done(commands.merge(files, flags)))
  const diff = root
    .command('diff')
    .description('send the same plan to two deployments, one after the other, and print only what they do differently')
    .argument('<base-url-a>', 'base URL of the first deployment')
    .argument('<base-url-b>', 'base URL of the second deployment')
    .option('--json', 'print the comparison as JSON')
  adding(diff, named(['--level', '--basis', '--only', '--skip', '--documented-only', ...keyOptions, ...consentOptions, ...accessOptions]))
  diff.optionsGroup('Keys of the second deployment, where they differ:')
  adding(
    diff,
    named(keyOptions).map((each) => {
      const [, variable = ''] = /variable (\w+)\)/.exec(each.description) ?? []
      return new Option(`${each.long}-b <key>`, `like ${each.long} (or the environment variable ${variable}_B)`).argParser(several)
    }),
  )
    .addHelpText(
      'after',
      `${keysHelp}

Both runs need the same consent, and each cleans up what it creates.

Example: ${name} diff https://staging.example.com/api https://app.example.com/api --level contract

Exit codes: 0 no difference, 1 they differ, 2 inconclusive: a run could not start, or one of them could not be judged.`,
    )
    .action(async (one: string, other: string, flags: DiffFlags) => done(await commands.diff(one, other, flags)))
  const replay = root
    .command('replay')
    .description('send the requests of one finding of a report again, and tell whether the finding still stands')
    .argument('<report>', 'JSON report with the finding')
    .argument('[base-url]', 'base URL of the deployment (default: the one of the report)')
    .option('--finding <id>', 'id of the finding, such as pagination/total-pages:listProducts; without it, the ids are listed')
    .option('--whole', 'send all requests of that run again, for a rule that compares many responses')
  adding(replay, named([...keyOptions, ...consentOptions, ...accessOptions]))
    .addHelpText(
      'after',
      `${keysHelp}

${fileTargetHelp('report')} Consent is not taken from the report: a finding about writes needs --allow-writes again.

Example: ${name} replay report.json --finding pagination/total-pages:listProducts

Exit codes: 0 mended, 1 the finding stands, 2 it cannot be told.`,
    )
    .action(async (report: string, baseUrl: string | undefined, flags: ReplayFlags) => done(await commands.replay(report, baseUrl, flags)))
}

/** Command names, for suggestions. */
export const commandNames = [
  'check-all',
  'list',
  'explain',
  'clean',
  'judge',
  'proxy',
  'waivers',
  'compare',
  'merge',
  'diff',
  'replay',
  'init',
  'completion',
] as const

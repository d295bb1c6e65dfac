/** The command line as data: commands, options and what their values may be. */
import { Command, Option } from 'commander'
import { contract } from '../../spec/contract.ts'
import { bases, type JudgedBy } from '../model/basis.ts'
import { runLevels, type RunLevel } from '../model/levels.ts'
import { reportForms } from '../report/formats/index.ts'
import { variables } from '../report/redact.ts'
import type { Role } from '../model/request.ts'
import { defaults } from '../run/options.ts'
import { print, tell } from './output.ts'
import { several, commaList, seconds, duration, atMost, reportFile } from './values.ts'

/** How a deployment is reached, common to every command that sends something. */
export interface ReachFlags {
  readonly key?: readonly string[]
  readonly otherTenantKey?: readonly string[]
  readonly header?: readonly string[]
  readonly ca?: string
  readonly timeout?: number
}

/** The options of a run as they were given; what was not given is absent. */
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
  readonly readsOnly?: true
  /** Milliseconds. */
  readonly maxWait?: number
  readonly allowWrites?: true
  readonly allowLasting?: true
  readonly allowExhaust?: true
  readonly journal?: string
  readonly waivers?: string
  readonly concurrency?: number
  readonly seed?: string
  readonly report?: string
  readonly plan?: true
}

export interface ProxyFlags {
  readonly port?: number
  readonly ca?: string
  readonly timeout?: number
  readonly basis?: JudgedBy
  readonly report?: string
}

export interface JudgeFlags {
  readonly target?: string
  readonly basis?: JudgedBy
}

export interface Commands {
  readonly run: (baseUrl: string | undefined, flags: RunFlags) => Promise<number>
  readonly list: (flags: { readonly area?: string }) => number
  readonly explain: (rule: string) => number
  readonly clean: (journal: string, flags: ReachFlags & { readonly target?: string }) => Promise<number>
  readonly judge: (file: string, flags: JudgeFlags) => number
  readonly proxy: (baseUrl: string, flags: ProxyFlags) => Promise<number>
  readonly lintWaivers: (file: string) => number
}

const keyOption = (flag: string, role: Role | 'reader', what: string) =>
  new Option(`${flag} <key>`, `${what} (or the variable ${variables[role]})`).argParser(several)
const keyOf = (role: 'main' | 'other') =>
  role === 'main'
    ? keyOption('--key', role, 'API key to look around with; several that are allowed the same share the load')
    : keyOption('--other-tenant-key', role, 'a key of a second tenant')
const headerOption = () => new Option('--header <name: value>', 'sent with every request; repeatable').argParser(several)
const basisOption = () =>
  new Option('--basis <basis>', `by what is judged: the whole contract, or what is promised alone (default: ${defaults.basis})`).choices(
    bases,
  )
const caOption = () => new Option('--ca <file>', 'certificates (PEM) to trust besides the usual ones')
const timeoutOption = () => new Option('--timeout <seconds>', `for each exchange (default: ${defaults.timeout / 1000})`).argParser(seconds)

const keysHelp = `
A key is given as it is, as @FILE (a key on each line) or as - (the same from standard input). Proxies come from HTTPS_PROXY, HTTP_PROXY and NO_PROXY.`

/** The program; `commands` do the work and give back exit codes, which `done` gets. */
export function program(commands: Commands, done: (exitCode: number) => void): Command {
  const root = new Command('conformance')
    .description(
      `Checks whether a deployment keeps the contract of the ${contract.title} ${contract.version}. Read-only unless something else is allowed.`,
    )
    .argument('[base-url]', 'base URL of the deployment, such as https://app.betterdata.co/api (or the variable CONFORMANCE_TARGET)')
    // An option after a command is the command's.
    .enablePositionalOptions()
    .showHelpAfterError('Run with --help for the options.')
    .configureOutput({ writeOut: print, writeErr: tell })
    .exitOverride()
    .optionsGroup('What is checked:')
    .addOption(new Option('--level <level>', `how much to show (default: ${defaults.level})`).choices(runLevels))
    .addOption(basisOption())
    .option('--only <names>', 'only these areas, rules, operations or groups; repeatable, or separated by commas', commaList)
    .option('--skip <names>', 'not these areas, rules, operations or groups', commaList)
    .option('--documented-only', 'not the operations that the contract designed beyond the documented ones')
    .option('--max-requests <number>', 'the most valuable checks that fit; the rest is reported as not run', atMost(1_000_000))
    .option(
      '--max-wait <duration>',
      `the most to wait for the rate limit in all, in seconds or as 90s, 15m or 2h (default: ${defaults.maxWait / 60_000}m); checks that need more are left out, the least valuable first`,
      duration,
    )
    .option('--waivers <file>', 'known departures (YAML), each with a reason, an owner and a day on which it expires')
    .option('--plan', 'print what would be sent, and send nothing')
    .optionsGroup('Keys:')
    .addOption(keyOf('main'))
    .addOption(keyOption('--reader-key', 'reader', 'a key with every ….read permission; helps with the reads'))
    .addOption(keyOf('other'))
    .addOption(keyOption('--unprivileged-key', 'unprivileged', 'a key without any permission'))
    .addOption(keyOption('--expired-key', 'expired', 'an expired key'))
    .addOption(keyOption('--revoked-key', 'revoked', 'a revoked key'))
    .addOption(keyOption('--exhaustible-key', 'exhaustible', 'a key whose minute may be spent'))
    .addOption(keyOption('--powerless-key', 'unprivileged', 'the former name of --unprivileged-key').hideHelp())
    .addOption(keyOption('--expendable-key', 'exhaustible', 'the former name of --exhaustible-key').hideHelp())
    .optionsGroup('What the run may do besides reading:')
    .option('--reads-only', 'send GET, HEAD and OPTIONS alone, not even writes that have to be refused')
    .option('--allow-writes', 'create, change and delete what the run itself makes, and proves its own; all of it is taken back')
    .option(
      '--allow-lasting',
      'with --allow-writes, also what nothing takes back, what may alert people (stock), and settings, which are put back',
    )
    .option('--allow-exhaust', "spend an exhaustible key's minute; with --allow-writes the run makes that key itself")
    .option('--journal <file>', 'where to note what the run makes, for "clean" if the run is killed')
    .optionsGroup('How it is reached:')
    .addOption(headerOption())
    .addOption(caOption())
    .addOption(timeoutOption())
    .option(
      '--concurrency <number>',
      `requests on their way at once; writes are always alone (default: ${defaults.concurrency})`,
      atMost(32),
    )
    .option('--seed <text>', 'decides made-up ids and names; equal seeds send equal requests')
    .optionsGroup('Settings and output:')
    .option('--config <file>', 'settings (YAML) where no option is given; by default conformance.config.yaml, if there is one')
    .option(`--report <${reportForms}>`, 'also write the report to a file', reportFile)
    .helpOption('-h, --help', 'show this')
    .addHelpText(
      'after',
      `${keysHelp}

Levels, each including those before it:
  smoke      one read per operation, and whether a key is asked for; every answer is judged by every law
  contract   all that a single key can show; about ten requests for each operation
  isolation  what needs a second tenant's key
  full       what needs keys in other states

Promised is what the API overview or a MUST of an RFC says; the rest is decided: by this contract, by practice, or for a known risk. The last lines of a
report give the verdict by either; --basis decides by which one a run exits.

Exit codes:
  0  conforms at the level asked for
  1  does not conform, or a waiver is expired or matches nothing
  2  could not tell: bad usage, unreachable, key refused, interrupted, or something could not be judged
  3  the suite itself failed`,
    )
    .action(async (baseUrl: string | undefined, flags: RunFlags) => done(await commands.run(baseUrl, flags)))

  root
    .command('list')
    .description('list the rules: id, level and sentence')
    .option('--area <area>', 'of one area')
    .action((flags: { readonly area?: string }) => done(commands.list(flags)))
  root
    .command('explain')
    .description('tell what a rule demands, why, what it sends and what it needs')
    .argument('<rule>', 'its id, such as pagination/total-pages')
    .action((rule: string) => done(commands.explain(rule)))
  root
    .command('clean')
    .description('take back what an interrupted run left, by its journal')
    .argument('<journal>', 'file that the run named')
    .addOption(keyOf('main'))
    .addOption(keyOf('other'))
    .option('--target <base-url>', 'where the deployment is now, if not where the run found it')
    .addOption(headerOption())
    .addOption(caOption())
    .addOption(timeoutOption())
    .addHelpText('after', `${keysHelp}\n\nExit codes: 0 nothing is left, 2 something is, or it could not be told.`)
    .action(async (journal: string, flags: ReachFlags & { readonly target?: string }) => done(await commands.clean(journal, flags)))
  root
    .command('judge')
    .description('judge recorded traffic (HAR 1.2) by the laws; sends nothing')
    .argument('<file>', 'the recording')
    .option('--target <base-url>', 'base URL of the deployment in it; by default the one that fits most of it')
    .addOption(basisOption())
    .action((file: string, flags: JudgeFlags) => done(commands.judge(file, flags)))
  root
    .command('proxy')
    .description(
      "pass a client's own traffic on to a deployment, judge it by the laws as it goes, and report when ended; sends nothing of its own",
    )
    .argument('<base-url>', 'base URL of the deployment')
    .option('--port <port>', 'to listen on at 127.0.0.1 (default: any free one)', atMost(65_535))
    .addOption(caOption())
    .addOption(timeoutOption())
    .addOption(basisOption())
    .option(`--report <${reportForms}>`, 'also write the report to a file', reportFile)
    .action(async (baseUrl: string, flags: ProxyFlags) => done(await commands.proxy(baseUrl, flags)))
  root
    .command('waivers')
    .description('check a file of waivers without a deployment')
    .command('lint')
    .description('tell every unknown rule or operation, and what is expired, repeated or malformed; exits with 2 if there is any')
    .argument('<file>', 'file of waivers')
    .action((file: string) => done(commands.lintWaivers(file)))
  return root
}

/** Names of the commands, for suggestions. */
export const commandNames = ['list', 'explain', 'clean', 'judge', 'proxy', 'waivers'] as const

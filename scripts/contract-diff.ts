/**
 * Lists the changes of the contract since an earlier bundle, and fails if version or changelog do not reflect them.
 * Exit code 0: reflected; 1: not reflected; 2: nothing could be compared.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { Command } from 'commander'
import { changesBetween, type Bundle, type Change } from './contract/contract-change.ts'
import { unaccounted } from './contract/version-bump.ts'

const bundlePath = 'spec/generated/openapi.json'

class UsageError extends Error {}

/** The output of git in the current folder, without its last line break; `undefined` if git fails. */
function git(...args: string[]): string | undefined {
  try {
    return execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 64 * 1024 * 1024 }).trimEnd()
  } catch {
    return undefined
  }
}

const committed = (revision: string): string | undefined => git('show', `${revision}:./${bundlePath}`)
const isRevision = (name: string): boolean => git('rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`) !== undefined

function parse(text: string, source: string): Bundle {
  try {
    return JSON.parse(text) as Bundle
  } catch {
    throw new UsageError(`${source} is not JSON; expected a bundle written by \`npm run contract\`.`)
  }
}

/** The bundle of a file or of a git revision. A file takes precedence over a revision with the same name. */
function read(source: string): Bundle {
  if (existsSync(source)) return parse(readFileSync(source, 'utf8'), source)
  if (!isRevision(source)) throw new UsageError(`${source} is neither a file nor a git revision.`)
  const text = committed(source)
  if (text === undefined) throw new UsageError(`The git revision ${source} does not contain ${bundlePath}.`)
  return parse(text, `${bundlePath} of ${source}`)
}

/** The last committed bundle that differs from the working tree: that of HEAD, or of HEAD~1 if HEAD has the same bundle. */
function lastCommitted(): string | undefined {
  if (committed('HEAD') !== readFileSync(bundlePath, 'utf8').trimEnd()) return committed('HEAD') === undefined ? undefined : 'HEAD'
  if (!isRevision('HEAD~1') && git('rev-parse', '--is-shallow-repository') === 'true')
    throw new UsageError('The clone does not contain HEAD~1; fetch at least two commits.')
  return committed('HEAD~1') === undefined ? undefined : 'HEAD~1'
}

/** Prints one line per change, then the problems of version and changelog. */
async function compare(older: string, newer: string): Promise<void> {
  const [base, revision] = [read(older), read(newer)]
  const changes = await changesBetween(base, revision)
  const [from, to] = [base.info.version, revision.info.version]
  console.log(`From ${older} (${from}) to ${newer} (${to}): ${summary(changes)}.`)
  for (const { impact, sentence } of changes) console.log(`  ${impact === 'major' ? 'breaking' : impact.padEnd(8)}  ${sentence}`)
  const changelog = existsSync('CHANGELOG.md') ? readFileSync('CHANGELOG.md', 'utf8') : ''
  const complaints = unaccounted(changes, { from, to, changelog })
  for (const complaint of complaints) console.error(complaint)
  if (complaints.length > 0) process.exitCode = 1
  else if (changes.length > 0) console.log('Version and changelog reflect the changes.')
}

function summary(changes: readonly Change[]): string {
  if (changes.length === 0) return 'no changes (examples are not compared)'
  const breaking = changes.filter(({ impact }) => impact === 'major').length
  return `${breaking === 0 ? 'no' : breaking} breaking, ${changes.length - breaking} non-breaking change${changes.length - breaking === 1 ? '' : 's'}`
}

const program = new Command('contract:diff')
  .description('Lists the changes of the contract, and fails if version or changelog do not reflect them.')
  .argument('[old]', 'earlier bundle: a file or a git revision')
  .argument('[new]', 'later bundle: a file or a git revision', bundlePath)
  .option('--check', 'compare the working tree with the last committed bundle')
  .parse()

const [old, latest = bundlePath] = program.processedArgs as [string | undefined, string | undefined]
try {
  if ((old === undefined) !== (program.getOptionValue('check') === true))
    throw new UsageError('Expected either an earlier bundle or --check.')
  const older = old ?? lastCommitted()
  if (older === undefined) console.log('No earlier bundle found; nothing to compare.')
  else await compare(older, latest)
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  console.error(error.message)
  process.exitCode = 2
}

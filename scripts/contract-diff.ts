/**
 * Names what changed in the contract since an earlier bundle, and fails where version and changelog do not say so.
 * Exit code 0: accounted for; 1: not; 2: there was nothing that could be compared.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { Command } from 'commander'
import { changesBetween, type Bundle, type Change } from './contract/contract-change.ts'
import { unaccounted } from './contract/version-bump.ts'

const bundlePath = 'spec/generated/openapi.json'

class UsageError extends Error {}

/** The output of git in the current folder, without its last line break; `undefined` if it fails. */
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
    throw new UsageError(`${source} is not JSON; expected a bundle as \`npm run contract\` writes it.`)
  }
}

/** The bundle in a file, or that of a git revision. A file wins over a revision of the same name. */
function read(source: string): Bundle {
  if (existsSync(source)) return parse(readFileSync(source, 'utf8'), source)
  if (!isRevision(source)) throw new UsageError(`${source} is neither a file nor a git revision.`)
  const text = committed(source)
  if (text === undefined) throw new UsageError(`The revision ${source} has no ${bundlePath}.`)
  return parse(text, `${bundlePath} of ${source}`)
}

/** The last committed bundle that is not the one in the working tree: that of HEAD, or of HEAD~1 where HEAD has this very one. */
function lastCommitted(): string | undefined {
  if (committed('HEAD') !== readFileSync(bundlePath, 'utf8').trimEnd()) return committed('HEAD') === undefined ? undefined : 'HEAD'
  if (!isRevision('HEAD~1') && git('rev-parse', '--is-shallow-repository') === 'true')
    throw new UsageError('This clone ends before HEAD~1, so nothing can be compared; fetch at least two commits.')
  return committed('HEAD~1') === undefined ? undefined : 'HEAD~1'
}

/** One line for each change, then what is not accounted for. */
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
  else if (changes.length > 0) console.log('Version and changelog account for it.')
}

function summary(changes: readonly Change[]): string {
  if (changes.length === 0) return 'no change, but perhaps in examples'
  const breaking = changes.filter(({ impact }) => impact === 'major').length
  return `${breaking === 0 ? 'nothing' : breaking} breaking, ${changes.length - breaking} other change${changes.length - breaking === 1 ? '' : 's'}`
}

const program = new Command('contract:diff')
  .description('Names what changed in the contract, and fails where version and changelog do not say so.')
  .argument('[old]', 'a bundle, or the git revision to take it from')
  .argument('[new]', 'the same of the later one', bundlePath)
  .option('--check', 'compare the working tree with the last committed bundle')
  .parse()

const [old, latest = bundlePath] = program.processedArgs as [string | undefined, string | undefined]
try {
  if ((old === undefined) !== (program.getOptionValue('check') === true))
    throw new UsageError('Expected either an older bundle or --check.')
  const older = old ?? lastCommitted()
  if (older === undefined) console.log('There is no earlier bundle, so nothing can have changed.')
  else await compare(older, latest)
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  console.error(error.message)
  process.exitCode = 2
}

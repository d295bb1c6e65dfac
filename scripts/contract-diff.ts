/**
 * Lists the changes of the contract since an earlier bundle, and fails if version or changelog do not reflect them.
 * Exit code 0: reflected; 1: not reflected; 2: nothing could be compared.
 */
import { existsSync, readFileSync } from 'node:fs'
import { Command } from 'commander'
import { changesBetween, type Change } from './contract/contract-change.ts'
import { BundleError, bundlePath, committed, git, isRevision, readBundle } from './contract/read-bundle.ts'
import { unaccounted } from './contract/version-bump.ts'

/** The last committed bundle that differs from the working tree: that of HEAD, or of HEAD~1 if HEAD has the same bundle. */
function lastCommitted(): string | undefined {
  if (committed('HEAD') !== readFileSync(bundlePath, 'utf8').trimEnd()) return committed('HEAD') === undefined ? undefined : 'HEAD'
  if (!isRevision('HEAD~1') && git('rev-parse', '--is-shallow-repository') === 'true')
    throw new BundleError('The clone does not contain HEAD~1; fetch at least two commits.')
  return committed('HEAD~1') === undefined ? undefined : 'HEAD~1'
}

/** Prints one line per change, then the problems of version and changelog. */
async function compare(older: string, newer: string): Promise<void> {
  const [base, revision] = [readBundle(older), readBundle(newer)]
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
    throw new BundleError('Expected either an earlier bundle or --check.')
  const older = old ?? lastCommitted()
  if (older === undefined) console.log('No earlier bundle found; nothing to compare.')
  else await compare(older, latest)
} catch (error) {
  if (!(error instanceof BundleError)) throw error
  console.error(error.message)
  process.exitCode = 2
}

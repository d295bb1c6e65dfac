/**
 * Writes what each version of the contract changed, `docs-site/contract-versions.json`, and the page made of it, `docs-site/changelog.md`. Earlier versions
 * stay as they are; the current one, and those that are missing, are compared with the version before, whose bundle is read from Git. `--check` writes nothing
 * and needs no Git. Exit code 0: written or up to date; 1: out of date; 2: nothing could be compared.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import { contractChangelog } from '../docs-site/build/contract-changelog.ts'
import { changesBetween, type Bundle } from './contract/contract-change.ts'
import { digestOf, grouped, outdated, summaryIn, type ContractVersion } from './contract/contract-versions.ts'
import { bundlePath, committed, git } from './contract/read-bundle.ts'

const fileOf = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url))
const [dataFile, pageFile] = [fileOf('docs-site/contract-versions.json'), fileOf('docs-site/changelog.md')]

const { check = false } = new Command('contract:versions')
  .description('Writes what each version of the contract changed.')
  .option('--check', 'only check that data and page describe the current bundle')
  .parse()
  .opts<{ check?: true }>()

const bundle = readFileSync(fileOf(bundlePath), 'utf8')
const versions = JSON.parse(readFileSync(dataFile, 'utf8')) as readonly ContractVersion[]

if (check) {
  const isPageOld = readFileSync(pageFile, 'utf8') !== contractChangelog(versions)
  const complaints = [
    ...outdated(versions, bundle),
    ...(isPageOld ? ['docs-site/changelog.md is out of date: run `npm run contract:versions` and commit the result.'] : []),
  ]
  for (const complaint of complaints) console.error(complaint)
  if (complaints.length > 0) process.exitCode = 1
} else await write()

/** The last bundle of a version, with the day of its commit. */
interface Released {
  readonly text: string
  readonly date: string
}

async function write(): Promise<void> {
  const released = history()
  const current = versionOf(bundle)
  const known = released.get(current)
  const today = new Date().toISOString().slice(0, 10)
  released.set(current, known !== undefined && digestOf(known.text) === digestOf(bundle) ? known : { text: bundle, date: today })
  const changelog = readFileSync(fileOf('CHANGELOG.md'), 'utf8')
  const made: ContractVersion[] = []
  const names = [...new Set([...versions.map(({ version }) => version), ...released.keys()])]
  for (const [index, version] of names.entries()) {
    const old = versions.find((each) => each.version === version)
    const own = released.get(version)
    // A summary that was written by hand stays.
    const summaryOf = (each: ContractVersion | undefined): string => [each?.summary, summaryIn(changelog, version)].find(Boolean) ?? ''
    if (old !== undefined && (version !== current || own === undefined || digestOf(own.text) === old.digest)) {
      made.push({ ...old, summary: summaryOf(old) })
      continue
    }
    const before = names[index - 1]
    const earlier = before === undefined ? undefined : released.get(before)
    if (own === undefined || (before !== undefined && earlier === undefined)) {
      console.error(
        `The history of ${bundlePath} does not contain version ${before ?? version}; fetch the whole history (git fetch --unshallow).`,
      )
      process.exitCode = 2
      return
    }
    const changes = earlier === undefined ? [] : await changesBetween(JSON.parse(earlier.text) as Bundle, JSON.parse(own.text) as Bundle)
    made.push({ version, date: own.date, digest: digestOf(own.text), summary: summaryOf(old), ...grouped(changes) })
    console.log(`Compared ${version} with ${before ?? 'nothing'}: ${changes.length} changes.`)
  }
  writeFileSync(dataFile, `${JSON.stringify(made, null, 2)}\n`)
  writeFileSync(pageFile, contractChangelog(made))
  for (const complaint of outdated(made, bundle)) console.error(complaint)
}

function versionOf(text: string): string {
  return (JSON.parse(text) as Bundle).info.version
}

/** The last committed bundle of each version; empty without Git. */
function history(): Map<string, Released> {
  const commits = git('log', '--reverse', '--format=%H %cs', '--', bundlePath) ?? ''
  return new Map(
    commits.split('\n').flatMap((line): [string, Released][] => {
      const [commit = '', date = ''] = line.split(' ')
      const text = commit === '' ? undefined : committed(commit)
      return text === undefined ? [] : [[versionOf(text), { text, date }]]
    }),
  )
}

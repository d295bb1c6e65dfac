import type { Change } from './contract-change.ts'

/** Version and changelog of a release of the contract. */
export interface Release {
  /** `info.version` before and after, MAJOR.MINOR.PATCH. */
  readonly from: string
  readonly to: string
  /** The text of CHANGELOG.md. */
  readonly changelog: string
}

type Version = readonly [major: number, minor: number, patch: number]

/**
 * The reasons why version and changelog do not reflect the changes; empty if they do. Breaking changes need a new major version, any change a
 * higher version and a line in the changelog under that version or under Unreleased. Throws if a version is malformed.
 */
export function unaccounted(changes: readonly Change[], { from, to, changelog }: Release): string[] {
  const [before, after] = [numbers(from), numbers(to)]
  if (changes.length === 0) return []
  const isBreaking = changes.some(({ impact }) => impact === 'major')
  const complaints: string[] = []
  if (isBreaking && after[0] <= before[0])
    complaints.push(`Invalid info.version "${to}" for breaking changes since ${from}: expected ${before[0] + 1}.0.0 or higher.`)
  else if (!isHigher(after, before))
    complaints.push(`Invalid info.version "${to}" for a changed contract: expected a version higher than ${from}.`)
  if (!hasEntry(changelog, to))
    complaints.push(`The contract has changed, but CHANGELOG.md has no entry under "## ${to}" or "## Unreleased".`)
  return complaints
}

const isHigher = ([a, b, c]: Version, [x, y, z]: Version): boolean => a > x || (a === x && (b > y || (b === y && c > z)))

function numbers(version: string): Version {
  const [, major, minor, patch] = /^(\d+)\.(\d+)\.(\d+)$/.exec(version) ?? []
  if (patch === undefined) throw new Error(`Invalid info.version ${JSON.stringify(version)}: expected MAJOR.MINOR.PATCH`)
  return [Number(major), Number(minor), Number(patch)]
}

/** Headings may have brackets and a date: `## [1.1.0] - 2026-06-01`. */
function hasEntry(changelog: string, version: string): boolean {
  const sections = changelog.split(/^## /m).slice(1)
  return sections.some((section) => {
    const [heading = '', ...lines] = section.split('\n')
    const name = /^\[?([^\]\s]+)/.exec(heading)?.[1]
    return (name === version || name?.toLowerCase() === 'unreleased') && lines.some((line) => /^[-*] \S/.test(line))
  })
}

import type { Change } from './contract-change.ts'

/** What a release of the contract says of itself. */
export interface Release {
  /** `info.version` before and after, MAJOR.MINOR.PATCH. */
  readonly from: string
  readonly to: string
  /** The text of CHANGELOG.md. */
  readonly changelog: string
}

type Version = readonly [major: number, minor: number, patch: number]

/**
 * Why a release does not own up to its changes, in sentences; none if it does. Breaking changes need a new major version, any change a
 * higher version and a line in the changelog under that version or under Unreleased. Throws on a version of another form.
 */
export function unaccounted(changes: readonly Change[], { from, to, changelog }: Release): string[] {
  const [before, after] = [numbers(from), numbers(to)]
  if (changes.length === 0) return []
  const isBreaking = changes.some(({ impact }) => impact === 'major')
  const complaints: string[] = []
  if (isBreaking && after[0] <= before[0])
    complaints.push(
      `Breaking changes need a new major version: info.version went from ${from} to ${to}, expected ${before[0] + 1}.0.0 or higher.`,
    )
  else if (!isHigher(after, before)) complaints.push(`The contract has changed, so info.version must be higher than ${from}, but is ${to}.`)
  if (!hasEntry(changelog, to))
    complaints.push(`The contract has changed, but CHANGELOG.md has no line under "## ${to}" or "## Unreleased".`)
  return complaints
}

const isHigher = ([a, b, c]: Version, [x, y, z]: Version): boolean => a > x || (a === x && (b > y || (b === y && c > z)))

function numbers(version: string): Version {
  const [, major, minor, patch] = /^(\d+)\.(\d+)\.(\d+)$/.exec(version) ?? []
  if (patch === undefined) throw new Error(`info.version must be MAJOR.MINOR.PATCH, but is ${JSON.stringify(version)}`)
  return [Number(major), Number(minor), Number(patch)]
}

/** Headings may carry brackets and a date: `## [1.1.0] - 2026-06-01`. */
function hasEntry(changelog: string, version: string): boolean {
  const sections = changelog.split(/^## /m).slice(1)
  return sections.some((section) => {
    const [heading = '', ...lines] = section.split('\n')
    const name = /^\[?([^\]\s]+)/.exec(heading)?.[1]
    return (name === version || name?.toLowerCase() === 'unreleased') && lines.some((line) => /^[-*] \S/.test(line))
  })
}

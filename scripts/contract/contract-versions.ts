/** The versions of the contract and what each one changed, as committed data: `docs-site/contract-versions.json`. */
import { createHash } from 'node:crypto'
import type { Change } from './contract-change.ts'

/** Changes of one kind at the same place of one or more operations. */
export interface ChangeGroup {
  /** What changed, in a sentence or phrase. */
  readonly what: string
  /** The place within the operations or the document; empty for the whole. */
  readonly place: string
  /** `GET /products`; empty for changes outside of operations. */
  readonly operations: readonly string[]
}

export interface ContractVersion {
  /** MAJOR.MINOR.PATCH. */
  readonly version: string
  /** The day of its last change: `2026-11-29`. */
  readonly date: string
  /** SHA-256 of its bundle. */
  readonly digest: string
  /** What it means for clients, in words. Written by hand, or taken from CHANGELOG.md. */
  readonly summary: string
  readonly breaking: readonly ChangeGroup[]
  readonly added: readonly ChangeGroup[]
  /** The number of changed descriptions, titles and examples. */
  readonly wording: number
}

export const digestOf = (bundle: string): string => createHash('sha256').update(bundle.trimEnd()).digest('hex')

/** The changes of a version, grouped: breaking ones, other changes of what clients can send or get, and the number of changes of texts. */
export function grouped(changes: readonly Change[]): Pick<ContractVersion, 'breaking' | 'added' | 'wording'> {
  return {
    breaking: groupsOf(changes.filter(({ impact }) => impact === 'major')),
    added: groupsOf(changes.filter(({ impact }) => impact === 'minor')),
    wording: changes.filter(({ impact }) => impact === 'patch').length,
  }
}

function groupsOf(changes: readonly Change[]): ChangeGroup[] {
  const groups = new Map<string, { readonly what: string; readonly place: string; readonly operations: Set<string> }>()
  for (const { sentence } of changes) {
    const end = sentence.indexOf(': ')
    const { operation, place } = placeOf(sentence.slice(0, end).split(' › '))
    const what = inWords(sentence.slice(end + 2))
    const key = JSON.stringify([what, place, operation === undefined])
    const group = groups.get(key) ?? { what, place, operations: new Set() }
    if (operation !== undefined) group.operations.add(operation)
    groups.set(key, group)
  }
  return [...groups.values()].map(({ what, place, operations }) => ({ what, place, operations: [...operations] }))
}

/** Names of Redocly's types, as OpenAPI calls these parts. */
const inWords = (what: string): string => what.replace(/^SpecExtension\b/, 'Extension').replace(/^SchemaProperties\b/, 'Properties')

/** Tokens that say nothing to a reader who knows the API. */
const structure = new Set(['responses', 'content', 'application/json', 'schema', 'properties', '$ref'])

function placeOf([first = '', second = '', third = '', ...rest]: readonly string[]): {
  readonly operation?: string
  readonly place: string
} {
  if (first === 'paths')
    return { operation: `${third.toUpperCase()} ${second}`.trim(), place: rest.filter((each) => !structure.has(each)).join(' › ') }
  return { place: [first, second, third, ...rest].filter((each) => each !== '').join(' › ') }
}

/** What CHANGELOG.md says about a version: the sentences after `Contract 2.1:` or `Contract 2.1.3:`; `undefined` if it says nothing. */
export function summaryIn(changelog: string, version: string): string | undefined {
  const names = version.endsWith('.0') ? [version, version.slice(0, -2)] : [version]
  const items = changelog.split(/^- /m).map((each) => each.split(/\n(?=\n|#)/)[0] ?? '')
  const found = items.find((each) => names.some((name) => each.startsWith(`Contract ${name}: `)))
  const text = found
    ?.slice(found.indexOf(': ') + 2)
    .replaceAll(/\s+/g, ' ')
    .trim()
  return text && text.charAt(0).toUpperCase() + text.slice(1)
}

/** The reasons why the versions do not describe the bundle; empty if they do. */
export function outdated(versions: readonly ContractVersion[], bundle: string): string[] {
  const { version } = (JSON.parse(bundle) as { readonly info: { readonly version: string } }).info
  const last = versions.at(-1)
  const command = 'run `npm run contract:versions` and commit the result.'
  if (last?.version !== version || last.digest !== digestOf(bundle))
    return [`docs-site/contract-versions.json describes version ${last?.version ?? 'none'} or an earlier bundle of ${version}: ${command}`]
  return versions
    .filter(({ summary }) => summary === '')
    .map(
      (each) =>
        `docs-site/contract-versions.json has no summary of version ${each.version}: write one, or a line "Contract ${each.version}: …" in CHANGELOG.md, and ${command}`,
    )
}

import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { redocly } from '../support/redocly.ts'

const configuration = fileURLToPath(new URL('contract-diff.yaml', import.meta.url))
const run = promisify(execFile)

/** As semantic versioning ranks them. */
export type Impact = 'major' | 'minor' | 'patch'

export interface Change {
  readonly impact: Impact
  /** One sentence or phrase, with the place. */
  readonly sentence: string
}

/** A bundled OpenAPI document, as far as a comparison looks into it. */
export interface Bundle {
  readonly info: { readonly version: string }
  readonly paths?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly components?: { readonly schemas?: Readonly<Record<string, unknown>> }
}

/** The schema of what a program reads of an error, one branch for each kind. */
interface ErrorKinds {
  readonly oneOf: readonly unknown[]
}

/** What `redocly diff --format json` writes, as far as it is read here. */
interface Report {
  readonly changes: readonly {
    readonly path: string
    readonly kind: 'added' | 'removed' | 'modified'
    readonly typeName: string
    readonly property?: string
    readonly impact: Impact
    readonly verdicts: readonly { readonly message: string }[]
  }[]
}

/**
 * What changed from one bundle to the next, breaking changes first. Beta operations may change without notice (R17), so what happens to
 * them breaks nothing; an operation that becomes beta counts as removed. A new kind of error breaks nothing either: every response says which kind
 * it is, so that it comes with a status of its own alone. Examples and the version itself are no change.
 * Throws if Redocly cannot read a document.
 */
export async function changesBetween(base: Bundle, revision: Bundle): Promise<readonly Change[]> {
  // Redocly would list the new version among the changes.
  const next = { ...revision, info: { ...revision.info, version: base.info.version } }
  const [stable, whole] = await Promise.all([diff(withoutBeta(base), withoutNewErrors(withoutBeta(next), base)), diff(base, next)])
  const breaking = stable.filter(({ impact }) => impact === 'major')
  const known = new Set(breaking.map(({ sentence }) => sentence))
  const others = whole
    .filter(({ sentence }) => !known.has(sentence))
    .map((change) => (change.impact === 'major' ? { ...change, impact: 'minor' as const } : change))
  return [...breaking, ...others]
}

function withoutBeta(bundle: Bundle): Bundle {
  const paths = Object.entries(bundle.paths ?? {}).flatMap(([name, item]) => {
    const kept = Object.entries(item).filter(([, node]) => !has(node, 'x-stability', 'beta'))
    return kept.some(([, node]) => has(node, 'responses')) ? [[name, Object.fromEntries(kept)] as const] : []
  })
  return { ...bundle, paths: Object.fromEntries(paths) }
}

/** The revision without the kinds of error that the base does not have. */
function withoutNewErrors(revision: Bundle, base: Bundle): Bundle {
  const [before, after] = [errorKinds(base), errorKinds(revision)]
  if (before === undefined || after === undefined) return revision
  const known = new Set(before.kinds.oneOf.map((each) => JSON.stringify(each)))
  const kinds = { ...after.kinds, oneOf: after.kinds.oneOf.filter((each) => known.has(JSON.stringify(each))) }
  return { ...revision, components: { ...revision.components, schemas: { ...revision.components?.schemas, [after.name]: kinds } } }
}

function errorKinds({ components }: Bundle): { readonly name: string; readonly kinds: ErrorKinds } | undefined {
  const error = components?.schemas?.['Error'] as { readonly properties?: { readonly details?: { readonly $ref?: string } } } | undefined
  const name = error?.properties?.details?.$ref?.split('/').at(-1)
  const kinds = name === undefined ? undefined : (components?.schemas?.[name] as Partial<ErrorKinds> | undefined)
  return name === undefined || kinds?.oneOf === undefined ? undefined : { name, kinds: { ...kinds, oneOf: kinds.oneOf } }
}

function has(node: unknown, name: string, value?: string): boolean {
  if (typeof node !== 'object' || node === null) return false
  const found: unknown = Object.entries(node).find(([key]) => key === name)?.[1]
  return found !== undefined && (value === undefined || found === value)
}

async function diff(base: Bundle, revision: Bundle): Promise<Change[]> {
  const scratch = await mkdtemp(path.join(tmpdir(), 'contract-diff-'))
  try {
    const files = [path.join(scratch, 'base.json'), path.join(scratch, 'revision.json')] as const
    await Promise.all([writeFile(files[0], JSON.stringify(base)), writeFile(files[1], JSON.stringify(revision))])
    const report = path.join(scratch, 'report.json')
    const options = ['--config', configuration, '--format', 'json', '--fail-on', 'none', '--output', report]
    await run(process.execPath, [redocly, 'diff', ...files, ...options], {
      env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
    })
    const { changes } = JSON.parse(await readFile(report, 'utf8')) as Report
    return changes.map(describe)
  } finally {
    await rm(scratch, { recursive: true })
  }
}

function describe({ path: at, kind, typeName, property, impact, verdicts }: Report['changes'][number]): Change {
  const place = at.slice(2).split('/').map(decode).join(' › ')
  const what = verdicts.map(({ message }) => message).join(' ') || `${typeName}${property === undefined ? '' : ` ${property}`} ${kind}`
  return { impact, sentence: `${place}: ${what}` }
}

const decode = (token: string): string => token.replaceAll('~1', '/').replaceAll('~0', '~')

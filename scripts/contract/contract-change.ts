import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { redocly } from '../support/redocly.ts'
import { plainlySpelled } from './spelling.ts'

const configuration = fileURLToPath(new URL('contract-diff.yaml', import.meta.url))
const run = promisify(execFile)

/** Ranks of semantic versioning. */
export type Impact = 'major' | 'minor' | 'patch'

export interface Change {
  readonly impact: Impact
  /** A sentence or phrase that includes the place. */
  readonly sentence: string
}

/** The parts of a bundled OpenAPI document that a comparison reads. */
export interface Bundle {
  readonly info: { readonly version: string }
  readonly paths?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly components?: { readonly schemas?: Readonly<Record<string, unknown>> }
}

/** The parts of the output of `redocly diff --format json` that are read here. */
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
 * Returns the changes between two bundles, breaking changes first. Beta operations may change without notice (R17), so their changes are
 * not breaking; an operation that becomes beta counts as removed. A new kind of error is not breaking: no operation refers to `ApiError`, which lists
 * all kinds, because every response states its own. Changes of examples and of the version are ignored, and other spellings of the
 * same values.
 * Throws if Redocly cannot read a document.
 */
export async function changesBetween(base: Bundle, revision: Bundle): Promise<readonly Change[]> {
  // Redocly would report the new version as a change.
  const next = plainlySpelled({ ...revision, info: { ...revision.info, version: base.info.version } })
  const last = plainlySpelled(base)
  const [stable, whole] = await Promise.all([diff(withoutBeta(last), withoutBeta(next)), diff(last, next)])
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

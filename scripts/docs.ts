/**
 * Builds the reference as a self-contained page, `docs-site/dist/index.html`, and the proof of the suite, `proof.html` and
 * `kill-matrix.html` in the same folder.
 *
 * The reference has more than the bundle: the guides in `spec/guides`, which generators would repeat in every file, and the extensions as JSON Schema, so
 * that Redoc shows every default. Redoc loads only one remote resource, its own badge image; the reference embeds a replacement.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { contract } from '../spec/contract.ts'
import { renderKillMatrix } from '../verification/proof/page/kill-matrix.ts'
import { renderOverview } from '../verification/proof/page/overview.ts'
import type { Proof } from '../verification/proof/published.ts'
import { redocly } from './support/redocly.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const page = path.join(root, 'docs-site/dist/index.html')

const badge =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 52 16"><text y="12" font-family="sans-serif" font-size="13">Redocly</text></svg>'
const ownImage = `data:image/svg+xml;base64,${Buffer.from(badge).toString('base64')}`
const remoteImage = /https:\/\/cdn\.redoc(?:ly)?\.[a-z]+\/[\w./-]+\.(?:svg|png)/g

interface Described {
  readonly description: string
}

/** The description, followed by its guide if there is one. */
function withGuide<Part extends Described>(part: Part, guide: string): Part {
  const file = path.join(root, 'spec/guides', `${guide}.md`)
  return existsSync(file) ? { ...part, description: `${part.description}\n\n${readFileSync(file, 'utf8')}` } : part
}

const bundle = contract.document as { readonly info: Described; readonly tags: readonly (Described & { readonly name: string })[] }
const described = {
  ...bundle,
  info: withGuide(bundle.info, 'introduction'),
  tags: bundle.tags.map((tag) => withGuide(tag, tag.name.toLowerCase().replaceAll(' ', '-'))),
}

mkdirSync(path.dirname(page), { recursive: true })
const scratch = mkdtempSync(path.join(tmpdir(), 'docs-'))
try {
  const source = path.join(scratch, 'openapi.json')
  writeFileSync(source, JSON.stringify(described))
  execFileSync(
    process.execPath,
    [redocly, 'build-docs', source, '--inlineBundle', '--config', path.join(root, 'redocly.yaml'), '-o', page],
    {
      cwd: root,
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  )
} finally {
  rmSync(scratch, { recursive: true })
}
const html = readFileSync(page, 'utf8')
const images = new Set(html.match(remoteImage))
writeFileSync(page, html.replaceAll(remoteImage, ownImage))
const proof = JSON.parse(readFileSync(path.join(root, 'docs-site/proof.json'), 'utf8')) as Proof
const proofPages = { 'proof.html': renderOverview(proof, datesOf(proof)), 'kill-matrix.html': renderKillMatrix(proof) }
for (const [name, content] of Object.entries(proofPages)) writeFileSync(path.join(root, 'docs-site/dist', name), content)

const sizes = Object.entries({ 'index.html': html, ...proofPages }).map(
  ([name, content]) => `${name} (${Math.round(Buffer.byteLength(content) / 1024)} KiB)`,
)
console.log(`wrote ${sizes.join(', ')} to docs-site/dist, ${images.size} remote image${images.size === 1 ? '' : 's'} replaced`)

/** The dates of the proven commits. A shallow clone or a copy without Git does not have them; the page then shows the commits only. */
function datesOf({ commit, deviations, variants }: Proof): ReadonlyMap<string, Date> {
  const commits = new Set([commit, ...[...deviations, ...variants].flatMap((each) => each.commit ?? [])])
  return new Map(
    [...commits].flatMap((each) => {
      const { status, stdout } = spawnSync('git', ['show', '--no-patch', '--format=%cI', each], { cwd: root, encoding: 'utf8' })
      return status === 0 ? [[each, new Date(stdout.trim())] as const] : []
    }),
  )
}

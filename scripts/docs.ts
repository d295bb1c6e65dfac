/**
 * Builds the reference as a self-contained page, `docs-site/dist/index.html`, and the proof of the suite, `docs-site/dist/proof.html`.
 *
 * The page has more than the bundle: the guides in `spec/guides`, which generators would repeat in every file, and the extensions as JSON Schema, so
 * that Redoc shows every default. Redoc loads only one remote resource, its own badge image; the page embeds a replacement.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { contract } from '../spec/contract.ts'
import { renderProof } from '../verification/proof/page.ts'
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
writeFileSync(path.join(root, 'docs-site/dist/proof.html'), renderProof(proof))
console.log(
  `wrote docs-site/dist/proof.html and index.html, ${Math.round(html.length / 1024)} KiB, ${images.size} remote image${images.size === 1 ? '' : 's'} replaced`,
)

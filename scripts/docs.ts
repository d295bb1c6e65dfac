/**
 * Builds the reference as a self-contained page, `docs-site/dist/index.html`, and the proof of the suite, `docs-site/dist/proof.html`.
 *
 * Redoc loads only one remote resource, its own badge image; the page embeds a replacement.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { renderProof } from '../verification/proof/page.ts'
import type { Proof } from '../verification/proof/published.ts'
import { redocly } from './support/redocly.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const page = path.join(root, 'docs-site/dist/index.html')

const badge =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 52 16"><text y="12" font-family="sans-serif" font-size="13">Redocly</text></svg>'
const ownImage = `data:image/svg+xml;base64,${Buffer.from(badge).toString('base64')}`
const remoteImage = /https:\/\/cdn\.redoc(?:ly)?\.[a-z]+\/[\w./-]+\.(?:svg|png)/g

mkdirSync(path.dirname(page), { recursive: true })
execFileSync(process.execPath, [redocly, 'build-docs', 'scm', '--inlineBundle', '-o', page], {
  cwd: root,
  stdio: ['ignore', 'ignore', 'pipe'],
})
const html = readFileSync(page, 'utf8')
const images = new Set(html.match(remoteImage))
writeFileSync(page, html.replaceAll(remoteImage, ownImage))
const proof = JSON.parse(readFileSync(path.join(root, 'docs-site/proof.json'), 'utf8')) as Proof
writeFileSync(path.join(root, 'docs-site/dist/proof.html'), renderProof(proof))
console.log(
  `wrote docs-site/dist/proof.html and index.html, ${Math.round(html.length / 1024)} KiB, ${images.size} remote image${images.size === 1 ? '' : 's'} replaced`,
)

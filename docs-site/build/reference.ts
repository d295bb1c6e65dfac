/**
 * The reference: a document of its own, which Redoc renders from the contract. It has the bar of the site above Redoc, and the search of the site instead of
 * Redoc's, which only finds operations. Redoc is mounted on its own, because its router and the one of VitePress would both claim the address.
 */
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { fileURLToPath } from 'node:url'
import { redocly } from '../../scripts/support/redocly.ts'
import { text as escaped } from '../../verification/proof/page/markup.ts'
import { withSamples } from '../samples/samples.ts'
import { links } from '../site.ts'
import { mapOperations, windowName, type Bundle, type Operation } from './bundle.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

const badge =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 52 16"><text y="12" fill="#6f83b8" font-family="sans-serif" font-size="13">Redocly</text></svg>'
const ownImage = `data:image/svg+xml;base64,${Buffer.from(badge).toString('base64')}`
/** Redoc loads one remote resource, its own badge. */
const remoteImage = /https:\/\/cdn\.redoc(?:ly)?\.[a-z]+\/[\w./-]+\.(?:svg|png)/g

type Limits = NonNullable<Bundle['x-rate-limits']>

/** What the reference says about an operation beside its description: cost and origin. Redoc shows the permission itself. */
function facts(operation: Operation, limits: Limits): string {
  const allowed = limits.map(({ requests, seconds }) => `${requests} per ${windowName(seconds)}`).join(' and ')
  const cost = limits.length === 0 ? '' : `Rate cost: 1 request of the ${allowed} that a key can send. `
  const origin =
    operation['x-provenance'] === 'documented'
      ? 'documented by Better Data'
      : 'designed for this contract, since Better Data names the group without this operation'
  return `${cost}Source: ${origin}.`
}

function described(operation: Operation, limits: Limits): Operation {
  return {
    ...operation,
    description: `${operation.description}\n\n${facts(operation, limits)}`,
    ...(operation['x-stability'] === 'beta' ? { 'x-badges': [{ name: 'Beta', position: 'after' }] } : {}),
  }
}

function withGuide<Part extends { readonly description: string }>(part: Part, guide: string): Part {
  const file = path.join(root, 'spec/guides', `${guide}.md`)
  return existsSync(file) ? { ...part, description: `${part.description}\n\n${readFileSync(file, 'utf8')}` } : part
}

function withFacts(bundle: Bundle): Bundle {
  const limits = bundle['x-rate-limits'] ?? []
  return mapOperations(bundle, (operation) => described(operation, limits))
}

/**
 * The contract as the reference shows it: with the guides of `spec/guides`, which the bundle leaves out because generators would repeat them in every file, and
 * with code samples.
 */
export const referenceDocument = (bundle: Bundle): Bundle =>
  withSamples(
    withFacts({
      ...bundle,
      info: withGuide(bundle.info, 'introduction'),
      tags: bundle.tags.map((tag) => withGuide(tag, tag.name.toLowerCase().replaceAll(' ', '-'))),
    }),
  )

/** An earlier version of the contract as the reference shows it. The guides and the samples belong to the current one. */
export const earlierDocument = (bundle: Bundle, current: string): Bundle =>
  withFacts({
    ...bundle,
    info: { ...bundle.info, description: `> **Earlier version:** the current version is ${current}.\n\n${bundle.info.description}` },
  })

const style = readFileSync(new URL('reference.css', import.meta.url), 'utf8')

/** Runs before the page is drawn: the choice between light and dark is the one of the guides. */
const early = `try{const chosen=localStorage.getItem('vitepress-theme-appearance')
const dark=chosen==='dark'||(chosen!=='light'&&matchMedia('(prefers-color-scheme: dark)').matches)
localStorage.setItem('redoc.colorMode',dark?'dark':'light')
document.documentElement.classList.add(dark?'dark':'light')}catch{}`

const late = (search: string): string => `document.querySelector('.site-bar button').addEventListener('click',()=>{
const dark=!document.documentElement.classList.contains('dark')
document.documentElement.classList.toggle('dark',dark)
document.documentElement.classList.toggle('light',!dark)
try{localStorage.setItem('redoc.colorMode',dark?'dark':'light');localStorage.setItem('vitepress-theme-appearance',dark?'dark':'light')}catch{}})
addEventListener('keydown',(event)=>{
if(event.key.toLowerCase()!=='k'||!(event.ctrlKey||event.metaKey))return
event.preventDefault();event.stopImmediatePropagation();location.href=${JSON.stringify(search)}},true)`

/** The bar of the site, for documents that VitePress does not render. `home` is the address of the site's base, seen from the document: `../`. */
function siteBar(title: string, home: string): string {
  const items = links.map(
    ({ name, path: to }) =>
      `<a href="${home}${to}${to.endsWith('/') ? '' : '.html'}"${to === 'reference/' ? ' aria-current="page"' : ''}>${escaped(name)}</a>`,
  )
  return `<header class="site-bar"><a class="site-name" href="${home}index.html">${escaped(title)}</a>
<nav aria-label="Site">${items.join('')}</nav>
<a class="site-search" aria-label="Search Ctrl K" href="${home}index.html#search"><svg viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor" stroke-width="1.5" aria-hidden="true"><circle cx="7" cy="7" r="4.5"/><path d="m10.5 10.5 3.5 3.5"/></svg> <span>Search</span> <kbd>Ctrl K</kbd></a>
<button type="button" aria-label="Switch between light and dark">◐</button></header>`
}

/**
 * The page that Redoc makes of a document, as HTML without external resources.
 *
 * @param home address of the site's base, seen from the page
 */
export async function renderReference(document: Bundle, home: string): Promise<string> {
  const scratch = mkdtempSync(path.join(tmpdir(), 'reference-'))
  try {
    const [source, page] = [path.join(scratch, 'openapi.json'), path.join(scratch, 'index.html')]
    writeFileSync(source, JSON.stringify(document))
    await promisify(execFile)(
      process.execPath,
      [
        redocly,
        'build-docs',
        source,
        '--inlineBundle',
        '--config',
        path.join(root, 'redocly.yaml'),
        '--title',
        `Reference ${document.info.version} | ${document.info.title}`,
        '-o',
        page,
      ],
      { cwd: root },
    )
    const html = readFileSync(page, 'utf8')
    const scripts = html.indexOf('<script type="module">')
    // Until its scripts run, the links of Redoc are those of a site of its own; then they are anchors.
    const drawn = html.slice(0, scripts).replaceAll(/ href="\/(?!\/)/g, ' href="#/')
    return (drawn + html.slice(scripts))
      .replaceAll(remoteImage, ownImage)
      .replace(
        '</head>',
        () =>
          `<meta name="description" content="Reference of the ${escaped(document.info.title)} ${escaped(document.info.version)}: every operation with its schemas, errors and code samples."><link rel="icon" type="image/svg+xml" href="${home}icon.svg"><style>${style}</style><script>${early}</script></head>`,
      )
      .replace('<body>', () => `<body>${siteBar(document.info.title, home)}`)
      .replace(/<\/body>\s*<\/html>\s*$/, () => `<script>${late(`${home}index.html#search`)}</script></body></html>\n`)
  } finally {
    rmSync(scratch, { recursive: true })
  }
}

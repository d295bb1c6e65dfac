/** The frame of a page: one file that loads nothing, with the styles and the scripts inside and a policy that allows only these. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'
import { text } from './markup.ts'

/** Pages of the site, by address, with their names in the navigation. */
const pages = {
  'index.html': 'Documentation',
  'reference/index.html': 'API reference',
  'rules/index.html': 'Rules',
  'rules/requirements.html': 'Requirements',
  'proof.html': 'Proof',
  'kill-matrix.html': 'Kill matrix',
} as const

export interface Document {
  /** The file name of the page. */
  readonly name: 'proof.html' | 'kill-matrix.html'
  readonly title: string
  readonly main: string
  /** Names of style sheets in `style/`. */
  readonly styles: readonly string[]
  /** Name of the script in `client/`. */
  readonly script: string
}

const style = (name: string): string => readFileSync(new URL(`style/${name}.css`, import.meta.url), 'utf8')

function script(name: string): string {
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(new URL(`client/${name}.ts`, import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    // The settings of the project are for Node.
    tsconfigRaw: {},
  })
  const [{ text: code } = { text: '' }] = outputFiles
  if (/<\/script|<!--/i.test(code)) throw new Error(`The script ${name} contains text that ends a script element`)
  return code
}

const hash = (content: string): string => `'sha256-${createHash('sha256').update(content).digest('base64')}'`

/** Data for a script, as an element that the browser does not run. */
export const data = (id: string, value: unknown): string =>
  `<script type="application/json" id="${id}">${JSON.stringify(value).replaceAll('<', String.raw`\u003c`)}</script>`

export function render({ name, title, main, styles, script: own }: Document): string {
  const css = ['base', ...styles].map(style).join('\n')
  const theme = script('theme')
  const code = script(own)
  const policy = `default-src 'none'; style-src ${hash(css)}; script-src ${hash(theme)} ${hash(code)}; base-uri 'none'; form-action 'none'`
  const links = Object.entries(pages).map(([file, label]) => `<a href="${file}"${file === name ? ' aria-current="page"' : ''}>${label}</a>`)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${text(title)}</title>
<style>${css}</style>
<script>${theme}</script>
</head>
<body>
<a class="skip" href="#content">Skip to content</a>
<header class="site">
  <nav aria-label="Pages">${links.join('')}</nav>
  <button type="button" id="theme" hidden></button>
</header>
<main id="content">
${main}
</main>
<script>${code}</script>
</body>
</html>
`
}

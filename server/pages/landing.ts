import { contract } from '../../spec/contract.ts'
import type { KeysByTenant } from '../banner.ts'
import { demoKeyList } from './demo-keys.ts'
import { html } from './markup.ts'

/** What the page states about the server. */
export interface Landing {
  /** Origin as the client named it: `http://127.0.0.1:4010`. */
  readonly origin: string
  /** The demo keys; `undefined` if the server has other data. */
  readonly keys: KeysByTenant | undefined
  /** Whether the documentation is at `/docs/`. */
  readonly hasDocs: boolean
}

const style = `
:root { color-scheme: light dark; --line: light-dark(#d5dbe3, #38424f); --soft: light-dark(#f3f5f8, #1b222b); --quiet: light-dark(#525e6e, #a3afbf) }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 62rem; padding: 2.5rem 1.25rem 4rem; font: 1rem/1.55 system-ui, sans-serif;
  color: light-dark(#17202b, #e6ebf1); background: light-dark(#fff, #12171e) }
h1 { margin: 0; font-size: 1.6rem; line-height: 1.25 }
h2 { margin: 2.2rem 0 .6rem; font-size: 1.1rem }
p { margin: .6rem 0; max-width: 44rem }
a { color: light-dark(#0b57b8, #7db7ff) }
.quiet, th { color: var(--quiet) }
code, pre { font: .875rem/1.5 ui-monospace, Menlo, Consolas, monospace }
pre { margin: .4rem 0 1rem; padding: .8rem 1rem; background: var(--soft); border: 1px solid var(--line); border-radius: .4rem; overflow-x: auto }
div { overflow-x: auto }
table { border-collapse: collapse; width: 100% }
th, td { padding: .35rem .9rem .35rem 0; text-align: left; border-bottom: 1px solid var(--line); white-space: nowrap }
th { font-weight: 600; font-size: .85rem }
`

function keyTable(keys: KeysByTenant): string {
  const rows = demoKeyList(keys).map(
    ({ tenant, name, key, allows }) =>
      `<tr><td>${html(tenant)}</td><td>${html(name)}</td><td>${html(allows)}</td><td><code>${html(key)}</code></td></tr>`,
  )
  return `<div tabindex="0" role="region" aria-label="Demo keys"><table><thead><tr><th scope="col">Tenant</th><th scope="col">Key</th><th scope="col">Allows</th><th scope="col">Text</th></tr></thead><tbody>
${rows.join('\n')}
</tbody></table></div>`
}

/** A complete HTML document without external resources. */
const pageOf = (title: string, main: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}: ${html(contract.title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${main}
</main>
</body>
</html>
`

/** The page below `/docs/` of a server that does not serve the documentation. */
export const noDocsPage = (): string =>
  pageOf(
    'No documentation here',
    `<h1>No documentation here</h1>
<p>This server was started without its documentation. To read it at this address, start the server with <code>--docs</code>:</p>
<pre>npx better-data-scm-server --docs</pre>
<p>In a clone of the repository, build it first:</p>
<pre>npm run docs
npm start -- --docs</pre>
<p>The <a href="/">first page</a> of this server has its base URL and examples.</p>`,
  )

/** The page at `/`: a complete HTML document without external resources. */
export function landingPage({ origin, keys, hasDocs }: Landing): string {
  const base = `${origin}/api`
  const key = Object.values(keys ?? {})[0]?.['administrator'] ?? 'YOUR_KEY'
  const curl = (comment: string, command: string) => `<p>${comment}</p>\n<pre>${html(command)}</pre>`
  const docs = hasDocs
    ? '<p>The <a href="/docs/">documentation</a> has guides, and a <a href="/docs/reference/">reference</a> of every operation. The <a href="/docs/console/">console</a> calls them from the browser.</p>'
    : '<p>To read the documentation here, start the server with <code>--docs</code>.</p>'
  const keyPart =
    keys === undefined
      ? '<p>This server has its own data, so use one of their keys.</p>'
      : `<p>They are the same everywhere, so they are not secret.</p>\n${keyTable(keys)}`
  return pageOf(
    'Reference server',
    `<h1>Reference server</h1>
<p class="quiet">${html(contract.title)}, contract ${html(contract.version)}</p>
<p>This server implements the whole contract with state: ${Object.keys(contract.operations).length} operations. It is for development and tests, not for production.</p>
<h2>Base URL</h2>
<pre>${html(base)}</pre>
${docs}
<h2>Try it</h2>
${curl('List products:', `curl '${base}/products?limit=3' \\\n  -H 'Authorization: Bearer ${key}'`)}
${curl('Create a product:', `curl '${base}/products' \\\n  -H 'Authorization: Bearer ${key}' \\\n  -H 'Content-Type: application/json' \\\n  -d '{"sku": "VEST-1", "name": "Trail Running Vest"}'`)}
${curl('See an error and the rate-limit headers:', `curl -i '${base}/products/unknown' \\\n  -H 'Authorization: Bearer ${key}'`)}
<h2>Keys</h2>
${keyPart}`,
  )
}

/**
 * The console at `/docs/console/`: a page that calls this server from the browser. It is part of the server, not of the documentation site, because a published
 * site must not ask for keys.
 *
 * It is Swagger UI. Scalar was the alternative: its file has 3.6 MB instead of 1.7, its current versions need Node 22, and its defaults load fonts and ask a proxy.
 */
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { contract, valueAt } from '../../spec/contract.ts'
import type { KeysByTenant } from '../banner.ts'
import { demoKeyList } from './demo-keys.ts'
import { html } from './markup.ts'

/** Own scripts and files only. Swagger UI sets styles of elements. */
export const policyOfConsole =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const own = [new URL('console/start.mjs', import.meta.url), new URL('console/console.css', import.meta.url)].map((each) =>
  fileURLToPath(each),
)

/** The folder with the files of Swagger UI: in the package, beside the own ones; in the sources, its npm package. */
function swaggerUi(): string {
  const packaged = path.dirname(own[0] ?? '')
  if (existsSync(path.join(packaged, 'swagger-ui-bundle.js'))) return packaged
  return path.dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
}

/** The files that the page loads, each with the folder that contains it. */
export const consoleFiles = (): readonly (readonly [file: string, folder: string])[] => [
  ...own.map((each) => [path.basename(each), path.dirname(each)] as const),
  ...['swagger-ui-bundle.js', 'swagger-ui.css'].map((each) => [each, swaggerUi()] as const),
]

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, object>>>>
  readonly components: { readonly securitySchemes?: object; readonly schemas: Readonly<Record<string, object>> }
}

/** The schemas that a part of the document refers to, also by other schemas. */
function schemasIn(part: object, schemas: Document['components']['schemas']): Document['components']['schemas'] {
  const found: Record<string, object> = {}
  const follow = (each: object): void => {
    for (const [, name = ''] of JSON.stringify(each).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      const schema = schemas[name]
      if (schema === undefined || name in found) continue
      found[name] = schema
      follow(schema)
    }
  }
  follow(part)
  return found
}

let written: string | undefined

/**
 * What Swagger UI needs of the contract, as JSON; with the whole contract it takes many seconds to start. The only server is this one. Each operation has its
 * parameters without references, since Swagger UI loses referenced ones of paths. Optional query parameters begin empty, because the examples of all filters
 * together select nothing. Responses are in the reference.
 */
export function consoleDocument(): string {
  if (written !== undefined) return written
  const { openapi, info, tags, paths, components } = contract.document as Document & Readonly<Record<string, unknown>>
  const own: Record<string, Record<string, object>> = {}
  for (const { path, method, parameters, success } of Object.values(contract.operations)) {
    const name = method.toLowerCase()
    const complete = parameters.map(({ pointer, in: place, required }) => {
      const { example, ...parameter } = valueAt(contract.document, pointer.replace(/\/schema$/, '')) as { readonly example?: unknown }
      return place === 'query' && !required ? parameter : { ...parameter, example }
    })
    const responses = { [success.status]: { description: 'Success' } }
    own[path] = { ...own[path], [name]: { ...paths[path]?.[name], parameters: complete, responses } }
  }
  const { securitySchemes, schemas } = components
  written = JSON.stringify({
    openapi,
    info,
    servers: [{ url: '/api' }],
    tags,
    paths: own,
    components: { securitySchemes, schemas: schemasIn(own, schemas) },
  })
  return written
}

function keyChoice(keys: KeysByTenant | undefined): string {
  if (keys === undefined) return '<p>This server has its own data: choose “Authorize” and enter one of their keys.</p>'
  const options = demoKeyList(keys).map(
    ({ tenant, name, key, allows }) => `<option value="${html(key)}">${html(tenant)}, ${html(name)}: ${html(allows)}</option>`,
  )
  return `<p><label for="key">Demo key</label><select id="key">${options.join('')}</select></p>
<p>Requests have this key. To use another one, choose “Authorize”.</p>`
}

/** The page of the console: a complete HTML document that loads its own files only. `keys` are the demo keys; `undefined` if the server has other data. */
export function consolePage(keys: KeysByTenant | undefined): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Console: ${html(contract.title)}</title>
<link rel="icon" type="image/svg+xml" href="../icon.svg">
<link rel="stylesheet" href="swagger-ui.css">
<link rel="stylesheet" href="console.css">
<script src="swagger-ui-bundle.js" defer></script>
<script src="start.mjs" type="module"></script>
</head>
<body>
<header class="console-head">
<a href="../reference/">${html(contract.title)}: reference</a>
<h1>Console</h1>
<p>This page calls the reference server that it comes from. Writes change its data.</p>
${keyChoice(keys)}
</header>
<div id="operations"></div>
</body>
</html>
`
}

const link = `<nav class="console-link" aria-label="Console"><a href="/docs/console/" onclick="this.hash=location.hash">Try it</a></nav>
<style>.console-link a{position:fixed;right:1.25rem;bottom:1.25rem;z-index:70;padding:.7rem 1.1rem;border-radius:2rem;background:#0b57b8;color:#fff;
font:600 .9rem/1 system-ui,sans-serif;text-decoration:none;box-shadow:0 2px 8px rgb(0 0 0/.3)}
@media (width<50rem){.console-link a{right:auto;left:1.25rem}}@media print{.console-link{display:none}}</style>
`

/**
 * Adds a link to the console to a page of the documentation site, at its end. Only this server adds it: a published site has no console. On the reference, the link
 * leads to the operation that the reader sees. The site can style it by its class, `console-link`.
 */
export function withConsoleLink(page: string): string {
  const end = page.lastIndexOf('</body>')
  return end === -1 ? page : page.slice(0, end) + link + page.slice(end)
}

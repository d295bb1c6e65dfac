/**
 * Starts the server from one file, which esbuild makes of its TypeScript in a tenth of a second. A loader such as tsx would stay in the process for as long
 * as it lives, with a heap of its own and a wrapper around every function.
 */
import { randomUUID } from 'node:crypto'
import { mkdirSync, renameSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { buildSync, stop } from 'esbuild'

const root = new URL('..', import.meta.url)
const folder = new URL('dist/server/', root)
const bundle = new URL('main.mjs', folder)
const draft = new URL(`${randomUUID()}.mjs`, folder)

mkdirSync(folder, { recursive: true })
buildSync({
  entryPoints: [fileURLToPath(new URL('server/main.ts', root))],
  outfile: fileURLToPath(draft),
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  // The contract alone looks for something beside itself: its document.
  define: { 'import.meta.url': JSON.stringify(new URL('spec/contract.ts', root).href) },
  logLevel: 'error',
})
await stop()
// Others may be starting too; each finds a whole file.
renameSync(draft, bundle)
await import(bundle.href)

/**
 * `node scripts/start.mjs server/main.ts …` runs a program of this project as one file, which esbuild makes of its TypeScript in a tenth of a second. A
 * loader such as tsx would stay in the process for as long as it lives, with a heap of its own and a wrapper around every function.
 */
import { randomUUID } from 'node:crypto'
import { readFileSync, renameSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const [node = '', , entry = '', ...args] = process.argv
const folder = path.join(root, 'dist/start', path.dirname(entry))
const [bundle, draft] = [path.basename(entry, '.ts'), randomUUID()].map((name) => path.join(folder, `${name}.mjs`))

try {
  const { build, stop } = await import('esbuild')
  await build({
    entryPoints: [path.join(root, entry)],
    outfile: draft,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    // For what starts a thread: it runs the same file.
    define: { 'import.meta.bundle': JSON.stringify(pathToFileURL(bundle).href) },
    logLevel: 'error',
    plugins: [
      {
        // What a source looks for beside itself is not beside the bundle.
        name: 'own-address',
        setup: ({ onLoad }) =>
          onLoad({ filter: /\.ts$/ }, ({ path: file }) => ({
            loader: 'ts',
            contents: readFileSync(file, 'utf8').replaceAll('import.meta.url', () => JSON.stringify(pathToFileURL(file).href)),
          })),
      },
    ],
  })
  await stop()
  // Others may be starting too; each finds a whole file.
  renameSync(draft, bundle)
  process.argv = [node, bundle, ...args]
  await import(pathToFileURL(bundle).href)
} catch (error) {
  // Node's own code for this is 1, which of the suite is a verdict. A full disk and a package that is missing are none.
  console.error(`${entry} cannot be started: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 3
}

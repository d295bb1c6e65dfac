/**
 * `node scripts/start.mjs server/main.ts …` runs a program of this project as one file, which esbuild bundles from its TypeScript. The bundle is kept and
 * reused until one of its sources changes. A loader such as tsx would stay in the process for as long as it lives, with a heap of its own and a wrapper
 * around every function.
 */
import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const [node = '', , entry = '', ...args] = process.argv
// Not below `dist`, which the build of the package empties.
const folder = path.join(root, 'node_modules/.cache/start', path.dirname(entry))
const [bundle, draft] = [path.basename(entry, '.ts'), randomUUID()].map((name) => path.join(folder, `${name}.mjs`))

/** Files besides the sources that a bundle depends on. */
const tools = ['scripts/start.mjs', 'tsconfig.json', 'node_modules/esbuild/package.json']

/** One text per file, which changes if the file changes. */
const stateOf = (files) =>
  files.map((file) => {
    const { mtimeMs, size } = statSync(path.join(root, file))
    return `${mtimeMs} ${size}`
  })

/** Whether the bundle was built from the current sources. Its first line lists them with their state. */
function isCurrent() {
  try {
    const text = readFileSync(bundle, 'utf8')
    const { files, state } = JSON.parse(text.slice(2, text.indexOf('\n')))
    return stateOf(files).every((each, index) => each === state[index])
  } catch {
    return false
  }
}

async function bundleSources() {
  const { build, stop } = await import('esbuild')
  const before = Date.now()
  const { outputFiles, metafile } = await build({
    entryPoints: [path.join(root, entry)],
    absWorkingDir: root,
    write: false,
    metafile: true,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    // A worker thread runs the same file.
    define: { 'import.meta.bundle': JSON.stringify(pathToFileURL(bundle).href) },
    logLevel: 'error',
    plugins: [
      {
        // Sources look for files next to themselves, not next to the bundle.
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
  const files = [...Object.keys(metafile.inputs), ...tools]
  // A source that was edited during the build may be in the bundle in its former state, so such a bundle is not reused.
  const isStale = files.some((file) => statSync(path.join(root, file)).mtimeMs >= before)
  const made = isStale ? {} : { files, state: stateOf(files) }
  mkdirSync(folder, { recursive: true })
  writeFileSync(draft, `//${JSON.stringify(made)}\n${outputFiles[0].text}`)
  // Another process may start at the same time and must find a complete file.
  renameSync(draft, bundle)
}

try {
  if (!isCurrent()) await bundleSources()
  process.argv = [node, bundle, ...args]
  await import(pathToFileURL(bundle).href)
} catch (error) {
  // Node would exit with 1, which is a verdict of the suite. A full disk or a missing package is not a verdict.
  console.error(`${entry} cannot be started: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 3
}

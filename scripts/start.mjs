/**
 * `node scripts/start.mjs server/main.ts …` runs a program of this project as one file, which esbuild bundles from its TypeScript. The bundle is kept and
 * reused until one of its sources changes. A loader such as tsx would stay in the process for as long as it lives, with a heap of its own and a wrapper
 * around every function.
 */
import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import module from 'node:module'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const [node = '', , entry = '', ...args] = process.argv
// Not below `dist`, which the build of the package empties.
const folder = path.join(root, 'node_modules/.cache/start', path.dirname(entry))
const [bundle, draft] = [path.basename(entry, '.ts'), randomUUID()].map((name) => path.join(folder, `${name}.mjs`))

/** Files besides the sources that a bundle depends on. */
const tools = ['scripts/start.mjs', 'scripts/support/own-address.mjs', 'tsconfig.json', 'node_modules/esbuild/package.json']

/**
 * The packages are in the bundle too, because Node then does not search for their 600 files: the server starts a fifth faster. A package with a native part
 * stays outside, like an optional one that is not installed.
 */
const packages = {
  external: ['libsql', 'pg-native', 'pino-pretty', 'tsx'],
  // CommonJS in an ES module: packages also ask for what is built into Node.
  banner: {
    js: `import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url), __filename = ${JSON.stringify(bundle)}, __dirname = ${JSON.stringify(folder)};`,
  },
}

/** The same program in ASCII: a character above U+00FF doubles the memory that V8 needs for all of the text. */
const inAscii = (program) => program.replaceAll(/[^\0-\x7F]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** What a source depends on: for a file of a package, the manifest with its version. */
const watched = (input) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+\//.exec(input)?.[0].concat('package.json') ?? input

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
  const [{ build, stop }, { ownAddress }] = await Promise.all([import('esbuild'), import('./support/own-address.mjs')])
  const before = Date.now()
  const { outputFiles, metafile } = await build({
    entryPoints: [path.join(root, entry)],
    absWorkingDir: root,
    write: false,
    metafile: true,
    bundle: true,
    ...packages,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
    plugins: [
      ownAddress({
        url: (file) => JSON.stringify(pathToFileURL(file).href),
        // A worker thread runs the same file.
        bundle: JSON.stringify(pathToFileURL(bundle).href),
      }),
    ],
  })
  await stop()
  const files = [...new Set(Object.keys(metafile.inputs).map(watched)), ...tools]
  // A source that was edited during the build may be in the bundle in its former state, so such a bundle is not reused.
  const isStale = files.some((file) => statSync(path.join(root, file)).mtimeMs >= before)
  const made = isStale ? {} : { files, state: stateOf(files) }
  mkdirSync(folder, { recursive: true })
  writeFileSync(draft, `//${JSON.stringify(made)}\n${inAscii(outputFiles[0].text)}`)
  // Another process may start at the same time and must find a complete file.
  renameSync(draft, bundle)
}

// Node 22 and later keep compiled code.
module.enableCompileCache?.(path.join(root, 'node_modules/.cache/start/compiled'))

try {
  if (!isCurrent()) await bundleSources()
  process.argv = [node, bundle, ...args]
  await import(pathToFileURL(bundle).href)
} catch (error) {
  // Node would exit with 1, which is a verdict of the suite. A full disk or a missing package is not a verdict.
  console.error(`${entry} cannot be started: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 3
}

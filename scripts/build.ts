/**
 * `npm pack` and `npm publish` run this for a package (`conformance` or `server`): it writes the package's `dist` folder. JavaScript is bundled together with
 * the packages that it uses, because a few files start faster than a thousand, and because everybody then runs the versions that the proof ran
 * with. Their licenses are in `dist/licenses.txt`. Declarations are bundled, too; with `--only-command` there are none, and no reference
 * pages, for installations that only run the command.
 */
import { execFileSync } from 'node:child_process'
import { chmodSync, copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { generateDtsBundle } from 'dts-bundle-generator'
import { build } from 'esbuild'
import { seedDemo } from '../server/demo/seed.ts'
import { openStore } from '../server/store/open.ts'
import { ownAddress } from './support/own-address.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

interface PackageBuild {
  /** Sources of the programs, by the name of their file. */
  readonly programs: Readonly<Record<string, string>>
  /** Sources of the library, by the name of their file; their types are written, too. */
  readonly library: Readonly<Record<string, string>>
  /** The file that a worker thread runs. */
  readonly thread?: string
  /** Adds what is made from the sources, and returns the files of npm packages that it copied. */
  readonly add?: (to: string, isOnlyCommand: boolean) => Promise<readonly string[]>
}

/** The files of Swagger UI that the console of the server loads, and the licenses of what is in them. */
const swaggerUi = ['swagger-ui-bundle.js', 'swagger-ui.css', 'swagger-ui-bundle.js.LICENSE.txt'].map(
  (file) => `node_modules/swagger-ui-dist/${file}`,
)

/** The demo data as rows, with which a server starts faster, and the pages of `--docs`. */
async function addToServer(to: string, isOnlyCommand: boolean): Promise<readonly string[]> {
  const store = await openStore(':memory:', 0)
  await seedDemo(store)
  mkdirSync(path.join(to, 'server/demo'), { recursive: true })
  writeFileSync(path.join(to, 'server/demo/rows.sql'), await store.dump())
  await store.close()
  if (isOnlyCommand) return []
  execFileSync(process.execPath, ['--import', 'tsx', 'scripts/docs.ts'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
  cpSync(path.join(root, 'docs-site/dist'), path.join(to, 'docs-site/dist'), { recursive: true })
  for (const file of swaggerUi) copyFileSync(path.join(root, file), path.join(to, 'server/pages/console', path.basename(file)))
  return swaggerUi
}

const packages: Readonly<Record<string, PackageBuild>> = {
  conformance: {
    programs: { main: 'conformance/main.ts', thread: 'conformance/thread.ts' },
    library: { index: 'conformance/index.ts', vitest: 'conformance/vitest.ts' },
    thread: 'thread.js',
  },
  server: {
    programs: { main: 'server/main.ts' },
    library: { index: 'server/index.ts' },
    add: addToServer,
  },
}

const [name = '', ...options] = process.argv.slice(2)
const isOnlyCommand = options.includes('--only-command')
const chosen = packages[name]
if (chosen === undefined) throw new Error(`expected a package, ${Object.keys(packages).join(' or ')}, and got "${name}"`)
const home = path.join(root, name)
const to = path.join(home, 'dist')

function copied(file: string, below: string): void {
  const target = path.join(below, file)
  mkdirSync(path.dirname(target), { recursive: true })
  copyFileSync(path.join(root, file), target)
}

const manifest = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8')) as Partial<
  Record<'dependencies' | 'peerDependencies', object>
>
/** Packages that a bundled one loads if they are there, and the loader of TypeScript, which only the sources need. */
const optional = ['pino-pretty', 'tsx']

/** Takes the sources of packages out of a source map; they are a third of what people would install. */
function withoutPackages(map: string): string {
  const read = JSON.parse(map) as { readonly sources: readonly string[]; readonly sourcesContent: readonly (string | null)[] }
  const isOwn = (index: number) => !read.sources[index]?.includes('node_modules/')
  return JSON.stringify({ ...read, sourcesContent: read.sourcesContent.map((text, index) => (isOwn(index) ? text : null)) })
}

/** The license texts and notices of the bundled packages, which their licenses ask for. */
function licenses(inputs: readonly string[]): string {
  const folders = new Set(inputs.flatMap((file) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []))
  return [...folders]
    .sort()
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8')) as Record<string, string>
      const texts = readdirSync(path.join(root, folder)).filter((each) => /^(license|notice)/i.test(each))
      const text = texts.map((file) => `\n\n${readFileSync(path.join(root, folder, file), 'utf8').trim()}`).join('')
      return `${name} ${version} (${license})${text}\n`
    })
    .join('\n---\n\n')
}

/** The files that a source reads from the folders of the sources, as `new URL('name', import.meta.url)`. */
function filesReadBy(source: string): readonly string[] {
  if (!source.endsWith('.ts')) return []
  const named = readFileSync(path.join(root, source), 'utf8').matchAll(/new URL\('([^']+)', import\.meta\.url\)/g)
  return [...named].map(([, file = '']) => path.join(path.dirname(source), file))
}

rmSync(to, { recursive: true, force: true })
const { metafile, outputFiles } = await build({
  absWorkingDir: root,
  entryPoints: { ...chosen.programs, ...chosen.library },
  outdir: to,
  bundle: true,
  splitting: true,
  // Next to the entries, so that a file is at the same place for each of them.
  chunkNames: '[name]-[hash]',
  external: [...Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }), ...optional],
  platform: 'node',
  format: 'esm',
  target: 'node20',
  metafile: true,
  write: false,
  // CommonJS in an ES module: packages also ask for what is built into Node.
  banner: {
    js: [
      "import { createRequire as requireFrom } from 'node:module'",
      "import { fileURLToPath as pathFrom } from 'node:url'",
      "const require = requireFrom(import.meta.url), __filename = pathFrom(import.meta.url), __dirname = pathFrom(new URL('.', import.meta.url))",
    ].join('\n'),
  },
  sourcemap: 'linked',
  logLevel: 'warning',
  plugins: [
    ownAddress({
      url: (file) => `new URL(${JSON.stringify(`./${path.relative(root, file).replaceAll('\\', '/')}`)}, import.meta.url).href`,
      bundle: chosen.thread === undefined ? 'undefined' : `new URL(${JSON.stringify(`./${chosen.thread}`)}, import.meta.url).href`,
    }),
  ],
})
mkdirSync(to, { recursive: true })
for (const { path: file, text } of outputFiles) writeFileSync(file, file.endsWith('.map') ? withoutPackages(text) : text)
for (const file of Object.keys(metafile.inputs).flatMap(filesReadBy)) copied(file, to)

const added = (await chosen.add?.(to, isOnlyCommand)) ?? []
writeFileSync(path.join(to, 'licenses.txt'), licenses([...Object.keys(metafile.inputs), ...added]))

const bin = path.join(to, 'bin.js')
writeFileSync(bin, "#!/usr/bin/env node\nimport './main.js'\n")
chmodSync(bin, 0o755)

copyFileSync(path.join(root, 'LICENSE'), path.join(home, 'LICENSE'))
if (!isOnlyCommand) {
  // One file for each entry, without what only the sources need: its users have none of the packages that are bundled.
  const sources = Object.values(chosen.library).map((source) => ({
    filePath: path.join(root, source),
    output: { noBanner: true, exportReferencedTypes: false },
  }))
  const declarations = generateDtsBundle(sources, { preferredConfigPath: path.join(root, 'tsconfig.json') })
  mkdirSync(path.join(to, 'types'))
  for (const [index, entry] of Object.keys(chosen.library).entries())
    writeFileSync(path.join(to, 'types', `${entry}.d.ts`), declarations[index] ?? '')
  copyFileSync(path.join(root, 'spec/generated/openapi.d.ts'), path.join(to, 'types/contract.d.ts'))
}

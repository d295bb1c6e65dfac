/**
 * `npm run packages`: packs the two packages, checks them with publint and are-the-types-wrong, and uses them as people would: installed into an empty folder
 * on each supported version of Node, with their commands and the code of their READMEs, and from a strict TypeScript project.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { demoKeys } from '../../server/demo/keys.ts'
import { run, type Ending } from '../clients/command.ts'
import { majors, runtime, type Runtime } from './node.ts'
import { codeBlocks } from '../../test/code-blocks/fences.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const scratch = mkdtempSync(path.join(tmpdir(), 'packages-'))
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }))
const faults: string[] = []

/** What people may wait for and give away: maxima of the suite (the server's database driver alone is larger). */
const mostMegabytes = 12
const mostSeconds = 5

interface Package {
  readonly workspace: string
  readonly name: string
  readonly tarball: string
}

/** Runs a command; one that fails is a fault, with what it printed. */
async function must(
  what: string,
  file: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Ending> {
  const ending = await run({ file, args, env }, cwd)
  if (ending.code !== 0) faults.push(`${what} ended with ${ending.code}:\n${ending.output.trim()}`)
  return ending
}

async function packed(workspace: string): Promise<Package> {
  const args = ['pack', '--json', '--workspace', workspace, '--pack-destination', scratch]
  const { code, stdout } = await must(`npm ${args.join(' ')}`, 'npm', args, root)
  if (code !== 0) throw new Error(faults.join('\n\n'))
  const [{ name, filename }] = JSON.parse(stdout.slice(stdout.indexOf('['))) as [{ readonly name: string; readonly filename: string }]
  return { workspace, name, tarball: path.join(scratch, filename) }
}

/** The linters of packages, and a publication that sends nothing. */
async function linted({ workspace, name, tarball }: Package): Promise<void> {
  const tool = (file: string): string => path.join(root, 'node_modules', file)
  await must(`publint of ${name}`, process.execPath, [tool('publint/src/cli.js'), tarball, '--strict'], root)
  const attw = [tarball, '--profile', 'esm-only', '--exclude-entrypoints', 'openapi.json']
  await must(`are-the-types-wrong of ${name}`, process.execPath, [tool('@arethetypeswrong/cli/dist/index.js'), ...attw], root)
  await must(`npm publish of ${name}`, 'npm', ['publish', '--dry-run', '--ignore-scripts', '--workspace', workspace], root)
}

interface Use {
  readonly node: string
  readonly package: string
  readonly installSeconds: number
  readonly megabytes: number
  readonly packages: number
  readonly startSeconds: number
}

/** Installs a package into an empty folder. */
async function installed(
  { name, tarball }: Package,
  { version, node, npm }: Runtime,
): Promise<{ readonly folder: string; readonly use: Use }> {
  const folder = path.join(scratch, `${name} on ${version}`)
  mkdirSync(folder)
  writeFileSync(path.join(folder, 'package.json'), '{ "name": "example", "private": true, "type": "module" }\n')
  const before = performance.now()
  const [program, args] = npm(['install', '--no-audit', '--no-fund', tarball])
  const { output } = await must(`npm install of ${name} on Node ${version}`, program, args, folder)
  const installSeconds = (performance.now() - before) / 1000
  if (/warn/i.test(output)) faults.push(`npm install of ${name} on Node ${version} warns:\n${output.trim()}`)
  const modules = path.join(folder, 'node_modules')
  const started = performance.now()
  await must(`${name} --version on Node ${version}`, node, [commandOf(folder, name), '--version'], folder)
  return {
    folder,
    use: {
      node: version,
      package: name,
      installSeconds,
      megabytes: sizeOf(modules) / 1e6,
      packages: packagesIn(modules).length,
      startSeconds: (performance.now() - started) / 1000,
    },
  }
}

const commandOf = (folder: string, name: string): string => path.join(folder, 'node_modules', name, 'dist/bin.js')

const sizeOf = (folder: string): number =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => statSync(path.join(folder, file)))
    .reduce((sum, each) => sum + (each.isFile() ? each.size : 0), 0)

function packagesIn(modules: string): readonly string[] {
  return readdirSync(modules)
    .filter((each) => !each.startsWith('.'))
    .flatMap((each) => (each.startsWith('@') ? readdirSync(path.join(modules, each)).map((below) => `${each}/${below}`) : [each]))
}

/** Starts the server of a package; `use` gets its base URL. */
async function withServer(folder: string, { node, version }: Runtime, use: (baseUrl: string) => Promise<void>): Promise<void> {
  const flags = ['--port', '0', '--database-url', ':memory:', '--log-level', 'silent']
  const child = spawn(node, [commandOf(folder, 'better-data-scm-server'), ...flags], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  let said = ''
  const baseUrl = await new Promise<string | undefined>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const [found] = /http:\/\/127\.0\.0\.1:\d+\/api(?=\s)/.exec(said) ?? []
      if (found !== undefined) resolve(found)
    })
    void ended.then(() => resolve(undefined))
  })
  if (baseUrl === undefined) {
    faults.push(`the server does not start on Node ${version}:\n${said}`)
    return
  }
  await use(baseUrl)
  child.kill('SIGTERM')
  const [code] = (await ended) as [number | null]
  if (code !== 0) faults.push(`the server ended with ${code} after SIGTERM on Node ${version}`)
}

/** The commands of the suite, and the code of its README, against the server. */
async function usedSuite(folder: string, { node, version }: Runtime, baseUrl: string): Promise<void> {
  const command = commandOf(folder, 'better-data-scm-conformance')
  const env = { CONFORMANCE_TARGET: baseUrl, CONFORMANCE_KEY: demoKeys.nordwind.administrator, GITHUB_ACTIONS: '' }
  const reports = ['html', 'json', 'junit', 'sarif'].map((format) => `--report=${format}=report.${format}`)
  await must(`a run on Node ${version}`, node, [command, '--only', 'Catalog', ...reports], folder, env)
  await must(`init on Node ${version}`, node, [command, 'init', baseUrl], folder, env)
  await must(`a plan with the settings of init on Node ${version}`, node, [command, '--plan'], folder, env)
  await runBlocks('conformance', folder, node, version, env)
}

/** The code blocks of a README in any of these languages, in order. */
const codesOf = async (workspace: string, ...languages: readonly string[]): Promise<readonly string[]> =>
  (await codeBlocks(root, `${workspace}/README.md`)).flatMap(({ language, code }) => (languages.includes(language) ? [code] : []))

/** Runs the JavaScript of a README, each block as a program of its own. */
async function runBlocks(
  workspace: string,
  folder: string,
  node: string,
  version: string,
  env: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [index, code] of (await codesOf(workspace, 'js')).entries()) {
    const file = path.join(folder, `block-${index}.mjs`)
    writeFileSync(file, code)
    const { output, code: ended } = await must(
      `JavaScript block ${index + 1} of ${workspace}/README.md on Node ${version}`,
      node,
      [file],
      folder,
      env,
    )
    if (ended === 0 && /does not conform|undefined/.test(output))
      faults.push(`block ${index + 1} of ${workspace}/README.md printed:\n${output}`)
  }
}

/** Compiles the TypeScript of a README in a strict project that checks the declarations of the package too. */
async function compiled({ workspace, name }: Package, folder: string): Promise<void> {
  const blocks = (await codesOf(workspace, 'ts', 'js')).map((code, index) => {
    const file = `typed-${index}.ts`
    // Variables of the environment are texts here; the JavaScript of the page does not say so.
    writeFileSync(path.join(folder, file), code.replaceAll(/(process\.env\.\w+)\b(?!!| =)/g, '$1!'))
    return file
  })
  const { name: typescript, version } = createRequire(import.meta.url)('typescript/package.json') as { name: string; version: string }
  const own = ['@types/node', 'vitest'].map(
    (each) => `${each}@${(createRequire(import.meta.url)(`${each}/package.json`) as { version: string }).version}`,
  )
  await must(
    `npm install of a compiler for ${name}`,
    'npm',
    ['install', '--no-audit', '--no-fund', '--no-save', `${typescript}@${version}`, ...own],
    folder,
  )
  const flags = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--module', 'nodenext', '--target', 'es2023', '--types', 'node']
  const compiler = path.join(folder, 'node_modules/typescript/bin/tsc')
  await must(
    `a strict TypeScript project with ${name}`,
    process.execPath,
    [compiler, ...flags, '--skipLibCheck', 'false', ...blocks],
    folder,
  )
}

function table(uses: readonly Use[]): string {
  const rows = uses.map((each) => [
    each.package.padEnd(27),
    each.node.padEnd(7),
    `${each.installSeconds.toFixed(1)} s`.padStart(7),
    `${each.megabytes.toFixed(1)} MB`.padStart(7),
    String(each.packages).padStart(8),
    `${each.startSeconds.toFixed(2)} s`.padStart(6),
  ])
  return ['package                      Node     install     size  packages   start', ...rows.map((row) => row.join('  '))].join('\n')
}

const [suite, server] = [await packed('conformance'), await packed('server')]
const uses: Use[] = []
await Promise.all([linted(suite), linted(server)])
for (const major of majors) {
  const node = await runtime(major)
  const [suiteAt, serverAt] = [await installed(suite, node), await installed(server, node)]
  uses.push(suiteAt.use, serverAt.use)
  if (suiteAt.use.megabytes > mostMegabytes)
    faults.push(`${suite.name} has ${suiteAt.use.megabytes.toFixed(1)} MB, more than ${mostMegabytes}`)
  await withServer(serverAt.folder, node, async (baseUrl) => usedSuite(suiteAt.folder, node, baseUrl))
  await runBlocks('server', serverAt.folder, node.node, node.version, {})
  if (major === majors[0]) await Promise.all([compiled(suite, suiteAt.folder), compiled(server, serverAt.folder)])
}
console.log(table(uses))
for (const fault of faults) console.error(`\n${fault}`)
const late = uses.filter((each) => each.package === suite.name && each.installSeconds > mostSeconds)
if (late.length > 0)
  console.log(`An installation took more than ${mostSeconds} seconds; a busy machine or a slow registry may be the reason.`)
process.exitCode = faults.length === 0 ? 0 : 1

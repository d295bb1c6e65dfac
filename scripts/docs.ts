/** Builds the documentation site, or serves it while its sources change. */
import { readdirSync, watch } from 'node:fs'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual } from 'node:util'
import { Command, InvalidArgumentError } from 'commander'
import { build, createServer } from 'vitepress'
import { documentation } from '../conformance/suite.ts'
import { bundleSources, generatedBundle } from '../docs-site/build/bundling.ts'
import type { Bundle } from '../docs-site/build/bundle.ts'
import { writeDocuments, writeLiveBundle, writeOperationsPage } from '../docs-site/build/site-files.ts'
import { BundleError, readBundle } from './contract/read-bundle.ts'

const spec = fileURLToPath(new URL('../spec', import.meta.url))
const source = fileURLToPath(new URL('../docs-site', import.meta.url))

function prefix(text: string): string {
  if (/^\/(?:[\w.~-]+\/)*$/.test(text)) return text
  throw new InvalidArgumentError('Expected a path that begins and ends with a slash, such as / or /docs/.')
}

function portNumber(text: string): number {
  if (/^\d+$/.test(text) && Number(text) > 0 && Number(text) < 65_536) return Number(text)
  throw new InvalidArgumentError('Expected a number from 1 to 65535.')
}

/** The bundles of earlier versions. Ends the command with an error if a source has none, or has a version that is already there. */
function earlierBundles(sources: readonly string[], current: string): Bundle[] {
  const versions = new Set([current])
  return sources.map((each) => {
    try {
      const bundle = readBundle(each) as unknown as Bundle
      const { version } = bundle.info
      if (versions.has(version)) throw new BundleError(`${each} has the version ${version}, which the site already has.`)
      versions.add(version)
      return bundle
    } catch (error) {
      if (error instanceof BundleError) command.error(`--earlier: ${error.message}`, { exitCode: 2 })
      throw error
    }
  })
}

/** Ends the command with an error if the site would not be that of the sources, or would have wrong addresses. */
async function checkSources(bundle: Bundle, base: string): Promise<void> {
  const fail = (message: string): never => command.error(`error: ${message}`, { exitCode: 2 })
  if (documentation !== undefined && new URL(documentation).pathname !== base)
    fail(
      `homepage in conformance/package.json is ${documentation}, but the site is built for ${base}: expected an address that ends with ${base}, or --base ${new URL(documentation).pathname}.`,
    )
  const sources = await bundleSources().catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)))
  if (!isDeepStrictEqual(sources, bundle))
    fail('spec/ was changed after the files in spec/generated were made from it: run "npm run contract" first.')
}

const command = new Command('docs')
  .description('Builds the documentation site')
  .option('--base <path>', 'path of the site on its host, such as / or /my-repository/', prefix, '/docs/')
  .helpCommand(false)

command
  .command('build', { isDefault: true })
  .description('Builds the site (the default)')
  .option('--out <folder>', 'folder for the site', path.join(source, 'dist'))
  .option(
    '--earlier <bundle>',
    'also publish the reference of an earlier contract: a file or a git revision; repeatable',
    (each, all: string[]) => [...all, each],
    [],
  )
  .action(async ({ out, earlier }: { out: string; earlier: string[] }) => {
    const { base } = command.opts<{ base: string }>()
    const folder = path.resolve(out)
    const bundle = generatedBundle()
    await checkSources(bundle, base)
    const older = earlierBundles(earlier, bundle.info.version)
    writeOperationsPage(bundle)
    process.env['DOCS_BASE'] = base
    process.env['DOCS_EARLIER'] = older.map(({ info }) => info.version).join(' ')
    await build(source, { base, outDir: folder })
    const sizes = await writeDocuments(bundle, older, folder)
    for (const [address, size] of sizes) console.log(`${String(Math.round(size / 1024)).padStart(6)} KiB  ${address}`)
    console.log(`Wrote the site to ${folder}. Serve it at ${base} of a host.`)
  })

command
  .command('dev')
  .description('Serves the site, and reloads it when guides or the contract change')
  .option('--port <number>', 'port on this computer', portNumber, 5173)
  .action(async ({ port }: { port: number }) => {
    const { base } = command.opts<{ base: string }>()
    process.env['DOCS_BASE'] = base
    await serveLive({ base, port, host: '127.0.0.1' })
  })

/** The folders below a folder of the contract, relative to `spec`. */
const foldersIn = (folder: string): string[] =>
  readdirSync(path.join(spec, folder), { recursive: true, withFileTypes: true })
    .filter((each) => each.isDirectory())
    .map((each) => path.relative(spec, path.join(each.parentPath, each.name)))

/**
 * Serves the site. When the contract changes, the server starts again, because VitePress makes the index of the search only then; open pages reload as
 * soon as it is back. Guides are reloaded by VitePress itself.
 */
async function serveLive(options: { readonly base: string; readonly port: number; readonly host: string }): Promise<void> {
  writeLiveBundle(await bundleSources())
  const start = async (port: number) => {
    const server = await createServer(source, { ...options, port }, () => restart())
    await server.listen()
    return server
  }
  let server = await start(options.port)
  server.printUrls()

  const restart = async () => {
    const { port } = server.httpServer?.address() as AddressInfo
    await server.close()
    server = await start(port)
  }
  const refresh = async () => {
    try {
      writeLiveBundle(await bundleSources())
    } catch (error) {
      console.error(`The contract cannot be bundled, so the pages still show the last one:\n${(error as Error).message}`)
      return
    }
    await restart()
    console.log('The contract changed: made the reference, the samples and the search again.')
  }

  let refreshing = Promise.resolve()
  let waiting: NodeJS.Timeout | undefined
  // A recursive watch of Node 20 on Linux loses a file that an editor replaces by another one.
  for (const folder of ['', ...['components', 'paths', 'guides'].flatMap((each) => [each, ...foldersIn(each)])]) {
    watch(path.join(spec, folder), (_event, name) => {
      if (name === null || !/\.(?:yaml|md)$/.test(name)) return
      // An editor writes several files at once, and some write one file in several steps.
      clearTimeout(waiting)
      waiting = setTimeout(() => {
        refreshing = refreshing.then(refresh)
      }, 200)
    })
  }
}

await command.parseAsync()

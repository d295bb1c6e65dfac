/** Builds the documentation site, or serves it while its sources change. */
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Command, InvalidArgumentError } from 'commander'
import { build, createServer } from 'vitepress'
import { generatedBundle } from '../docs-site/build/bundling.ts'
import { writeDocuments, writeOperationsPage } from '../docs-site/build/site-files.ts'

const source = fileURLToPath(new URL('../docs-site', import.meta.url))

function prefix(text: string): string {
  if (/^\/(?:[\w.~-]+\/)*$/.test(text)) return text
  throw new InvalidArgumentError('Expected a path that begins and ends with a slash, such as / or /docs/.')
}

const command = new Command('docs')
  .description('Builds the documentation site')
  .option('--base <path>', 'path of the site on its host, such as / or /my-repository/', prefix, '/docs/')
  .helpCommand(false)

command
  .command('build', { isDefault: true })
  .option('--out <folder>', 'folder for the site', path.join(source, 'dist'))
  .action(async ({ out }: { out: string }) => {
    const { base } = command.opts<{ base: string }>()
    const folder = path.resolve(out)
    const bundle = generatedBundle()
    writeOperationsPage(bundle)
    process.env['DOCS_BASE'] = base
    await build(source, { base, outDir: folder })
    const sizes = await writeDocuments(bundle, folder)
    for (const [address, size] of sizes) console.log(`${String(Math.round(size / 1024)).padStart(6)} KiB  ${address}`)
    console.log(`Wrote the site to ${folder}. Serve it at ${base} of a host.`)
  })

command
  .command('dev')
  .description('Serves the site, and reloads it when guides or the contract change')
  .option('--port <number>', 'port on this computer', '5173')
  .action(async ({ port }: { port: string }) => {
    const { base } = command.opts<{ base: string }>()
    writeOperationsPage(generatedBundle())
    process.env['DOCS_BASE'] = base
    const server = await createServer(source, { base, port: Number(port), host: '127.0.0.1' })
    await server.listen()
    server.printUrls()
  })

await command.parseAsync()

/** A plugin of Vite for `npm run docs:dev`: serves the documents of the site, and makes them again when the contract changes. */
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vitepress'
import { bundleSources, generatedBundle } from './bundling.ts'
import { documents } from './documents.ts'
import { writeOperationsPage } from './site-files.ts'
import type { Bundle } from './bundle.ts'

const spec = fileURLToPath(new URL('../../spec', import.meta.url))
const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.json': 'application/json', '.yaml': 'application/yaml' }

type DevServer = Parameters<Extract<NonNullable<Plugin['configureServer']>, (...given: never) => unknown>>[0]

/** @param base address of the site on its host: `/docs/` */
export function liveDocuments(base: string): Plugin {
  let bundle: Bundle = generatedBundle()
  let made = new Map<string, Promise<string>>()

  const contentOf = (address: string): Promise<string> | undefined => {
    const document = documents.find((each) => each.address === address)
    if (document === undefined) return undefined
    const content = made.get(address) ?? Promise.resolve(document.content(bundle))
    made.set(address, content)
    return content
  }

  async function reload(server: DevServer): Promise<void> {
    try {
      bundle = await bundleSources()
    } catch (error) {
      server.config.logger.error(`The contract cannot be bundled, so the pages still show the last one:\n${(error as Error).message}`)
      return
    }
    made = new Map()
    writeOperationsPage(bundle)
    server.ws.send({ type: 'full-reload' })
    server.config.logger.info('The contract changed: made the reference again.')
  }

  return {
    name: 'live-documents',
    apply: 'serve',
    configureServer(server) {
      server.watcher.add(spec)
      let waiting: NodeJS.Timeout | undefined
      server.watcher.on('all', (_event, file) => {
        const name = path.relative(spec, file)
        if (name.startsWith('..') || name.startsWith('generated') || !/\.(?:yaml|md)$/.test(name)) return
        // An editor writes several files at once, and some write one file in several steps.
        clearTimeout(waiting)
        waiting = setTimeout(() => void reload(server), 200)
      })
      server.middlewares.use((request, response, next) => {
        const { pathname } = new URL(request.url ?? '/', 'http://local')
        const address = pathname.startsWith(base) ? pathname.slice(base.length).replace(/\/$/, '/index.html') : ''
        const content = contentOf(address)
        if (content === undefined) {
          next()
          return
        }
        content.then(
          (text) => {
            const type = types[path.extname(address)] ?? 'text/plain'
            response.setHeader('Content-Type', `${type}; charset=utf-8`)
            // The client of Vite reloads the page when the contract changes.
            response.end(
              type === 'text/html' ? text.replace('<head>', () => `<head><script type="module" src="${base}@vite/client"></script>`) : text,
            )
          },
          (error: unknown) => {
            made.delete(address)
            next(error)
          },
        )
      })
    },
  }
}

/** A plugin of Vite for `npm run docs:dev`: serves the documents of the site, which VitePress does not know. */
import path from 'node:path'
import type { Plugin } from 'vitepress'
import { documents, fileOf } from './documents.ts'
import { readLiveBundle } from './site-files.ts'

const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.json': 'application/json', '.yaml': 'application/yaml' }

/** @param base address of the site on its host: `/docs/` */
export function liveDocuments(base: string): Plugin {
  const made = new Map<string, Promise<string>>()

  const contentOf = (address: string): Promise<string> | undefined => {
    const make = Object.entries(documents).find(([each]) => each === address)?.[1]
    if (make === undefined) return undefined
    const content = made.get(address) ?? Promise.resolve(make(readLiveBundle()))
    made.set(address, content)
    return content
  }

  return {
    name: 'live-documents',
    apply: 'serve',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const { pathname } = new URL(request.url ?? '/', 'http://local')
        const address = pathname.startsWith(base) ? pathname.slice(base.length).replace(/(?<=\/)index\.html$/, '') : ''
        const content = contentOf(address)
        if (content === undefined) {
          next()
          return
        }
        content.then(
          (text) => {
            const type = types[path.extname(fileOf(address))] ?? 'text/plain'
            response.setHeader('Content-Type', `${type}; charset=utf-8`)
            // The client of Vite reloads the page when the server starts again.
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

/**
 * The pages beside the API: `/`, the built documentation site at `/docs/` or how to get it, and the console at `/docs/console/`. They need no key and are not counted, because
 * the contract only speaks of `/api`.
 */
import { text as textOf } from 'node:stream/consumers'
import send from '@fastify/send'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { KeysByTenant } from '../banner.ts'
import { consoleDocument, consoleFiles, consolePage, policyOfConsole, withConsoleLink } from './console.ts'
import { landingPage, noDocsPage } from './landing.ts'

export interface Pages {
  /** The demo keys, if the data contain them now. */
  readonly keys: () => Promise<KeysByTenant | undefined>
  /** Folder with the documentation site, built for the base `/docs/`; absent if it is not served. */
  readonly docs?: string
}

const methods: ['GET', 'HEAD'] = ['GET', 'HEAD']
const common = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
/** The page at `/` runs no script. */
const policyOfOwn = `default-src 'none'; style-src 'unsafe-inline'; ${common}`
/** The documentation runs its own scripts, some of them inside of its pages, and asks no other origin. */
const policyOfDocs = `default-src 'self' 'unsafe-inline'; img-src 'self' data:; ${common}`

const shared = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' }

const files = { cacheControl: false, etag: false, lastModified: false, acceptRanges: false, dotfiles: 'deny' } as const

/** Sends a file of the built site, or its page for unknown addresses. `address` is percent-encoded and relative to the folder. */
async function sendFile(request: FastifyRequest, reply: FastifyReply, folder: string, address: string): Promise<FastifyReply> {
  const found = await send(request.raw, `/${address}`, { ...files, root: folder })
  const { statusCode, headers, stream } =
    found.type === 'file' ? found : { ...(await send(request.raw, '/404.html', { ...files, root: folder })), statusCode: 404 }
  const { 'Content-Length': length, ...others } = headers as Readonly<Record<string, string>>
  const isPage = others['Content-Type']?.startsWith('text/html') === true
  return reply
    .code(statusCode)
    .headers({ ...(isPage ? {} : { 'Content-Length': length }), ...others, ...shared, 'Content-Security-Policy': policyOfDocs })
    .send(isPage && request.method === 'GET' ? withConsoleLink(await textOf(stream)) : stream)
}

function addConsole(app: FastifyInstance, keys: Pages['keys']): void {
  const headers = { ...shared, 'Content-Security-Policy': policyOfConsole }
  const url = '/docs/console/'
  app.route({ method: methods, url: '/docs/console', handler: async (_request, reply) => reply.headers(shared).redirect(url) })
  app.route({
    method: methods,
    url,
    handler: async (_request, reply) =>
      reply
        .headers(headers)
        .type('text/html; charset=utf-8')
        .send(consolePage(await keys())),
  })
  app.route({
    method: methods,
    url: `${url}openapi.json`,
    handler: async (_request, reply) => reply.headers(headers).type('application/json; charset=utf-8').send(consoleDocument()),
  })
  for (const [file, folder] of consoleFiles()) {
    app.route({
      method: methods,
      url: url + file,
      handler: async (request, reply) => {
        const found = await send(request.raw, `/${file}`, { ...files, root: folder })
        return reply
          .code(found.statusCode)
          .headers({ ...found.headers, ...headers })
          .send(found.stream)
      },
    })
  }
}

/** Adds the pages to an application that does not listen yet. All other paths outside of `/api` remain unknown. */
export function addPages(app: FastifyInstance, { keys, docs }: Pages): void {
  app.route({
    method: methods,
    url: '/',
    handler: async ({ headers: { host } }, reply) => {
      const origin = host === undefined || !/^[\w.:[\]-]+$/.test(host) ? app.listeningOrigin : `http://${host}`
      return reply
        .headers({ ...shared, 'Content-Security-Policy': policyOfOwn })
        .type('text/html; charset=utf-8')
        .send(landingPage({ origin, keys: await keys(), hasDocs: docs !== undefined }))
    },
  })
  if (docs === undefined) {
    for (const url of ['/docs', '/docs/*'])
      app.route({
        method: methods,
        url,
        handler: async (_request, reply) =>
          reply
            .code(404)
            .headers({ ...shared, 'Content-Security-Policy': policyOfOwn })
            .type('text/html; charset=utf-8')
            .send(noDocsPage()),
      })
    return
  }
  app.route({ method: methods, url: '/docs', handler: async (_request, reply) => reply.headers(shared).redirect('/docs/') })
  app.route({
    method: methods,
    url: '/docs/*',
    handler: async (request, reply) => sendFile(request, reply, docs, request.url.slice('/docs/'.length).replace(/\?.*$/, '')),
  })
  addConsole(app, keys)
}

/** The pages beside the API: `/`, and the built reference at `/docs`. They need no key and are not counted, because the contract only speaks of `/api`. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { KeysByTenant } from '../banner.ts'
import { landingPage } from './landing.ts'

export interface Pages {
  /** The demo keys, if the data contain them now. */
  readonly keys: () => Promise<KeysByTenant | undefined>
  /** Folder with the built reference pages; absent if they are not served. */
  readonly docs?: string
}

const methods: ['GET', 'HEAD'] = ['GET', 'HEAD']
const names = ['index.html', 'proof.html', 'kill-matrix.html'] as const

function send(reply: FastifyReply, status: number, page: string | Buffer, isOwn: boolean): FastifyReply {
  // The reference runs scripts that are part of its file; the other pages run none.
  const policy = isOwn
    ? "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    : undefined
  if (policy !== undefined) void reply.header('Content-Security-Policy', policy)
  return reply
    .code(status)
    .headers({ 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' })
    .type('text/html; charset=utf-8')
    .send(page)
}

/** Adds the pages to an application that does not listen yet. All other paths outside of `/api` remain unknown. */
export function addPages(app: FastifyInstance, { keys, docs }: Pages): void {
  app.route({
    method: methods,
    url: '/',
    handler: async ({ headers: { host } }, reply) => {
      const origin = host === undefined || !/^[\w.:[\]-]+$/.test(host) ? app.listeningOrigin : `http://${host}`
      return send(
        reply,
        200,
        landingPage({ origin, keys: await keys(), hasDocs: docs !== undefined && existsSync(path.join(docs, 'index.html')) }),
        true,
      )
    },
  })
  if (docs === undefined) return
  for (const name of names) {
    app.route({
      method: methods,
      url: name === 'index.html' ? '/docs' : `/docs/${name}`,
      handler: async (_request, reply) => {
        try {
          return await send(reply, 200, await readFile(path.join(docs, name)), false)
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
          return send(reply, 404, '<!doctype html><title>Not built</title><p>Run <code>npm run docs</code> to build this page.</p>', true)
        }
      },
    })
  }
}

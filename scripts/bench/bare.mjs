/**
 * Fastify and nothing else, which returns the same bytes each time: what an answer costs at least. The one argument is JSON, a list of
 * { method, path, status, headers, body }; the port that it listens on is printed.
 */
import { fastify } from 'fastify'

const app = fastify()
for (const { method, path, status, headers, body } of JSON.parse(process.argv[2] ?? '[]')) {
  app.route({ method, url: path, handler: (_request, reply) => reply.code(status).headers(headers).send(body) })
}
await app.listen({ host: '127.0.0.1', port: 0 })
console.log(app.server.address().port)
process.on('SIGTERM', () => process.exit(0))

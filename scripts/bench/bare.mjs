/**
 * A bare Fastify that always returns the same bytes: the minimum cost of a response. The only argument is JSON, a list of
 * { method, path, status, headers, body }. Prints the port that it listens on.
 */
import { fastify } from 'fastify'

const app = fastify()
for (const { method, path, status, headers, body } of JSON.parse(process.argv[2] ?? '[]')) {
  app.route({ method, url: path, handler: (_request, reply) => reply.code(status).headers(headers).send(body) })
}
await app.listen({ host: '127.0.0.1', port: 0 })
console.log(app.server.address().port)
process.on('SIGTERM', () => process.exit(0))

/**
 * `npm run conformance`: runs the suite unchanged if an argument, a variable or the settings name a deployment, even an invalid one.
 * Otherwise runs a self-check against a reference server that is started and stopped with the run and has an empty in-memory database.
 */
import { isMainThread } from 'node:worker_threads'
import { startServerProcess, type ServerProcess } from './support/server-process.ts'
import { selfCheckOptions } from './support/self-check.ts'
import { demoKeys } from '../server/demo/keys.ts'

/** Starts the server to check and passes it to the suite as a user would. */
async function startTarget(options: readonly string[]): Promise<ServerProcess> {
  const server = await startServerProcess([], { isApart: true })
  const { nordwind, suedlicht } = demoKeys
  console.log(`Self-check: no deployment specified; checking the reference server of this package at ${server.baseUrl}.\n`)
  process.argv.splice(2, 0, server.baseUrl, ...options)
  // A proxy must not be used for this machine.
  process.env['NO_PROXY'] = '*'
  process.env['CONFORMANCE_KEY'] = nordwind.administrator
  process.env['CONFORMANCE_OTHER_TENANT_KEY'] = suedlicht.administrator
  return server
}

// A worker thread of the suite runs the same file.
const options = isMainThread ? await selfCheckOptions(process.argv.slice(2), process.env) : undefined
const server = options === undefined ? undefined : await startTarget(options)
// Resolves when the run and its cleanup have ended.
await import('../conformance/main.ts')
await server?.stop()

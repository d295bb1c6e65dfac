/**
 * `npm run conformance`: with a base URL, the suite as it is; without one, the suite against a reference server that is started for it on
 * a free port, with an empty database in memory, and ended with it.
 */
import { demoKeys, startReferenceServer, type ReferenceServer } from './reference-server.ts'

const args = process.argv.slice(2)
const switches = ['--plan', '--help', '-h', '--documented-only', '--allow-writes', '--allow-lasting', '--allow-exhaust']
const sendsNothing = args.some((each) => ['--plan', '--help', '-h'].includes(each))
/** An argument that is neither an option nor the value of one: the base URL, be it well-formed or not. */
const namesTarget = args.some((each, index) => {
  const before = args[index - 1] ?? ''
  const isValue = before.startsWith('--') && !before.includes('=') && !switches.includes(before)
  return !each.startsWith('-') && !isValue
})

/** Starts a server to check, and tells the suite of it as the user of another one would. */
async function startTarget(): Promise<ReferenceServer> {
  const [server, { nordwind, suedlicht }] = await Promise.all([startReferenceServer(), demoKeys()])
  console.log(`The reference server listens on ${server.baseUrl}, with an empty database in memory.\n`)
  process.argv.splice(2, args.length, server.baseUrl, '--level', 'full', '--allow-writes', '--allow-lasting', ...args)
  process.env['CONFORMANCE_KEY'] = nordwind.administrator
  process.env['CONFORMANCE_OTHER_TENANT_KEY'] = suedlicht.administrator
  return server
}

const server = sendsNothing || namesTarget ? undefined : await startTarget()
// Loaded last, and over when the run is.
await import('../conformance/main.ts')
await server?.stop()

/**
 * `npm run conformance`: with a base URL, the suite as it is; without one, the suite against a reference server that is started for it on
 * a free port, with an empty database in memory, and ended with it.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { demoKeys, startReferenceServer } from './reference-server.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Runs the suite in this terminal; resolves to its exit code. */
async function suite(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'conformance/main.ts', ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  })
  const [code] = (await once(child, 'exit')) as [number | null]
  return code ?? 3
}

const args = process.argv.slice(2)
const switches = ['--plan', '--help', '-h', '--documented-only', '--allow-writes', '--allow-lasting', '--allow-exhaust']
const sendsNothing = args.some((each) => ['--plan', '--help', '-h'].includes(each))
/** An argument that is neither an option nor the value of one: the base URL, be it well-formed or not. */
const namesTarget = args.some((each, index) => {
  const before = args[index - 1] ?? ''
  const isValue = before.startsWith('--') && !before.includes('=') && !switches.includes(before)
  return !each.startsWith('-') && !isValue
})

if (sendsNothing || namesTarget) {
  process.exitCode = await suite(args)
} else {
  const [server, { nordwind, suedlicht }] = await Promise.all([startReferenceServer(), demoKeys()])
  console.log(`The reference server listens on ${server.baseUrl}, with an empty database in memory.\n`)
  const consents = ['--allow-writes', '--allow-lasting']
  // The keys travel in the environment, where no process list shows them.
  process.exitCode = await suite([server.baseUrl, '--level', 'full', ...consents, ...args], {
    CONFORMANCE_KEY: nordwind.administrator,
    CONFORMANCE_OTHER_TENANT_KEY: suedlicht.administrator,
  })
  await server.stop()
}

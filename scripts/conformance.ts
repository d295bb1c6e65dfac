/**
 * `npm run conformance`: with a base URL, the suite as it is; without one, the suite against a reference server that is started for it on
 * a free port, with an empty database in memory, and ended with it.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { makePlan } from '../conformance/plan/plan.ts'
import { rules } from '../conformance/rules/index.ts'
import { defaults } from '../conformance/run.ts'
import { contract } from '../spec/contract.ts'
import { demoKeys, mint, startReferenceServer } from './reference-server.ts'

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

/** What one key is asked to carry; the rest of its hundred a minute is for making the others. */
const perKey = 80

const args = process.argv.slice(2)
const switches = ['--plan', '--help', '-h']
const sendsNothing = args.some((each) => switches.includes(each))
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
  const { price } = makePlan(contract, rules, { level: 'full', seed: defaults.seed })
  // The keys travel in the environment, where no process list shows them.
  const several = async (first: string, administrator: string, scopes: readonly string[], requests: number) =>
    [first, ...(await mint(server.baseUrl, administrator, scopes, Math.ceil(requests / perKey) - 1))].join()
  process.exitCode = await suite([server.baseUrl, '--level', 'full', ...args], {
    CONFORMANCE_KEY: await several(nordwind.administrator, nordwind.administrator, ['*'], price.main),
    CONFORMANCE_READER_KEY: nordwind.reader,
    CONFORMANCE_POWERLESS_KEY: await several(nordwind.none, nordwind.administrator, [], price.powerless),
    CONFORMANCE_EXPIRED_KEY: nordwind.expired,
    CONFORMANCE_REVOKED_KEY: nordwind.revoked,
    CONFORMANCE_OTHER_TENANT_KEY: await several(suedlicht.administrator, suedlicht.administrator, ['*'], price.other),
  })
  await server.stop()
}

/**
 * `npm run conformance`: runs the suite unchanged if an argument, a variable or the settings name a deployment, even an invalid one.
 * Otherwise runs a self-check against a reference server that is started and stopped with the run and has an empty in-memory database.
 */
import { isMainThread } from 'node:worker_threads'
import { startReferenceServer, type ReferenceServer } from './support/reference-server.ts'
import { demoKeys } from '../server/demo/keys.ts'

/** The options that a self-check adds to those of the user; `undefined` if the run is not a self-check. */
async function openOptions(): Promise<string[] | undefined> {
  try {
    const [{ program }, { readConfig }, { variables }] = await Promise.all([
      import('../conformance/cli/program.ts'),
      import('../conformance/settings/config.ts'),
      import('../conformance/report/redact.ts'),
    ])
    type Run = Parameters<Parameters<typeof program>[0]['run']>
    const asked: Run[] = []
    const nothing = (): number => 0
    const commands = { list: nothing, explain: nothing, judge: nothing, lintWaivers: nothing, clean: async () => 0, proxy: async () => 0 }
    const silent = { print: () => undefined, tell: () => undefined }
    await program({ ...commands, run: async (...run) => asked.push(run) }, silent, () => undefined).parseAsync(process.argv.slice(2), {
      from: 'user',
    })
    const [address, flags] = asked[0] ?? []
    if (flags === undefined || flags.plan === true || address !== undefined || process.env['CONFORMANCE_TARGET'] !== undefined)
      return undefined
    const config = readConfig(flags.config)
    // A key belongs to a deployment: if a key is given, the deployment is missing by mistake.
    const given = [
      flags.key,
      flags.readerKey,
      flags.otherTenantKey,
      flags.unprivilegedKey,
      flags.expiredKey,
      flags.revokedKey,
      flags.exhaustibleKey,
      flags.powerlessKey,
      flags.expendableKey,
    ]
    const hasKey = [...given, config.keys, ...Object.values(variables).map((name) => process.env[name])].some((each) => each !== undefined)
    if (config.target !== undefined || hasKey) return undefined
    const mayWrite = flags.allowWrites ?? flags.allowLasting ?? flags.allowExhaust ?? config.allow
    return [
      ...(flags.level === undefined && config.level === undefined ? ['--level', 'full'] : []),
      ...(mayWrite === undefined ? ['--allow-writes', '--allow-lasting'] : []),
    ]
  } catch {
    // The suite reports invalid options itself.
    return undefined
  }
}

/** Starts the server to check and passes it to the suite as a user would. */
async function startTarget(options: readonly string[]): Promise<ReferenceServer> {
  const server = await startReferenceServer([], { isApart: true })
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
const options = isMainThread ? await openOptions() : undefined
const server = options === undefined ? undefined : await startTarget(options)
// Resolves when the run and its cleanup have ended.
await import('../conformance/main.ts')
await server?.stop()

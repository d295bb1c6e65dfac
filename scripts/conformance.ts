/**
 * `npm run conformance`: the suite as it is wherever something names a deployment: an argument, a variable or the settings, be it well-formed or not.
 * Where nothing does, the suite checks itself against a reference server that is started for it, with an empty database in memory, and ended with it.
 */
import { isMainThread } from 'node:worker_threads'
import { demoKeys, startReferenceServer, type ReferenceServer } from './support/reference-server.ts'

/** What the user leaves open of a self-check, as options; `undefined` where the run is none. */
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
    const root = program({ ...commands, run: async (...run) => asked.push(run) }, () => undefined)
    const silent = { writeOut: () => undefined, writeErr: () => undefined }
    for (const each of [root, ...root.commands, ...root.commands.flatMap(({ commands: inner }) => inner)]) each.configureOutput(silent)
    await root.parseAsync(process.argv.slice(2), { from: 'user' })
    const [address, flags] = asked[0] ?? []
    if (flags === undefined || flags.plan === true || address !== undefined || process.env['CONFORMANCE_TARGET'] !== undefined)
      return undefined
    const config = readConfig(flags.config)
    // A key is for a deployment: where one is given, the deployment was forgotten.
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
    // Whatever is wrong, the suite says so itself.
    return undefined
  }
}

/** Starts a server to check, and tells the suite of it as the user of another one would. */
async function startTarget(options: readonly string[]): Promise<ReferenceServer> {
  const [server, { nordwind, suedlicht }] = await Promise.all([startReferenceServer([], { isApart: true }), demoKeys()])
  console.log(`Self-check: nothing names a deployment, so that a reference server of this package is checked, at ${server.baseUrl}.\n`)
  process.argv.splice(2, 0, server.baseUrl, ...options)
  // No proxy leads back to this machine.
  process.env['NO_PROXY'] = '*'
  process.env['CONFORMANCE_KEY'] = nordwind.administrator
  process.env['CONFORMANCE_OTHER_TENANT_KEY'] = suedlicht.administrator
  return server
}

// A thread of the suite runs the same file.
const options = isMainThread ? await openOptions() : undefined
const server = options === undefined ? undefined : await startTarget(options)
// Over when the run is, and what it made is taken back.
await import('../conformance/main.ts')
await server?.stop()

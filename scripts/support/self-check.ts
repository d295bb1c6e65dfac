/** Returns the options that a self-check adds to those of the user; `undefined` if the run is not a self-check. */
export async function selfCheckOptions(args: readonly string[], env: NodeJS.ProcessEnv): Promise<string[] | undefined> {
  try {
    const [{ program }, { readConfig }, { variables }] = await Promise.all([
      import('../../conformance/cli/program.ts'),
      import('../../conformance/settings/config.ts'),
      import('../../conformance/report/redact.ts'),
    ])
    type Run = Parameters<Parameters<typeof program>[0]['run']>
    const asked: Run[] = []
    const nothing = (): number => 0
    const sent = async (): Promise<number> => 0
    const judging = {
      judge: nothing,
      lintWaivers: nothing,
      init: nothing,
      compare: nothing,
      merge: nothing,
      checkAll: sent,
      diff: sent,
      replay: sent,
    }
    const commands = { ...judging, list: nothing, explain: nothing, clean: sent, proxy: sent }
    const silent = { print: () => undefined, tellSentences: () => undefined, columns: undefined }
    await program({ ...commands, run: async (...run) => asked.push(run) }, silent, () => undefined).parseAsync(args, {
      from: 'user',
    })
    const [address, flags] = asked[0] ?? []
    if (flags === undefined || flags.plan === true || address !== undefined || env['CONFORMANCE_TARGET'] !== undefined) return undefined
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
    const hasKey = [...given, config.keys, ...Object.values(variables).map((name) => env[name])].some((each) => each !== undefined)
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

/** The command line: parses the arguments and runs the command. */
import { CommanderError } from 'commander'
import { explainCommand, listCommand } from './catalogue-commands.ts'
import { checkAllCommand } from './check-all-command.ts'
import { cleanCommand } from './clean-command.ts'
import { addCompletion } from './completion.ts'
import { compareCommand } from './compare-command.ts'
import { programOf, type CommandContext } from './context.ts'
import { diffCommand } from './diff-command.ts'
import { secretsIn } from './keys.ts'
import { program, type Commands } from './program.ts'
import { proxyCommand } from './proxy-command.ts'
import { replayCommand } from './replay-command.ts'
import { runCommand } from './run-command.ts'
import { lintWaiversCommand } from './waivers-command.ts'
import { mergeCommand } from './merge-command.ts'
import { announceError } from './github-actions.ts'
import { initCommand } from './init-command.ts'
import { judgeCommand } from './judge-command.ts'
import { Undecidable } from '../model/undecidable.ts'

const commandsIn = (context: CommandContext): Commands => ({
  run: (address, flags) => runCommand(address, flags, context),
  list: (flags) => listCommand(flags, context),
  explain: (rule) => explainCommand(rule, context),
  clean: (journal, flags) => cleanCommand(journal, flags, context),
  judge: (file, flags) => judgeCommand(file, flags, context),
  proxy: (address, flags) => proxyCommand(address, flags, context),
  checkAll: (file, flags) => checkAllCommand(file, flags, context),
  compare: (before, after, flags) => compareCommand(before, after, flags, context),
  merge: (files, flags) => mergeCommand(files, flags, context),
  diff: (baseUrl, other, flags) => diffCommand(baseUrl, other, flags, context),
  replay: (report, baseUrl, flags) => replayCommand(report, baseUrl, flags, context),
  init: (baseUrl, flags) => initCommand(baseUrl, flags, context),
  lintWaivers: (file) => lintWaiversCommand(file, context),
})

/** Runs the command that the arguments name. Resolves to the exit code. */
export async function runCommandLine(args: readonly string[], context: CommandContext): Promise<number> {
  const { env, output } = context
  output.hide(secretsIn(args, env))
  let code = 0
  try {
    const name = programOf(context)
    const root = program(commandsIn(context), output, (exitCode) => (code = exitCode), name)
    // A shell completes the name of a file, not how npm calls it.
    addCompletion(root)
    root.name(name)
    await root.parseAsync(args, { from: 'user' })
    return code
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0
    announceError(error, context)
    if (error instanceof CommanderError) return 2
    if (!(error instanceof Undecidable)) return output.tellFailure(error)
    // Multiple faults of a file are listed one per line, unless a sentence introduces what follows.
    output.tellSentences(`error:${/^[^\n]*[^\n:]\n/.test(error.message) ? '\n' : ' '}${error.message}\n`)
    return 2
  }
}

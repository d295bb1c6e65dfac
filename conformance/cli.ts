/** Arguments → command → exit code; nothing else. */
import { CommanderError } from 'commander'
import pc from 'picocolors'
import { explainCommand, listCommand } from './cli/catalogue-commands.ts'
import { cleanCommand } from './cli/clean-command.ts'
import { secretsIn } from './cli/keys.ts'
import { hide, tell, tellFailure } from './cli/output.ts'
import { program, type JudgeFlags } from './cli/program.ts'
import { proxyCommand } from './cli/proxy-command.ts'
import { runCommand } from './cli/run-command.ts'
import { lintWaiversCommand } from './cli/waivers-command.ts'
import { judgeCommand } from './judge-command.ts'
import { Undecidable } from './undecidable.ts'

const commands = {
  run: runCommand,
  list: listCommand,
  explain: explainCommand,
  clean: cleanCommand,
  judge: (file: string, { target, ...options }: JudgeFlags) =>
    judgeCommand(file, { ...options, ...(target === undefined ? {} : { baseUrl: target }) }, pc),
  proxy: proxyCommand,
  lintWaivers: lintWaiversCommand,
}

hide(secretsIn(process.argv.slice(2), process.env))
try {
  await program(commands, (exitCode) => {
    process.exitCode = exitCode
  }).parseAsync(process.argv.slice(2), { from: 'user' })
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2
  else if (error instanceof Undecidable) {
    // Several faults of a file have a line each.
    tell(`Could not tell:${error.message.includes('\n') ? '\n' : ' '}${error.message}\n`)
    process.exitCode = 2
  } else tellFailure(error)
}

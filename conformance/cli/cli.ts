/** Entry point: parses the arguments, runs the command and sets the exit code. */
import { CommanderError } from 'commander'
import pc from 'picocolors'
import { explainCommand, listCommand } from './catalogue-commands.ts'
import { cleanCommand } from './clean-command.ts'
import { secretsIn } from './keys.ts'
import { hide, tell, tellFailure } from './output.ts'
import { program, type JudgeFlags } from './program.ts'
import { proxyCommand } from './proxy-command.ts'
import { runCommand } from './run-command.ts'
import { lintWaiversCommand } from './waivers-command.ts'
import { judgeCommand } from './judge-command.ts'
import { Undecidable } from '../model/undecidable.ts'

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
    // Multiple faults of a file are listed one per line.
    tell(`error:${error.message.includes('\n') ? '\n' : ' '}${error.message}\n`)
    process.exitCode = 2
  } else tellFailure(error)
}

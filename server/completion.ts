/** Completion of the command line in shells. */
import tab from '@bomb.sh/tab/commander'
import { CommanderError } from 'commander'
import { contract } from '../spec/contract.ts'
import { ctlCommand } from './ctl/ctl.ts'
import { deviations } from './deviations/index.ts'
import { settingsCommand } from './settings.ts'

const silent = { print: () => undefined, complain: () => undefined }

/** Runs `completion SHELL`, which prints a script, or `complete`, which that script calls while a person types. */
export async function runCompletion(words: readonly string[]): Promise<void> {
  const root = settingsCommand().configureOutput({
    writeOut: (text) => process.stdout.write(text),
    writeErr: (text) => process.stderr.write(text),
  })
  root.addCommand(ctlCommand({}, silent).description('control a running server'))
  const completion = tab(root, { completionCommandName: 'completion' })
  const setUp = completion.setup.bind(completion)
  completion.setup = (...args) => {
    const { log } = console
    // The script for bash has constants, so that a shell could load it only once, and none of another command after it.
    console.log = (script: string) => log(script.replaceAll(/^readonly (?=\w+=)/gm, ''))
    try {
      setUp(...args)
    } finally {
      console.log = log
    }
  }
  const names = (complete: (value: string, about: string) => void): void => deviations.forEach(({ id, harm }) => complete(id, harm))
  const operations = (complete: (value: string, about: string) => void): void =>
    Object.values(contract.operations).forEach(({ id, summary }) => complete(id, summary))
  for (const [name, command] of [['', completion] as const, ...completion.commands]) {
    for (const [option, handler] of [
      ['deviation', names],
      ['operation', operations],
    ] as const) {
      const found = command.options.get(option)
      if (found !== undefined) found.handler = handler
    }
    const added = name === 'ctl deviations add' ? command.arguments.get('name') : undefined
    if (added !== undefined) added.handler = names
  }
  try {
    await root.parseAsync([...words], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode !== 0) process.exitCode = 2
  }
}

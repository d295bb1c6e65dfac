import tab from '@bomb.sh/tab/commander'
import type { Command } from 'commander'
import { contract } from '../../spec/contract.ts'
import { areaOf } from '../model/rule.ts'
import { rules } from '../rules/index.ts'

/** Adds `completion SHELL`, which prints a script for bash, zsh, fish or PowerShell, and the hidden command `complete`, which that script calls. */
export function addCompletion(root: Command): void {
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
  root.commands.find((each) => each.name() === 'completion')?.description('print a completion script for a shell')
  const names = (complete: (value: string, about: string) => void): void => {
    for (const area of new Set(rules.map(areaOf))) complete(area, 'area')
    for (const { id, title } of rules) complete(id, title)
    for (const { id, summary } of Object.values(contract.operations)) complete(id, summary)
  }
  for (const { options } of [completion, ...completion.commands.values()])
    for (const option of ['only', 'skip'].flatMap((flag) => options.get(flag) ?? [])) option.handler = names
  const rule = completion.commands.get('explain')?.arguments.get('rule')
  if (rule !== undefined) {
    rule.handler = (complete) => {
      for (const { id, title } of rules) complete(id, title)
    }
  }
}

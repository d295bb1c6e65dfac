import { api } from '../profile/index.ts'
import { rules } from '../rules/index.ts'
import { lintWaivers } from '../settings/waivers.ts'
import type { CommandContext } from './context.ts'

/** Prints the problems of a waiver file. Returns 0 if there are none, else 2. */
export function lintWaiversCommand(file: string, { output: { printSentences } }: CommandContext): number {
  const { faults, count } = lintWaivers(file, api, rules, new Date())
  printSentences(faults === '' ? `${file}: ${count} ${count === 1 ? 'waiver' : 'waivers'}, no problems found.\n` : `${faults}\n`)
  return faults === '' ? 0 : 2
}

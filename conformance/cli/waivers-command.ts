import { api } from '../profile/index.ts'
import { rules } from '../rules/index.ts'
import { lintWaivers } from '../settings/waivers.ts'
import { print } from './output.ts'

/** Prints what is wrong in a file of waivers; gives back 0 if nothing is, else 2. */
export function lintWaiversCommand(file: string): number {
  const { faults, count } = lintWaivers(file, api, rules, new Date())
  print(faults === '' ? `${file}: ${count} ${count === 1 ? 'waiver' : 'waivers'}, nothing wrong.\n` : `${faults}\n`)
  return faults === '' ? 0 : 2
}

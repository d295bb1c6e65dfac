import { existsSync } from 'node:fs'
import { isOnThisComputer, parseBaseUrl } from '../model/target.ts'
import { Undecidable } from '../model/undecidable.ts'
import { usualConfig } from '../settings/config.ts'
import { starterFiles, type CiSystem } from '../settings/starter.ts'
import { suite } from '../suite.ts'
import { foreign } from '../text/foreign.ts'
import type { CommandContext } from './context.ts'
import { writeWhole } from './writable.ts'

export interface InitFlags {
  readonly ci: CiSystem
  readonly force?: true
}

/** Writes settings, a waiver file and a job for CI into the working directory. Replaces no file without `force`. Returns 0. */
export function initCommand(baseUrl: string | undefined, { ci, force }: InitFlags, { output: { printSentences } }: CommandContext): number {
  const target = baseUrl === undefined ? undefined : parseBaseUrl(baseUrl)
  const files = Object.entries(starterFiles({ ci, suite, ...(target === undefined ? {} : { target }) }))
  const there = files.map(([file]) => file).filter((file) => existsSync(file))
  if (there.length > 0 && force !== true)
    throw new Undecidable(
      `${foreign(there.join(', '))} ${there.length === 1 ? 'exists' : 'exist'} already. Use --force to replace ${there.length === 1 ? 'it' : 'them'}.`,
    )
  for (const [file, text] of files) {
    writeWhole(file, file, text)
    printSentences(`wrote ${file}\n`)
  }
  const isLocal = target !== undefined && ci !== 'none' && isOnThisComputer(target)
  printSentences(`
Next:
${isLocal ? `  - A CI job does not reach ${target}: start the deployment within the job, or set target in ${usualConfig} to one that it reaches.\n` : ''}${target === undefined ? `  - Set target in ${usualConfig} to the base URL of the deployment.\n` : ''}  - Set CONFORMANCE_KEY to an API key of the deployment${ci === 'none' ? '' : ', here and as a secret of your CI'}.
  - Run: npx ${suite.name}
`)
  return 0
}

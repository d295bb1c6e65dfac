import { suite } from '../suite.ts'

/**
 * Returns how the user called this program, for commands that can be pasted: npm tells in the environment whether it was called through npx or a script.
 * `undefined` if the command itself was called. The script of this repository takes any command; other scripts may have arguments of their own.
 */
export function calledAs({ npm_command: command, npm_lifecycle_script: script = '' }: NodeJS.ProcessEnv): string | undefined {
  if (command === undefined || command === '') return undefined
  return script.endsWith(' scripts/conformance.ts') ? 'npm run conformance --' : `npx ${suite.name}`
}

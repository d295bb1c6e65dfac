/** Runs commands and keeps what they print. */
import { spawn } from 'node:child_process'
import type { Command, Need } from './tool.ts'

/** How a command ended. */
export interface Ending {
  /** `null` if it could not start or was killed. */
  readonly code: number | null
  readonly stdout: string
  /** Both streams, in the order of arrival. */
  readonly output: string
}

/** Runs a command to its end. Ends it after `limitMs`. */
export async function run(command: Command, cwd: string, limitMs = 600_000): Promise<Ending> {
  return new Promise((resolve) => {
    let stdout = ''
    let output = ''
    const child = spawn(command.file, command.args, {
      cwd,
      env: { ...process.env, ...command.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: limitMs,
      killSignal: 'SIGKILL',
    })
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
      output += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text))
    child.on('error', (error) => resolve({ code: null, stdout, output: `${output}${error.message}\n` }))
    child.on('close', (code) => resolve({ code, stdout, output }))
  })
}

/** Returns what is missing, or `undefined` if the machine has the command in the needed version. */
export async function missing({ command, args, least }: Need): Promise<string | undefined> {
  const { code, output } = await run({ file: command, args }, process.cwd(), 60_000)
  if (code !== 0) return `${command} ${least} or later is not on this machine`
  const [version] = /\d+(\.\d+)+/.exec(output) ?? ['unknown']
  return isAtLeast(version, least) ? undefined : `${command} is ${version}, but ${least} or later is needed`
}

function isAtLeast(version: string, least: string): boolean {
  return version.localeCompare(least, 'en', { numeric: true }) >= 0
}

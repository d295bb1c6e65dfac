/** Type-checks and runs a program in Python, in a virtual environment of its own. Its `requirements.txt` pins all packages with their hashes. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { run } from '../command.ts'
import { Unavailable } from '../download.ts'
import type { Command, Need, Place, Tool } from '../tool.ts'

const bin = process.platform === 'win32' ? 'Scripts' : 'bin'

/** The folder of the virtual environment: other packages need another one. */
function environmentOf({ folder, cache }: Place): string {
  const hash = createHash('sha256')
    .update(readFileSync(path.join(folder, 'requirements.txt')))
    .digest('hex')
  return path.join(cache, `python-${hash.slice(0, 16)}`)
}

/** A command in the virtual environment. */
export function inEnvironment(place: Place, command: string, ...args: string[]): Command {
  const commands = path.join(environmentOf(place), bin)
  return { file: path.join(commands, command), args, env: { PATH: `${commands}${path.delimiter}${process.env['PATH'] ?? ''}` } }
}

/** Creates the virtual environment and installs the packages of the program, unless an earlier run did. */
export async function virtualEnvironment(place: Place): Promise<void> {
  const environment = environmentOf(place)
  const finished = path.join(environment, 'finished')
  if (await stat(finished).catch(() => undefined)) return
  await rm(environment, { recursive: true, force: true })
  await mkdir(place.cache, { recursive: true })
  const created = await run({ file: 'python3', args: ['-m', 'venv', environment] }, place.folder)
  if (created.code !== 0) throw new Unavailable(`python3 -m venv failed: ${created.output}`)
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--require-hashes', '-r', 'requirements.txt']
  const installed = await run(inEnvironment(place, 'python', ...pip), place.folder)
  if (installed.code !== 0) throw new Unavailable(`pip install failed: ${installed.output}`)
  await mkdir(`${finished}.draft`)
  await rename(`${finished}.draft`, finished)
}

/** A program next to the client, which is in a folder that is a package or contains one. */
export const python = {
  need: { command: 'python3', args: ['-c', 'import ensurepip, platform; print(platform.python_version())'], least: '3.10' },
  check: (client: string) => (place: Place) => [
    inEnvironment(place, 'python', '-m', 'compileall', '-q', client),
    inEnvironment(place, 'mypy', '--config-file', 'mypy.ini', 'main.py'),
  ],
  program: (folder: string) => (place: Place) => {
    const command = inEnvironment(place, 'python', 'main.py')
    return { ...command, env: { ...command.env, PYTHONPATH: folder } }
  },
} as const satisfies { need: Need; check: (client: string) => Tool['check']; program: (folder: string) => Tool['program'] }

/** The versions of Node that the packages must run on. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { npm } from '../../scripts/support/npm.ts'
import { run } from '../clients/command.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Major versions of Node that the packages support. */
export const majors = [20, 22, 24] as const

/** A Node, with the npm of this machine. */
export interface Runtime {
  readonly version: string
  readonly node: string
  /** Runs npm with that Node. */
  readonly npm: (args: readonly string[]) => readonly [program: string, args: readonly string[]]
}

/** Returns a Node of that major version: the one that runs this, or one from npm, which is kept in `.cache`. Throws if it cannot be had. */
export async function runtime(major: number): Promise<Runtime> {
  const runtimeAt = (version: string, node: string): Runtime => ({ version, node, npm: (args) => npmBy(node, args) })
  if (process.versions.node.startsWith(`${major}.`)) return runtimeAt(process.versions.node, process.execPath)
  const home = path.join(root, '.cache/node', String(major))
  const node = path.join(home, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (!existsSync(node)) {
    const [file, args] = npm(['install', '--prefix', home, '--no-audit', '--no-fund', '--no-save', `node@${major}`])
    const { code, output } = await run({ file, args }, root)
    if (code !== 0 || !existsSync(node)) throw new Error(`npm cannot install Node ${major}:\n${output}`)
  }
  const { stdout } = await run({ file: node, args: ['--version'] }, root)
  return runtimeAt(stdout.trim().slice(1), node)
}

function npmBy(node: string, args: readonly string[]): readonly [program: string, args: readonly string[]] {
  const [program, all] = npm(args)
  return program === process.execPath ? [node, all] : [program, all]
}

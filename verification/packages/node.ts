/** The versions of Node that the packages must run on. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from '../clients/command.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Major versions of Node that the packages support. */
export const majors = [20, 22, 24] as const

/** A Node, and the npm that belongs to this machine. */
export interface Runtime {
  readonly version: string
  readonly node: string
  /** The program of npm, which any of them can run. */
  readonly npm: string
}

/** Returns a Node of that major version: the one that runs this, or one from npm, which is kept in `.cache`. Throws if it cannot be had. */
export async function runtime(major: number): Promise<Runtime> {
  const npm = process.env['npm_execpath'] ?? (await npmOfThisMachine())
  if (process.versions.node.startsWith(`${major}.`)) return { version: process.versions.node, node: process.execPath, npm }
  const home = path.join(root, '.cache/node', String(major))
  const node = path.join(home, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (!existsSync(node)) {
    const args = [npm, 'install', '--prefix', home, '--no-audit', '--no-fund', '--no-save', `node@${major}`]
    const { code, output } = await run({ file: process.execPath, args }, root)
    if (code !== 0) throw new Error(`npm cannot install Node ${major}:\n${output}`)
  }
  const { stdout } = await run({ file: node, args: ['--version'] }, root)
  return { version: stdout.trim().slice(1), node, npm }
}

async function npmOfThisMachine(): Promise<string> {
  const { stdout } = await run({ file: 'npm', args: ['root', '--global'] }, root)
  return path.join(stdout.trim(), 'npm/bin/npm-cli.js')
}

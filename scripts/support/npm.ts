import { existsSync } from 'node:fs'
import path from 'node:path'

/**
 * A program and its arguments that run npm: its script, which comes with Node. On Windows `npm` is a batch file, which Node does not start without a shell.
 */
export function npm(args: readonly string[]): [program: string, args: string[]] {
  const ofNode = path.dirname(process.execPath)
  const scripts = [
    process.env['npm_execpath'],
    path.join(ofNode, 'node_modules/npm/bin/npm-cli.js'),
    path.join(ofNode, '../lib/node_modules/npm/bin/npm-cli.js'),
  ]
  const script = scripts.find((each) => each?.endsWith('npm-cli.js') === true && existsSync(each))
  return script === undefined ? ['npm', [...args]] : [process.execPath, [script, ...args]]
}

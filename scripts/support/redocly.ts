import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

/** Path of the Redocly command, to be run by Node: no shell and no `.bin` link are needed. */
export const redocly = createRequire(import.meta.url).resolve('@redocly/cli/bin/cli.js')

/**
 * Bundles an API of a Redocly configuration, and returns the bundle as JSON text that ends with a line break.
 *
 * @param root folder of the project
 * @param source path of the document, for the error
 * @throws Error with the output of Redocly if the document cannot be bundled
 */
export async function bundleApi(root: string, api: string, source: string, options: readonly string[] = []): Promise<string> {
  const scratch = mkdtempSync(path.join(tmpdir(), 'bundle-'))
  try {
    const bundle = path.join(scratch, 'openapi.json')
    await promisify(execFile)(process.execPath, [redocly, 'bundle', api, '-o', bundle, ...options], { cwd: root })
    return `${readFileSync(bundle, 'utf8').trimEnd()}\n`
  } catch (error) {
    throw new Error(`redocly could not bundle ${source}:\n${(error as { stderr?: string }).stderr ?? String(error)}`, { cause: error })
  } finally {
    rmSync(scratch, { recursive: true })
  }
}

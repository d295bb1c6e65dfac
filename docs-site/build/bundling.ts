/** The contract as the site needs it: from the generated bundle, or from its sources while they are edited. */
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { fileURLToPath } from 'node:url'
import { redocly } from '../../scripts/support/redocly.ts'
import { contract, readContract } from '../../spec/contract.ts'
import type { Bundle } from './bundle.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The generated bundle, with its extensions as JSON Schema: Redoc then shows every default. */
export const generatedBundle = (): Bundle => contract.document as unknown as Bundle

/**
 * The bundle of the sources in `spec/` as they are now.
 *
 * @throws Error with the output of Redocly if the sources cannot be bundled
 */
export async function bundleSources(): Promise<Bundle> {
  const scratch = mkdtempSync(path.join(tmpdir(), 'bundle-'))
  try {
    const target = path.join(scratch, 'openapi.json')
    await promisify(execFile)(process.execPath, [redocly, 'bundle', 'scm', '-o', target], { cwd: root })
    return readContract(JSON.parse(readFileSync(target, 'utf8')) as object).document as unknown as Bundle
  } finally {
    rmSync(scratch, { recursive: true })
  }
}

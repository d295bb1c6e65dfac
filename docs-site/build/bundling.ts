/** The contract as the site needs it: from the generated bundle, or from its sources while they are edited. */
import { fileURLToPath } from 'node:url'
import { bundleApi } from '../../scripts/support/redocly.ts'
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
  const json = await bundleApi(root, 'scm', 'spec/openapi.yaml')
  return readContract(JSON.parse(json) as object).document as unknown as Bundle
}

/** The files of the site that VitePress does not render: the reference, the proof, and the downloads. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { stringify } from 'yaml'
import { renderKillMatrix } from '../../verification/proof/page/kill-matrix.ts'
import { renderOverview } from '../../verification/proof/page/overview.ts'
import type { Proof } from '../../verification/proof/published.ts'
import { postmanCollection } from '../samples/postman.ts'
import { llmsText } from './llms.ts'
import { referenceDocument, renderReference } from './reference.ts'
import type { Bundle } from './bundle.ts'

/** A file of the site: its address below the base, and how its content is made. */
export interface SiteDocument {
  readonly address: string
  readonly content: (bundle: Bundle) => string | Promise<string>
}

const proof = (): Proof => JSON.parse(readFileSync(new URL('../proof.json', import.meta.url), 'utf8')) as Proof
const generated = (): string => readFileSync(new URL('../../spec/generated/openapi.json', import.meta.url), 'utf8')

/** The dates of the proven commits. A shallow clone or a copy without Git does not have them; the page then shows the commits only. */
function datesOf({ commit, deviations, variants }: Proof): ReadonlyMap<string, Date> {
  const cwd = fileURLToPath(new URL('../..', import.meta.url))
  const commits = new Set([commit, ...[...deviations, ...variants].flatMap((each) => each.commit ?? [])])
  return new Map(
    [...commits].flatMap((each) => {
      const { status, stdout } = spawnSync('git', ['show', '--no-patch', '--format=%cI', each], { cwd, encoding: 'utf8' })
      return status === 0 ? [[each, new Date(stdout.trim())] as const] : []
    }),
  )
}

export const documents: readonly SiteDocument[] = [
  { address: 'reference/index.html', content: (bundle) => renderReference(referenceDocument(bundle), '../') },
  { address: 'proof.html', content: () => renderOverview(proof(), datesOf(proof())) },
  { address: 'kill-matrix.html', content: () => renderKillMatrix(proof()) },
  { address: 'llms.txt', content: (bundle) => llmsText(bundle, process.env['DOCS_ADDRESS']) },
  { address: 'openapi.json', content: generated },
  { address: 'openapi.yaml', content: () => stringify(JSON.parse(generated()), { aliasDuplicateObjects: false, lineWidth: 0 }) },
  { address: 'postman.json', content: (bundle) => `${JSON.stringify(postmanCollection(bundle), null, 2)}\n` },
]

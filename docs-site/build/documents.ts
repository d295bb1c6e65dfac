/** The files of the site that VitePress does not render: the reference, the proof, and the downloads. */
import { readFileSync } from 'node:fs'
import { stringify } from 'yaml'
import { renderKillMatrix } from '../../verification/proof/page/kill-matrix.ts'
import { renderOverview } from '../../verification/proof/page/overview.ts'
import { postmanCollection } from '../samples/postman.ts'
import { readProof } from '../rules/source.ts'
import { commitDates } from './commit-dates.ts'
import { llmsText } from './llms.ts'
import { referenceDocument, renderReference } from './reference.ts'
import type { Bundle } from './bundle.ts'

/** A file of the site: its address below the base, and how its content is made. */
export interface SiteDocument {
  readonly address: string
  readonly content: (bundle: Bundle) => string | Promise<string>
}

const generated = (): string => readFileSync(new URL('../../spec/generated/openapi.json', import.meta.url), 'utf8')

export const documents: readonly SiteDocument[] = [
  { address: 'reference/index.html', content: (bundle) => renderReference(referenceDocument(bundle), '../') },
  { address: 'proof.html', content: () => renderOverview(readProof(), commitDates(readProof())) },
  { address: 'kill-matrix.html', content: () => renderKillMatrix(readProof()) },
  { address: 'llms.txt', content: (bundle) => llmsText(bundle, process.env['DOCS_ADDRESS']) },
  { address: 'openapi.json', content: generated },
  { address: 'openapi.yaml', content: () => stringify(JSON.parse(generated()), { aliasDuplicateObjects: false, lineWidth: 0 }) },
  { address: 'postman.json', content: (bundle) => `${JSON.stringify(postmanCollection(bundle), null, 2)}\n` },
]

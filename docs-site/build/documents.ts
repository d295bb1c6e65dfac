/** The files of the site that VitePress does not render: the reference, the proof, and the downloads. */
import { readFileSync } from 'node:fs'
import { stringify } from 'yaml'
import { documentation } from '../../conformance/suite.ts'
import { renderKillMatrix } from '../../verification/proof/page/kill-matrix.ts'
import { renderOverview } from '../../verification/proof/page/overview.ts'
import { postmanCollection } from '../samples/postman.ts'
import { readProof } from '../rules/source.ts'
import type { DocumentAddress } from '../site.ts'
import { commitDates } from './commit-dates.ts'
import { llmsText } from './llms.ts'
import { referenceDocument, renderReference } from './reference.ts'
import type { Bundle } from './bundle.ts'

const generatedFile = (name: string): string => readFileSync(new URL(`../../spec/generated/${name}`, import.meta.url), 'utf8')
const generated = (): string => generatedFile('openapi.json')

/** How the content of each document is made. */
export const documents: Readonly<Record<DocumentAddress, (bundle: Bundle) => string | Promise<string>>> = {
  'reference/': (bundle) => renderReference(referenceDocument(bundle), '../'),
  'proof.html': () => renderOverview(readProof(), commitDates(readProof())),
  'kill-matrix.html': () => renderKillMatrix(readProof()),
  'llms.txt': (bundle) => llmsText(bundle, documentation),
  'control.json': () => generatedFile('control.json'),
  'openapi.json': generated,
  'openapi.yaml': () => stringify(JSON.parse(generated()), { aliasDuplicateObjects: false, lineWidth: 0 }),
  'postman.json': (bundle) => `${JSON.stringify(postmanCollection(bundle), null, 2)}\n`,
}

/** The file of a document, relative to the base: folders are those of an `index.html`. */
export const fileOf = (address: string): string => address.replace(/\/$/, '/index.html')

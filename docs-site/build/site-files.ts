/** Derived files: what VitePress reads before it starts, and what is written after it has built. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { documents, fileOf } from './documents.ts'
import { operationsPage } from './operations.ts'
import { earlierDocument, renderReference } from './reference.ts'
import type { Bundle } from './bundle.ts'

const derived = fileURLToPath(new URL('../reference/', import.meta.url))
const pageOfReference = path.join(derived, 'index.md')
const liveBundle = path.join(derived, 'openapi.json')

const present = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

/** Writes the page that makes the search find operations, if it differs: VitePress reads pages from files only. */
export function writeOperationsPage(bundle: Bundle): void {
  const content = operationsPage(bundle)
  if (present(pageOfReference) === content) return
  mkdirSync(path.dirname(pageOfReference), { recursive: true })
  writeFileSync(pageOfReference, content)
}

/** Writes what the live site shows: the page for the search, and the bundle for the documents. */
export function writeLiveBundle(bundle: Bundle): void {
  writeOperationsPage(bundle)
  writeFileSync(liveBundle, JSON.stringify(bundle))
}

/** The bundle of the live site. */
export const readLiveBundle = (): Bundle => JSON.parse(readFileSync(liveBundle, 'utf8')) as Bundle

/**
 * Writes the documents into a built site, and returns their sizes in bytes by file.
 *
 * @param earlier earlier versions of the contract, each of which gets its own reference at `reference/<version>/`
 */
export async function writeDocuments(bundle: Bundle, earlier: readonly Bundle[], folder: string): Promise<ReadonlyMap<string, number>> {
  const sizes = new Map<string, number>()
  const references = earlier.map((each) => {
    const content = (): Promise<string> => renderReference(earlierDocument(each, bundle.info.version), '../../')
    return [`reference/${each.info.version}/`, content] as const
  })
  for (const [address, content] of [...Object.entries(documents), ...references]) {
    const file = fileOf(address)
    const target = path.join(folder, file)
    const text = await content(bundle)
    mkdirSync(path.dirname(target), { recursive: true })
    writeFileSync(target, text)
    sizes.set(file, Buffer.byteLength(text))
  }
  return sizes
}

/** Derived files: what VitePress reads before it starts, and what is written after it has built. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { documents } from './documents.ts'
import { operationsPage } from './operations.ts'
import type { Bundle } from './bundle.ts'

const pageOfReference = fileURLToPath(new URL('../reference/index.md', import.meta.url))

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

/** Writes the documents into a built site, and returns their sizes in bytes by address. */
export async function writeDocuments(bundle: Bundle, folder: string): Promise<ReadonlyMap<string, number>> {
  const sizes = new Map<string, number>()
  for (const { address, content } of documents) {
    const target = path.join(folder, address)
    const text = await content(bundle)
    mkdirSync(path.dirname(target), { recursive: true })
    writeFileSync(target, text)
    sizes.set(address, Buffer.byteLength(text))
  }
  return sizes
}

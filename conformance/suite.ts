import { readFileSync } from 'node:fs'

/** Name and version of the suite, from the manifest of its package: next to the sources, two folders above the bundled files. */
export const suite: { readonly name: string; readonly version: string } = ['./package.json', '../../package.json'].flatMap(
  readManifest,
)[0] ?? { name: 'conformance', version: 'unknown' }

function readManifest(file: string) {
  try {
    const { name, version } = JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')) as { name?: unknown; version?: unknown }
    return typeof name === 'string' && typeof version === 'string' ? [{ name, version }] : []
  } catch {
    return []
  }
}

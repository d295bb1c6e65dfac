import { readFileSync } from 'node:fs'

interface Manifest {
  readonly name: string
  readonly version: string
  readonly homepage?: unknown
}

const manifest: Manifest = ['./package.json', '../../package.json'].flatMap(readManifest)[0] ?? { name: 'conformance', version: 'unknown' }

/** Name and version of the suite, from the manifest of its package: next to the sources, two folders above the bundled files. */
export const suite: { readonly name: string; readonly version: string } = { name: manifest.name, version: manifest.version }

/**
 * Where the documentation is published, with a final slash: the `homepage` of the manifest. `undefined` if the manifest has none; then nothing links to the
 * documentation.
 */
export const documentation: string | undefined = folderOf(manifest.homepage)

function readManifest(file: string): Manifest[] {
  try {
    const { name, version, homepage } = JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')) as Record<string, unknown>
    return typeof name === 'string' && typeof version === 'string' ? [{ name, version, homepage }] : []
  } catch {
    return []
  }
}

function folderOf(address: unknown): string | undefined {
  return typeof address === 'string' && /^https?:\/\/[^\s#?]+$/.test(address) ? address.replace(/\/*$/, '/') : undefined
}

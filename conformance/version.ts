import { readFileSync } from 'node:fs'

/** The version of the suite, from the manifest of its package: one folder above the sources, two above the compiled files. */
export const version: string = ['../package.json', '../../package.json'].flatMap(readVersion)[0] ?? 'unknown'

function readVersion(file: string): string[] {
  try {
    const manifest = JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')) as { readonly version?: unknown }
    return typeof manifest.version === 'string' ? [manifest.version] : []
  } catch {
    return []
  }
}

import type { Plugin } from 'esbuild'

/** What the plugin writes in place of `import.meta.url` (for a source file) and `import.meta.bundle`: JavaScript expressions whose values are URLs. */
export interface OwnAddress {
  readonly url: (file: string) => string
  readonly bundle: string
}

export function ownAddress(options: OwnAddress): Plugin

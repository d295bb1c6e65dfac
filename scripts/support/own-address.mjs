import { readFileSync } from 'node:fs'

/**
 * A plugin of esbuild that replaces `import.meta.url` and `import.meta.bundle` in TypeScript sources. Sources look for files next to themselves, not next to
 * the bundle.
 */
export const ownAddress = ({ url, bundle }) => ({
  name: 'own-address',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.ts$/ }, ({ path: file }) => ({
      loader: 'ts',
      contents: readFileSync(file, 'utf8')
        .replaceAll('import.meta.url', () => url(file))
        .replaceAll('import.meta.bundle', () => bundle),
    })),
})

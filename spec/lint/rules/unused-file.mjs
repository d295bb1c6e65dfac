import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'

/** Every file in the folders `components` and `paths` is used. Within one file, `no-unused-components` checks this. */
export function unusedFile() {
  const used = new Set()
  return {
    ref(_, __, target) {
      if (target.location !== undefined) used.add(target.location.source.absoluteRef)
    },
    Root: {
      leave(_, { report, location }) {
        const root = path.dirname(location.source.absoluteRef)
        for (const folder of ['components', 'paths'].map((name) => path.join(root, name)).filter((name) => existsSync(name))) {
          for (const name of readdirSync(folder, { recursive: true })) {
            const file = path.join(folder, String(name))
            if (!/\.(ya?ml|json)$/.test(file) || used.has(file)) continue
            report({
              message: `No reference to ${path.relative(root, file).replaceAll('\\', '/')} found; use the file or delete it.`,
              location,
            })
          }
        }
      },
    },
  }
}

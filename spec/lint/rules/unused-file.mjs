import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'

/** Every file under `components` and `paths` beside the root document is referred to; what is written in one file, `no-unused-components` sees. */
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
            report({ message: `Nothing refers to ${path.relative(root, file)}; use it or delete it.`, location })
          }
        }
      },
    },
  }
}

/** The names that a generator declares. A name that the generator had to invent changes when the contract does, and says nothing to its reader. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Tool } from './tool.ts'

const declarations: Readonly<Record<Tool['language'], { readonly files: RegExp; readonly declared: RegExp }>> = {
  TypeScript: {
    files: /\.ts$/,
    declared: /^\s*export (?:declare )?(?:default )?(?:type|interface|class|enum|const|(?:async )?function) (\w+)/gm,
  },
  Java: { files: /\.java$/, declared: /^\s*(?:public |static |final |abstract )*(?:class|enum|interface) (\w+)/gm },
  Go: { files: /\.go$/, declared: /^type (\w+)/gm },
  Python: { files: /\.py$/, declared: /^class (\w+)/gm },
}

/**
 * Words of names that come from the structure of a schema instead of its author, and numbers that tell such names apart. A status in the name of
 * a response is not such a number.
 */
const invented = /Inline|InnerEnum|Inner$|(?:All|Any|One)Of|Type\d|\dType|_\d+$|(?<!Response|Error|Success|Float|Int|\d)\d{1,2}$/i

/** Returns the names in the folder of the client, sorted, without repetitions. */
export function declaredNames(language: Tool['language'], folder: string): string[] {
  const { files, declared } = declarations[language]
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => files.test(file))
    .flatMap((file) => [...readFileSync(path.join(folder, file), 'utf8').matchAll(declared)].map(([, name = '']) => name))
  return [...new Set(names)].toSorted()
}

/** Returns the names that a generator invented. */
export function inventedNames(names: readonly string[]): string[] {
  return names.filter((name) => invented.test(name))
}

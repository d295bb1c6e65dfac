import { readFileSync } from 'node:fs'

/** Returns the fenced code blocks of a Markdown file in any of these languages, in order. */
export function codeBlocks(file: string, ...languages: readonly string[]): readonly string[] {
  return [...readFileSync(file, 'utf8').matchAll(/^```(\w+)\n(.*?)^```$/gms)].flatMap(([, language = '', code = '']) =>
    languages.includes(language) ? [code] : [],
  )
}

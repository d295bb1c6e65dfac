/** The fenced code blocks of Markdown pages, with what their fences say about them. CONTRIBUTING.md explains the marks to writers. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { createMarkdownRenderer, type MarkdownRenderer } from 'vitepress'

/** What the fence says about a block after its language: ` ```json [Body] request=createProduct `. */
export interface Marks {
  /** It is what the block before printed. */
  readonly output?: true
  /** It runs until the page ends, as in another terminal. */
  readonly background?: true
  /** Its exit code, if that is not 0. */
  readonly exit?: string
  /** It is saved under this name, for blocks after it. */
  readonly file?: string
  /** The reason why it is not run. */
  readonly 'not-run'?: string
  /** It is a settings file of the suite. */
  readonly settings?: true
  /** It is a waiver file of the suite. */
  readonly waivers?: true
  /** It is a data set of the reference server. */
  readonly 'data-set'?: true
  /** It is a part of a larger document; it must only parse. */
  readonly fragment?: true
  /** It is a request body of this operation. */
  readonly request?: string
  /** It is a response body of this operation: `getProduct`, or `getProduct:404`. */
  readonly response?: string
}

export interface CodeBlock extends Marks {
  /** File and line, relative to the project: `docs-site/guides/errors.md:12`. */
  readonly at: string
  readonly language: string
  readonly code: string
  /** Blocks with the same number are tabs of one group; a reader uses one of them. */
  readonly group: number | undefined
}

const flags = ['output', 'background', 'settings', 'waivers', 'data-set', 'fragment']
const valued = ['exit', 'file', 'not-run', 'request', 'response']
const known = `${flags.join(', ')}, ${valued.map((each) => `${each}=…`).join(', ')}`

/** @throws Error that names the place, for a mark that does not exist */
function marksOf(info: string, at: string): Marks {
  // VitePress takes braces as lines to highlight, and brackets as the name of a tab.
  const words = info.replaceAll(/\{[^}]*\}|\[[^\]]*\]|:(?:no-)?line-numbers\b/g, '').match(/[^\s="]+(?:=(?:"[^"]*"|\S+))?/g) ?? []
  return Object.fromEntries(
    words.slice(1).map((word): [string, string | true] => {
      const [, name = '', value] = /^([^=]+)(?:="?(.*?)"?)?$/.exec(word) ?? []
      if (flags.includes(name) && value === undefined) return [name, true]
      if (valued.includes(name) && value !== undefined && value !== '') return [name, value]
      throw new Error(`${at}: expected one of the marks ${known} after the language of a code block, got ${word}`)
    }),
  )
}

interface Line {
  readonly text: string
  readonly at: string
}

/** The lines of a page, with those of the files that it includes. */
function linesOf(root: string, file: string): readonly Line[] {
  const lines = readFileSync(path.join(root, file), 'utf8').replace(/\n$/, '').split('\n')
  return lines.flatMap((text, index) => {
    const [, included] = /^<!--\s*@include:\s*(\S+)\s*-->$/.exec(text) ?? []
    if (included === undefined) return [{ text, at: `${file}:${index + 1}` }]
    return linesOf(root, path.join(path.dirname(file), included))
  })
}

let renderer: Promise<MarkdownRenderer> | undefined

/**
 * Returns the code blocks of a page in their order.
 *
 * @param file path below `root`
 * @throws Error that names the place, for a mark that does not exist
 */
export async function codeBlocks(root: string, file: string): Promise<readonly CodeBlock[]> {
  // The parser that also renders the pages, so that nothing is a block here and text there.
  renderer ??= createMarkdownRenderer(root)
  const lines = linesOf(root, file)
  const tokens = (await renderer).parse(lines.map(({ text }) => text).join('\n'), {})
  const blocks: CodeBlock[] = []
  let groups = 0
  let group: number | undefined
  for (const { type, info, content, map } of tokens) {
    if (type === 'container_code-group_open') group = ++groups
    if (type === 'container_code-group_close') group = undefined
    if (type !== 'fence') continue
    const at = lines[map?.[0] ?? 0]?.at ?? file
    const [language = ''] = info.trim().split(/[\s{[:]/)
    blocks.push({ at, language, code: content, group, ...marksOf(info, at) })
  }
  return blocks
}

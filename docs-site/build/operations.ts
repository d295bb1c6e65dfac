/**
 * The page that stands for the reference where VitePress looks for pages: it makes the search of the site find operations. Its anchors are those of Redoc,
 * whose document replaces the built page.
 */
import { anchorOf, operationsOf, type Bundle } from './bundle.ts'

/** Braces of paths would be template expressions in VitePress. */
const literal = (text: string): string => `\`${text}\``

/** The page as Markdown: one section per operation with its names, its description and its permission. */
export function operationsPage(bundle: Bundle): string {
  const sections = operationsOf(bundle).map(({ method, path, operation }) =>
    [
      `## ${operation.summary} {#${anchorOf(operation)}}`,
      `${literal(operation.operationId)} ${literal(`${method} ${path}`)} ${operation.tags[0]}`,
      operation.description,
      ...(operation.security ?? []).flatMap((each) => Object.values(each).flat().map(literal)),
    ].join('\n\n'),
  )
  return ['---', 'editLink: false', '---', '', '# API reference', '', ...sections, ''].join('\n')
}

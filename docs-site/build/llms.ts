/** `llms.txt`: an index of the site for language models, see https://llmstxt.org. */
import { sections } from '../site.ts'
import { anchorOf, operationsOf, type Bundle } from './bundle.ts'

/**
 * The index as Markdown.
 *
 * @param address where the site is published, with a final slash; without it, links are relative to the index
 */
export function llmsText(bundle: Bundle, address = ''): string {
  const link = (name: string, to: string, about: string): string => `- [${name}](${address}${to}): ${about}`
  const groups = bundle.tags.map(({ name }) => {
    const operations = operationsOf(bundle).filter(({ operation }) => operation.tags[0] === name)
    return [
      `## ${name}`,
      '',
      ...operations.map(({ method, path, operation }) =>
        link(operation.operationId, `reference/#${anchorOf(operation)}`, `${operation.summary}, \`${method} ${path}\``),
      ),
      '',
    ]
  })
  return [
    `# ${bundle.info.title} ${bundle.info.version}`,
    '',
    `> ${bundle.info.description.split('\n')[0] ?? ''}`,
    '',
    '## Contract',
    '',
    link('openapi.yaml', 'openapi.yaml', 'the whole contract as one OpenAPI 3.1 document'),
    link('openapi.json', 'openapi.json', 'the same as JSON'),
    '',
    ...sections.flatMap(({ name, pages }) => [
      `## ${name}`,
      '',
      ...pages.map((page) => link(page.name, `${page.path}.html`, page.about)),
      '',
    ]),
    '## Rules and history',
    '',
    link('Rules', 'rules/index.html', 'what the conformance suite checks, with examples and remedies'),
    link('Requirements', 'rules/requirements.html', 'each promise and decision with the rules that check it'),
    link('Changelog', 'changelog.html', 'what each version of the contract changed'),
    '',
    ...groups.flat(),
  ].join('\n')
}

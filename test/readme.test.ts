/** What the pages for people name has to exist. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { demoKeys } from '../server/demo/keys.ts'

const readme = readFileSync(new URL('../server/README.md', import.meta.url), 'utf8')

test('the README of the server lists every demo key', () => {
  for (const keys of Object.values(demoKeys)) for (const key of Object.values(keys)) expect(readme).toContain(`\`${key}\``)
})

const root = new URL('../', import.meta.url)
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'spec/README.md',
  'conformance/README.md',
  'server/README.md',
  ...readdirSync(new URL('docs/', root), { recursive: true, encoding: 'utf8' })
    .filter((each) => each.endsWith('.md'))
    .map((each) => `docs/${each}`),
]

describe.each(pages)('%s', (page) => {
  const text = readFileSync(new URL(page, root), 'utf8')

  test('names npm scripts that exist', () => {
    const { scripts } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { scripts: Record<string, string> }
    const named = [...text.matchAll(/(?:^|[`]|&& )npm (?:run (?:--silent )?)?(\w[\w:-]*)/gm)].flatMap(([, name]) =>
      name === 'ci' || name === 'install' ? [] : [name],
    )
    if (page === 'README.md') expect(named.length).toBeGreaterThan(5)
    for (const name of named) expect(Object.keys(scripts)).toContain(name)
  })

  test('names files and folders that exist', () => {
    const named = [...text.matchAll(/`((?:conformance|docs|docs-site|examples|scripts|server|spec|test|verification)\/[\w./-]*)`/g)].map(
      ([, name]) => name ?? '',
    )
    const linked = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, name]) => new URL(name ?? '', new URL(page, root)))
    // `npm run docs` writes this folder; test/docs.test.ts looks at its pages.
    const built = new URL('docs-site/dist/', root).href
    for (const each of [...named.map((name) => new URL(name, root)), ...linked].filter(({ href }) => !href.startsWith(built)))
      expect(existsSync(each), each.pathname).toBe(true)
  })
})

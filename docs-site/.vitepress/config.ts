import { defineConfig, type DefaultTheme } from 'vitepress'
import { figures } from '../build/figures.ts'
import { liveDocuments } from '../build/live.ts'
import { rulePages } from '../rules/pages.ts'
import { documentation } from '../../conformance/suite.ts'
import { contract } from '../../spec/contract.ts'
import { isDocument, links, sections } from '../site.ts'

const guides = sections.map(({ name, pages }) => ({ text: name, items: pages.map((page) => ({ text: page.name, link: `/${page.path}` })) }))

/** Where its sources are: see the guide "Edit and publish these docs". */
const { DOCS_PROJECT: projectAddress, DOCS_EARLIER: earlier = '' } = process.env

/** Pages about the rules and their proof; the rules have one page per area. */
const checks: DefaultTheme.SidebarItem[] = [
  { text: 'Rules', items: rulePages.map(({ name, title }) => ({ text: title, link: `/rules/${name === 'index' ? '' : name}` })) },
  {
    text: 'Proof',
    items: [
      { text: 'Proof', link: '/proof.html', target: '_self' },
      { text: 'Kill matrix', link: '/kill-matrix.html', target: '_self' },
    ],
  },
]

/** Where the site is on its host. `npm run docs` and `npm run docs:dev` set it from `--base`. */
const base = process.env['DOCS_BASE'] ?? '/docs/'

const version: DefaultTheme.NavItemWithChildren = {
  text: `${contract.version}, downloads`,
  items: [
    { text: 'OpenAPI (YAML)', link: `${base}openapi.yaml`, target: '_self' },
    { text: 'OpenAPI (JSON)', link: `${base}openapi.json`, target: '_self' },
    ...earlier
      .split(' ')
      .filter((each) => each !== '')
      .map((each) => ({ text: `Reference ${each}`, link: `${base}reference/${each}/`, target: '_self' })),
    { text: 'Postman collection', link: `${base}postman.json`, target: '_self' },
  ],
}

export default defineConfig({
  base,
  vite: { plugins: [figures(), liveDocuments(base)] },
  lang: 'en-US',
  title: contract.title,
  titleTemplate: `:title | ${contract.title}`,
  description: 'Guides, reference, code samples and conformance rules of the Better Data SCM API.',
  srcExclude: ['README.md', 'parts/**'],
  outDir: 'dist',
  cacheDir: '../node_modules/.cache/vitepress',
  cleanUrls: false,
  metaChunk: true,
  // The documents are written after VitePress has looked at the links; test/docs.test.ts looks at all of them.
  ignoreDeadLinks: [(link) => ['', '.html'].some((suffix) => isDocument(link.replace(/^(?:\.{0,2}\/)+/, '') + suffix))],
  head: [['link', { rel: 'icon', type: 'image/svg+xml', href: `${base}icon.svg` }]],
  ...(documentation === undefined ? {} : { sitemap: { hostname: documentation } }),
  markdown: { theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' } },
  // The default theme gives the home page no main landmark.
  transformHtml: (html) => html.replace('<div class="VPHome"', '<div role="main" class="VPHome"'),
  themeConfig: {
    nav: [
      ...links.map(({ name, path, folders }) => ({
        text: name,
        link: `/${path}`,
        ...(isDocument(path) ? { target: '_self' } : {}),
        ...(folders === undefined ? {} : { activeMatch: `^/(${folders.join('|')})/` }),
      })),
      version,
    ],
    // The longest address decides. Each list is in every page, so that there is only one of each.
    sidebar: { '/rules/': checks, '/': guides },
    outline: [2, 3],
    search: { provider: 'local' },
    ...(projectAddress === undefined
      ? {}
      : { editLink: { pattern: `${projectAddress}/edit/main/docs-site/:path`, text: 'Edit this page' } }),
    notFound: {
      title: 'No such page',
      quote: 'The address may be misspelled, or the page has moved. The search finds guides, operations and rules.',
      linkLabel: 'Home',
      linkText: 'Home',
    },
    docFooter: { prev: 'Previous', next: 'Next' },
  },
})

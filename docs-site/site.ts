/** The pages of the documentation site, in reading order: the one list that navigation, search, `llms.txt` and tests use. */

/** A page that is written by hand, as `docs-site/<path>.md`. */
export interface Page {
  /** Address below the base of the site, without a suffix: `guides/quick-start`. */
  readonly path: string
  /** Name in the sidebar. */
  readonly name: string
  /** What a reader can do after reading it: one sentence without a full stop. */
  readonly about: string
}

export interface Section {
  readonly name: string
  readonly pages: readonly Page[]
}

export const sections: readonly Section[] = [
  {
    name: 'Use the API',
    pages: [
      { path: 'guides/quick-start', name: 'Quick start', about: 'Send the first request in five minutes' },
      { path: 'guides/authentication', name: 'Authentication and permissions', about: 'Create, limit, rotate and revoke API keys' },
      { path: 'guides/errors', name: 'Errors', about: 'Handle each error code' },
      { path: 'guides/rate-limits', name: 'Rate limits', about: 'Stay below both limits, and retry when they are exceeded' },
      { path: 'guides/pagination', name: 'Pagination and sorting', about: 'Read a whole list, in a stable order' },
      { path: 'guides/transfers', name: 'Transfers', about: 'Move stock from one location to another, from request to receipt' },
      { path: 'guides/forecasting', name: 'Forecasting with events', about: 'Generate a forecast, and change it by events and scenarios' },
    ],
  },
  {
    name: 'Test with the kit',
    pages: [
      {
        path: 'guides/test-your-client',
        name: 'Test your client',
        about: 'Run your tests against the reference server, with its clock and faults',
      },
      { path: 'guides/check-a-deployment', name: 'Check a deployment', about: 'Find out whether a deployment keeps the contract' },
      { path: 'guides/check-at-scale', name: 'Check many deployments', about: 'Several deployments, several CI jobs, and traces of a run' },
      { path: 'guides/own-contract', name: 'Bring your own contract', about: 'Check another API with the same rules' },
      {
        path: 'guides/publish-docs',
        name: 'Edit and publish these docs',
        about: 'Change a text, see it, and put the site on a static host',
      },
    ],
  },
  {
    name: 'Design of the API',
    pages: [
      { path: 'design/decisions', name: 'Decisions', about: 'What the contract decides where the API overview does not, and why' },
      { path: 'design/contradictions', name: 'Contradictions', about: 'Where the published pages about the API contradict each other' },
    ],
  },
]

/** Addresses of the documents beside the pages: those that end with a slash are folders. */
const documentAddresses = [
  'reference/',
  'proof.html',
  'kill-matrix.html',
  'control.json',
  'openapi.json',
  'openapi.yaml',
  'postman.json',
  'llms.txt',
] as const

export type DocumentAddress = (typeof documentAddresses)[number]

/** Whether an address below the base leads to a document of its own, which is no part of the application that shows the guides. */
export const isDocument = (address: string): boolean =>
  documentAddresses.some((each) => (each.endsWith('/') ? address.startsWith(each) : address === each))

/** A link of the bar at the top of every page. */
interface Link {
  readonly name: string
  /** Address below the base of the site: of a page without a suffix, of a document with it. */
  readonly path: string
  /** Folders of the pages to which the link belongs, if these are several. */
  readonly folders?: readonly string[]
}

/** The links of the bar, in its order. */
export const links: readonly Link[] = [
  { name: 'Guides', path: 'guides/quick-start', folders: ['guides', 'design'] },
  { name: 'Reference', path: 'reference/' },
  { name: 'Rules', path: 'rules/', folders: ['rules'] },
  { name: 'Changelog', path: 'changelog' },
]

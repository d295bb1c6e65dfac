/** The files that `init` writes: settings, waivers and a job for CI. The settings follow from their schema, so that each one is there with its description. */
import { stringify } from 'yaml'
import { usualConfig, schema } from './config.ts'

/** Systems for which a job can be written, and none. */
export const ciSystems = ['github', 'gitlab', 'none'] as const
export type CiSystem = (typeof ciSystems)[number]

export interface Starter {
  /** The base URL of the deployment, if it is known. */
  readonly target?: string
  readonly ci: CiSystem
  /** The package to run, and its version. */
  readonly suite: { readonly name: string; readonly version: string }
}

const waiversFile = 'waivers.yaml'

/** Maximum width of a comment. */
const width = 110

/** Returns the text of each file, by its path with slashes, relative to the folder of the project. */
export function starterFiles(starter: Starter): Readonly<Record<string, string>> {
  const job = jobs[starter.ci]?.(starter)
  return {
    [usualConfig]: settings(starter),
    [waiversFile]: waivers(starter),
    ...(job === undefined ? {} : { [job.file]: job.text }),
  }
}

function settings({ target, suite }: Starter): string {
  const chosen: Readonly<Record<string, unknown>> = {
    ...(target === undefined ? {} : { target }),
    level: 'smoke',
    waivers: waiversFile,
  }
  const each = Object.entries(schema.properties).map(
    ([
      name,
      {
        description,
        examples: [example],
      },
    ]) => {
      const line = stringify({ [name]: chosen[name] ?? example }).trimEnd()
      return `${comment(description)}\n${name in chosen ? line : line.replaceAll(/^/gm, '# ')}\n`
    },
  )
  return [
    `# yaml-language-server: $schema=./node_modules/${suite.name}/dist/conformance/settings/conformance.config.schema.json`,
    '# Settings of the conformance suite. Remove the "# " before a setting to use it. Options and environment variables override this file.',
    '# It contains no API keys: set CONFORMANCE_KEY, and CONFORMANCE_OTHER_TENANT_KEY for a key of a second tenant.',
    '',
    ...each,
  ].join('\n')
}

const waivers = ({
  suite,
}: Starter): string => `# Known violations that do not fail the run until the end of a day. An expired or unused waiver fails the run.
# "npx ${suite.name} waivers lint ${waiversFile}" checks this file.
#
# - rule: pagination/total-pages
#   operation: listProducts # or "*", or deployment
#   reason: Fixed in the release of March
#   owner: catalog team
#   expires: 2027-03-31
`

const reports = ['html=conformance-report/index.html', 'json=conformance-report/report.json', 'junit=conformance-report/junit.xml']
  .map((each) => `--report ${each}`)
  .join(' ')

const jobs: Readonly<Partial<Record<CiSystem, (starter: Starter) => { readonly file: string; readonly text: string }>>> = {
  github: ({ suite }) => ({
    file: '.github/workflows/conformance.yml',
    text: `name: Conformance
on:
  workflow_dispatch:
  schedule:
    - cron: '0 4 * * 1-5'
  # pull_request: # level smoke takes seconds, and needs a deployment of the branch as the target
permissions:
  contents: read
jobs:
  conformance:
    runs-on: ubuntu-latest
    timeout-minutes: 30
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      # Findings are annotations of this job, and the report is its summary.
      - run: npx --yes ${suite.name}@${suite.version} ${reports}
        env:
          CONFORMANCE_KEY: \${{ secrets.CONFORMANCE_KEY }}
          # For level isolation:
          # CONFORMANCE_OTHER_TENANT_KEY: \${{ secrets.CONFORMANCE_OTHER_TENANT_KEY }}
      - uses: actions/upload-artifact@v4
        if: \${{ !cancelled() }}
        with:
          name: conformance-report
          path: conformance-report
`,
  }),
  gitlab: ({ suite }) => ({
    file: '.gitlab-ci.yml',
    text: `# Set CONFORMANCE_KEY as a masked variable of the project (Settings, CI/CD, Variables).
conformance:
  image: node:22-slim
  timeout: 30 minutes
  script:
    - npx --yes ${suite.name}@${suite.version} ${reports}
  artifacts:
    when: always
    paths: [conformance-report]
    reports:
      junit: conformance-report/junit.xml
`,
  }),
}

function comment(text: string): string {
  const lines = ['']
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? ''
    if (last !== '' && last.length + word.length >= width) lines.push(word)
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`
  }
  return lines.map((line) => `# ${line}`).join('\n')
}

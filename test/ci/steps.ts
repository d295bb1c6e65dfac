/** Runs the scripts of CI files as their runners would: in bash, in an empty folder, with an environment of their own. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { interpolate, type Contexts } from './expressions.ts'

/** A step of an action or a job, as far as it is used here. */
export interface WorkflowStep {
  readonly name?: string
  readonly id?: string
  readonly uses?: string
  readonly with?: Readonly<Record<string, unknown>>
  readonly shell?: string
  readonly env?: Readonly<Record<string, unknown>>
  readonly run?: string
}

export interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>
  readonly outputs: Readonly<Record<string, { readonly value: string }>>
  readonly runs: { readonly steps: readonly WorkflowStep[] }
}

export interface Ended {
  readonly code: number | null
  /** Standard output and standard error, in the order in which they came. */
  readonly output: string
}

/** Nothing of the environment of the tests but what finds programs and the npm cache. */
function environment(own: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const kept = ['PATH', 'HOME', 'USERPROFILE', 'SystemRoot', 'TMPDIR'].flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  // Where packages come from is a matter of the machine.
  const npm = Object.entries(process.env).filter(([name]) => /^npm_config_(registry|cache|userconfig)$/i.test(name))
  return { ...Object.fromEntries([...kept, ...npm]), ...own }
}

/** Runs a script like a step with `shell: bash` (`bash --noprofile --norc -eo pipefail`). */
export async function runScript(script: string, cwd: string, env: Readonly<Record<string, string>>): Promise<Ended> {
  const file = path.join(mkdtempSync(path.join(cwd, '.script-')), 'script.sh')
  writeFileSync(file, script)
  const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', file], {
    cwd,
    env: environment(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, output }
}

export interface ActionRun extends Ended {
  readonly outputs: Readonly<Record<string, string>>
  /** The summary of the job. */
  readonly summary: string
}

/** Runs the steps of a composite action with inputs; `env` is that of its step. The first step that fails is the last one. */
export async function runAction(
  action: Action,
  given: Readonly<Record<string, string>>,
  { cwd, actionPath, env = {} }: { readonly cwd: string; readonly actionPath: string; readonly env?: Readonly<Record<string, string>> },
): Promise<ActionRun> {
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(action.inputs, name)) throw new Error(`The action has no input ${JSON.stringify(name)}.`)
  }
  const temporary = path.join(cwd, 'runner temp')
  mkdirSync(temporary, { recursive: true })
  const summaryFile = path.join(temporary, 'summary.md')
  const inputs = Object.fromEntries(Object.entries(action.inputs).map(([name, input]) => [name, given[name] ?? input.default]))
  const steps: Record<string, { outputs: Record<string, string> }> = {}
  let output = ''
  let code: number | null = 0
  for (const [index, step] of action.runs.steps.entries()) {
    const contexts: Contexts = { inputs, env, steps }
    const outputFile = path.join(temporary, `output-${index}`)
    writeFileSync(outputFile, '')
    const ended = await runScript(step.run ?? '', cwd, {
      ...env,
      ...Object.fromEntries(Object.entries(step.env ?? {}).map(([name, value]) => [name, interpolate(value, contexts)])),
      GITHUB_ACTIONS: 'true',
      GITHUB_ACTION_PATH: actionPath,
      GITHUB_OUTPUT: outputFile,
      GITHUB_STEP_SUMMARY: summaryFile,
      RUNNER_TEMP: temporary,
    })
    output += ended.output
    code = ended.code
    const lines = readFileSync(outputFile, 'utf8').split('\n').filter(Boolean)
    const outputs = Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]))
    if (step.id !== undefined) steps[step.id] = { outputs }
    if (code !== 0) break
  }
  return {
    code,
    output,
    outputs: Object.fromEntries(
      Object.entries(action.outputs).map(([name, { value }]) => [name, interpolate(value, { steps: { run: { outputs: {} }, ...steps } })]),
    ),
    summary: existsSync(summaryFile) ? readFileSync(summaryFile, 'utf8') : '',
  }
}

/** Generates, checks and runs the client of one tool. */
import { cp, mkdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { startServerProcess } from '../../scripts/support/server-process.ts'
import { demoKeys } from '../../server/demo/keys.ts'
import { missing, run } from './command.ts'
import { Unavailable } from './download.ts'
import { declaredNames, inventedNames } from './names.ts'
import type { Command, Place, Tool } from './tool.ts'

const own = fileURLToPath(new URL('.', import.meta.url))
const cache = path.join(own, '../../.cache/clients')

/** What one step led to: `yes`, or what went wrong. `undefined` if an earlier step failed. */
export type Result = 'yes' | { readonly problem: string } | undefined

/** What became of one tool. */
export interface Attempt {
  readonly tool: Tool
  /** Why it did not run. */
  readonly skipped?: string
  /** The machine could run it, but a download failed. */
  readonly isUnavailable?: boolean
  readonly generates?: Result
  /** Messages of the generator, without the accepted ones. */
  readonly warnings?: readonly string[]
  readonly names?: readonly string[]
  readonly invented?: readonly string[]
  readonly compiles?: Result
  readonly runs?: Result
  readonly seconds: number
}

/** Whether every step of an attempt that was not skipped succeeded, without a warning and without an invented name. */
export function isGood({ generates, warnings = [], invented = [], compiles, runs }: Attempt): boolean {
  return [generates, compiles, runs].every((result) => result === 'yes') && warnings.length + invented.length === 0
}

/** Attempts one tool on an OpenAPI document. */
export async function attempt(tool: Tool, contract: string): Promise<Attempt> {
  const startedAt = Date.now()
  const finished = (outcome: Omit<Attempt, 'tool' | 'seconds'>): Attempt => ({ tool, seconds: (Date.now() - startedAt) / 1000, ...outcome })
  const lacks = (await Promise.all(tool.needs.map(missing))).filter((lack) => lack !== undefined)
  if (lacks.length > 0) return finished({ skipped: lacks.join(', and ') })
  const place: Place = { contract: path.resolve(contract), folder: path.join(cache, 'out', tool.id), cache }
  await rm(place.folder, { recursive: true, force: true })
  await mkdir(place.folder, { recursive: true })
  await cp(path.join(own, 'programs', tool.id), place.folder, { recursive: true })
  if (tool.language === 'TypeScript') await cp(path.join(own, 'programs/tsconfig.json'), path.join(place.folder, 'tsconfig.json'))
  try {
    await tool.prepare?.(place)
  } catch (error) {
    if (error instanceof Unavailable) return finished({ skipped: error.message, isUnavailable: true })
    throw error
  }
  const generation = await runAll(tool.generate(place), place)
  const warnings = warningsOf(tool, generation.output)
  if (generation.result !== 'yes') return finished({ generates: generation.result, warnings })
  const names = declaredNames(tool.language, path.join(place.folder, 'client'))
  const generated = { generates: generation.result, warnings, names, invented: inventedNames(names) }
  const { result: compiles } = await runAll(tool.check(place), place)
  if (compiles !== 'yes') return finished({ ...generated, compiles })
  return finished({ ...generated, compiles, runs: await runProgram(tool.program(place), place) })
}

async function runAll(commands: readonly Command[], { folder }: Place): Promise<{ result: Result; output: string }> {
  let output = ''
  for (const command of commands) {
    const ending = await run(command, folder)
    output += ending.output
    if (ending.code !== 0) return { result: { problem: `exit code ${ending.code}:\n${ending.output}` }, output }
  }
  return { result: 'yes', output }
}

function warningsOf({ warning, accepted }: Tool, output: string): string[] {
  const found = output.match(new RegExp(warning, `${warning.flags.replace('g', '')}g`)) ?? []
  return found.filter((line) => !accepted.some(({ text }) => line.includes(text)))
}

/** Runs the program against a new reference server, since every program expects the same data. */
async function runProgram(command: Command, { folder }: Place): Promise<Result> {
  const server = await startServerProcess([], { keepLog: false })
  try {
    const env = { ...command.env, CLIENT_BASE_URL: server.baseUrl, CLIENT_KEY: demoKeys.nordwind.administrator }
    const { code, stdout, output } = await run({ ...command, env }, folder, 60_000)
    const problem = differenceOf(stdout, await readFile(path.join(own, 'expected.jsonl'), 'utf8'))
    if (code !== 0) return { problem: `exit code ${code}:\n${output}` }
    return problem === undefined ? 'yes' : { problem }
  } finally {
    await server.stop()
  }
}

/** Compares lines of JSON. */
function differenceOf(actual: string, expected: string): string | undefined {
  const [came, wanted] = [actual, expected].map((text) => text.trim().split('\n').map(canonical))
  const index = wanted?.findIndex((line, at) => line !== came?.[at]) ?? 0
  if (index >= 0) return `line ${index + 1} is\n${came?.[index]}\nbut this was expected:\n${wanted?.[index]}`
  return came?.length === wanted?.length ? undefined : `${came?.length} lines, but ${wanted?.length} were expected`
}

/** The same text for the same value. */
function canonical(line: string): string {
  const sorted = (_key: string, value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value
  try {
    return JSON.stringify(JSON.parse(line), sorted)
  } catch {
    return line
  }
}

/** The suite as users run it: a separate process with arguments, variables, input and output. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const start = fileURLToPath(new URL('../start.mjs', import.meta.url))

/** The arguments of Node that run the suite in one process, from any folder. */
export const suiteCommand = ['--max-semi-space-size=4', start, 'conformance/main.ts']

export interface Outcome {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

export interface SuiteOptions {
  /** Added to those of this process; `undefined` removes one. */
  readonly env?: NodeJS.ProcessEnv
  readonly cwd?: string
  readonly input?: string
  /** Called at the start and after every output, with all output so far. */
  readonly onOutput?: (printed: string, child: ChildProcess) => void
}

/** Runs the suite to its end. */
export async function runSuite(args: readonly string[], { env = {}, cwd, input = '', onOutput }: SuiteOptions = {}): Promise<Outcome> {
  const child = spawn(process.execPath, [...suiteCommand, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', CONFORMANCE_KEY: undefined, ...env },
    ...(cwd === undefined ? {} : { cwd }),
  })
  child.stdin.end(input)
  let [out, err] = ['', '']
  onOutput?.('', child)
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString()
    onOutput?.(out + err, child)
  })
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString()
    onOutput?.(out + err, child)
  })
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, out, err }
}

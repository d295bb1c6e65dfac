import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { WrittenReport } from '../../conformance/report/formats/json.ts'
import { startServerProcess } from '../support/server-process.ts'
import { demoKeys } from '../../server/demo/keys.ts'
import { suiteCommand } from '../support/suite.ts'
import type { Cores } from './cores.ts'
import { table } from './table.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

interface Run {
  /** From start to end of the process. */
  readonly seconds: number
  /** From the start of the process to the first response of the server. */
  readonly secondsToFirst: number
  /** Maximum resident set size, in MB of 10⁶ bytes. */
  readonly megabytes: number
  readonly requests: number
  /** Verdicts that are a pass, a failure or a warning. */
  readonly judgements: number
}

export interface SuiteFigures {
  readonly runs: readonly Run[]
}

/** Upper bounds of the figures. */
const aims = { seconds: 5, secondsToFirst: 1, megabytes: 200, requestsPerJudgement: 0.25 } as const

/** Measures a full run of the suite `rounds` times, each on a new server with limits so high that the suite never waits. */
export async function measureSuite(cores: Cores, rounds: number, say: (line: string) => void): Promise<SuiteFigures> {
  const keys = demoKeys
  const runs: Run[] = []
  for (let round = 1; round <= rounds; round++) {
    say(`run ${round} of ${rounds}`)
    const server = await startServerProcess(['--rate-limit-per-minute', '100000', '--rate-limit-per-hour', '1000000'])
    const directory = mkdtempSync(path.join(tmpdir(), 'bench-'))
    try {
      const env = { CONFORMANCE_KEY: keys.nordwind.administrator, CONFORMANCE_OTHER_TENANT_KEY: keys.suedlicht.administrator }
      runs.push(await measureRun(cores, server, directory, env))
    } finally {
      await server.stop()
      rmSync(directory, { recursive: true })
    }
  }
  return { runs }
}

async function measureRun(
  cores: Cores,
  server: { readonly baseUrl: string; readonly log: () => string },
  directory: string,
  env: NodeJS.ProcessEnv,
): Promise<Run> {
  const file = path.join(directory, 'report.json')
  // The rate limits of this server differ from the contract; everything else is judged.
  const skip = ['--skip', 'rate-limit/limit-as-promised']
  const options = ['--level', 'full', '--allow-writes', '--allow-lasting', ...skip, '--journal', path.join(directory, 'journal.jsonl')]
  const startedAt = Date.now()
  const child = await cores.measured(async () =>
    spawn(process.execPath, [...suiteCommand, server.baseUrl, ...options, '--report', `json=${file}`], {
      cwd: root,
      stdio: 'ignore',
      env: { ...process.env, ...env },
    }),
  )
  const exited = once(child, 'exit') as Promise<[number | null]>
  let kilobytes = 0
  const sampling = setInterval(() => (kilobytes = Math.max(kilobytes, peak(child.pid ?? 0))), 20)
  const [code] = await exited
  clearInterval(sampling)
  const endedAt = Date.now()
  if (code !== 0) throw new Error(`expected exit code 0 of the suite, got ${code}`)
  const { requests, outcomes } = JSON.parse(readFileSync(file, 'utf8')) as WrittenReport
  const [, firstAt] = /"time":(\d+)[^\n]*"operationId"/.exec(server.log()) ?? []
  return {
    seconds: (endedAt - startedAt) / 1000,
    secondsToFirst: (Number(firstAt) - startedAt) / 1000,
    megabytes: Math.round((kilobytes * 1024) / 1e6),
    requests: requests.sent,
    judgements: outcomes.pass + outcomes.fail + outcomes.warn,
  }
}

/** Maximum resident set size of a process in kB, as reported by Linux; 0 if the process has ended. */
function peak(pid: number): number {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)
  } catch {
    return 0
  }
}

/** Formats the figures for the terminal. */
export function describeSuite({ runs }: SuiteFigures): string {
  const row = (name: string, of: (run: Run) => number, aim?: number): string[] => {
    const values = runs.map(of)
    const most = Math.max(...values)
    const verdict = aim === undefined ? [] : [`< ${aim}`, most < aim ? 'reached' : 'NOT REACHED']
    return [name, ...values.map((each) => String(Math.round(each * 1000) / 1000)), ...verdict]
  }
  return table([
    ['full run', ...runs.map((_, index) => `run ${index + 1}`), 'aim', ''],
    row('wall time (s)', ({ seconds }) => seconds, aims.seconds),
    row('start to first request (s)', ({ secondsToFirst }) => secondsToFirst, aims.secondsToFirst),
    row('peak memory (MB)', ({ megabytes }) => megabytes, aims.megabytes),
    row('requests per judgement', ({ requests, judgements }) => requests / judgements, aims.requestsPerJudgement),
    row('requests', ({ requests }) => requests),
    row('judgements', ({ judgements }) => judgements),
  ])
}

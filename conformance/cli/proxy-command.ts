import { api } from '../profile/index.ts'
import { baselineOf } from '../compare/baseline.ts'
import { readReport } from '../compare/read-report.ts'
import { renderPassage, type LiveFinding, type PassageReport } from '../recording/passage.ts'
import { renderUnseen } from '../recording/unseen.ts'
import { openProxy, type Proxy } from '../recording/proxy.ts'
import { foreign } from '../text/foreign.ts'
import { definitions } from '../../spec/contract.ts'
import type { ExitCode } from '../report/conclusion.ts'
import { renderReport } from '../report/formats/terminal.ts'
import { MemoryBudget } from '../recording/memory-budget.ts'
import { defaults } from '../run/options.ts'
import { parseBaseUrl } from '../model/target.ts'
import { openJudgeThread } from '../recording/thread/judge-thread.ts'
import { Undecidable } from '../model/undecidable.ts'
import { programOf, type CommandContext } from './context.ts'
import { announce } from './github-actions.ts'
import { signals } from './interrupt.ts'
import type { ProxyFlags } from './program.ts'
import { readCa } from './reach.ts'
import { reportFilesOf, writeReports } from './report-files.ts'

/** Maximum number of bytes in transit or waiting to be judged; exchanges beyond it are skipped. */
const maxWaiting = 32 * 1024 * 1024
/** Maximum number of findings that are shown before the end. */
const maxTold = 50
/** Maximum number of lost requests that are listed. */
const maxLost = 20

/** Maximum number of characters of a request or a finding in such a line. */
const maxLive = 160

/** Forwards the traffic of a client until a signal ends it, and checks it against the laws. Resolves to the exit code. */
export async function proxyCommand(address: string, flags: ProxyFlags, context: CommandContext): Promise<ExitCode> {
  const { print, printSentences, tellSentences, colors, columns } = context.output
  const target = parseBaseUrl(address)
  const reports = reportFilesOf(flags.report ?? [])
  const hungry = reports.find(({ format }) => format.needsTraffic)
  if (hungry !== undefined)
    throw new Undecidable(
      `--report ${hungry.format.name}=… needs every exchange, which the proxy does not keep. Record the traffic with the client.`,
    )
  const baseline = flags.baseline === undefined ? undefined : baselineOf(readReport(flags.baseline))
  const ca = flags.ca === undefined ? {} : { ca: readCa(flags.ca) }
  const lost: string[] = []
  let [losses, reached, told] = [0, 0, 0]
  const room = new MemoryBudget(maxWaiting)
  const judge = await openJudgeThread(
    { baseUrl: target, ...(flags.basis === undefined ? {} : { basis: flags.basis }), ...(baseline === undefined ? {} : { baseline }) },
    room,
    (finding) => {
      told += 1
      if (told <= maxTold) tellSentences(renderLive(finding, colors))
      if (told === maxTold) tellSentences('More findings follow in the report at the end.\n')
    },
  )
  const proxy = await openProxy({
    target,
    port: flags.port ?? 0,
    timeout: (flags.timeout ?? defaults.timeout / 1000) * 1000,
    ...ca,
    room,
    onPassed: (passed, quietUntil, taken) => {
      reached += 1
      judge.take(passed, quietUntil, taken)
    },
    onLeftOut: (about, why) => {
      reached += 1
      judge.leave(about, why)
    },
    onLoss: (about, why, isReached) => {
      losses += 1
      if (isReached) reached += 1
      if (lost.length < maxLost) lost.push(why)
      judge.miss(about)
    },
  }).catch(async (error: unknown): Promise<Proxy> => {
    await judge.end()
    throw new Undecidable(`Cannot listen on port ${flags.port ?? 0}: ${(error as Error).message}.`)
  })
  const ended = new Promise<void>((resolve) => {
    for (const signal of signals) context.signals.once(signal, () => resolve())
  })
  tellSentences(`${proxy.baseUrl} forwards all requests to ${target}. Press Ctrl-C to stop and print the report.\n`)
  await ended
  await proxy.close()
  const judged = await judge.end()
  const notes =
    lost.map((why) => `left out: ${foreign(why)}\n`).join('') + (losses > lost.length ? `left out: ${losses - lost.length} more\n` : '')
  if (judged.passage.judged === 0) throw new Undecidable(nothing(judged, target, losses, reached, notes))
  const traffic = {
    exchanges: [],
    keys: new Map(),
    baseUrl: target,
    startedAt: Date.parse(judged.startedAt),
    redact: (text: string) => text,
    format: api.keyFormat,
    profile: api.profile,
    definitions: definitions(),
  }
  // The verdict stays the last line of the report.
  announce(judged, traffic, context)
  const view = { ...(columns === undefined ? {} : { columns }), env: context.env, program: programOf(context) }
  print(`\n${renderReport(judged, colors, api.profile, view)}`)
  printSentences(renderPassage(judged) + notes + renderUnseen(api, judged.passage.unseen))
  writeReports(reports, judged, traffic, tellSentences)
  return judged.exitCode
}

/** One line: `fail  status/declared:listProducts  GET /products → 204: expected 200, got 204`. */
function renderLive({ id, outcome, request, status, expected, seen }: LiveFinding, colors: CommandContext['output']['colors']): string {
  const paint = outcome === 'fail' ? colors.red : colors.yellow
  const what = [...(expected === undefined ? [] : [`expected ${expected}`]), ...(seen === undefined ? [] : [`got ${seen}`])].join(', ')
  const where = request === undefined ? '' : `  ${foreign(request, maxLive)}${status === undefined ? '' : ` → ${status}`}`
  return `${paint(outcome)}  ${foreign(id)}${where}${what === '' ? '' : `: ${foreign(what, maxLive)}`}\n`
}

/** Returns why there is nothing to judge. */
function nothing(judged: PassageReport, target: string, losses: number, reached: number, told: string): string {
  const leftOut = renderPassage(judged)
  const why =
    leftOut !== ''
      ? `None of the forwarded traffic is a response of ${target}.`
      : losses === 0
        ? 'No traffic was forwarded, so there is nothing to judge.'
        : reached === 0
          ? `${target} cannot be reached, so there is nothing to judge.`
          : 'No complete response was forwarded, so there is nothing to judge.'
  return `${why}${leftOut + told === '' ? '' : `\n${(leftOut + told).trimEnd()}`}`
}

import pc from 'picocolors'
import { api } from '../profile/index.ts'
import { renderPassage, type PassageReport } from '../recording/passage.ts'
import { openProxy, type Proxy } from '../recording/proxy.ts'
import { foreign } from '../text/foreign.ts'
import type { ExitCode } from '../report/report.ts'
import { reportFileOf } from '../report/formats/index.ts'
import { renderReport } from '../report/formats/terminal.ts'
import { MemoryBudget } from '../recording/memory-budget.ts'
import { defaults } from '../run/options.ts'
import { parseBaseUrl } from '../model/target.ts'
import { openJudgeThread } from '../recording/thread/judge-thread.ts'
import { Undecidable } from '../model/undecidable.ts'
import { signals } from './interrupt.ts'
import type { ProxyFlags } from './program.ts'
import { readCa } from './reach.ts'
import { checkWritable, writeWhole } from './writable.ts'
import { print, tell } from './output.ts'

/** Bytes of what is on its way, or waits to be judged; what comes where more does is left out. */
const maxWaiting = 32 * 1024 * 1024
/** So many requests that were lost are named. */
const maxLost = 20

/** Passes a client's traffic on until a signal ends it, and judges it by the laws meanwhile; resolves to the exit code. */
export async function proxyCommand(address: string, flags: ProxyFlags): Promise<ExitCode> {
  const target = parseBaseUrl(address)
  const report = flags.report === undefined ? undefined : reportFileOf(flags.report)
  if (report !== undefined) checkWritable('The report', report.file)
  const ca = flags.ca === undefined ? {} : { ca: readCa(flags.ca) }
  const lost: string[] = []
  let [losses, reached] = [0, 0]
  const room = new MemoryBudget(maxWaiting)
  const judge = await openJudgeThread({ baseUrl: target, ...(flags.basis === undefined ? {} : { basis: flags.basis }) }, room)
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
    throw new Undecidable(`The port ${flags.port ?? 0} cannot be listened on: ${(error as Error).message}.`)
  })
  const ended = new Promise<void>((resolve) => {
    for (const signal of signals) process.once(signal, () => resolve())
  })
  tell(`${proxy.baseUrl} passes everything on to ${target}. Ctrl-C ends it, and tells what has passed.\n`)
  await ended
  await proxy.close()
  const judged = await judge.end()
  const told =
    lost.map((why) => `left out: ${foreign(why)}\n`).join('') + (losses > lost.length ? `left out: ${losses - lost.length} more\n` : '')
  if (judged.passage.judged === 0) throw new Undecidable(nothing(judged, target, losses, reached, told))
  print(`\n${renderReport(judged, pc, api.profile)}`)
  print(renderPassage(judged) + told)
  if (report !== undefined) writeWhole('The report', report.file, report.format.render(judged))
  return judged.exitCode
}

/** Why there is nothing to judge. */
function nothing(judged: PassageReport, target: string, losses: number, reached: number, told: string): string {
  const leftOut = renderPassage(judged)
  const why =
    leftOut !== ''
      ? `Nothing that has passed is an answer of ${target}.`
      : losses === 0
        ? 'Nothing has passed, so there is nothing to judge.'
        : reached === 0
          ? `${target} cannot be reached, so there is nothing to judge.`
          : 'No answer has passed as a whole, so there is nothing to judge.'
  return `${why}${leftOut + told === '' ? '' : `\n${(leftOut + told).trimEnd()}`}`
}

import pc from 'picocolors'
import { judgeHar, renderGaps } from '../har.ts'
import type { HarEntry } from '../har-format.ts'
import { openProxy, type Proxy } from '../proxy.ts'
import { foreign } from '../report/foreign.ts'
import type { ExitCode } from '../report/report.ts'
import { renderJson } from '../reporters/json.ts'
import { renderReport } from '../reporters/terminal.ts'
import { defaults } from '../run.ts'
import { parseBaseUrl } from '../target.ts'
import { Undecidable } from '../undecidable.ts'
import type { ProxyFlags } from './program.ts'
import { readCa } from './reach.ts'
import { checkWritable, writeWhole } from './writable.ts'
import { print, tell } from './output.ts'

/** Bytes of bodies, as they are kept, that are judged in the end; the oldest exchanges go where more passes. What has no body counts as a little, too. */
const mostKept = 64 * 1024 * 1024
const leastKept = 2048
/** So many requests that were lost are named. */
const mostLost = 20

/** Passes a client's traffic on until SIGINT or SIGTERM, then judges it by the laws; resolves to the exit code. */
export async function proxyCommand(address: string, flags: ProxyFlags): Promise<ExitCode> {
  const target = parseBaseUrl(address)
  const report = flags.report?.slice('json='.length)
  if (report !== undefined) checkWritable('The report', report)
  const entries: { readonly entry: HarEntry; readonly size: number }[] = []
  const lost: string[] = []
  let [passed, kept, losses, reached] = [0, 0, 0, 0]
  const proxy = await openProxy({
    target,
    port: flags.port ?? 0,
    timeout: (flags.timeout ?? defaults.timeout / 1000) * 1000,
    ...(flags.ca === undefined ? {} : { ca: readCa(flags.ca) }),
    onEntry: (entry) => {
      passed += 1
      reached += 1
      const size = leastKept + (entry.response.content.text?.length ?? 0) + (entry.request.postData?.text?.length ?? 0)
      entries.push({ entry, size })
      kept += size
      while (kept > mostKept) kept -= entries.shift()?.size ?? 0
    },
    onLoss: (why, isReached) => {
      losses += 1
      if (isReached) reached += 1
      if (lost.length < mostLost) lost.push(why)
    },
  }).catch((error: unknown): Proxy => {
    throw new Undecidable(`The port ${flags.port ?? 0} cannot be listened on: ${(error as Error).message}.`)
  })
  const ended = new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve()).once('SIGTERM', () => resolve())
  })
  tell(`${proxy.baseUrl} passes everything on to ${target}. Ctrl-C ends it, and judges what has passed.\n`)
  await ended
  await proxy.close()
  const told =
    lost.map((why) => `left out: ${foreign(why)}\n`).join('') + (losses > lost.length ? `left out: ${losses - lost.length} more\n` : '')
  if (entries.length === 0) {
    const why =
      losses === 0
        ? 'Nothing has passed, so there is nothing to judge.'
        : reached === 0
          ? `${target} cannot be reached, so there is nothing to judge.`
          : 'No answer has passed as a whole, so there is nothing to judge.'
    throw new Undecidable(`${why}${told === '' ? '' : `\n${told.trimEnd()}`}`)
  }
  const judged = judgeHar(
    { log: { entries: entries.map(({ entry }) => entry) } },
    { baseUrl: target, isWhole: true, ...(flags.basis === undefined ? {} : { basis: flags.basis }) },
  )
  print(`\n${renderReport(judged, pc)}`)
  if (passed > entries.length) print(`left out: the first ${passed - entries.length} of ${passed} exchanges\n`)
  print(renderGaps(judged, 'exchange') + told)
  if (report !== undefined) writeWhole('The report', report, renderJson(judged))
  return judged.exitCode
}

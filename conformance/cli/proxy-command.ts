import pc from 'picocolors'
import { judgeHar, renderGaps } from '../har.ts'
import type { HarEntry } from '../har-format.ts'
import { openProxy, type Proxy } from '../proxy.ts'
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

/** What is judged in the end; the oldest go where more passes. */
const mostEntries = 10_000

/** Passes a client's traffic on until SIGINT or SIGTERM, then judges it by the laws; resolves to the exit code. */
export async function proxyCommand(address: string, flags: ProxyFlags): Promise<ExitCode> {
  const target = parseBaseUrl(address)
  const report = flags.report?.slice('json='.length)
  if (report !== undefined) checkWritable('The report', report)
  const entries: HarEntry[] = []
  let passed = 0
  const proxy = await openProxy({
    target,
    port: flags.port ?? 0,
    timeout: (flags.timeout ?? defaults.timeout / 1000) * 1000,
    ...(flags.ca === undefined ? {} : { ca: readCa(flags.ca) }),
    onEntry: (entry) => {
      passed += 1
      entries.push(entry)
      if (entries.length > mostEntries) entries.shift()
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
  if (entries.length === 0) throw new Undecidable('Nothing has passed, so there is nothing to judge.')
  const judged = judgeHar(
    { log: { entries } },
    { baseUrl: target, isWhole: true, ...(flags.basis === undefined ? {} : { basis: flags.basis }) },
  )
  print(`\n${renderReport(judged, pc)}`)
  if (passed > entries.length) print(`left out: the first ${passed - entries.length} of ${passed} exchanges\n`)
  print(renderGaps(judged, 'exchange'))
  if (report !== undefined) writeWhole('The report', report, renderJson(judged))
  return judged.exitCode
}

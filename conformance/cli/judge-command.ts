/** `judge FILE.har`: checks recorded traffic. */
import { api } from '../profile/index.ts'
import type { JudgedBy } from '../model/basis.ts'
import { baselineOf } from '../compare/baseline.ts'
import { readReport } from '../compare/read-report.ts'
import { renderUnseen } from '../recording/unseen.ts'
import { judgeHar, renderLeftOut } from '../recording/har.ts'
import { HarError } from '../recording/har-format.ts'
import { foreign } from '../text/foreign.ts'
import type { ExitCode } from '../report/report.ts'
import { readBounded } from '../text/bounded.ts'
import { renderReport } from '../report/formats/terminal.ts'
import { Undecidable } from '../model/undecidable.ts'
import type { CommandContext } from './context.ts'

/** Enough for a recording of a whole day; the parsed form takes several times as much memory. */
const maxBytes = 128 * 1024 * 1024

/** Judges a file and prints the report. Throws `Undecidable` if the file cannot be read or contains nothing to judge. */
export function judgeCommand(
  file: string,
  {
    baseline,
    isVerbose,
    ...options
  }: { readonly baseUrl?: string; readonly basis?: JudgedBy; readonly baseline?: string; readonly isVerbose?: boolean },
  { env, output: { print, colors, columns } }: CommandContext,
): ExitCode {
  let text: string
  try {
    text = readBounded(file, maxBytes)
  } catch (error) {
    throw new Undecidable(`The recording ${file} cannot be read: ${foreign((error as Error).message)}.`)
  }
  try {
    const report = judgeHar(text, { ...options, ...(baseline === undefined ? {} : { baseline: baselineOf(readReport(baseline)) }) })
    print(
      renderReport(report, colors, api.profile, {
        ...(columns === undefined ? {} : { columns }),
        isVerbose: isVerbose === true,
        canBeVerbose: true,
        env,
      }),
    )
    print(renderLeftOut(report) + renderUnseen(api, report.unseen))
    return report.exitCode
  } catch (error) {
    if (error instanceof HarError) throw new Undecidable(`${file}: ${error.message}`)
    throw error
  }
}

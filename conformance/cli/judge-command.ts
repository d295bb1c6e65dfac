/** `judge FILE.har`: what recorded traffic shows. */
import { api } from '../profile/index.ts'
import type { JudgedBy } from '../model/basis.ts'
import type { Colors } from 'picocolors/types.js'
import { judgeHar, renderLeftOut } from '../recording/har.ts'
import { HarError } from '../recording/har-format.ts'
import { foreign } from '../text/foreign.ts'
import type { ExitCode } from '../report/report.ts'
import { readBounded } from '../text/bounded.ts'
import { renderReport } from '../report/formats/terminal.ts'
import { Undecidable } from '../model/undecidable.ts'
import { print } from './output.ts'

/** A recording of a long day; what is parsed of it takes several times the memory. */
const maxBytes = 128 * 1024 * 1024

/** Judges a file and prints the report; throws `Undecidable` if it cannot be read or holds nothing to judge. */
export function judgeCommand(file: string, options: { readonly baseUrl?: string; readonly basis?: JudgedBy }, colors: Colors): ExitCode {
  let text: string
  try {
    text = readBounded(file, maxBytes)
  } catch (error) {
    throw new Undecidable(`The recording ${file} cannot be read: ${foreign((error as Error).message)}.`)
  }
  try {
    const report = judgeHar(text, options)
    print(renderReport(report, colors, api.profile))
    print(renderLeftOut(report))
    return report.exitCode
  } catch (error) {
    if (error instanceof HarError) throw new Undecidable(`${file}: ${error.message}`)
    throw error
  }
}

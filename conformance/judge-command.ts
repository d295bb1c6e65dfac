/** `judge FILE.har`: what recorded traffic shows. */
import { readFileSync } from 'node:fs'
import type { JudgedBy } from './basis.ts'
import type { Colors } from 'picocolors/types.js'
import { judgeHar } from './har.ts'
import { HarError } from './har-format.ts'
import type { ExitCode } from './report/report.ts'
import { renderReport } from './reporters/terminal.ts'
import { Undecidable } from './undecidable.ts'

/** Judges a file and prints the report; throws `Undecidable` if it cannot be read or holds nothing to judge. */
export function judgeCommand(file: string, options: { readonly baseUrl?: string; readonly basis?: JudgedBy }, colors: Colors): ExitCode {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new Undecidable(`The recording ${file} cannot be read: ${(error as Error).message}.`)
  }
  try {
    const report = judgeHar(text, options)
    process.stdout.write(renderReport(report, colors))
    for (const { entry, why } of report.leftOut) process.stdout.write(`left out: entry ${entry}, ${why}\n`)
    return report.exitCode
  } catch (error) {
    if (error instanceof HarError) throw new Undecidable(`${file}: ${error.message}`)
    throw error
  }
}

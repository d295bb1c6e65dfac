/** The formats in which a report can be written to a file. To add a format, add a file to this folder and an item to this list. */
import type { Report } from '../report.ts'
import { renderJson } from './json.ts'

export interface ReportFormat {
  /** The name in `--report NAME=FILE`. */
  readonly name: string
  readonly render: (report: Report) => string
}

const formats: readonly ReportFormat[] = [{ name: 'json', render: renderJson }]

/** A report file to write. */
export interface ReportFile {
  readonly format: ReportFormat
  readonly file: string
}

/** The accepted values of the option: `json=FILE`. */
export const reportForms = formats.map(({ name }) => `${name}=FILE`).join(' or ')

/** Parses `NAME=FILE`; returns `undefined` if the format is unknown or the file name is missing. */
export function reportFileOf(text: string): ReportFile | undefined {
  const format = formats.find(({ name }) => text.startsWith(`${name}=`))
  const file = format && text.slice(format.name.length + 1)
  return format === undefined || file === undefined || file === '' ? undefined : { format, file }
}

/** The formats in which a report can be written to a file. To add a format, add a file to this folder and an item to this list. */
import type { Exchange } from '../../model/exchange.ts'
import type { Report } from '../report.ts'
import type { Presentation } from '../reported-exchange.ts'
import { renderJson } from './json.ts'

/** The exchanges of a run, for formats that show more of them than the report does. */
export interface Traffic extends Presentation {
  /** In the order of sending. */
  readonly exchanges: readonly Exchange[]
}

export interface ReportFormat {
  /** The name in `--report NAME=FILE`. */
  readonly name: string
  /** The name in sentences. */
  readonly title: string
  /** Whether it needs the exchanges of the run. */
  readonly needsTraffic?: true
  /** `traffic` is empty if the exchanges were not kept. */
  readonly render: (report: Report, traffic: Traffic) => string
}

const formats: readonly ReportFormat[] = [{ name: 'json', title: 'JSON', render: renderJson }]

/** A report file to write. */
export interface ReportFile {
  readonly format: ReportFormat
  readonly file: string
}

/** The names of all formats. */
export const reportNames = formats.map(({ name }) => name).join(', ')

/** The accepted values of the option: `json=FILE`. */
export const reportForms = formats.map(({ name }) => `${name}=FILE`).join(' or ')

/** Parses `NAME=FILE`; returns `undefined` if the format is unknown or the file name is missing. */
export function reportFileOf(text: string): ReportFile | undefined {
  const format = formats.find(({ name }) => text.startsWith(`${name}=`))
  const file = format && text.slice(format.name.length + 1)
  return format === undefined || file === undefined || file === '' ? undefined : { format, file }
}

/** The formats in which a report can be written to a file. To add a format, add a file to this folder and an item to this list. */
import type { Api } from '../../model/api.ts'
import type { Exchange } from '../../model/exchange.ts'
import type { Report } from '../report.ts'
import type { Presentation } from '../reported-exchange.ts'
import { renderHtml } from './html/html.ts'
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
  /** `traffic` is empty if the exchanges were not kept. `profile` has the texts of what rules cite. */
  readonly render: (report: Report, traffic: Traffic, profile: Api['profile']) => string
}

const formats: readonly ReportFormat[] = [
  { name: 'json', title: 'JSON', render: renderJson },
  { name: 'html', title: 'HTML', render: renderHtml },
]

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

/** The formats in which a report can be written to a file. To add a format, add a file to this folder and an item to this list. */
import type { Report } from '../report.ts'
import { renderBadge } from './badge.ts'
import { renderCtrf } from './ctrf.ts'
import { renderHar } from './har.ts'
import { renderHtml } from './html/html.ts'
import { renderJson } from './json.ts'
import { renderJunit } from './junit.ts'
import { renderMarkdown } from './markdown.ts'
import { renderSarif } from './sarif.ts'
import { renderTap } from './tap.ts'
import type { Traffic } from './traffic.ts'

export interface ReportFormat {
  /** The name in `--report NAME=FILE`. */
  readonly name: string
  /** The name in sentences. */
  readonly title: string
  /** Whether it needs the exchanges of the run. */
  readonly needsTraffic?: true
  /** `traffic` has no exchanges if they were not kept. */
  readonly render: (report: Report, traffic: Traffic) => string
}

const formats: readonly ReportFormat[] = [
  { name: 'json', title: 'JSON', render: renderJson },
  { name: 'markdown', title: 'Markdown', render: renderMarkdown },
  { name: 'junit', title: 'JUnit', render: renderJunit },
  { name: 'sarif', title: 'SARIF', render: renderSarif },
  { name: 'har', title: 'HAR', needsTraffic: true, render: renderHar },
  { name: 'ctrf', title: 'CTRF', render: renderCtrf },
  { name: 'tap', title: 'TAP', render: renderTap },
  { name: 'badge', title: 'badge', render: renderBadge },
  { name: 'html', title: 'HTML', render: (report, traffic) => renderHtml(report, traffic, traffic.profile) },
]

/** A report file to write. */
export interface ReportFile {
  readonly format: ReportFormat
  readonly file: string
}

/** The names of all formats. */
export const reportNames = formats.map(({ name }) => name).join(', ')

/** The accepted values of the option. */
export const reportForms = `FORMAT=FILE, such as html=report.html (formats: ${reportNames})`

/** Parses `NAME=FILE`; returns `undefined` if the format is unknown or the file name is missing. */
export function reportFileOf(text: string): ReportFile | undefined {
  const format = formats.find(({ name }) => text.startsWith(`${name}=`))
  const file = format && text.slice(format.name.length + 1)
  return format === undefined || file === undefined || file === '' ? undefined : { format, file }
}

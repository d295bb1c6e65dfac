import { api } from '../profile/index.ts'
import { renderReport, renderVerdict } from '../report/formats/terminal.ts'
import type { Report } from '../report/report.ts'
import { programOf, type CommandContext } from './context.ts'

/** How a command was asked to print its report. */
interface ReportWish {
  /** Only the verdict. */
  readonly quiet?: boolean
  /** With exchanges. */
  readonly verbose?: boolean
}

/** The report as a command prints it. `isWritten`: the command also writes it to a file; otherwise the report suggests that. */
export function reportText(report: Report, { quiet, verbose }: ReportWish, isWritten: boolean, context: CommandContext): string {
  const { env, output } = context
  const program = programOf(context)
  if (quiet === true) return renderVerdict(report, output.colors, program)
  return renderReport(report, output.colors, api.profile, {
    ...(output.columns === undefined ? {} : { columns: output.columns }),
    isVerbose: verbose === true,
    canBeVerbose: true,
    env,
    program,
    ...(isWritten ? {} : { reportOption: 'html=report.html' }),
  })
}

/** The result of one of several deployments, without its report. */
import type { JudgedBy } from '../model/basis.ts'
import type { RunLevel } from '../model/levels.ts'
import { interrupted } from '../model/recording.ts'
import { cleanCommandsOf } from './clean-command.ts'
import { isStale, type ExitCode } from './conclusion.ts'
import { mostFrequentDoubt } from './doubts.ts'
import { nextStep } from './next-step.ts'
import type { Report } from './report.ts'
import { count } from './formats/terminal-layout.ts'

/** What the table shows of a run that has a report. Plain data. */
export interface RunSummary {
  readonly exitCode: ExitCode
  readonly isInterrupted: boolean
  readonly failed: number
  readonly warned: number
  readonly notRun: number
  readonly requests: number
  readonly milliseconds: number
  /** The first cause, or why there is no verdict; absent if there is neither. */
  readonly first?: string
  /** The rule of the first cause. */
  readonly rule?: string
  /** What to do next, as a sentence that begins with a small letter. */
  readonly next: string
  /** What the run created and could not delete, except lasting resources; absent if there is nothing. */
  readonly remains?: Remains
}

/** Resources that are left behind. */
export interface Remains {
  readonly left: number
  /** The commands that delete them, without the name of the program; none if the run has no journal. */
  readonly commands: readonly string[]
}

/** One deployment with its result. */
export interface TargetResult {
  readonly name: string
  readonly baseUrl: string
  readonly level: RunLevel
  readonly basis: JudgedBy
  readonly exitCode: ExitCode
  /** Absent if the run has no report. */
  readonly summary?: RunSummary
  /** Why the run has no report, or why its report could not be written. */
  readonly problem?: string
  /** What a run without a report left behind. */
  readonly remains?: Remains
  /** Whether the run was to begin only after others, and was not begun because of an interruption. */
  readonly isNotStarted?: boolean
}

/** The exit codes from the best to the worst: an error of the suite makes everything doubtful, and a violation is certain whatever is unknown. */
export const fromBest: readonly ExitCode[] = [0, 2, 1, 3]

/** Returns the worst of the exit codes. */
export const worstOf = (codes: readonly ExitCode[]): ExitCode =>
  codes.reduce((worst, each) => (fromBest.indexOf(each) > fromBest.indexOf(worst) ? each : worst), 0)

/** Returns what the table shows of a report. */
export function summaryOf(report: Report): RunSummary {
  const { exitCode, outcomes, requests, milliseconds, verdicts } = report
  const [cause] = report.causes
  const first = firstOf(report)
  const left = report.left.filter(({ isLasting }) => !isLasting).length
  return {
    exitCode,
    isInterrupted: verdicts.some(({ why }) => why === interrupted),
    failed: outcomes.fail + outcomes.error,
    warned: outcomes.warn,
    notRun: outcomes['not-run'],
    requests: requests.sent,
    milliseconds,
    ...(first === undefined ? {} : { first }),
    ...(cause === undefined ? {} : { rule: cause.rule }),
    next: nextStep(report),
    ...(left === 0 ? {} : { remains: { left, commands: cleanCommandsOf(report) } }),
  }
}

function firstOf({ causes, verdicts, exitCode, waivers }: Report): string | undefined {
  const [cause, ...others] = causes
  if (cause !== undefined) {
    const [operation, ...more] = cause.operations
    const where = operation === undefined ? '' : ` on ${operation}${more.length === 0 ? '' : ` and ${more.length} more`}`
    return `${cause.outcome === 'warn' ? 'warning: ' : ''}${cause.rule}${where}${others.length === 0 ? '' : `; ${count(others.length, 'more cause')}`}`
  }
  const doubt = exitCode === 2 ? mostFrequentDoubt({ verdicts }) : undefined
  if (doubt !== undefined) return doubt.why
  const late = waivers.filter(isStale).length
  return late === 0 ? undefined : count(late, 'expired or unused waiver')
}

/** The first cause, or what went wrong. */
export const whyOf = ({ exitCode, summary, problem }: TargetResult): string =>
  [
    // An interruption is the verdict if there is no other.
    summary?.first === interrupted ? undefined : summary?.first,
    summary?.isInterrupted === true && exitCode !== 2 ? interrupted : undefined,
    problem,
  ]
    .flatMap((each) => each ?? [])
    .join('; ')

/** The public API of the suite as a library. */
import type { Report } from './report/report.ts'
import type { ReportedVerdict } from './report/reported-verdict.ts'
import { recordedRun } from './run/run.ts'
import type { RunOptions } from './run/options.ts'

export type { JudgedBy } from './model/basis.ts'
export type { Basis } from './model/judgement.ts'
export type { Consent, Shard } from './plan/model.ts'
export type { Cause } from './report/causes.ts'
export type { ExitCode } from './report/conclusion.ts'
export type { Report } from './report/report.ts'
export type { ReportedVerdict } from './report/reported-verdict.ts'
export type { ReportedExchange, TimelineEntry } from './report/reported-exchange.ts'
export type { Severity } from './model/severity.ts'
export type { Profile } from './model/profile.ts'
export type { Kind, Resources } from './model/resource.ts'
export type { RunLevel } from './model/levels.ts'
export type { RunOptions } from './run/options.ts'
export type { SendEvent } from './send/options.ts'
export type { Target } from './model/target.ts'
export { readContract, type Contract } from '../spec/contract.ts'
export { judgeHar, type HarOptions, type HarReport } from './recording/har.ts'
export { HarError, type Har, type HarEntry } from './recording/har-format.ts'
export { profile as betterDataProfile } from './profile/index.ts'
export { parseBaseUrl } from './model/target.ts'
export { Undecidable } from './model/undecidable.ts'

/** A run in progress. */
export interface Running extends AsyncIterable<ReportedVerdict> {
  /**
   * Resolves when the run has ended and everything it created is cleaned up. Rejects with `Undecidable` if there is nothing to judge: the
   * address cannot be reached, or the key is rejected.
   */
  readonly report: Promise<Report>
}

/**
 * Starts a run immediately.
 *
 * Iterating yields every verdict of the report once, as soon as it is final: that of a probe when its last response has arrived, and those
 * that depend on the whole run (laws, sequences, anything with a 403 or a 429) at the end. It throws the error that `report` rejects with.
 * Each iteration starts with the first verdict. Leaving an iteration does not stop the run; aborting `options.stop` does.
 */
export function run(options: RunOptions): Running {
  const verdicts: ReportedVerdict[] = []
  let wake = deferred()
  let isOver = false
  const turn = (): void => {
    const { resolve } = wake
    wake = deferred()
    resolve(undefined)
  }
  const report = recordedRun({
    ...options,
    onVerdict: (verdict) => {
      verdicts.push(verdict)
      options.onVerdict?.(verdict)
      turn()
    },
  })
    .then((recorded) => recorded.report)
    .finally(() => {
      isOver = true
      turn()
    })
  // The error is thrown to the caller that iterates or awaits `report`; a caller may do only one of these.
  report.catch(() => undefined)
  return {
    report,
    async *[Symbol.asyncIterator]() {
      for (let index = 0; ; index++) {
        while (index >= verdicts.length && !isOver) await wake.promise
        const verdict = verdicts[index]
        if (verdict === undefined) break
        yield verdict
      }
      await report
    },
  }
}

function deferred(): { readonly promise: Promise<undefined>; readonly resolve: (value: undefined) => void } {
  let resolve: (value: undefined) => void = () => undefined
  const promise = new Promise<undefined>((done) => {
    resolve = done
  })
  return { promise, resolve }
}

/** What a reader should do next, for all formats: a sentence that begins with a small letter. */
import type { NotRunBy } from '../judge/verdict.ts'
import { grouped } from '../model/grouped.ts'
import { runLevels } from '../model/levels.ts'
import { foreign } from '../text/foreign.ts'
import type { Report } from './report.ts'
import { isStale } from './conclusion.ts'
import { isRecording, mostFrequentDoubt } from './doubts.ts'
import { count } from './formats/terminal-layout.ts'

export function nextStep(report: Report): string {
  switch (report.exitCode) {
    case 0:
      return afterSuccess(report)
    case 1:
      return afterFailure(report)
    case 2:
      return afterDoubt(report)
    case 3:
      return `report the ${report.outcomes.error === 1 ? 'error' : `${report.outcomes.error} errors`} to the maintainers of the suite. The other results are valid.`
  }
}

function afterFailure({ causes, outcomes, verdicts, waivers }: Report): string {
  const [first] = causes.filter(({ outcome }) => outcome === 'fail')
  const late = waivers.filter(isStale).length
  const stale = `the ${late === 1 ? 'waiver that is' : `${late} waivers that are`} expired or unused.`
  if (first === undefined) return `renew or remove ${stale} No requirement is violated.`
  // A run that ended early may have missed other causes.
  const soFar = numberBy(verdicts, 'fail-fast') + numberBy(verdicts, 'time') > 0 ? ' so far' : ''
  const also = [
    ...(outcomes.inconclusive === 0 ? [] : [` Then look at what could not be judged (${count(outcomes.inconclusive, 'check')}).`]),
    ...(late === 0 ? [] : [` Renew or remove ${stale}`]),
  ].join('')
  return causes.length === 1
    ? `fix ${first.rule}, the only cause${soFar}, and repeat the run.${also}`
    : `fix ${first.rule}, the first of ${causes.length} causes${soFar}, and repeat the run: it may explain later ones.${also}`
}

function afterDoubt(report: Report): string {
  const { verdicts, reached, level, ended } = report
  if (ended !== undefined) return `solve what ended the run before it judged anything: ${foreign(ended, 500)}`
  const doubt = mostFrequentDoubt({ verdicts })
  const reachedLower = reached !== null && reached !== level ? ` The deployment conforms at level ${reached}.` : ''
  if (doubt !== undefined) return `${doubt.advice}${reachedLower}`
  const absent = numberBy(verdicts, 'shard')
  if (absent > 0)
    return `run the missing shards again: ${count(absent, 'check')} of them ${absent === 1 ? 'has' : 'have'} no verdict.${reachedLower}`
  const cut = numberBy(verdicts, 'time')
  if (cut > 0) return `use a longer --max-time: ${count(cut, 'check')} ${cut === 1 ? 'was' : 'were'} not run.${reachedLower}`
  const late = numberBy(verdicts, 'wait')
  if (late > 0) return `use more API keys or a longer --max-wait: ${count(late, 'check')} exceeded it.${reachedLower}`
  return afterNoPass(report)
}

/** What to do if everything that was to be judged was judged, and nothing passed. */
function afterNoPass({ verdicts, outcomes }: Report): string {
  if (outcomes.warn > 0) return `look at the ${count(outcomes.warn, 'warning')} and select more checks: none passed.`
  const [most] = [...grouped(verdicts, ({ why = '' }) => why)].sort(([, one], [, other]) => other.length - one.length)
  if (most === undefined) return 'select more checks or give the missing API keys: nothing was judged.'
  // The reason names the option that excluded the checks.
  const [why, { length }] = most
  return `select more checks: nothing was judged. What excluded ${length === 1 ? 'a check' : `${length} checks`}: ${foreign(why, 300)}.`
}

function afterSuccess(report: Report): string {
  const { verdicts, level, outcomes, chosen, shard } = report
  const warnings = outcomes.warn === 0 ? '' : ` Look at the ${count(outcomes.warn, 'warning')}.`
  if (isRecording(report)) return `run the suite against the deployment to check what this traffic does not show.${warnings}`
  if (shard !== undefined) return `merge this report with those of the other shards: only all ${shard.count} have the verdict.${warnings}`
  if (verdicts.some(({ by }) => by === 'tenant'))
    return `give an API key of a second tenant (--other-tenant-key) to check tenant isolation.${warnings}`
  const late = numberBy(verdicts, 'wait')
  if (late > 0) return `use more API keys or a longer --max-wait to include the ${count(late, 'check')} that exceeded it.${warnings}`
  const costly = numberBy(verdicts, 'budget')
  if (costly > 0) return `use a larger --max-requests to include the ${count(costly, 'check')} that exceeded it.${warnings}`
  const next = runLevels[runLevels.indexOf(level) + 1]
  if (chosen !== undefined) return `run all checks of the level: this run was restricted.${warnings}`
  if (next !== undefined) return `run the next level, --level ${next}.${warnings}`
  return `repeat the run with every release.${warnings}`
}

/** Returns how many checks an option excluded. */
const numberBy = (verdicts: Report['verdicts'], option: NotRunBy): number => verdicts.filter(({ by }) => by === option).length

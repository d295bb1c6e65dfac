/** What a reader should do next, in a sentence. */
import { runLevels } from '../../../model/levels.ts'
import type { Report } from '../../report.ts'
import { isRecording, mostFrequentDoubt } from '../../doubts.ts'
import { capitalized, count } from './words.ts'

export function nextStep(report: Report): string {
  switch (report.exitCode) {
    case 0:
      return afterSuccess(report)
    case 1:
      return afterFailure(report)
    case 2:
      return afterDoubt(report)
    case 3:
      return `Report the ${report.outcomes.error === 1 ? 'error' : `${report.outcomes.error} errors`} below to the maintainers of the suite. The other results are valid.`
  }
}

function afterFailure({ causes, outcomes, waivers }: Report): string {
  const worst = causes.filter(({ outcome }) => outcome === 'fail').length
  if (worst === 0) {
    const late = waivers.filter(({ state }) => state === 'expired' || state === 'idle').length
    return `Renew or remove the ${late === 1 ? 'waiver that is' : `${late} waivers that are`} expired or unused. No requirement is violated.`
  }
  const also = outcomes.inconclusive === 0 ? '' : ` Then look at what could not be judged (${count(outcomes.inconclusive, 'check')}).`
  return worst === 1
    ? `Fix the cause below, and repeat the run.${also}`
    : `Fix the first of the ${worst} causes below, and repeat the run: it may explain later ones.${also}`
}

function afterDoubt({ verdicts, reached, level }: Report): string {
  const late = verdicts.filter(({ by }) => by === 'wait').length
  const doubt = mostFrequentDoubt({ verdicts })
  const reachedLower = reached !== null && reached !== level ? ` The deployment conforms at level ${reached}.` : ''
  if (doubt !== undefined) return `${capitalized(doubt.advice)}${reachedLower}`
  if (late > 0) return `Use more API keys or a longer --max-wait: ${count(late, 'check')} exceeded it.${reachedLower}`
  return 'Select more checks or give the missing API keys: nothing was judged.'
}

function afterSuccess(report: Report): string {
  const { verdicts, level, outcomes, chosen } = report
  const warnings = outcomes.warn === 0 ? '' : ` Look at the ${count(outcomes.warn, 'warning')}.`
  if (isRecording(report)) return `Run the suite against the deployment to check what this traffic does not show.${warnings}`
  if (verdicts.some(({ by }) => by === 'tenant'))
    return `Give an API key of a second tenant (--other-tenant-key) to check tenant isolation.${warnings}`
  const late = verdicts.filter(({ by }) => by === 'wait').length
  if (late > 0) return `Use more API keys or a longer --max-wait to include the ${count(late, 'check')} that exceeded it.${warnings}`
  const next = runLevels[runLevels.indexOf(level) + 1]
  if (chosen !== undefined) return `Run all checks of the level: this run was restricted.${warnings}`
  if (next !== undefined) return `Run the next level, --level ${next}.${warnings}`
  return `Repeat the run with every release.${warnings}`
}

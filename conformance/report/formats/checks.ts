/** The verdicts of a report as the tests of a CI system, with the same result as the exit code. */
import { explain } from '../../model/citations.ts'
import { helpFor } from '../../model/pages.ts'
import type { Outcome } from '../../judge/verdict.ts'
import { foreign } from '../../text/foreign.ts'
import type { Report } from '../report.ts'
import { excerptOf, placeText, type Place } from '../excerpt.ts'
import { maxShown } from '../reported-exchange.ts'
import type { ReportedVerdict } from '../reported-verdict.ts'
import { count } from './terminal-layout.ts'
import type { Traffic } from './traffic.ts'

/** One check, as a test case. Texts of the deployment are one line each, without control characters. */
export interface Check {
  readonly id: string
  /** The area of the rule; `waivers` and `run` for what is not about a rule. */
  readonly area: string
  /** The rule without its area. */
  readonly rule: string
  /** `listProducts: sets …` */
  readonly name: string
  readonly outcome: Outcome
  /** What was found, in one line; empty for a pass. */
  readonly message: string
  /** The facts of a finding by name, in the order of reading. */
  readonly facts: readonly (readonly [name: string, text: string])[]
  readonly milliseconds: number
}

/** A command must stay complete, or it cannot be run. Bodies are truncated before. */
const maxOfCommand = 20_000

/**
 * Returns every check that the caller asked for: not those of higher levels, nor those that were not selected. And two kinds that give the exit code where no verdict does: one failure for each expired or unused waiver, and one
 * check of the run as a whole, which is inconclusive if nothing could be judged or time was lacking. So, without an internal error, there is a failure
 * if and only if the exit code is 1, and something is neither passed, skipped nor accepted if and only if the exit code is not 0.
 */
export function checksOf(report: Report, profile: Traffic['profile']): Check[] {
  const asked = report.verdicts.filter(({ by }) => by !== 'level' && by !== 'choice')
  return [...asked.map((each) => checkOf(each, profile)), ...ofWaivers(report), ofRun(report)]
}

function checkOf(verdict: ReportedVerdict, profile: Traffic['profile']): Check {
  const { id, area, rule, title, outcome, exchange } = verdict
  return {
    id,
    area,
    rule: rule.slice(area.length + 1),
    name: `${subjectOf(verdict)}: ${title}`,
    outcome,
    message: foreign(messageOf(verdict)),
    facts: factsOf(verdict, profile),
    milliseconds: exchange?.milliseconds ?? 0,
  }
}

/** Returns what a verdict is about: the operation and what about it, or the deployment. */
export const subjectOf = ({ operation, about }: Pick<ReportedVerdict, 'operation' | 'about'>): string =>
  foreign([operation, about].filter((each) => each != null).join(' ') || 'the deployment')

/** Returns in one sentence what a verdict found. It is not escaped. */
export function messageOf({ outcome, expected, seen, why, waived }: ReportedVerdict): string {
  if (outcome === 'pass') return ''
  const found = why ?? (expected === undefined ? '' : `expected ${expected}, got ${seen ?? 'something else'}`)
  return waived === undefined
    ? found
    : `waived until ${waived.expires} (${waived.owner}: ${waived.reason})${found === '' ? '' : `: ${found}`}`
}

/** Returns the facts of a finding. */
function factsOf(verdict: ReportedVerdict, profile: Traffic['profile']): Check['facts'] {
  const { outcome, expected, seen, why, exchange, cites, severity, basis, level, rule } = verdict
  if (outcome === 'pass' || outcome === 'not-run') return []
  const help = helpFor(rule, profile)
  const { headers, body } = excerptOf(verdict)
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['rule', `${rule} (${level}, ${basis}, severity ${severity})`],
    ['expected', expected],
    ['actual', seen],
    ['why', why],
    ['request', exchange && `${exchange.request} → ${exchange.status ?? exchange.failure ?? 'no response'}`],
    ...headers.map(([name, value]) => ['header', `${name}: ${value}`] as const),
    ...bodyFacts(verdict, body),
  ]
  return [
    ...facts.flatMap(([name, text]) => (text === undefined ? [] : [[name, foreign(text)] as const])),
    ...(exchange === undefined ? [] : [['reproduce', foreign(exchange.curl, maxOfCommand)] as const]),
    ...(help === undefined ? [] : [['help', help] as const]),
    ...cites.map((citation) => ['because', explain(citation, profile)] as const),
  ]
}

/** Returns the place in a body that a finding names, and the beginning of the body, at most as many characters as given. */
export function bodyFacts(
  { exchange, part }: ReportedVerdict,
  place: Place | undefined,
  most = maxShown,
): readonly (readonly [name: string, text: string | undefined])[] {
  const { body, bytes = 0 } = exchange ?? {}
  const isCut = bytes > 0 || (body?.length ?? 0) > most
  return [
    // Without a pointer, it would only repeat the beginning of the response.
    ['body', place === undefined || (place.pointer === '' && part === undefined) ? undefined : placeText(place)],
    ['response', body === undefined ? undefined : body.slice(0, most) + (isCut ? '…' : '')],
    ['size', bytes > 0 ? `${bytes} bytes, of which the response above is the beginning` : undefined],
  ]
}

function ofWaivers({ waivers }: Report): Check[] {
  return waivers.flatMap(({ rule, operation, state, expires, owner }): Check[] => {
    if (state !== 'expired' && state !== 'idle') return []
    const message =
      state === 'expired' ? `the waiver expired on ${expires} (${foreign(owner)})` : `unused waiver; remove it (${foreign(owner)})`
    const id = `waivers/${state}:${rule}:${operation}`
    return [
      {
        id,
        area: 'waivers',
        rule: state,
        name: `${rule} on ${operation === '*' ? 'all operations' : operation}`,
        outcome: 'fail',
        message,
        facts: [],
        milliseconds: 0,
      },
    ]
  })
}

/** Says that a run ended before it judged anything, and why. */
export const endedWords = (ended: string): string => `the run ended before it judged anything: ${ended}`

function ofRun({ exitCode, outcomes, milliseconds, verdicts, ended }: Report): Check {
  const late = verdicts.filter(({ by }) => by === 'wait').length
  const absent = verdicts.filter(({ by }) => by === 'shard').length
  const cut = verdicts.filter(({ by }) => by === 'time').length
  const isOpen = exitCode === 2 && outcomes.inconclusive === 0
  return {
    id: 'run/verdict:run',
    area: 'run',
    rule: 'verdict',
    name: 'the run: reaches a verdict',
    outcome: isOpen ? 'inconclusive' : 'pass',
    message: !isOpen
      ? ''
      : ended !== undefined
        ? foreign(endedWords(ended))
        : absent > 0
          ? `${count(absent, 'check')} ${absent === 1 ? 'belongs' : 'belong'} to shards without a report`
          : cut > 0
            ? `the time did not suffice for ${count(cut, 'check')} (--max-time)`
            : late > 0
              ? `the waiting time did not suffice for ${count(late, 'check')} (--max-wait)`
              : outcomes.warn > 0
                ? 'no check passed'
                : 'nothing was judged',
    facts: [],
    milliseconds,
  }
}

/** What came of it, for people. */
import { isBad, isLosing, runName, type Outcome } from './jobs.ts'
import type { Result } from './cell.ts'
import type { Verdict } from './verdict.ts'

type Found = Verdict & { readonly elsewhere: readonly string[] }

/** Of each outcome: what it is about, and what was found. */
function read(outcome: Outcome): { readonly name: string; readonly found: Found } {
  if ('cell' in outcome) return { name: `${outcome.cell.lie}, ${runName(outcome.cell)}`, found: outcome.cell }
  if ('edited' in outcome) return { name: `edited/${outcome.edited.edit}`, found: outcome.edited }
  return { name: `healthy, ${outcome.healthy.runs} runs`, found: outcome.healthy }
}

const many = (count: number, one: string, more = `${one}s`): string => `${count} ${count === 1 ? one : more}`

/** One outcome in a line, with some of what was harmed below it. */
export function line(outcome: Outcome): string {
  const { name, found } = read(outcome)
  const { harmed, about, elsewhere, unnamed } = found
  const said = [
    ...(harmed.length === 0 ? [] : [`${many(harmed.length, 'row')} harmed`]),
    ...(about.length === 0 ? [] : [`${many(about.length, 'reference')} to things of others`]),
    ...(elsewhere.length === 0 ? [] : [`sent to ${elsewhere.join(', ')}`]),
    ...(unnamed.length === 0 ? [] : [`${many(unnamed.length, 'leftover')} not named`]),
    ...('cell' in outcome && outcome.cell.undecidable !== undefined ? [outcome.cell.undecidable] : []),
  ]
  const shown = isBad(outcome) ? harmed.slice(0, 3).map(({ table, id, what }) => `\n          ${table} ${id}: ${what.slice(0, 140)}`) : []
  return `${isBad(outcome) ? 'HARM' : isLosing(outcome) ? 'LOST' : 'safe'}  ${name}${said.length === 0 ? '' : `: ${said.join('; ')}`}${shown.join('')}`
}

/** A row for each lie, a column for each run: rows harmed + references to things of others + leftovers that nobody names. */
export function table(outcomes: readonly Outcome[]): string {
  const cells = outcomes.flatMap((outcome) => ('cell' in outcome ? [outcome.cell] : []))
  const columns = [...new Set(cells.map(runName))]
  const rows = [...new Set(cells.map(({ lie }) => lie))].map((lie) => [
    lie,
    ...columns.map((column) => cellText(cells.find((each) => each.lie === lie && runName(each) === column))),
  ])
  const others = outcomes
    .filter((outcome) => !('cell' in outcome))
    .map((outcome) => {
      const { name, found } = read(outcome)
      return [name, cellText(found)]
    })
  return [
    'Rows harmed + references to things of others + leftovers that nobody names, (…) if the lie hides them; ! where harm could have been avoided. Then (alerts raised, e-mails).',
    '',
    ...aligned([['lie', ...columns], ...rows]),
    '',
    ...aligned(others),
  ].join('\n')
}

function cellText(found: (Found & Partial<Pick<Result, 'unavoidable' | 'hides'>>) | undefined): string {
  if (found === undefined) return ''
  const { harmed, things, about, unnamed, alerts, elsewhere, unavoidable = 0, hides = false } = found
  const isHarm = elsewhere.length > 0 || (unavoidable === 0 ? harmed.length + about.length > 0 : things > unavoidable)
  const raised = alerts.automatic + alerts.manual
  return `${harmed.length}+${about.length}+${hides ? `(${unnamed.length})` : unnamed.length}${isHarm ? '!' : ''}${elsewhere.length === 0 ? '' : ' elsewhere'}${raised === 0 ? '' : ` (${raised}, ${alerts.emails})`}`
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)))
  return rows.map((row) =>
    row
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}

export function summary(outcomes: readonly Outcome[], seconds: number): string {
  const all = outcomes.map((outcome) => ({ outcome, ...read(outcome) }))
  const bad = all.filter(({ outcome }) => isBad(outcome))
  const cells = outcomes.flatMap((outcome) => ('cell' in outcome ? [outcome.cell] : []))
  const lies = new Set(cells.map(({ lie }) => lie))
  const badLies = new Set(cells.filter((cell) => isBad({ cell })).map(({ lie }) => lie))
  const harmed = bad.reduce((sum, { found }) => sum + found.harmed.length, 0)
  const lost = outcomes.filter(isLosing).length
  return [
    `${many(bad.length, 'case')} of ${all.length} did harm, with ${badLies.size} of ${many(lies.size, 'lie')}: ${many(harmed, 'row')} in all.`,
    `${many(lost, 'case')} left something that could be named, and is not.`,
    `${seconds} s.`,
  ].join(' ')
}

/** Prints the results for people. */
import { isBad, isLosing, runName, type Outcome } from './jobs.ts'
import type { Result } from './cell.ts'
import type { Verdict } from './verdict.ts'

type Found = Verdict & { readonly elsewhere: readonly string[] }

/** The name and the findings of an outcome. */
function read(outcome: Outcome): { readonly name: string; readonly found: Found } {
  if ('cell' in outcome) return { name: `${outcome.cell.lie}, ${runName(outcome.cell)}`, found: outcome.cell }
  if ('edited' in outcome) return { name: `edited/${outcome.edited.edit}`, found: outcome.edited }
  return { name: `healthy, ${outcome.healthy.runs} runs`, found: outcome.healthy }
}

const many = (count: number, one: string, more = `${one}s`): string => `${count} ${count === 1 ? one : more}`

/** One outcome in one line, followed by some of the harmed rows. */
export function line(outcome: Outcome): string {
  const { name, found } = read(outcome)
  const { harmed, about, elsewhere, unnamed } = found
  const said = [
    ...(harmed.length === 0 ? [] : [`${many(harmed.length, 'row')} harmed`]),
    ...(about.length === 0 ? [] : [`${many(about.length, 'reference')} to resources of other clients`]),
    ...(elsewhere.length === 0 ? [] : [`requests to ${elsewhere.join(', ')}`]),
    ...(unnamed.length === 0 ? [] : [`${many(unnamed.length, 'leftover')} not reported`]),
    ...('cell' in outcome && outcome.cell.undecidable !== undefined ? [outcome.cell.undecidable] : []),
  ]
  const shown = isBad(outcome) ? harmed.slice(0, 3).map(({ table, id, what }) => `\n          ${table} ${id}: ${what.slice(0, 140)}`) : []
  return `${isBad(outcome) ? 'HARM' : isLosing(outcome) ? 'LOST' : 'safe'}  ${name}${said.length === 0 ? '' : `: ${said.join('; ')}`}${shown.join('')}`
}

/** A table with a row per lie and a column per run: harmed rows + references to other clients' resources + unreported leftovers. */
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
    'Harmed rows + references to resources of other clients + unreported leftovers, in parentheses if the lie hides them. "!" marks avoidable harm. Then (alerts raised, e-mails sent).',
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
    `${bad.length} of ${many(all.length, 'case')} did harm, with ${badLies.size} of ${many(lies.size, 'lie')}: ${many(harmed, 'row')} in total.`,
    `${many(lost, 'case')} left resources that were not reported.`,
    `${seconds} s.`,
  ].join(' ')
}

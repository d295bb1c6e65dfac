/** What the kill matrix shows: the filter, the folded areas, and the marks. */
import type { MatrixData } from '../matrix-data.ts'

/** The relation of a rule to a deviation: the rule must fail and did; it failed without need; it must fail and did not. */
export type Mark = 'named' | 'also' | 'lost'

export type Deviation = MatrixData['deviations'][number]
export type Rule = MatrixData['rules'][number]

/** A rule or a deviation with its place in the data. */
export interface Placed<Each> {
  readonly at: number
  readonly each: Each
}

/** An area with its visible deviations or rules. */
export interface Group<Each> {
  readonly area: string
  readonly title: string
  readonly items: readonly Placed<Each>[]
  readonly isOpen: boolean
}

/** The filter, as in the address. Empty texts do not filter. */
export interface Choice {
  readonly q: string
  /** The area of the deviations. */
  readonly area: string
  /** The area of the rules. */
  readonly rules: string
  readonly rule: string
  readonly deviation: string
}

/** The areas that are unfolded by hand. */
export interface Unfolded {
  readonly rows: ReadonlySet<string>
  /** At most one, so that the table stays small. */
  readonly column: string
}

export interface View {
  readonly rows: readonly Group<Deviation>[]
  readonly columns: readonly Group<Rule>[]
}

export const noChoice: Choice = { q: '', area: '', rules: '', rule: '', deviation: '' }

export const areaOf = (id: string): string => id.slice(0, id.indexOf('/'))
export const nameOf = (id: string): string => id.slice(id.indexOf('/') + 1)

export const symbols: Readonly<Record<Mark, string>> = { named: '●', also: '○', lost: '✕' }
export const words: Readonly<Record<Mark, string>> = { named: 'caught', also: 'also failed', lost: 'missed' }

/** The marks of each deviation by rule. */
export function marksOf({ deviations }: MatrixData): readonly ReadonlyMap<number, Mark>[] {
  return deviations.map(({ named, missed, kills }) => {
    const marks = new Map<number, Mark>(kills.map(([rule]) => [rule, 'also']))
    for (const rule of named) marks.set(rule, 'named')
    for (const rule of missed) marks.set(rule, 'lost')
    return marks
  })
}

/** The most important mark of a deviation among these rules. */
export function markAmong(marks: ReadonlyMap<number, Mark> | undefined, rules: readonly Placed<Rule>[]): Mark | undefined {
  const own = new Set(rules.map(({ at }) => marks?.get(at)))
  return (['lost', 'named', 'also'] as const).find((each) => own.has(each))
}

const hasText = (text: string, q: string): boolean => {
  const lower = text.toLowerCase()
  return q
    .toLowerCase()
    .split(/\s+/)
    .every((word) => lower.includes(word))
}

/** The rules in the order of the first deviation that each catches, so that marks form a diagonal. Rules that catch none come first. */
function inOrder({ rules }: MatrixData, marks: readonly ReadonlyMap<number, Mark>[]): readonly Placed<Rule>[] {
  return rules
    .map((each, at) => ({ each, at, first: marks.findIndex((own) => own.get(at) === 'named') }))
    .sort((one, other) => one.first - other.first)
}

/** The rows and columns that the filter leaves. */
export function viewOf(data: MatrixData, marks: readonly ReadonlyMap<number, Mark>[], choice: Choice, unfolded: Unfolded): View {
  const { q, area, rules: ruleArea, rule, deviation } = choice
  const isFiltered = q !== '' || rule !== '' || deviation !== ''
  const chosenRule = data.rules.findIndex(({ id }) => id === rule)
  const chosenDeviation = data.deviations.findIndex(({ id }) => id === deviation)
  const ofDeviation = marks[chosenDeviation]
  const candidates = inOrder(data, marks).filter(
    ({ each, at }) => (ruleArea === '' || areaOf(each.id) === ruleArea) && (ofDeviation?.has(at) ?? true),
  )
  const rows = data.deviations
    .map((each, at) => ({ each, at }))
    .filter(({ each, at }) => {
      if (area !== '' && areaOf(each.id) !== area) return false
      if (chosenRule >= 0 && !marks[at]?.has(chosenRule)) return false
      if (isFiltered || ruleArea !== '') {
        if (!candidates.some((column) => marks[at]?.has(column.at))) return false
      }
      if (q === '') return true
      const rulesOfRow = [...(marks[at]?.keys() ?? [])].map((place) => data.rules[place]?.id ?? '')
      return hasText([each.id, each.harm, ...rulesOfRow].join(' '), q)
    })
  const columns = isFiltered ? candidates.filter(({ at }) => rows.some((row) => marks[row.at]?.has(at))) : candidates
  const grouped = <Each extends { readonly id: string }>(
    items: readonly Placed<Each>[],
    isOpen: (area: string) => boolean,
  ): Group<Each>[] =>
    data.areas.flatMap(({ id, title }) => {
      const own = items.filter(({ each }) => areaOf(each.id) === id)
      return own.length === 0 ? [] : [{ area: id, title, items: own, isOpen: isOpen(id) }]
    })
  // The chosen deviation comes first, so that it is in view.
  const chosenFirst = <Each>(all: readonly Each[], isChosen: (each: Each) => boolean): Each[] => [
    ...all.filter(isChosen),
    ...all.filter((each) => !isChosen(each)),
  ]
  const ordered = chosenFirst(rows, ({ at }) => at === chosenDeviation)
  return {
    rows: chosenFirst(
      grouped(ordered, (id) => unfolded.rows.has(id)),
      (group) => deviation !== '' && group.area === areaOf(deviation),
    ),
    columns: grouped(columns, (id) => deviation !== '' || unfolded.column === id),
  }
}

/** Draws the table of the kill matrix. */
import { count, element } from './elements.ts'
import {
  markAmong,
  nameOf,
  symbols,
  words,
  type Choice,
  type Deviation,
  type Group,
  type Mark,
  type Placed,
  type Rule,
  type View,
} from './matrix-model.ts'

/** What the table shows besides its rows and columns. */
interface Drawing {
  readonly marks: readonly ReadonlyMap<number, Mark>[]
  readonly choice: Choice
}

/**
 * A button in the table. Its key tells what it is about: `row:AREA`, `column:AREA`, `deviation:5`, `rule:7`, `cell:5:7`. A label says in words what
 * the content shows as a sign.
 */
function button(key: string, label: string, ...content: readonly (Node | string)[]): HTMLButtonElement {
  const made = element('button', { type: 'button', tabindex: '-1', 'data-key': key })
  if (label === '') made.append(...content)
  else {
    made.append(element('span', { 'aria-hidden': 'true' }, ...content), element('span', { class: 'spoken' }, label))
    made.title = label
  }
  return made
}

function markCell(key: string, mark: Mark, label: string): HTMLTableCellElement {
  return element('td', {}, button(key, label, element('span', { class: `mark ${mark}` }, symbols[mark])))
}

/** The number of deviations behind a folded cell. */
function sumCell(
  { marks }: Drawing,
  key: string,
  rows: Group<Deviation>,
  rules: readonly Placed<Rule>[],
  about: string,
): HTMLTableCellElement {
  const own = rows.items.map(({ at }) => markAmong(marks[at], rules))
  const number = (mark: Mark): number => own.filter((each) => each === mark).length
  const [named, also, lost] = [number('named'), number('also'), number('lost')]
  if (named + also + lost === 0) return element('td')
  const parts = [
    ...(named > 0 ? [element('b', {}, String(named))] : []),
    ...(also > 0 ? [element('span', { class: 'plus' }, `+${also}`)] : []),
    ...(lost > 0 ? [element('span', { class: 'lost' }, `✕${lost}`)] : []),
  ]
  const label = `${about}: ${named} caught, ${also} also failed${lost > 0 ? `, ${lost} missed` : ''}`
  const depth = named === 0 ? '' : named < 5 ? ' few' : named < 20 ? ' some' : ' many'
  return element('td', { class: `sum${depth}` }, button(key, label, ...parts))
}

function headOf(drawing: Drawing, columns: readonly Group<Rule>[]): HTMLTableSectionElement {
  const groups = element('tr', {}, element('th', { class: 'side corner', rowspan: '2', scope: 'col' }, 'Deviation ╲ Rule'))
  const names = element('tr')
  const totals = element('tr', { class: 'totals' }, element('th', { class: 'side', scope: 'row' }, 'Deviations caught'))
  for (const { area, title, items, isOpen } of columns) {
    const label = element('span', { class: 'label' }, `${isOpen ? '▾' : '▸'} ${title} `, element('small', {}, count(items.length, 'rule')))
    const fold = button(`column:${area}`, '', label)
    fold.setAttribute('aria-expanded', String(isOpen))
    if (!isOpen) {
      groups.append(element('th', { class: 'folded', rowspan: '2', scope: 'col' }, fold))
      totals.append(totalCell(drawing, items))
      continue
    }
    groups.append(element('th', { class: 'unfolded', colspan: String(items.length), scope: 'colgroup' }, fold))
    for (const item of items) {
      const { id, title: what } = item.each
      const name = button(`rule:${item.at}`, '', element('span', {}, nameOf(id)))
      name.title = `${id}: ${what}`
      if (drawing.choice.rule === id) name.setAttribute('aria-pressed', 'true')
      names.append(element('th', { class: 'rule', scope: 'col' }, name))
      totals.append(totalCell(drawing, [item]))
    }
  }
  return element('thead', {}, groups, names, totals)
}

/** How many deviations these rules catch; the filter does not matter, so that `none` always means a rule without a proof. */
function totalCell({ marks }: Drawing, rules: readonly Placed<Rule>[]): HTMLTableCellElement {
  const caught = (own: readonly Placed<Rule>[]): number => marks.filter((each) => own.some(({ at }) => each.get(at) === 'named')).length
  const gaps = rules.filter((each) => caught([each]) === 0).length
  if (gaps === 0) return element('td', {}, String(caught(rules)))
  return element('td', { class: 'gap' }, rules.length === 1 ? 'none' : `${caught(rules)}, ${count(gaps, 'rule')} none`)
}

function bodyOf(drawing: Drawing, group: Group<Deviation>, columns: readonly Group<Rule>[]): HTMLTableSectionElement {
  const { area, title, items, isOpen } = group
  const fold = button(
    `row:${area}`,
    '',
    element('span', { class: 'label' }, `${isOpen ? '▾' : '▸'} ${title} `),
    element('small', {}, count(items.length, 'deviation')),
  )
  fold.setAttribute('aria-expanded', String(isOpen))
  const head = element('tr', { class: 'area' }, element('th', { class: 'side', scope: 'rowgroup' }, fold))
  for (const column of columns) {
    if (!column.isOpen)
      head.append(sumCell(drawing, `sum:${area}:${column.area}`, group, column.items, `${title} deviations, ${column.title} rules`))
    else
      for (const rule of column.items)
        head.append(sumCell(drawing, `sum:${area}:${column.area}:${rule.at}`, group, [rule], `${title} deviations, ${rule.each.id}`))
  }
  return element('tbody', {}, head, ...(isOpen ? items.map((each) => rowOf(drawing, each, columns)) : []))
}

function rowOf(
  { marks, choice }: Drawing,
  { each: { id, harm }, at }: Placed<Deviation>,
  columns: readonly Group<Rule>[],
): HTMLTableRowElement {
  const name = button(`deviation:${at}`, '', nameOf(id))
  name.title = harm
  if (choice.deviation === id) name.setAttribute('aria-pressed', 'true')
  const row = element('tr', choice.deviation === id ? { class: 'chosen' } : {}, element('th', { class: 'side', scope: 'row' }, name))
  for (const { area, title, items, isOpen } of columns) {
    if (!isOpen) {
      const mark = markAmong(marks[at], items)
      row.append(mark === undefined ? element('td') : markCell(`fold:${at}:${area}`, mark, `${nameOf(id)}, ${title} rules: ${words[mark]}`))
      continue
    }
    for (const rule of items) {
      const mark = marks[at]?.get(rule.at)
      row.append(
        mark === undefined ? element('td') : markCell(`cell:${at}:${rule.at}`, mark, `${nameOf(id)}, ${rule.each.id}: ${words[mark]}`),
      )
    }
  }
  return row
}

/** Replaces the content of the table. */
export function drawTable(table: HTMLTableElement, { rows, columns }: View, drawing: Drawing): void {
  table.replaceChildren(headOf(drawing, columns), ...rows.map((each) => bodyOf(drawing, each, columns)))
}

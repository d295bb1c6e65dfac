/** Draws the kill matrix and answers clicks and keys. */
import type { MatrixData } from '../matrix-data.ts'
import { byId, count, element, prose } from './elements.ts'
import { readFragment, writeFragment } from './fragment.ts'
import { gridOf, type Grid } from './grid.ts'
import {
  markAmong,
  marksOf,
  noChoice,
  viewOf,
  type Choice,
  type Deviation,
  type Group,
  type Mark,
  type Placed,
  type Rule,
} from './matrix-model.ts'

const data = JSON.parse(byId('data', HTMLScriptElement).textContent) as MatrixData
const marks = marksOf(data)
const table = byId('matrix', HTMLTableElement)
const box = byId('box', HTMLElement)
const about = byId('about', HTMLElement)
const search = byId('q', HTMLInputElement)
const areaSelect = byId('area', HTMLSelectElement)
const rulesSelect = byId('rules', HTMLSelectElement)

const symbols: Readonly<Record<Mark, string>> = { named: '●', also: '○', lost: '✕' }
const words: Readonly<Record<Mark, string>> = { named: 'caught', also: 'also failed', lost: 'missed' }
const nameOf = (id: string): string => id.slice(id.indexOf('/') + 1)
const areaOf = (id: string): string => id.slice(0, id.indexOf('/'))

let choice: Choice = noChoice
let rowsOpen = new Set<string>()
let columnOpen = ''
let grid: Grid = gridOf(table)

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
function sumCell(key: string, rows: Group<Deviation>, rules: readonly Placed<Rule>[], about: string): HTMLTableCellElement {
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

function headOf(columns: readonly Group<Rule>[]): HTMLTableSectionElement {
  const groups = element('tr', {}, element('th', { class: 'side corner', rowspan: '2', scope: 'col' }, 'Deviation ╲ Rule'))
  const names = element('tr')
  const totals = element('tr', { class: 'totals' }, element('th', { class: 'side', scope: 'row' }, 'Deviations caught'))
  for (const { area, title, items, isOpen } of columns) {
    const label = element('span', { class: 'label' }, `${isOpen ? '▾' : '▸'} ${title} `, element('small', {}, count(items.length, 'rule')))
    const fold = button(`column:${area}`, '', label)
    fold.setAttribute('aria-expanded', String(isOpen))
    if (!isOpen) {
      groups.append(element('th', { class: 'folded', rowspan: '2', scope: 'col' }, fold))
      totals.append(totalCell(items))
      continue
    }
    groups.append(element('th', { class: 'unfolded', colspan: String(items.length), scope: 'colgroup' }, fold))
    for (const item of items) {
      const { id, title: what } = item.each
      const name = button(`rule:${item.at}`, '', element('span', {}, nameOf(id)))
      name.title = `${id}: ${what}`
      if (choice.rule === id) name.setAttribute('aria-pressed', 'true')
      names.append(element('th', { class: 'rule', scope: 'col' }, name))
      totals.append(totalCell([item]))
    }
  }
  return element('thead', {}, groups, names, totals)
}

/** How many deviations these rules catch; the filter does not matter, so that `none` always means a rule without a proof. */
function totalCell(rules: readonly Placed<Rule>[]): HTMLTableCellElement {
  const caught = (own: readonly Placed<Rule>[]): number => marks.filter((each) => own.some(({ at }) => each.get(at) === 'named')).length
  const gaps = rules.filter((each) => caught([each]) === 0).length
  if (gaps === 0) return element('td', {}, String(caught(rules)))
  return element('td', { class: 'gap' }, rules.length === 1 ? 'none' : `${caught(rules)}, ${count(gaps, 'rule')} none`)
}

function bodyOf(group: Group<Deviation>, columns: readonly Group<Rule>[]): HTMLTableSectionElement {
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
      head.append(sumCell(`sum:${area}:${column.area}`, group, column.items, `${title} deviations, ${column.title} rules`))
    else
      for (const rule of column.items)
        head.append(sumCell(`sum:${area}:${column.area}:${rule.at}`, group, [rule], `${title} deviations, ${rule.each.id}`))
  }
  return element('tbody', {}, head, ...(isOpen ? items.map((each) => rowOf(each, columns)) : []))
}

function rowOf({ each: { id, harm }, at }: Placed<Deviation>, columns: readonly Group<Rule>[]): HTMLTableRowElement {
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

function draw(): void {
  const focused =
    document.activeElement instanceof HTMLElement && table.contains(document.activeElement)
      ? document.activeElement.dataset['key']
      : undefined
  const { rows, columns } = viewOf(data, marks, choice, { rows: rowsOpen, column: columnOpen })
  table.replaceChildren(headOf(columns), ...rows.map((each) => bodyOf(each, columns)))
  grid = gridOf(table)
  grid.enter(focused)
  box.style.setProperty('--head', `${table.tHead?.offsetHeight ?? 0}px`)
  box.style.setProperty('--side', `${table.tHead?.querySelector<HTMLElement>('.corner')?.offsetWidth ?? 0}px`)
  const shown = rows.reduce((sum, { items }) => sum + items.length, 0)
  const rules = columns.reduce((sum, { items }) => sum + items.length, 0)
  byId('found', HTMLElement).textContent =
    `${shown} of ${count(data.deviations.length, 'deviation')}, ${rules} of ${count(data.rules.length, 'rule')}`
  const chips = (['deviation', 'rule'] as const).flatMap((kind) =>
    choice[kind] === '' ? [] : [element('button', { type: 'button', 'data-remove': kind }, `${kind}: ${choice[kind]} ✕`)],
  )
  for (const chip of chips) chip.setAttribute('aria-label', `Remove the filter ${chip.textContent}`)
  byId('chips', HTMLElement).replaceChildren(...chips)
  byId('clear', HTMLButtonElement).disabled = Object.values(choice).every((value) => value === '')
  search.value = choice.q
  areaSelect.value = choice.area
  rulesSelect.value = choice.rules
}

/** Scrolls the box to the unfolded rules, which may be at the right. */
function showColumn(): void {
  const unfolded = table.querySelector<HTMLElement>('[aria-pressed="true"]')?.closest('th.rule') ?? table.querySelector('.unfolded')
  const side = table.querySelector('.corner')
  if (unfolded === null || side === null) return
  const [at, edge, end] = [unfolded.getBoundingClientRect(), side.getBoundingClientRect().right, box.getBoundingClientRect().right]
  if (at.left < edge || at.right > end) box.scrollLeft += at.left - edge
}

/** Changes the filter and unfolds what it selects. */
function choose(change: Partial<Choice>): void {
  choice = { ...choice, ...change }
  if (change.area) rowsOpen = new Set([change.area])
  if (change.rules) columnOpen = change.rules
  if (change.area && choice.rules === '') columnOpen = change.area
  if (change.rule) columnOpen = areaOf(change.rule)
  if (change.rule || change.q) rowsOpen = new Set(data.areas.map(({ id }) => id))
  if (change.deviation) rowsOpen = new Set([areaOf(change.deviation)])
  draw()
  writeFragment({ ...choice })
  if (change.deviation || change.rule) box.scrollTop = 0
  showColumn()
}

function deviationText({ id, harm, planted, anchor }: Deviation): HTMLElement[] {
  return [
    element('h3', {}, 'Deviation ', element('code', {}, id)),
    element('p', {}, ...prose(harm)),
    element('p', { class: 'note' }, 'Planted in ', ...prose(planted), '. ', element('a', { href: `proof.html#${anchor}` }, 'Full account')),
  ]
}

function ruleText({ id, level, title, anchor }: Rule): HTMLElement[] {
  return [
    element('h3', {}, 'Rule ', element('code', {}, id)),
    element(
      'p',
      {},
      `${level}: a conforming deployment `,
      ...prose(title),
      '. ',
      element('a', { href: `proof.html#${anchor}` }, 'Full account'),
    ),
  ]
}

function tell(...content: readonly Node[]): void {
  const close = element('button', { type: 'button', class: 'close' }, 'Close')
  close.addEventListener('click', () => {
    about.hidden = true
    grid.focus()
  })
  about.replaceChildren(close, ...content)
  about.hidden = false
  about.scrollTop = 0
}

function tellCell(deviation: Deviation, rule: Rule, at: number, mark: Mark): void {
  const operations = deviation.kills.find(([place]) => place === at)?.[1] ?? []
  const named = operations.map((each) => data.operations[each] ?? 'the server as a whole')
  const what = {
    named: `The rule must fail, and it failed for ${count(named.length, 'operation')}:`,
    also: `Not required, but the rule also failed for ${count(named.length, 'operation')}:`,
    lost:
      named.length === 0
        ? 'The rule must fail, but it did not.'
        : 'The rule must fail, but not for each required operation. It failed for:',
  }[mark]
  tell(
    element('p', {}, element('span', { class: `mark ${mark}` }, symbols[mark]), ' ', element('b', {}, words[mark])),
    ...deviationText(deviation),
    ...ruleText(rule),
    element('p', {}, what),
    element('p', { class: 'ops' }, named.join(', ')),
  )
}

function select(key: string): void {
  const [kind, first = '', second = '', third = ''] = key.split(':')
  if (kind === 'row') {
    if (rowsOpen.has(first)) rowsOpen.delete(first)
    else {
      rowsOpen.add(first)
      if (columnOpen === '') columnOpen = first
    }
    draw()
    showColumn()
  } else if (kind === 'column') {
    if (choice.deviation === '') columnOpen = columnOpen === first ? '' : first
    draw()
  } else if (kind === 'sum') {
    rowsOpen.add(first)
    columnOpen = second
    if (third === '') {
      draw()
      showColumn()
    } else choose({ area: first, rule: data.rules[Number(third)]?.id ?? '' })
  } else if (kind === 'fold') {
    columnOpen = second
    draw()
    showColumn()
  } else if (kind === 'deviation') {
    const deviation = data.deviations[Number(first)]
    if (deviation === undefined) return
    choose({ deviation: choice.deviation === deviation.id ? '' : deviation.id })
    tell(...deviationText(deviation))
  } else if (kind === 'rule') {
    const rule = data.rules[Number(first)]
    if (rule === undefined) return
    choose({ rule: choice.rule === rule.id ? '' : rule.id })
    tell(...ruleText(rule))
  } else if (kind === 'cell') {
    const deviation = data.deviations[Number(first)]
    const rule = data.rules[Number(second)]
    const mark = marks[Number(first)]?.get(Number(second))
    if (deviation !== undefined && rule !== undefined && mark !== undefined) tellCell(deviation, rule, Number(second), mark)
  }
}

/** The filter in the address; names that the page does not have are ignored. */
function follow(): void {
  const fragment = readFragment()
  const given = 'target' in fragment ? linked(fragment.target) : fragment.filter
  const known = (value: string | undefined, all: readonly { readonly id: string }[]): string => all.find(({ id }) => id === value)?.id ?? ''
  choice = noChoice
  rowsOpen = new Set()
  columnOpen = ''
  const wanted: Choice = {
    q: given['q'] ?? '',
    area: known(given['area'], data.areas),
    rules: known(given['rules'], data.areas),
    rule: known(given['rule'], data.rules),
    deviation: known(given['deviation'], data.deviations),
  }
  if (Object.values(wanted).some((value) => value !== '')) choose(wanted)
  else draw()
  const deviation = data.deviations.find(({ id }) => id === wanted.deviation)
  const rule = data.rules.find(({ id }) => id === wanted.rule)
  if (deviation !== undefined) tell(...deviationText(deviation))
  else if (rule !== undefined) tell(...ruleText(rule))
  // The details may cover the lower half of the window.
  if (!about.hidden) byId('found', HTMLElement).scrollIntoView({ block: 'start' })
}

/** A link to a deviation or a rule, as the overview has them. */
function linked(target: string): Readonly<Record<string, string>> {
  const deviation = data.deviations.find(({ anchor }) => anchor === target)?.id ?? ''
  const rule = data.rules.find(({ anchor }) => anchor === target)?.id ?? ''
  return { deviation, rule }
}

table.addEventListener('click', ({ target }) => {
  const pressed = target instanceof Element ? target.closest<HTMLElement>('button[data-key]') : null
  const key = pressed?.dataset['key']
  if (key === undefined) return
  grid.enter(key)
  select(key)
})
table.addEventListener('keydown', (event) => grid.move(event))
table.addEventListener('focusin', ({ target }) => {
  if (target instanceof HTMLElement && target.dataset['key'] !== undefined) grid.enter(target.dataset['key'], false)
})
byId('chips', HTMLElement).addEventListener('click', ({ target }) => {
  const kind = target instanceof HTMLElement ? target.dataset['remove'] : undefined
  if (kind === undefined) return
  choose({ [kind]: '' })
  about.hidden = true
  search.focus()
})
search.addEventListener('input', () => choose({ q: search.value }))
areaSelect.addEventListener('change', () => choose({ area: areaSelect.value }))
rulesSelect.addEventListener('change', () => choose({ rules: rulesSelect.value }))
byId('unfold', HTMLButtonElement).addEventListener('click', () => {
  rowsOpen = new Set(data.areas.map(({ id }) => id))
  draw()
})
byId('fold', HTMLButtonElement).addEventListener('click', () => {
  rowsOpen = new Set()
  columnOpen = ''
  draw()
})
byId('clear', HTMLButtonElement).addEventListener('click', () => {
  choice = noChoice
  rowsOpen = new Set()
  columnOpen = ''
  about.hidden = true
  draw()
  writeFragment({})
})
document.addEventListener('keydown', ({ key }) => {
  if (key === 'Escape' && !about.hidden) {
    about.hidden = true
    grid.focus()
  }
})
window.addEventListener('hashchange', follow)
follow()

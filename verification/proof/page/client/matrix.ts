/** The kill matrix: keeps the filter and the folded areas, and answers clicks and keys. */
import type { MatrixData } from '../matrix-data.ts'
import { deviationText, markText, ruleText } from './details.ts'
import { byId, count, element } from './elements.ts'
import { readFragment, writeFragment } from './fragment.ts'
import { gridOf, type Grid } from './grid.ts'
import { areaOf, marksOf, noChoice, viewOf, type Choice } from './matrix-model.ts'
import { drawTable } from './table.ts'

const data = JSON.parse(byId('data', HTMLScriptElement).textContent) as MatrixData
const marks = marksOf(data)
const table = byId('matrix', HTMLTableElement)
const box = byId('box', HTMLElement)
const about = byId('about', HTMLElement)
const search = byId('q', HTMLInputElement)
const areaSelect = byId('area', HTMLSelectElement)
const rulesSelect = byId('rules', HTMLSelectElement)

let choice: Choice = noChoice
let rowsOpen = new Set<string>()
let columnOpen = ''
let grid: Grid = gridOf(table)

function draw(): void {
  const focused =
    document.activeElement instanceof HTMLElement && table.contains(document.activeElement)
      ? document.activeElement.dataset['key']
      : undefined
  const view = viewOf(data, marks, choice, { rows: rowsOpen, column: columnOpen })
  drawTable(table, view, { marks, choice })
  grid = gridOf(table)
  grid.enter(focused)
  box.style.setProperty('--head', `${table.tHead?.offsetHeight ?? 0}px`)
  box.style.setProperty('--side', `${table.tHead?.querySelector<HTMLElement>('.corner')?.offsetWidth ?? 0}px`)
  const shown = view.rows.reduce((sum, { items }) => sum + items.length, 0)
  const rules = view.columns.reduce((sum, { items }) => sum + items.length, 0)
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
    if (deviation !== undefined && rule !== undefined && mark !== undefined)
      tell(...markText(data, deviation, { each: rule, at: Number(second) }, mark))
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

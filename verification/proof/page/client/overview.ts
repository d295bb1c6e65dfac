/** Search, filter, folding and links of the overview. The page is complete without this script. */
import { byId } from './elements.ts'
import { readFragment, writeFragment, type Filter } from './fragment.ts'

const search = byId('q', HTMLInputElement)
const selects = ['area', 'rule', 'operation', 'result'].map((id) => byId(id, HTMLSelectElement))
const found = byId('found', HTMLElement)
const nothing = byId('nothing', HTMLElement)
const toolbar = document.querySelector('.toolbar')

interface Item {
  readonly element: HTMLElement
  readonly kind: string
  readonly area: string
  readonly ok: boolean
  /** Text, rules and operations are read from the page on the first use of the filter. */
  readonly facts: () => { readonly text: string; readonly rules: ReadonlySet<string>; readonly operations: ReadonlySet<string> }
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined
  return () => (made ??= { value: make() }).value
}

function factsOf(element: HTMLElement, kind: string): ReturnType<Item['facts']> {
  const rules = kind === 'rules' ? [element.querySelector('summary .id')] : [...element.querySelectorAll('.verdicts a')]
  const operations = [...element.querySelectorAll('.ops')].flatMap(({ textContent }) => textContent.split(', '))
  return {
    text: element.textContent.toLowerCase(),
    rules: new Set(rules.map((each) => each?.textContent ?? '')),
    operations: new Set(operations),
  }
}

const sections = [...document.querySelectorAll<HTMLElement>('main > section')].map((section) => ({
  section,
  noun: section.dataset['noun'] ?? '',
  areas: [...section.querySelectorAll<HTMLDetailsElement>('details.area')].map((area) => ({
    area,
    items: [...area.querySelectorAll<HTMLElement>('.item')].map((element): Item => {
      const facts = once(() => factsOf(element, section.id))
      return { element, kind: section.id, area: area.dataset['area'] ?? '', ok: element.classList.contains('good'), facts }
    }),
  })),
}))

function filterOf(): Filter {
  return { q: search.value.trim(), ...Object.fromEntries(selects.map(({ id, value }) => [id, value])) }
}

function matches({ area, ok, facts }: Item, filter: Filter): boolean {
  if (filter['area'] && filter['area'] !== area) return false
  if (filter['result'] && (filter['result'] === 'good') !== ok) return false
  if (filter['rule'] && !facts().rules.has(filter['rule'])) return false
  if (filter['operation'] && !facts().operations.has(filter['operation'])) return false
  const words = (filter['q'] ?? '').toLowerCase().split(/\s+/)
  return words.every((word) => word === '' || facts().text.includes(word))
}

/** The areas that a filter has unfolded, which are folded again with it. */
const unfolded = new Set<HTMLDetailsElement>()

function apply(): void {
  const filter = filterOf()
  const isSet = Object.values(filter).some((value) => value !== '')
  const sums: string[] = []
  let any = false
  for (const { section, noun, areas } of sections) {
    let shown = 0
    let all = 0
    for (const { area, items } of areas) {
      let own = 0
      for (const item of items) {
        const isShown = !isSet || matches(item, filter)
        item.element.hidden = !isShown
        if (isShown) own += 1
      }
      area.hidden = own === 0
      const number = area.querySelector('summary .number')
      if (number !== null)
        number.textContent = `${own === items.length ? '' : `${own} of `}${items.length} ${noun}${items.length === 1 ? '' : 's'}`
      if (isSet && own > 0 && !area.open) {
        area.open = true
        unfolded.add(area)
      }
      shown += own
      all += items.length
    }
    section.hidden = shown === 0
    const number = section.querySelector('h2 .number')
    if (number !== null) number.textContent = shown === all ? String(all) : `${shown} of ${all}`
    any ||= shown > 0
    sums.push(isSet ? `${shown} of ${all} ${noun}s` : `${all} ${noun}s`)
  }
  if (!isSet) {
    for (const area of unfolded) area.open = false
    unfolded.clear()
  }
  nothing.hidden = any
  found.textContent = sums.join(' · ')
  byId('clear', HTMLButtonElement).disabled = !isSet
}

function change(): void {
  apply()
  writeFragment(filterOf())
}

function setFilter(filter: Filter): void {
  search.value = filter['q'] ?? ''
  for (const select of selects) select.value = filter[select.id] ?? ''
  // A value that the page does not have selects nothing.
  for (const select of selects) if (select.selectedIndex < 0) select.value = ''
  apply()
}

/** Tells the style sheet the height of what sticks to the top, which depends on the width of the window: headings of areas stick below it. */
function measureToolbar(): void {
  if (toolbar === null) return
  const stuck = [toolbar, ...toolbar.children].filter((each) => getComputedStyle(each).position === 'sticky')
  const height = Math.max(0, ...stuck.map((each) => each.getBoundingClientRect().height))
  document.documentElement.style.setProperty('--toolbar', `${Math.floor(height)}px`)
}

/** Shows the element that the address links to, even if it is folded or filtered out. */
function reveal(id: string): void {
  const target = document.getElementById(id)
  if (target === null) return
  if (target.closest('[hidden]') !== null) setFilter({})
  for (let each: HTMLElement | null = target; each !== null; each = each.parentElement) {
    if (each instanceof HTMLDetailsElement) each.open = true
  }
  for (const each of document.querySelectorAll('.linked')) each.classList.remove('linked')
  target.classList.add('linked')
  // The heading of the area sticks above the target; on narrow screens it has two lines.
  const heading = target.parentElement?.closest('.area')?.querySelector('summary')
  document.documentElement.style.setProperty('--heading', `${heading?.offsetHeight ?? 0}px`)
  measureToolbar()
  target.scrollIntoView({ block: 'start' })
}

function follow(): void {
  const fragment = readFragment()
  if ('target' in fragment) {
    apply()
    reveal(fragment.target)
  } else {
    setFilter(fragment.filter)
    if (location.hash !== '') toolbar?.scrollIntoView({ block: 'start' })
  }
}

function foldAll(open: boolean): void {
  for (const { areas } of sections) {
    for (const { area, items } of areas) {
      if (area.hidden) continue
      area.open = open
      for (const { element } of items) if (element instanceof HTMLDetailsElement && !element.hidden) element.open = open
    }
  }
}

search.addEventListener('input', change)
for (const select of selects) select.addEventListener('change', change)
byId('unfold', HTMLButtonElement).addEventListener('click', () => foldAll(true))
byId('fold', HTMLButtonElement).addEventListener('click', () => {
  unfolded.clear()
  foldAll(false)
})
byId('clear', HTMLButtonElement).addEventListener('click', () => {
  setFilter({})
  writeFragment({})
  search.focus()
})
window.addEventListener('hashchange', follow)
// A second click on the same link reveals its target again.
document.addEventListener('click', ({ target }) => {
  const link = target instanceof Element ? target.closest('a') : null
  if (link?.hash && link.hash === location.hash && link.pathname === location.pathname) follow()
})

new ResizeObserver(measureToolbar).observe(document.documentElement)
follow()

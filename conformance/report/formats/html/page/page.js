/**
 * The script of the HTML report. It runs in the browser as it is, so it is JavaScript with types in comments. `html.ts` puts it into the page.
 *
 * All content is on the page already. The script filters, folds, copies, and shows an exchange in each finding that refers to it.
 */
'use strict'
{
  const root = document.documentElement
  root.classList.add('script')

  /** @param {string} selector @param {ParentNode} [within] @returns {HTMLElement[]} */
  const all = (selector, within = document) => [.../** @type {NodeListOf<HTMLElement>} */ (within.querySelectorAll(selector))]
  /** @param {string} id */
  const byId = (id) => document.getElementById(id)

  // Theme

  const themes = ['auto', 'light', 'dark']
  const themeKey = 'conformance-report-theme'

  /** Some browsers give no storage to a page in a file. */
  function storedTheme() {
    try {
      return localStorage.getItem(themeKey) ?? 'auto'
    } catch {
      return 'auto'
    }
  }

  /** @param {string} theme */
  function setTheme(theme) {
    if (theme === 'auto') delete root.dataset['theme']
    else root.dataset['theme'] = theme
    for (const button of all('[data-act=theme]')) {
      button.textContent = `◐ ${theme}`
      button.setAttribute('aria-label', `Color theme: ${theme}`)
    }
    try {
      localStorage.setItem(themeKey, theme)
    } catch {
      // The choice then holds until the page is closed.
    }
  }

  // Filters

  /** @typedef {{ q: string, outcome: string, severity: string, area: string, operation: string }} Filter */

  const open = 'error,fail,inconclusive,warn,waived'
  /** @type {Readonly<Filter>} */
  const initial = { q: '', outcome: open, severity: '', area: '', operation: '' }
  /** @type {Filter} */
  let filter = { ...initial }

  /** @type {WeakMap<Element, string>} */
  const texts = new WeakMap()
  /** @param {Element} element */
  function textOf(element) {
    const known = texts.get(element)
    if (known !== undefined) return known
    const text = element.textContent.toLowerCase()
    texts.set(element, text)
    return text
  }

  /** @param {string} text @param {readonly string[]} words */
  const matches = (text, words) =>
    words.every((word) => (word.length > 1 && word.startsWith('-') ? !text.includes(word.slice(1)) : text.includes(word)))

  /** Shows the checks that the filter selects. */
  function apply() {
    const wanted = new Set(filter.outcome.split(','))
    const words = filter.q.toLowerCase().split(/\s+/).filter(Boolean)
    let [checks, rules] = [0, 0]
    for (const rule of all('section.rule')) {
      const isArea =
        (filter.area === '' || rule.dataset['area'] === filter.area) &&
        (filter.severity === '' || rule.dataset['severity'] === filter.severity)
      const about = all(':scope > :is(h3, .about, .because)', rule).map(textOf).join(' ')
      let found = 0
      /** @param {HTMLElement} item @param {string | undefined} outcome @param {string | undefined} operation @param {number} number */
      const show = (item, outcome, operation, number) => {
        const is =
          isArea &&
          wanted.has(outcome ?? '') &&
          (filter.operation === '' || operation === filter.operation) &&
          (words.length === 0 || matches(`${about} ${item.id.toLowerCase()} ${textOf(item)}`, words))
        item.hidden = !is
        if (is) found += number
        return is
      }
      for (const finding of all(':scope > .finding', rule)) show(finding, finding.dataset['outcome'], finding.dataset['operation'], 1)
      for (const list of all(':scope > .others', rule)) {
        const items = all('li', list)
        const outcome = list.querySelector('ul')?.dataset['outcome']
        const shown = items.filter((item) =>
          show(item, outcome, (item.querySelector('b') ?? item).textContent, Number(item.dataset['n'] ?? 1)),
        )
        list.hidden = shown.length === 0
        // A reader who asked for few wants to see them.
        if (list instanceof HTMLDetailsElement && (filter.operation !== '' || words.length > 0))
          list.open = shown.length > 0 && shown.length <= 12
      }
      rule.hidden = found === 0
      checks += found
      if (found > 0) rules += 1
    }
    const shown = byId('shown')
    if (shown !== null) {
      const where = [filter.operation, filter.area].filter(Boolean).join(', ')
      shown.textContent = `${checks} ${checks === 1 ? 'check' : 'checks'} of ${rules} ${rules === 1 ? 'rule' : 'rules'} shown${where === '' ? '' : `: ${where}`}`
      shown.hidden = checks === 0
    }
    const none = byId('none')
    if (none !== null) none.hidden = checks > 0
    for (const button of all('#filters [data-outcome]'))
      button.setAttribute('aria-pressed', String(wanted.has(button.dataset['outcome'] ?? '')))
    for (const name of /** @type {const} */ (['q', 'severity', 'area', 'operation'])) {
      const field = /** @type {HTMLInputElement | HTMLSelectElement | null} */ (document.querySelector(`#filters [name=${name}]`))
      if (field !== null && field.value !== filter[name]) field.value = filter[name]
    }
  }

  /** Keeps the filter in the address, so that it can be sent to others. */
  function remember() {
    const changed = Object.entries(filter).filter(([name, value]) => value !== initial[/** @type {keyof Filter} */ (name)])
    const address = changed.length === 0 ? '#findings' : `#?${new URLSearchParams(changed).toString()}`
    try {
      history.replaceState(null, '', address)
    } catch {
      // A page in a sandbox has no history.
    }
  }

  /** @param {Partial<Filter>} change */
  function change(change) {
    filter = { ...filter, ...change }
    apply()
    remember()
  }

  /** Follows the address: `#?operation=…` filters, `#finding-…` shows a finding. */
  function follow() {
    const hash = location.hash.slice(1)
    if (hash.startsWith('?')) {
      const asked = Object.fromEntries(new URLSearchParams(hash.slice(1)))
      // Who asks for an operation, an area or a rule wants to see all its checks.
      const every = all('#filters [data-outcome]').map((button) => button.dataset['outcome'] ?? '')
      filter = { ...initial, ...(asked['outcome'] === undefined && hash !== '?' ? { outcome: every.join(',') } : {}), ...asked }
      apply()
      const heading = /** @type {HTMLElement | null} */ (document.querySelector('#findings h2'))
      heading?.focus({ preventScroll: true })
      heading?.scrollIntoView()
      return
    }
    let id
    try {
      id = decodeURIComponent(hash)
    } catch {
      return
    }
    const target = byId(id)
    if (target === null) return
    if (target.closest('.rule') !== null && (target.hidden || target.closest('.rule[hidden]') !== null)) {
      filter = { ...initial }
      apply()
      // A waived or passed check is hidden by default.
      if (target.hidden) {
        filter = { ...initial, outcome: `${open},pass,not-run` }
        apply()
      }
    }
    for (let each = target.closest('details'); each; each = each.parentElement?.closest('details') ?? null) each.open = true
    if (target.matches('.finding')) target.querySelector('summary')?.focus({ preventScroll: true })
    else if (target.tabIndex === -1 && target.hasAttribute('tabindex')) target.focus({ preventScroll: true })
    // What was folded has its place now. The requirement above a finding is shown with it if both fit.
    const rule = target.closest('.rule')
    const above = rule === null ? 0 : target.getBoundingClientRect().top - rule.getBoundingClientRect().top
    if (above < innerHeight / 2) target.style.scrollMarginTop = `${above}px`
    target.scrollIntoView()
  }

  // Exchanges

  /** Replaces the links to exchanges in a finding by the exchanges. @param {Element} finding */
  function fill(finding) {
    for (const slot of all(':scope > .content > .slot, :scope > .slot', finding)) {
      const exchange = byId(`exchange-${slot.dataset['exchange'] ?? ''}`)
      if (exchange === null) continue
      const copy = /** @type {HTMLElement} */ (exchange.cloneNode(true))
      copy.removeAttribute('id')
      copy.removeAttribute('tabindex')
      point(copy, (slot.dataset['marks'] ?? '').split(' ').filter(Boolean))
      slot.replaceWith(copy)
    }
  }

  /** Marks what a finding is about. @param {Element} exchange @param {readonly string[]} marks */
  function point(exchange, marks) {
    /** @param {string} kind */
    const positions = (kind) =>
      marks.filter((each) => each.startsWith(kind) && /^\d+$/.test(each.slice(1))).map((each) => Number(each.slice(1)))
    const head = exchange.querySelector('.head.received')
    if (head !== null) {
      markLines(head, [...(marks.includes('status') ? [0] : []), ...positions('h').map((each) => each + 1)])
      for (const name of marks.filter((each) => /^a[A-Z]/.test(each)).map((each) => each.slice(1))) {
        const missing = document.createElement('mark')
        missing.className = 'missing'
        missing.textContent = `${name} is missing`
        head.append('\n', missing)
      }
    }
    const [sent, received] = [exchange.querySelector('.body.sent'), exchange.querySelector('.body.received')]
    if (sent !== null) markLines(sent, positions('s'))
    if (received !== null) markLines(received, positions('r'))
  }

  /** @param {Element} element @param {readonly number[]} positions */
  function markLines(element, positions) {
    if (positions.length === 0) return
    const lines = element.textContent.split('\n')
    element.replaceChildren(
      ...lines.flatMap((line, index) => {
        const end = index === lines.length - 1 ? '' : '\n'
        if (!positions.includes(index)) return [line + end]
        const marked = document.createElement('mark')
        const text = line.trimStart()
        marked.textContent = text
        return [line.slice(0, line.length - text.length), marked, end]
      }),
    )
  }

  // Copying

  /** @param {string} text */
  async function copyText(text) {
    try {
      await navigator.clipboard.writeText(text)
      return true
    } catch {
      // Not every page in a file or a frame may use the clipboard; the older way still works in some.
      const area = document.createElement('textarea')
      area.value = text
      document.body.append(area)
      area.select()
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else works there
      const isCopied = document.execCommand('copy')
      area.remove()
      return isCopied
    }
  }

  /** @param {HTMLElement} button */
  async function copy(button) {
    const text =
      button.dataset['copy'] === 'curl'
        ? (button.parentElement?.querySelector('pre')?.textContent ?? '')
        : `${location.href.split('#')[0] ?? ''}#${button.closest('.finding')?.id ?? ''}`
    const label = button.textContent
    button.textContent = (await copyText(text)) ? 'Copied' : 'Select and copy the text'
    button.focus()
    setTimeout(() => {
      button.textContent = label
    }, 1500)
  }

  // Timeline

  /** @typedef {[number: number, at: number, took: number, request: number, key: number, status: number | null, limit: number | null, remaining: number | null]} Row */
  /** @type {{ requests: string[], keys: string[], rows: Row[] } | undefined} */
  let data

  function timeline() {
    data ??= JSON.parse(byId('data')?.textContent ?? '{"requests":[],"keys":[],"rows":[]}')
    return /** @type {NonNullable<typeof data>} */ (data)
  }

  /** @param {Row} row */
  function cells([number, at, took, request, key, status, limit, remaining]) {
    const { requests, keys } = timeline()
    return [
      String(number),
      `${(at / 1000).toFixed(2)} s`,
      requests[request] ?? '',
      (keys[key] ?? '') === '' ? 'no API key' : (keys[key] ?? ''),
      String(status ?? 'no response'),
      `${took} ms`,
      limit === null || remaining === null ? '' : `${remaining} of ${limit}`,
    ]
  }

  const columns = ['Number', 'Start', 'Request', 'API key', 'Status', 'Duration', 'Limit left']

  /** Makes the table of all requests when it is opened for the first time. @param {Element} box */
  function fillTable(box) {
    const table = document.createElement('table')
    const head = table.createTHead().insertRow()
    for (const column of columns) {
      const cell = document.createElement('th')
      cell.scope = 'col'
      cell.textContent = column
      head.append(cell)
    }
    const body = table.createTBody()
    for (const row of timeline().rows) {
      const line = body.insertRow()
      for (const text of cells(row)) line.insertCell().textContent = text
    }
    box.replaceChildren(table)
  }

  /** Shows the request next to the pointer. @param {PointerEvent} event */
  function read(event) {
    const chart = event.target instanceof Element ? event.target.closest('svg[data-key]') : null
    const readout = byId('readout')
    if (readout === null || !(chart instanceof SVGElement)) return
    const { left, width } = chart.getBoundingClientRect()
    const at = ((event.clientX - left) / width) * Number(chart.dataset['end'])
    let best
    for (const row of timeline().rows) {
      if (String(row[4]) === chart.dataset['key'] && (best === undefined || Math.abs(row[1] - at) < Math.abs(best[1] - at))) best = row
    }
    if (best === undefined) return
    const [number, start, request, , status, took, left_] = cells(best)
    readout.textContent = `Request ${number ?? ''} at ${start ?? ''}: ${request ?? ''} → ${status ?? ''} in ${took ?? ''}${left_ === '' ? '' : `, limit left ${left_ ?? ''}`}`
  }

  // Tables

  /** @param {HTMLElement} heading */
  function sort(heading) {
    const table = heading.closest('table')
    const body = table?.tBodies[0]
    if (table == null || body === undefined || !(heading instanceof HTMLTableCellElement)) return
    const isNumber = heading.dataset['sort'] === 'number'
    const isDescending = heading.ariaSort === null ? isNumber : heading.ariaSort === 'ascending'
    /** @param {HTMLTableRowElement} row */
    const valueOf = (row) => row.cells[heading.cellIndex]?.dataset['value'] ?? row.cells[heading.cellIndex]?.textContent ?? ''
    const rows = [...body.rows].sort((a, b) => {
      const [x, y] = [valueOf(a), valueOf(b)]
      return (isNumber ? Number(x) - Number(y) : x < y ? -1 : x > y ? 1 : 0) * (isDescending ? -1 : 1)
    })
    for (const each of all('th', table)) each.removeAttribute('aria-sort')
    heading.setAttribute('aria-sort', isDescending ? 'descending' : 'ascending')
    body.append(...rows)
  }

  /** One stop for the Tab key in the matrix, and the arrow keys between its cells. @param {HTMLTableElement} table */
  function makeGrid(table) {
    for (const [index, link] of all('a', table).entries()) link.tabIndex = index === 0 ? 0 : -1
    table.addEventListener('focusin', ({ target }) => {
      if (!(target instanceof HTMLElement)) return
      for (const link of all('a[tabindex="0"]', table)) link.tabIndex = -1
      target.tabIndex = 0
    })
    table.addEventListener('keydown', (event) => {
      const steps = /** @type {{ [key: string]: [number, number] }} */ ({
        ArrowLeft: [0, -1],
        ArrowRight: [0, 1],
        ArrowUp: [-1, 0],
        ArrowDown: [1, 0],
      })
      const step = steps[event.key]
      const cell = event.target instanceof Element ? event.target.closest('td, th') : null
      if (step === undefined || !(cell instanceof HTMLTableCellElement)) return
      event.preventDefault()
      const [down, right] = step
      let [row, column] = [/** @type {HTMLTableRowElement} */ (cell.parentElement).rowIndex + down, cell.cellIndex + right]
      // Cells without checks have no link.
      for (let next = table.rows[row]?.cells[column]; next !== undefined; next = table.rows[(row += down)]?.cells[(column += right)]) {
        const link = next.querySelector('a')
        if (link !== null) {
          link.focus()
          return
        }
      }
    })
  }

  // The page

  /** @param {boolean} isOpen */
  function fold(isOpen) {
    for (const each of all('#findings section.rule:not([hidden]) > details:not([hidden], .because)')) {
      if (each instanceof HTMLDetailsElement) each.open = isOpen
    }
  }

  /** @param {string | undefined} act */
  function perform(act) {
    if (act === 'theme') setTheme(themes[(themes.indexOf(storedTheme()) + 1) % themes.length] ?? 'auto')
    if (act === 'reset') change(initial)
    if (act === 'unfold') fold(true)
    if (act === 'fold') fold(false)
  }

  function start() {
    setTheme(storedTheme())
    for (const heading of all('th[data-sort]')) {
      const button = document.createElement('button')
      button.type = 'button'
      button.textContent = heading.textContent
      heading.replaceChildren(button)
      button.addEventListener('click', () => sort(heading))
    }
    for (const table of all('table.matrix')) if (table instanceof HTMLTableElement) makeGrid(table)

    document.addEventListener('click', (event) => {
      const button = event.target instanceof Element ? event.target.closest('button') : null
      const link = event.target instanceof Element ? event.target.closest('a') : null
      // The address may already be the one that is asked for, and then does not change.
      if (link !== null && link.hash !== '' && link.hash === location.hash) follow()
      if (button === null) return
      const { act, outcome, copy: copied } = button.dataset
      if (copied !== undefined) void copy(button)
      perform(act)
      if (outcome !== undefined && button.closest('#filters') !== null) {
        const wanted = new Set(filter.outcome.split(',').filter(Boolean))
        if (!wanted.delete(outcome)) wanted.add(outcome)
        const order = all('#filters [data-outcome]').map((each) => each.dataset['outcome'] ?? '')
        const kept = `${open},pass,not-run`
          .split(',')
          .filter((each) => wanted.has(each) && (order.includes(each) || initial.outcome.includes(each)))
        change({ outcome: kept.join(',') })
      }
    })

    const form = byId('filters')
    form?.addEventListener('submit', (event) => event.preventDefault())
    form?.addEventListener('input', (event) => {
      const { target } = event
      if (target instanceof HTMLInputElement || target instanceof HTMLSelectElement) change({ [target.name]: target.value })
    })

    // The event does not bubble.
    document.addEventListener(
      'toggle',
      ({ target }) => {
        if (!(target instanceof HTMLDetailsElement) || !target.open) return
        if (target.matches('.finding, .control')) fill(target)
        if (target.id === 'all-requests') fillTable(/** @type {Element} */ (target.querySelector('.scroll')))
      },
      true,
    )

    document.addEventListener('keydown', (event) => {
      const search = /** @type {HTMLInputElement | null} */ (document.querySelector('#filters [name=q]'))
      if (
        event.key === '/' &&
        !event.ctrlKey &&
        !event.metaKey &&
        !(event.target instanceof Element && event.target.matches('input, select, textarea'))
      ) {
        event.preventDefault()
        search?.focus()
        search?.select()
      }
      if (event.key === 'Escape' && event.target === search && search !== null) change({ q: '' })
    })

    document.addEventListener('pointermove', read)
    addEventListener('hashchange', follow)

    /** @type {HTMLDetailsElement[]} */
    let folded = []
    addEventListener('beforeprint', () => {
      folded = all('.cause details, #findings .rule:not([hidden]) > .finding:not([hidden])')
        .filter((each) => each instanceof HTMLDetailsElement && !each.open)
        .map((each) => /** @type {HTMLDetailsElement} */ (each))
      for (const each of folded) {
        if (each.matches('.finding')) fill(each)
        each.open = true
      }
    })
    addEventListener('afterprint', () => {
      for (const each of folded) each.open = false
    })

    apply()
    // Of a few findings, the reader wants to see all.
    const findings = all('.finding')
    if (findings.length <= 3) for (const each of findings) if (each instanceof HTMLDetailsElement) each.open = true
    if (location.hash !== '') follow()
  }

  const stored = storedTheme()
  if (stored !== 'auto') root.dataset['theme'] = stored
  document.addEventListener('DOMContentLoaded', start)
}

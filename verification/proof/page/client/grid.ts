/** Movement between the buttons of a table with the keyboard: one of them is in the tab order, and arrow keys move to the others. */
export interface Grid {
  /** Makes the button with this key the one in the tab order, and moves the focus there unless told otherwise. */
  readonly enter: (key: string | undefined, focus?: boolean) => void
  /** Moves the focus to the button in the tab order. */
  readonly focus: () => void
  readonly move: (event: KeyboardEvent) => void
}

const steps: Readonly<Record<string, readonly [down: number, right: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/** The buttons by row and column; a cell that spans several rows or columns is in each of them. */
function placesOf(table: HTMLTableElement): (HTMLButtonElement | undefined)[][] {
  const places: (HTMLButtonElement | undefined)[][] = [...table.rows].map(() => [])
  const taken = new Set<string>()
  for (const [at, row] of [...table.rows].entries()) {
    let column = 0
    for (const cell of row.cells) {
      while (taken.has(`${at}:${column}`)) column += 1
      const button = cell.querySelector('button') ?? undefined
      for (let down = 0; down < cell.rowSpan; down += 1) {
        for (let right = 0; right < cell.colSpan; right += 1) {
          const line = places[at + down]
          if (line !== undefined) line[column + right] = button
          if (down > 0) taken.add(`${at + down}:${column + right}`)
        }
      }
      column += cell.colSpan
    }
  }
  return places
}

export function gridOf(table: HTMLTableElement): Grid {
  const places = placesOf(table)
  const all = places.flat().filter((each) => each !== undefined)
  let current = all[0]
  if (current !== undefined) current.tabIndex = 0

  function go(button: HTMLButtonElement | undefined, focus = true): void {
    if (button === undefined) return
    if (current !== undefined) current.tabIndex = -1
    current = button
    button.tabIndex = 0
    if (focus) button.focus()
  }

  function next(down: number, right: number): HTMLButtonElement | undefined {
    const row = places.findIndex((line) => line.includes(current))
    const column = places[row]?.indexOf(current) ?? -1
    for (
      let y = row + down, x = column + right;
      y >= 0 && y < places.length && x >= 0 && x < (places[y]?.length ?? 0);
      y += down, x += right
    ) {
      const found = places[y]?.[x]
      if (found !== undefined && found !== current) return found
    }
    return undefined
  }

  return {
    enter: (key, focus) => go(key === undefined ? undefined : all.find((each) => each.dataset['key'] === key), focus),
    focus: () => current?.focus(),
    move: (event) => {
      const step = steps[event.key]
      const line = places.find((each) => each.includes(current))?.filter((each) => each !== undefined)
      const target =
        step === undefined ? (event.key === 'Home' ? line?.[0] : event.key === 'End' ? line?.at(-1) : undefined) : next(...step)
      if (target === undefined) return
      event.preventDefault()
      go(target)
    },
  }
}

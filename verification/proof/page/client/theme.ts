/** The choice between the colors of the system, dark and light. Runs before the page is drawn, so that it does not flash. */
const choices = ['system', 'dark', 'light'] as const
type Choice = (typeof choices)[number]
const key = 'proof-theme'

const isChoice = (value: string | null): value is Choice => choices.some((each) => each === value)

function stored(): Choice {
  try {
    const value = localStorage.getItem(key)
    return isChoice(value) ? value : 'system'
  } catch {
    // Some browsers refuse storage to files.
    return 'system'
  }
}

function store(choice: Choice): void {
  try {
    localStorage.setItem(key, choice)
  } catch {
    // The choice then holds for this page only.
  }
}

let chosen = stored()

function show(): void {
  if (chosen === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = chosen
  const button = document.getElementById('theme')
  if (button === null) return
  button.hidden = false
  button.textContent = `Colors: ${chosen}`
}

show()
document.addEventListener('DOMContentLoaded', () => {
  show()
  document.getElementById('theme')?.addEventListener('click', () => {
    chosen = choices[(choices.indexOf(chosen) + 1) % choices.length] ?? 'system'
    store(chosen)
    show()
  })
})

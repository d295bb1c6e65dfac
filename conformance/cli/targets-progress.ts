/** What several runs do, while they do it: on a terminal a line for each that is updated, elsewhere a line per event. */
import { columnsOf } from '../text/wrap.ts'
import type { Output } from './output.ts'
import { fitting, separator } from './progress.ts'

export class TargetsProgress {
  readonly #output: Pick<Output, 'tell' | 'isTerminal' | 'errorColumns'>
  readonly #names: readonly string[]
  readonly #width: number
  /** The running targets, with the parts of their lines. */
  readonly #running = new Map<string, readonly string[]>()
  #shown: readonly string[] = []

  /** `names`: those of all targets, in the order of their lines. */
  constructor(output: Pick<Output, 'tell' | 'isTerminal' | 'errorColumns'>, names: readonly string[]) {
    this.#output = output
    this.#names = names
    this.#width = Math.max(...names.map(columnsOf))
  }

  /** Sets the line of a run; its parts are ordered by their importance. */
  readonly show = (name: string, parts: readonly string[]): void => {
    if (!this.#output.isTerminal) {
      this.#output.tell(`${this.#prefixed(name, parts.join(separator))}\n`)
      return
    }
    this.#running.set(name, parts)
    this.#draw('')
  }

  /** Tells lines about a target, or about all of them, above those of the runs. */
  readonly tell = (text: string, name?: string): void => {
    const lines = text.split('\n').filter((line) => line !== '')
    this.#draw(lines.map((line) => `${name === undefined ? line : this.#prefixed(name, line)}\n`).join(''))
  }

  /** Replaces the line of a run that has ended. */
  readonly end = (name: string, text: string): void => {
    this.#running.delete(name)
    this.tell(text, name)
  }

  #lineOf(name: string, room: number): string[] {
    const parts = this.#running.get(name)
    return parts === undefined ? [] : [`${this.#prefixed(name, fitting(parts, room))}\n`]
  }

  #prefixed(name: string, text: string): string {
    return `${`${name}:`.padEnd(this.#width + 1)} ${text}`
  }

  /** Prints a text, and below it the lines of the runs. */
  #draw(text: string): void {
    const { isTerminal, errorColumns = 80, tell } = this.#output
    // The last column stays free: a full line would continue on the next one.
    const room = errorColumns - 1 - this.#width - 2
    const lines = isTerminal ? this.#names.flatMap((name) => this.#lineOf(name, room)) : []
    if (text === '' && lines.join('') === this.#shown.join('')) return
    // The terminal may have echoed Ctrl-C.
    const cleared = isTerminal ? `\r\u001B[K${this.#shown.map(() => '\u001B[1A\r\u001B[K').join('')}` : ''
    this.#shown = lines
    tell(cleared + text + lines.join(''))
  }
}

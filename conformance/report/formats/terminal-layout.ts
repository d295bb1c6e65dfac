/** Lines of a report on a terminal: labeled rows that are as wide as the terminal allows. */
import type { Colors, Formatter } from 'picocolors/types.js'
import { foreign } from '../../text/foreign.ts'
import { columnsOf, wrapped } from '../../text/wrap.ts'
import { commandLines } from '../curl.ts'

/** How a report is shown. */
export interface View {
  /** The width of the terminal; absent if the output is not a terminal. */
  readonly columns?: number
  /** Shows the exchanges of every finding. */
  readonly isVerbose?: boolean
  /** The environment of the reader, in which printed commands find the keys. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** The value of `--report` that writes a whole report; absent if the command has no such option. */
  readonly reportOption?: string
  /** Whether the command has the option `--verbose`. */
  readonly canBeVerbose?: boolean
  /** How the reader calls the suite, for commands to paste. */
  readonly program?: string
}

/** The name of the program, if it is not known how the reader calls it. */
export const usualProgram = 'conformance'

const [narrowest, widest] = [60, 200]
/** The width of a file or a log. */
const usualColumns = 120
const margin = '      '
const labelWidth = 10

export class Layout {
  readonly columns: number
  readonly color: Colors
  /** Whether lines are read on a terminal, which breaks longer ones anywhere. */
  readonly isTerminal: boolean

  constructor(color: Colors, columns: number | undefined) {
    this.color = color
    this.isTerminal = columns !== undefined
    this.columns = Math.min(Math.max(columns ?? usualColumns, narrowest), widest)
  }

  /** Returns the number of columns for the text of a row. */
  get room(): number {
    return this.columns - margin.length - labelWidth
  }

  /** A label and a text, which continues below itself. The text may be untrusted. */
  row(
    label: string,
    text: string,
    { most, paint = (each) => String(each) }: { readonly most?: number; readonly paint?: Formatter } = {},
  ): string {
    const [first = '', ...rest] = wrapped(foreign(text), this.room, most).map((line) => paint(line))
    return [`${margin}${label.padEnd(labelWidth)}${first}`, ...rest.map((line) => margin + ' '.repeat(labelWidth) + line)].join('\n')
  }

  /** A text at the margin. */
  sentence(text: string, paint: Formatter = (each) => String(each)): string {
    return wrapped(foreign(text), this.columns - margin.length)
      .map((line) => margin + paint(line))
      .join('\n')
  }

  /** A text of the suite that begins at the first column. */
  paragraph(text: string): string {
    return wrapped(text, this.columns).join('\n')
  }

  /** An untrusted text that continues below itself. */
  hanging(start: string, text: string): string {
    return wrapped(foreign(text), this.columns - start.length)
      .map((line, index) => (index === 0 ? start : ' '.repeat(start.length)) + line)
      .join('\n')
  }

  /**
   * A command, which a terminal shows in lines that can be pasted together; in a file or a log it is one line. A line that does not fit begins further left,
   * because it must stay whole.
   */
  command(text: string): string {
    const indented = (line: string, index: number): string => {
      const usual = margin + (index === 0 ? '' : '  ')
      const free = this.columns - columnsOf(line)
      return usual.slice(0, this.isTerminal && free >= 0 ? free : usual.length) + this.color.cyan(line)
    }
    const lines = this.isTerminal ? commandLines(text, this.columns - margin.length - 2) : [text]
    return lines.map(indented).join('\n')
  }

  /** A line that is never broken, such as an address. */
  whole(text: string, label?: string): string {
    return margin + (label === undefined ? '' : label.padEnd(labelWidth)) + text
  }
}

/** Returns a number with its noun: `1 check`, `2 checks`. */
export const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`

/** Returns the first names, and how many more there are. */
export const listed = (names: readonly string[], most = 4): string =>
  names.slice(0, most).join('; ') + (names.length > most ? `; and ${names.length - most} more` : '')

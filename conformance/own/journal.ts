/**
 * What a run has made and not yet taken back, on disk before it is made: one JSON value a line, so that a run that is killed leaves
 * at most one line unfinished. No key is in it.
 */
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { Undecidable } from '../undecidable.ts'

/** A request as the journal keeps it: ready to send, but for values that the answer of its creation gives, named by `{ "pointer": … }`. */
export interface Step {
  readonly operation: string
  readonly method: string
  readonly path: string
  readonly params: Readonly<Record<string, unknown>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly json?: unknown
  /** Sent with the second tenant's key. */
  readonly other?: true
}

export type Line =
  | { readonly type: 'run'; readonly format: '1.1'; readonly target: string; readonly tag: string; readonly startedAt: string }
  /** About to be sent. */
  | ({ readonly type: 'make'; readonly lasting?: true } & Omit<Made, 'lasting'>)
  /** Was made; what the undo needs of the answer, by pointer. */
  | { readonly type: 'made'; readonly id: string; readonly values: Readonly<Record<string, string | number>> }
  /** Was refused, so there is nothing to take back. */
  | { readonly type: 'refused'; readonly id: string }
  /** Was taken back, or has come to its end. */
  | { readonly type: 'gone'; readonly id: string }

/** What is known of a thing before it is made. */
export interface Made {
  readonly id: string
  readonly operation: string
  readonly undo: readonly Step[]
  /** Shows whether it is gone. */
  readonly check?: Step
  /** The contract has no way to take it back. */
  readonly lasting: boolean
}

/** Something that a run made, or may have made. */
export interface Entry extends Made {
  /** Absent if nobody knows whether the request was carried out. */
  readonly values?: Readonly<Record<string, string | number>>
}

/** What is left of a run, the last thing made first. */
export interface Remains {
  readonly target: string
  readonly tag: string
  readonly entries: readonly Entry[]
}

export class Journal {
  readonly file: string
  readonly #descriptor: number
  readonly #open = new Map<string, Entry>()

  /** Opens a new journal; throws `Undecidable` if there is one already, or if it cannot be written. */
  constructor(file: string, run: { readonly target: string; readonly tag: string; readonly startedAt: string }) {
    this.file = file
    if (existsSync(file)) {
      throw new Undecidable(
        `${file} is the journal of another run. Finish that one with "clean ${file}", or name another file (--journal).`,
      )
    }
    try {
      this.#descriptor = openSync(file, 'ax', 0o600)
    } catch (error) {
      throw new Undecidable(`The journal cannot be written to ${file}: ${(error as Error).message}.`)
    }
    this.#write({ type: 'run', format: '1.1', ...run })
  }

  /** Notes what is about to be made, and returns once that is on disk. */
  make(made: Made): void {
    const { lasting, ...rest } = made
    this.#open.set(made.id, made)
    this.#write({ type: 'make', ...rest, ...(lasting ? { lasting } : {}) })
  }

  made(id: string, values: Readonly<Record<string, string | number>>): void {
    const entry = this.#open.get(id)
    if (entry !== undefined) this.#open.set(id, { ...entry, values })
    this.#write({ type: 'made', id, values })
  }

  refused(id: string): void {
    this.#open.delete(id)
    this.#write({ type: 'refused', id })
  }

  gone(id: string): void {
    if (this.#open.delete(id)) this.#write({ type: 'gone', id })
  }

  /** What is not taken back yet, the last one made first. */
  get entries(): readonly Entry[] {
    return [...this.#open.values()].reverse()
  }

  /** Removes the file if nothing is left to take back; otherwise it stays for `clean`. */
  close(): void {
    closeSync(this.#descriptor)
    if (this.entries.every(({ lasting }) => lasting)) rmSync(this.file)
  }

  #write(line: Line): void {
    writeSync(this.#descriptor, `${JSON.stringify(line)}\n`)
    // What was made and what went is known to the system at once, and to the disk with the next thing: without it the clean-up looks for it.
    if (line.type === 'run' || line.type === 'make') fsyncSync(this.#descriptor)
  }
}

/** Reads the journal of a run that did not finish; throws `Undecidable` where it is none. */
export function readJournal(file: string): Remains {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new Undecidable(`The journal ${file} cannot be read: ${(error as Error).message}.`)
  }
  const open = new Map<string, Entry>()
  let run: Extract<Line, { type: 'run' }> | undefined
  // What follows the last line break was cut off while it was written, so its request was never sent.
  text
    .split('\n')
    .slice(0, -1)
    .forEach((each, index) => {
      let line: Line
      try {
        line = JSON.parse(each) as Line
      } catch {
        throw new Undecidable(`Line ${index + 1} of the journal ${file} is not JSON.`)
      }
      switch (line.type) {
        case 'run':
          run = line
          break
        case 'make':
          open.set(line.id, {
            id: line.id,
            operation: line.operation,
            undo: line.undo,
            ...(line.check === undefined ? {} : { check: line.check }),
            lasting: line.lasting === true,
          })
          break
        case 'made': {
          const entry = open.get(line.id)
          if (entry !== undefined) open.set(line.id, { ...entry, values: line.values })
          break
        }
        case 'refused':
        case 'gone':
          open.delete(line.id)
          break
        default:
          throw new Undecidable(
            `Line ${index + 1} of the journal ${file} has the type ${JSON.stringify((line as { type: unknown }).type)}, which no journal has.`,
          )
      }
    })
  if (run === undefined) throw new Undecidable(`${file} is no journal: its first line does not tell the run.`)
  return { target: run.target, tag: run.tag, entries: [...open.values()].reverse() }
}

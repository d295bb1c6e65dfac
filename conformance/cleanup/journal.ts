/**
 * What a run has made and not yet taken back, on disk before it is made: one JSON value a line, so that a run that is killed leaves
 * at most one line unfinished. No key is in it.
 *
 * `clean` believes no more of it than it has to: there is no method, path or host in it, and every id is proven again before it is touched.
 */
import { appendFileSync, closeSync, existsSync, fsyncSync, openSync, rmSync } from 'node:fs'
import { Undecidable } from '../model/undecidable.ts'
import { Withheld } from '../guard/guard.ts'
import { lock, type Lock } from './lock.ts'
import { type Line, type Remains, Ledger, isOver, format } from './ledger.ts'

/** Whether a line tells of what is about to be sent, so that nothing is sent without it. */
const isAhead = ({ type }: Line): boolean => ['run', 'make', 'marked', 'set'].includes(type)

/** What shows that something was carried out. */
const carriedOut: readonly Line['type'][] = ['made', 'doubted', 'accepted']

export class Journal {
  readonly file: string
  readonly #ledger = new Ledger()
  #open: { readonly descriptor: number; readonly lock: Lock } | undefined
  /** Why nothing can be written any more. What is noted then is known to this run alone, which takes back what it can. */
  #failure: string | undefined
  /** Lines that are not written yet. */
  #waiting: Line[]

  /**
   * Opens a new journal, and keeps others off it; throws `Undecidable` if there is one already, or if it cannot be written. With `isLazy`, for a run that
   * makes nothing, there is no file until something was carried out that had to be refused.
   */
  constructor(
    file: string,
    run: { readonly target: string; readonly tag: string; readonly startedAt: string },
    { isLazy = false }: { readonly isLazy?: boolean } = {},
  ) {
    this.file = file
    this.#waiting = [{ type: 'run', format, ...run }]
    if (!isLazy) this.#begin()
  }

  /** Notes something, and returns once that is on disk where it is about what is to be sent. */
  note(line: Exclude<Line, { type: 'run' }>): void {
    if (this.#failure !== undefined) {
      if (isAhead(line)) throw new Withheld(this.#failure)
      this.#ledger.take(line)
      return
    }
    this.#waiting.push(line)
    if (this.#open === undefined && carriedOut.includes(line.type)) this.#begin()
    else {
      try {
        this.#write()
      } catch (error) {
        this.#failure = `the journal cannot be written any more: ${(error as Error).message}; nothing more is made`
        if (isAhead(line)) throw new Withheld(this.#failure)
      }
    }
    this.#ledger.take(line)
  }

  get remains(): Omit<Remains, 'target' | 'tag'> {
    return this.#ledger.remains
  }

  /** Removes the file if nothing is left to take back; otherwise it stays for `clean`. */
  close(): void {
    if (this.#open === undefined) return
    closeSync(this.#open.descriptor)
    if (isOver(this.remains)) rmSync(this.file)
    this.#open.lock.release()
  }

  #begin(): void {
    const { file } = this
    if (existsSync(file)) {
      throw new Undecidable(
        `${file} is the journal of another run. Finish that one with "clean ${file}", or name another file (--journal).`,
      )
    }
    const held = lock(file)
    try {
      this.#open = { descriptor: openSync(file, 'ax', 0o600), lock: held }
      this.#write()
    } catch (error) {
      if (this.#open !== undefined) {
        closeSync(this.#open.descriptor)
        rmSync(file, { force: true })
        this.#open = undefined
      }
      held.release()
      throw new Undecidable(`The journal cannot be written to ${file}: ${(error as Error).message}.`)
    }
  }

  #write(): void {
    if (this.#open === undefined) return
    for (const line of this.#waiting) {
      // A disk that is nearly full takes a part of a line; this goes on until all of it is there, or throws.
      appendFileSync(this.#open.descriptor, `${JSON.stringify(line)}\n`)
      // What came of it is known to the system at once, and to the disk with the next thing: without it the clean-up looks for it.
      if (isAhead(line)) fsyncSync(this.#open.descriptor)
    }
    this.#waiting = []
  }
}

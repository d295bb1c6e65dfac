/**
 * Records what a run creates, on disk before it is created: one JSON value per line, so that a killed run leaves at most one incomplete line.
 * Contains no key.
 *
 * `clean` trusts the journal as little as possible: its entries contain no method, path or host, and every id is proven again before it is used.
 */
import { appendFileSync, closeSync, existsSync, fsyncSync, openSync, rmSync } from 'node:fs'
import { Undecidable } from '../model/undecidable.ts'
import { Withheld } from '../guard/guard.ts'
import { lock, type Lock } from './lock.ts'
import { type Line, type Remains, Ledger, isOver, format } from './ledger.ts'
import { fileFault } from '../text/file-fault.ts'

/** Whether a line announces a request, which must not be sent before the line is written. */
const isAhead = ({ type }: Line): boolean => ['run', 'make', 'marked', 'set'].includes(type)

/** Lines that prove that a request was carried out. */
const carriedOut: readonly Line['type'][] = ['made', 'doubted', 'accepted']

export class Journal {
  readonly file: string
  readonly #ledger = new Ledger()
  #open: { readonly descriptor: number; readonly lock: Lock } | undefined
  /** Why the file can no longer be written. Further lines are kept in memory only, and the run cleans up what it can. */
  #failure: string | undefined
  /** Lines that are not written yet. */
  #waiting: Line[]

  /**
   * Creates and locks a journal. Throws `Undecidable` if the file exists or cannot be written. With `isLazy`, for a run that creates nothing, the
   * file is created only once a request was carried out that must be rejected.
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

  /** Records a line. If the line announces a request, returns only once the line is on disk. */
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
        this.#failure = `the journal can no longer be written: ${(error as Error).message}; nothing more is created`
        if (isAhead(line)) throw new Withheld(this.#failure)
      }
    }
    this.#ledger.take(line)
  }

  get remains(): Omit<Remains, 'target' | 'tag'> {
    return this.#ledger.remains
  }

  /** Closes the journal. Deletes the file if nothing is left to clean up; otherwise keeps it for `clean`. */
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
        `${file} is the journal of another run. Clean up that run with "clean ${file}", or use another file (--journal).`,
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
      throw new Undecidable(`The journal cannot be written to ${file}: ${fileFault(error)}.`)
    }
  }

  #write(): void {
    if (this.#open === undefined) return
    for (const line of this.#waiting) {
      // On a nearly full disk a write may be partial; `appendFileSync` continues until the line is complete, or throws.
      appendFileSync(this.#open.descriptor, `${JSON.stringify(line)}\n`)
      // Outcomes are flushed with the next announcement: if one is lost, the cleanup searches for the resource.
      if (isAhead(line)) fsyncSync(this.#open.descriptor)
    }
    this.#waiting = []
  }
}

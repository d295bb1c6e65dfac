/** Output files: detects before a run whether they can be written, and that none is another file of the run. */
import { closeSync, constants, existsSync, mkdirSync, openSync, rmdirSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs'
import path from 'node:path'
import { foreign } from '../text/foreign.ts'
import { Undecidable } from '../model/undecidable.ts'

/**
 * Throws `Undecidable` if `what` cannot be written to a file, as far as this can be detected: it is a directory, it is not writable, its directory
 * cannot be created, or the disk is full. Changes nothing.
 */
export function checkWritable(what: string, file: string): void {
  try {
    const found = statSync(file, { throwIfNoEntry: false })
    if (found === undefined) tryNew(file)
    else if (found.isDirectory()) throw new Error('it is a directory')
    // Opening a pipe or a socket would disturb its reader, present or future.
    else if (!found.isFIFO() && !found.isSocket()) tryOld(file, found.isFile())
  } catch (error) {
    throw cannotWrite(what, file, error)
  }
}

/** Throws `Undecidable` if an output file is also an input file or another output file. `what` names each of them; an absent file is none. */
export function checkDistinct(files: readonly (readonly [what: string, file: string | undefined])[]): void {
  const known = new Map<string, string>()
  for (const [what, file] of files) {
    if (file === undefined) continue
    const place = path.resolve(file)
    const other = known.get(place)
    if (other !== undefined) throw new Undecidable(`${foreign(file)} cannot be both ${other} and ${what}.`)
    known.set(place, what)
  }
}

function tryNew(file: string): void {
  if (/[/\\]$/.test(file)) throw new Error('it is a directory')
  const made = makeFolder(file)
  try {
    closeSync(openSync(file, 'wx'))
    rmSync(file)
  } finally {
    removeFolders(path.dirname(path.resolve(file)), made)
  }
}

/** Creates the directory of a file. Returns the topmost directory that did not exist. */
const makeFolder = (file: string): string | undefined => mkdirSync(path.dirname(path.resolve(file)), { recursive: true })

/** Deletes the empty directories from one up to `top`. Another process may have written a file in the meantime, so it keeps what is not empty. */
function removeFolders(from: string, top: string | undefined): void {
  for (let folder = from; top !== undefined && folder.startsWith(top); folder = path.dirname(folder)) {
    try {
      rmdirSync(folder)
    } catch {
      return
    }
  }
}

function tryOld(file: string, isFile: boolean): void {
  const descriptor = openSync(file, constants.O_WRONLY | constants.O_NONBLOCK)
  try {
    // A device that is always full fails even for a write of zero bytes.
    if (!isFile) writeSync(descriptor, Buffer.alloc(0))
  } finally {
    closeSync(descriptor)
  }
}

/** Writes a file, and creates its directory if it does not exist. Throws `Undecidable` if that fails, and deletes an incomplete file so that it is not mistaken for a complete one. */
export function writeWhole(what: string, file: string, text: string): void {
  try {
    makeFolder(file)
    writeFileSync(file, text)
  } catch (error) {
    if (existsSync(file) && statSync(file).isFile()) rmSync(file, { force: true })
    throw cannotWrite(what, file, error)
  }
}

function cannotWrite(what: string, file: string, error: unknown): Undecidable {
  const { message, code = '' } = error as NodeJS.ErrnoException
  const why = ['ENOTDIR', 'EEXIST'].includes(code) ? 'a folder in its path is a file' : foreign(message)
  return new Undecidable(`${what} cannot be written to ${foreign(file)}: ${why}.`)
}

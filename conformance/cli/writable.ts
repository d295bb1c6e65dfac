/** Output files: detects before a run whether they can be written, and that none is another file of the run. */
import {
  closeSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import path from 'node:path'
import { foreign } from '../text/foreign.ts'
import { Undecidable } from '../model/undecidable.ts'
import { fileFault } from '../text/file-fault.ts'

/**
 * Throws `Undecidable` if `what` cannot be written to a file, as far as this can be detected: it is a folder, it is not writable, its folder
 * cannot be created, or the disk is full. Changes nothing.
 */
export function checkWritable(what: string, file: string): void {
  try {
    const found = statSync(file, { throwIfNoEntry: false })
    if (found === undefined) tryNew(file)
    else if (found.isDirectory()) throw new Error('it is a folder')
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

/**
 * Tries the name in a new directory beside it. A directory of the path itself, which is removed again, could vanish for another run that has just
 * found it.
 */
function tryNew(file: string): void {
  if (/[/\\]$/.test(file)) throw new Error('it is a folder')
  const place = path.resolve(file)
  const folder = nearestFolder(place)
  const scratch = mkdtempSync(path.join(folder, '.conformance-'))
  try {
    const copy = path.join(scratch, path.relative(folder, place))
    makeFolder(copy)
    closeSync(openSync(copy, 'wx'))
  } finally {
    rmSync(scratch, { recursive: true })
  }
}

/** Returns the nearest thing above a path that exists, which may be a file. */
function nearestFolder(place: string): string {
  const above = path.dirname(place)
  return above === place || lstatSync(above, { throwIfNoEntry: false }) !== undefined ? above : nearestFolder(above)
}

/** Creates the directory of a file. */
const makeFolder = (file: string): void => {
  mkdirSync(path.dirname(path.resolve(file)), { recursive: true })
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
  return new Undecidable(`${what} cannot be written to ${foreign(file)}: ${fileFault(error)}.`)
}

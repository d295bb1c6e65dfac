/** Files that a run writes: whether that will work is better known before the run than after it. */
import { closeSync, constants, openSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs'
import path from 'node:path'
import { foreign } from '../text/foreign.ts'
import { Undecidable } from '../model/undecidable.ts'

/**
 * Throws `Undecidable` if `what` cannot be written to a file, as far as that can be known: its folder is missing, it is a folder, it may not be written, the disk takes
 * nothing. Leaves everything as it was.
 */
export function checkWritable(what: string, file: string): void {
  try {
    const found = statSync(file, { throwIfNoEntry: false })
    if (found === undefined) tryNew(file)
    else if (found.isDirectory()) throw new Error('it is a directory')
    // Somebody reads at the other end of a pipe, or is still to come; looking would disturb them.
    else if (!found.isFIFO() && !found.isSocket()) tryOld(file, found.isFile())
  } catch (error) {
    throw cannotWrite(what, file, error)
  }
}

function tryNew(file: string): void {
  if (/[/\\]$/.test(file)) throw new Error('it is a directory')
  const folder = statSync(path.dirname(path.resolve(file)), { throwIfNoEntry: false })
  if (folder?.isDirectory() !== true) throw new Error('its folder does not exist')
  closeSync(openSync(file, 'wx'))
  rmSync(file)
}

function tryOld(file: string, isFile: boolean): void {
  const descriptor = openSync(file, constants.O_WRONLY | constants.O_NONBLOCK)
  try {
    // A device that is always full says so to no bytes at all.
    if (!isFile) writeSync(descriptor, Buffer.alloc(0))
  } finally {
    closeSync(descriptor)
  }
}

/** Writes a file; throws `Undecidable` if that fails. What was begun and could not be finished is removed, so that nobody takes it for the whole. */
export function writeWhole(what: string, file: string, text: string): void {
  try {
    writeFileSync(file, text)
  } catch (error) {
    if (statSync(file, { throwIfNoEntry: false })?.isFile() === true) rmSync(file, { force: true })
    throw cannotWrite(what, file, error)
  }
}

function cannotWrite(what: string, file: string, error: unknown): Undecidable {
  return new Undecidable(`${what} cannot be written to ${foreign(file)}: ${foreign((error as Error).message)}.`)
}

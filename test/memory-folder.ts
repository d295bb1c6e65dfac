/**
 * Keeps the temporary files of the tests in memory, on systems with a folder for that. The tests write hundreds of small databases and journals, and
 * each commit would wait for the disk. What a process has written outlives the process there, too.
 */
import { accessSync, chmodSync, constants, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import path from 'node:path'

/** Linux mounts a file system in memory here; containers often make it too small. */
const memory = '/dev/shm'
const minBytes = 1024 ** 3

function isUsable(): boolean {
  try {
    accessSync(memory, constants.W_OK)
    const { bavail, bsize } = statfsSync(memory)
    return bavail * bsize >= minBytes
  } catch {
    return false
  }
}

/** Called by Vitest before the first worker starts, which inherits the variable. Returns what removes the folder. */
export default function setup(): (() => void) | undefined {
  if (process.env['TMPDIR'] !== undefined || !isUsable()) return undefined
  const folder = mkdtempSync(path.join(memory, 'tests-'))
  // PostgreSQL, which does not run as root, has its folder in there.
  chmodSync(folder, 0o711)
  process.env['TMPDIR'] = folder
  return () => {
    delete process.env['TMPDIR']
    rmSync(folder, { recursive: true, force: true })
  }
}

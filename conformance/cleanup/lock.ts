/** Prevents two processes from using the same journal. */
import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { hostname } from 'node:os'
import { Undecidable } from '../model/undecidable.ts'
import { fileFault } from '../text/file-fault.ts'

export interface Lock {
  readonly release: () => void
}

interface Holder {
  readonly pid: number
  readonly host: string
  /** Start time of the process as reported by the system, since process ids are reused. */
  readonly began: string
}

/**
 * Locks a file with a second file, `FILE.lock`, until the lock is released. Takes over the lock of a process that no longer exists. Throws
 * `Undecidable` if another process holds the lock, or if it cannot be written.
 */
export function lock(file: string): Lock {
  const name = `${file}.lock`
  const me: Holder = { pid: process.pid, host: hostname(), began: beginningOf(process.pid) }
  for (let attempt = 0; ; attempt++) {
    try {
      const descriptor = openSync(name, 'wx', 0o600)
      writeSync(descriptor, JSON.stringify(me))
      closeSync(descriptor)
      return { release: () => rmSync(name, { force: true }) }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
        throw new Undecidable(`The journal cannot be written to ${file}: ${fileFault(error)}.`)
      }
      const holder = holderOf(name)
      if (attempt > 0 || isAlive(holder)) {
        const who = holder === undefined ? 'another process' : `process ${holder.pid} on ${holder.host}`
        throw new Undecidable(`The journal ${file} is in use by ${who}. Wait until it ends; if it has ended, remove ${name}.`)
      }
      rmSync(name, { force: true })
    }
  }
}

function holderOf(name: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(name, 'utf8')) as Holder
  } catch {
    return undefined
  }
}

/** Whether the holder is alive, or may be: processes of another machine, and unreadable locks, cannot be checked. */
function isAlive(holder: Holder | undefined): boolean {
  if (holder?.host !== hostname()) return true
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
  }
  const began = beginningOf(holder.pid)
  return began === '' || holder.began === '' || began === holder.began
}

/** Returns field 22 of `/proc/PID/stat`; empty if the system has no such file. */
function beginningOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19] ?? ''
  } catch {
    return ''
  }
}

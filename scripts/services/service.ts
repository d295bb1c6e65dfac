/**
 * Databases and proxies for tests, benchmarks and development: programs of Debian's packages that run on the loopback address, with their data in a folder of
 * their own, until their starter stops them.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { createConnection } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** A running service. */
export interface Service {
  readonly url: string
  readonly port: number
  /** Of the running process. Throws if it is stopped. */
  readonly pid: () => number
  /** Ends the process with a signal, by default its graceful one, and waits for its end. It can be started again. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<void>
  /** Starts it again at the same address with the same data, and waits until it accepts connections. */
  readonly start: () => Promise<void>
  /** Stops it and deletes its data. */
  readonly remove: () => Promise<void>
}

/** A user of the machine, for programs that refuse to run as root. */
export interface User {
  readonly uid: number
  readonly gid: number
}

/** The named user if this process is root, which may start processes as others. Throws if the machine has no such user. */
export function userInsteadOfRoot(name: string): User | undefined {
  if (process.getuid?.() !== 0) return undefined
  const id = (option: string) => {
    const { status, stdout } = spawnSync('id', [option, name], { encoding: 'utf8' })
    if (status !== 0) throw new Error(`this machine has no user ${name}`)
    return Number(stdout)
  }
  return { uid: id('-u'), gid: id('-g') }
}

/** An empty folder that belongs to the user, or to the user of this process. */
export function dataFolder(name: string, user?: User): string {
  const folder = mkdtempSync(path.join(tmpdir(), `${name}-`))
  if (user !== undefined) chownSync(folder, user.uid, user.gid)
  return folder
}

interface Program {
  readonly name: string
  readonly url: string
  readonly port: number
  /** Deleted in the end. */
  readonly folder: string
  readonly file: string
  readonly args: readonly string[]
  readonly user?: User | undefined
  /** The signal that asks it to end, by default SIGTERM. */
  readonly signal?: NodeJS.Signals
  /** Resolves once it can be used; rejects while it cannot. By default a connection to its port. */
  readonly ready?: () => Promise<void>
}

/** How long a service may take to accept connections, in milliseconds. */
const patience = 30_000

/** Resolves if a port of the loopback address accepts a connection. */
async function connects(port: number): Promise<void> {
  const socket = createConnection({ host: '127.0.0.1', port })
  try {
    await once(socket, 'connect')
  } finally {
    socket.destroy()
  }
}

/** Starts a program as a service. Rejects with its output if it ends instead. */
export async function startService(program: Program): Promise<Service> {
  const { name, url, port, folder, file, args, user, signal: graceful = 'SIGTERM' } = program
  const { ready = () => connects(port) } = program
  let running: ChildProcess | undefined

  const start = async () => {
    const child = spawn(file, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], ...user })
    running = child
    let output = ''
    const keep = (text: Buffer) => {
      output = (output + text.toString()).slice(-4000)
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    let failed: Error | undefined
    child.once('error', (error) => {
      failed = error
    })
    const until = Date.now() + patience
    for (;;) {
      const usable = await ready().then(
        () => true,
        () => false,
      )
      // Asked after the connection: another program may own the port.
      if (failed !== undefined || child.exitCode !== null || child.signalCode !== null)
        throw new Error(`${name} did not start: ${failed?.message ?? output.trim()}`)
      if (usable) return
      if (Date.now() > until) {
        child.kill('SIGKILL')
        throw new Error(`${name} did not accept connections within ${patience / 1000} s: ${output.trim()}`)
      }
      await pause(50)
    }
  }

  const stop = async (signal: NodeJS.Signals = graceful) => {
    const child = running
    running = undefined
    if (child?.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }

  const remove = async () => {
    await stop()
    rmSync(folder, { recursive: true, force: true })
  }

  await start().catch(async (error: unknown) => {
    await remove()
    throw error
  })
  const pid = () => {
    if (running?.pid === undefined) throw new Error(`${name} is not running`)
    return running.pid
  }
  return { url, port, pid, stop, start, remove }
}

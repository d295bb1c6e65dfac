import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { Undecidable } from '../model/undecidable.ts'
import { lock } from './lock.ts'

const directory = mkdtempSync(path.join(tmpdir(), 'lock-'))
afterAll(() => rmSync(directory, { recursive: true }))
let count = 0
const fresh = (): string => path.join(directory, `${++count}`)

/** A lock that a process left behind. */
function left(content: string): string {
  const file = fresh()
  writeFileSync(`${file}.lock`, content)
  return file
}
const holder = (change: object): string => JSON.stringify({ pid: process.pid, host: hostname(), began: '', ...change })
/** The id of a process that has just ended. */
const ended = (): number => spawnSync(process.execPath, ['--version']).pid
const began = (): string => {
  const file = fresh()
  const held = lock(file)
  const mine = (JSON.parse(readFileSync(`${file}.lock`, 'utf8')) as { readonly began: string }).began
  held.release()
  return mine
}

test('a lock prevents a second one until it is released', () => {
  const file = fresh()
  const held = lock(file)
  const wanted = new Undecidable(
    `The journal ${file} is in use by process ${process.pid} on ${hostname()}. Wait until it ends; if it has ended, remove ${file}.lock.`,
  )
  expect(() => lock(file)).toThrow(wanted)
  // A failed attempt does not affect the holder.
  expect(() => lock(file)).toThrow(wanted)
  expect(statSync(`${file}.lock`).mode & 0o777).toBe(0o600)
  held.release()
  expect(existsSync(`${file}.lock`)).toBe(false)
  lock(file).release()
  // A second release has no effect.
  held.release()
})

test.each<readonly [what: string, content: () => string]>([
  ['of a process that has ended', () => holder({ pid: ended() })],
  ['of a process whose number another one has now', () => holder({ began: `${began()}1` })],
])('a lock %s is taken over', (_what, content) => {
  const file = left(content())
  const held = lock(file)
  expect(JSON.parse(readFileSync(`${file}.lock`, 'utf8'))).toMatchObject({ pid: process.pid })
  held.release()
})

test.each<readonly [what: string, content: () => string, who: RegExp]>([
  ['of a living process', () => holder({ began: began() }), /in use by process \d+ on/],
  ['of a living process that does not tell when it began', () => holder({}), /in use by process \d+ on/],
  ['of a process of somebody else', () => holder({ pid: 1 }), /in use by process 1 on/],
  ['of another machine', () => holder({ pid: ended(), host: 'elsewhere' }), /in use by process \d+ on elsewhere/],
  ['that is being written', () => '', /in use by another process\./],
  ['that cannot be read', () => '{', /in use by another process\./],
])('a lock %s is not', (_what, content, who) => {
  const file = left(content())
  const before = readFileSync(`${file}.lock`, 'utf8')
  expect(() => lock(file)).toThrow(who)
  expect(readFileSync(`${file}.lock`, 'utf8')).toBe(before)
})

test('a lock that cannot be written is reported', () => {
  expect(() => lock(path.join(directory, 'nowhere', 'journal'))).toThrow(
    /^The journal cannot be written to .*nowhere\/journal: there is no such file/,
  )
})

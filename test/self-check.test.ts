/** `npm run conformance` as it stands in the manifest: what it checks where a deployment is named, and where none is. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runCommand } from '../conformance/testing/command-line.ts'
import { selfCheckOptions } from '../scripts/support/self-check.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { scripts: { conformance: string } }
const [, ...words] = manifest.scripts.conformance.split(' ')
const command = words.map((each) => (each.endsWith('start.mjs') ? path.join(root, each) : each))

const nowhere = 'http://127.0.0.1:1/api'
const key = 'bdk_live_key_of_somebody'
let scratch: string
beforeEach(() => {
  scratch = mkdtempSync(path.join(tmpdir(), 'self-check-'))
})
afterEach(() => {
  rmSync(scratch, { recursive: true })
})

interface Started {
  readonly args?: readonly string[]
  readonly env?: NodeJS.ProcessEnv
  readonly settings?: string
}

function start({ args = [], env = {}, settings }: Started) {
  if (settings !== undefined) writeFileSync(path.join(scratch, 'conformance.config.yaml'), settings)
  const child = spawn(process.execPath, [...command, ...args], {
    cwd: scratch,
    // A group of its own, as a command on a terminal has.
    detached: true,
    env: { ...process.env, NO_COLOR: '1', CONFORMANCE_KEY: undefined, CONFORMANCE_TARGET: undefined, ...env },
  })
  const said = { out: '', err: '' }
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()))
  return { child, said, closed: once(child, 'close') as Promise<[number | null]> }
}

async function ran(options: Started) {
  const { said, closed } = start(options)
  const [code] = await closed
  return { code, ...said }
}

/** The same within this process, for a run that is no self-check. */
async function ranUnchanged({ args = [], env = {}, settings }: Started) {
  if (settings !== undefined) writeFileSync(path.join(scratch, 'conformance.config.yaml'), settings)
  const given = { CONFORMANCE_KEY: undefined, CONFORMANCE_TARGET: undefined, ...env }
  const before = process.cwd()
  process.chdir(scratch)
  try {
    expect(await selfCheckOptions(args, { ...process.env, ...given })).toBeUndefined()
  } finally {
    process.chdir(before)
  }
  return runCommand(args, { cwd: scratch, env: given })
}

describe('where a deployment is named, in whatever way, the suite checks that one', () => {
  test.each<readonly [what: string, options: Started, why: RegExp]>([
    ['by an argument', { args: [nowhere, '--key', key] }, /127\.0\.0\.1:1\/api cannot be reached/],
    ['by a variable', { env: { CONFORMANCE_TARGET: nowhere, CONFORMANCE_KEY: key } }, /127\.0\.0\.1:1\/api cannot be reached/],
    ['by the settings', { settings: `target: ${nowhere}\n`, args: ['--key', key] }, /127\.0\.0\.1:1\/api cannot be reached/],
    ['by the settings, without a key', { settings: `target: ${nowhere}\n` }, /An API key is required/],
    ['by an empty argument', { args: [''] }, /Invalid base URL ""/],
    ['by an empty argument, over the settings', { args: ['', '--key', key], settings: `target: ${nowhere}\n` }, /Invalid base URL ""/],
    ['by an empty variable', { env: { CONFORMANCE_TARGET: '' } }, /Invalid base URL ""/],
    ['by what is no address', { args: ['staging.example.com/api'] }, /Invalid base URL "staging\.example\.com\/api"/],
    ['by what is another kind of address', { args: ['ftp://example.com'] }, /expected http:\/\/ or https:\/\/, got ftp:/],
    ['by an empty setting', { settings: 'target: ""\n' }, /target/],
    ['by settings that cannot be read', { args: ['--config', 'none.yaml'] }, /none\.yaml/],
    ['by a key that is for one', { args: ['--key', key] }, /Base URL required/],
    ['by a key in a variable', { env: { CONFORMANCE_OTHER_TENANT_KEY: key } }, /Base URL required/],
    ['by a key in the settings', { settings: 'keys: { main: MY_KEY }\n', env: { MY_KEY: key } }, /Base URL required/],
  ])('%s', async (_what, options, why) => {
    const { code, out, err } = await ranUnchanged(options)
    expect(err).toMatch(why)
    expect({ code, out }).toEqual({ code: 2, out: '' })
  })

  test('as a command of its own, too', async () => {
    for (const options of [{ args: [nowhere, '--key', key] }, { settings: `target: ${nowhere}\n`, env: { CONFORMANCE_KEY: key } }]) {
      const { code, out, err } = await ran(options)
      expect(err).toMatch(/127\.0\.0\.1:1\/api cannot be reached/)
      expect({ code, out }).toEqual({ code: 2, out: '' })
    }
  })

  test('and what sends nothing starts nothing', async () => {
    for (const args of [['--plan', '--only', 'listProducts'], ['--help'], ['list', '--area', 'tenant']]) {
      const { code, out } = await ranUnchanged({ args })
      expect(code).toBe(0)
      expect(out).not.toMatch(/Self-check/)
    }
    expect((await ran({ args: ['--help'] })).out).toMatch(/^Usage: /)
    expect(await ranUnchanged({ args: ['--bogus'] })).toMatchObject({ code: 2, out: '' })
  })
})

describe('where nothing names one', () => {
  test('the suite checks all of itself, unless options or settings say less', async () => {
    expect(await selfCheckOptions([], {})).toEqual(['--level', 'full', '--allow-writes', '--allow-lasting'])
    expect(await selfCheckOptions(['--level', 'smoke'], {})).toEqual(['--allow-writes', '--allow-lasting'])
  })

  test('the first line says that the suite checks itself, and the settings count', async () => {
    const { code, out } = await ran({ settings: 'level: smoke\nonly: [listProducts]\nallow: []\n' })
    expect(out).toMatch(
      /^Self-check: no deployment specified; checking the reference server of this package at http:\/\/127\.0\.0\.1:\d+\/api\.\n/,
    )
    expect(out).toMatch(/\nconforms: http:\/\/127\.0\.0\.1:\d+\/api at level smoke, for the selected checks \(--only listProducts\)\.\n$/)
    expect(code).toBe(0)
  })

  test('Ctrl-C takes back what was made before the server ends, and leaves no server behind', async () => {
    const { child, said, closed } = start({ args: ['--level', 'contract', '--only', 'createProduct'] })
    const journal = () => readdirSync(scratch).some((each) => each.endsWith('.journal.jsonl'))
    while (child.exitCode === null && !journal()) await new Promise((resolve) => setTimeout(resolve, 5))
    process.kill(-(child.pid ?? 0), 'SIGINT')
    const [code] = await closed
    expect(said.err).toMatch(/Stopping/)
    expect(said.out).not.toMatch(/LEFT BEHIND/)
    expect(code).not.toBe(3)
    expect(journal()).toBe(false)
    await gone(said.out)
  })

  test('a run that is killed takes the server with it', async () => {
    const { child, said, closed } = start({})
    while (child.exitCode === null && said.out === '') await new Promise((resolve) => setTimeout(resolve, 20))
    child.kill('SIGKILL')
    await closed
    await gone(said.out)
  })
})

/** Waits until nothing listens any more where the first line says. */
async function gone(out: string): Promise<void> {
  const [address] = /http:\/\/127\.0\.0\.1:\d+\/api/.exec(out) ?? []
  const listens = () =>
    fetch(`${address}/products`).then(
      () => true,
      () => false,
    )
  await expect.poll(listens, { timeout: 10_000 }).toBe(false)
}

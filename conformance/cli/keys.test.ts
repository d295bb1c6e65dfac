/** Keys by role, under the current and the former names of the roles. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { byRole } from '../model/target.ts'
import { readConfig } from '../settings/config.ts'
import { readKeys } from './keys.ts'
import { program, type Commands, type RunFlags } from './program.ts'

const [one, other] = ['key-of-somebody-1', 'key-of-somebody-2']
const silent = { print: () => undefined, tellSentences: () => undefined, columns: undefined, hide: () => undefined }
const given = (env: NodeJS.ProcessEnv) => ({ env, output: silent })

/** Returns the options of a run as parsed by the command line. */
function flagsOf(args: readonly string[]): RunFlags {
  let found: RunFlags | undefined
  const nothing = (): number => 0
  const commands: Commands = {
    run: (_target, flags) => {
      found = flags
      return Promise.resolve(0)
    },
    list: nothing,
    explain: nothing,
    clean: () => Promise.resolve(0),
    judge: nothing,
    proxy: () => Promise.resolve(0),
    lintWaivers: nothing,
    init: nothing,
    compare: nothing,
    merge: nothing,
    checkAll: () => Promise.resolve(0),
    diff: () => Promise.resolve(0),
    replay: () => Promise.resolve(0),
  }
  program(commands, silent, () => undefined).parse(['node', 'conformance', 'http://127.0.0.1:1/api', ...args])
  if (found === undefined) throw new Error('no run')
  return found
}

describe('an API key without permissions, and one whose rate limit may be used up', () => {
  const want = { unprivileged: [one], exhaustible: [other] }

  test('are given by option, by either name', () => {
    expect(readKeys(flagsOf(['--unprivileged-key', one, '--exhaustible-key', other]), {}, given({}))).toEqual(want)
    expect(readKeys(flagsOf(['--powerless-key', one, '--expendable-key', other]), {}, given({}))).toEqual(want)
  })

  test('are given by variable, by either name; the new one wins', () => {
    expect(readKeys({}, {}, given({ CONFORMANCE_UNPRIVILEGED_KEY: one, CONFORMANCE_EXHAUSTIBLE_KEY: other }))).toEqual(want)
    expect(readKeys({}, {}, given({ CONFORMANCE_POWERLESS_KEY: one, CONFORMANCE_EXPENDABLE_KEY: other }))).toEqual(want)
    const both = { CONFORMANCE_POWERLESS_KEY: other, CONFORMANCE_UNPRIVILEGED_KEY: one }
    expect(readKeys({}, {}, given(both))).toEqual({ unprivileged: [one] })
  })

  test('are named in the settings, by either name', () => {
    const env = { A: one, B: other }
    const folder = mkdtempSync(path.join(tmpdir(), 'keys-'))
    const file = path.join(folder, 'conformance.config.yaml')
    try {
      for (const names of [
        ['unprivileged', 'exhaustible'],
        ['powerless', 'expendable'],
      ]) {
        writeFileSync(file, `keys:\n  ${names[0]}: A\n  ${names[1]}: B\n`)
        expect(readKeys({}, readConfig(file), given(env))).toEqual(want)
      }
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  test('are given to a program, by either name', () => {
    expect(byRole({ powerless: [one], expendable: [other] })).toEqual(want)
    expect(byRole(want)).toEqual(want)
  })
})

import { PassThrough } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { hasColors } from './output.ts'

const stream = (isTTY: boolean) => Object.assign(new PassThrough(), { isTTY })

describe('output has colors', () => {
  test.each([
    ['on a terminal', true, {}],
    ['on a terminal in CI', true, { CI: 'true' }],
    ['anywhere if asked for', false, { FORCE_COLOR: '1' }],
    ['anywhere if asked for without a level', false, { FORCE_COLOR: '' }],
  ])('%s', (_where, isTTY, env) => expect(hasColors(stream(isTTY), env)).toBe(true))
})

describe('output has no colors', () => {
  test.each([
    ['in a file or a pipe', false, {}],
    ['in a file or a pipe in CI, whatever the runner', false, { CI: 'true', GITHUB_ACTIONS: 'true' }],
    ['on a terminal that cannot show them', true, { TERM: 'dumb' }],
    ['if they are turned off', true, { FORCE_COLOR: '0' }],
    ['if nothing shall have them', true, { NO_COLOR: '1', FORCE_COLOR: '1' }],
  ])('%s', (_where, isTTY, env) => expect(hasColors(stream(isTTY), env)).toBe(false))
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foreign, harmless, harmlessJson } from './foreign.ts'

/** What an untrusted sender may use to control a terminal, a log or the CI system that reads it. */
const attacks = [
  'a\n::error::boo',
  'a\r::error::boo',
  'a\u0085::stop-commands::x',
  'a\u2028::add-mask::x',
  '##[group]x',
  '##[set-env name=A]b',
  '##vso[task.setvariable variable=A]b',
  'x ###VSO[task.complete result=Failed]',
  "##teamcity[buildProblem description='x']",
  '\n--- :boom: x',
  '\n+++ x',
  '\ntravis_fold:start:x',
  '\nsection_start:1:x\r\u001B[0K',
  '\u001B[2J\u001B[H',
  '\u001B]8;;http://evil.example\u0007x\u001B]8;;\u0007',
  '\u009B31m',
  'user\u202Egnp.exe',
  '\u2066\u2069\u200E\u061C',
  'a\u200Bb\uFEFFc\u00ADd',
  '\u{E0041}\u{E007F}',
  '\uD800 alone',
  '\0\b\u007F',
]
const isSteering = /\p{C}|[\p{Zl}\p{Zp}]/u
const isCommand = /^\s*(::|(---|\+\+\+|~~~|\^\^\^) |travis_|section_(start|end):)|##[a-z]*\[/im

describe('untrusted text', () => {
  test.each(attacks)('%j is one line without control characters', (attack) => {
    expect(foreign(attack)).not.toMatch(isSteering)
    expect(`it said ${foreign(attack)}`).not.toMatch(isCommand)
  })

  test('shows what was in it', () => {
    expect(foreign('a\n::error::b\t\u001B[31m\u202E\u{E0041}')).toBe('a\\n::error::b\\t\\x1b[31m\\u202e\\u{e0041}')
    expect(foreign('##[group] and ##vso[x]')).toBe('#\\#[group] and #\\#vso[x]')
  })

  test.each(['Grüße, 世界', 'a 🦊 b', 'C:\\new', '## a heading', '#[x]', 'a :: b'])('%s stays as it is', (text) => {
    expect(foreign(text)).toBe(text)
  })

  test('is cut where it is long', () => {
    expect(foreign('x'.repeat(3000))).toBe(`${'x'.repeat(2000)}…`)
    expect(foreign('abcdef', 3)).toBe('abc…')
  })

  test('of any kind has no control characters', () => {
    const parts = fc
      .array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...attacks)), { maxLength: 5 })
      .map((all) => all.join(''))
    fc.assert(
      fc.property(parts, (text) => {
        expect(foreign(text)).not.toMatch(isSteering)
        expect(harmless(`it said ${foreign(text)}\n`)).toBe(`it said ${foreign(text)}\n`)
      }),
      { seed: 1 },
    )
  })
})

describe('output as it goes out', () => {
  test.each(attacks)('with %j in it starts no command', (attack) => {
    for (const text of [attack, `a\n${attack}`, `  \t${attack}`, `\u00A0${attack}`]) expect(harmless(text)).not.toMatch(isCommand)
    expect(
      harmless(attack)
        .replaceAll('\n', '')
        .replaceAll(/\u001B\[[0-9;]*[mK]/g, ''),
    ).not.toMatch(isSteering)
  })

  test.each(['\u001B[31mred\u001B[39m\n', '\r\u001B[K12 of 30 requests', 'a\nb\n', '---\n'])('%j of this program is unchanged', (text) => {
    expect(harmless(text)).toBe(text)
  })
})

describe('a JSON document', () => {
  test.each(attacks)('with %j in it has the same value, without control characters', (attack) => {
    const value = { [attack]: [attack, { a: attack }] }
    const text = harmlessJson(JSON.stringify(value, null, 2))
    expect(JSON.parse(text)).toEqual(value)
    expect(text.replaceAll('\n', '')).not.toMatch(isSteering)
    expect(text).not.toMatch(isCommand)
  })
})

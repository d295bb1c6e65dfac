/** The file of several deployments: what it says, and what is wrong with it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { Undecidable } from '../model/undecidable.ts'
import { schema } from './config.ts'
import { readTargets } from './targets.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'targets-'))
const file = path.join(folder, 'targets.yaml')
afterAll(() => rmSync(folder, { recursive: true }))

const read = (...lines: readonly string[]) => {
  writeFileSync(file, lines.join('\n'))
  return readTargets(file)
}

/** The message about a file, without the name of its folder. */
function faultsOf(...lines: readonly string[]): string {
  try {
    read(...lines)
  } catch (error) {
    if (error instanceof Undecidable) return error.message.replaceAll(`${folder}${path.sep}`, '')
    throw error
  }
  return 'none'
}

const secret = 'bdk_live_SECRET_0123456789'

describe('a target', () => {
  test('has the defaults, and its own settings in place of them as a whole', () => {
    const [one, other] = read(
      'defaults:',
      '  level: contract',
      '  keys: { main: KEY, other: OTHER_KEY }',
      '  headers: { X-Preview: "1" }',
      'targets:',
      '  - { name: one, url: "https://one.example/api/" }',
      '  - name: other',
      '    url: https://other.example',
      '    level: full',
      '    keys: { powerless: THIRD_KEY }',
    )
    expect(one).toEqual({
      name: 'one',
      baseUrl: 'https://one.example/api',
      config: { level: 'contract', keys: { main: 'KEY', other: 'OTHER_KEY' }, headers: { 'X-Preview': '1' } },
      writtenAt: `${file}:6`,
    })
    expect(other?.config).toEqual({ level: 'full', keys: { unprivileged: 'THIRD_KEY' }, headers: { 'X-Preview': '1' } })
  })

  test('has files beside the file, with its name', () => {
    const [target] = read(
      'defaults:',
      '  waivers: known.yaml',
      '  baseline: accepted/{name}.json',
      '  ca: ca.pem',
      '  report: ["html={name}/{name}.html"]',
      '  journal: "{name}.jsonl"',
      'targets: [{ name: eu-1, url: "https://eu.example" }]',
    )
    const beside = (name: string): string => path.join(folder, name)
    expect(target?.config).toEqual({
      waivers: beside('known.yaml'),
      baseline: beside('accepted/eu-1.json'),
      ca: beside('ca.pem'),
      report: [`html=${beside('eu-1/eu-1.html')}`],
      journal: beside('eu-1.jsonl'),
    })
  })

  test.each(Object.keys(schema.properties).filter((name) => name !== 'target'))('accepts the setting %s', (name) => {
    const example = JSON.stringify(schema.properties[name]?.examples[0])
    expect(faultsOf(`targets: [{ name: a, url: "https://a.example", ${name}: ${example} }]`)).toBe('none')
    expect(faultsOf(`defaults: { ${name}: ${example} }`, 'targets: [{ name: a, url: "https://a.example" }]')).toBe('none')
  })
})

describe('an error names the file, the line, the field, what was expected and what came:', () => {
  const [a, b] = ['  - { name: a, url: "https://a.example" }', '  - { name: b, url: "https://b.example" }']
  test.each<readonly [string, readonly string[], string | RegExp]>([
    ['an empty file', [], 'targets.yaml:1: expected a mapping of targets and defaults, got null'],
    ['no targets', ['defaults: {}'], 'targets.yaml:1: missing targets'],
    ['an empty list', ['', 'targets: []'], 'targets.yaml:2: targets: expected a list of at least one target, got []'],
    ['no list', ['targets: a'], 'targets.yaml:1: targets: expected a list of at least one target, got "a"'],
    ['a target without a name', ['targets:', a, '  - url: https://b.example'], 'targets.yaml:3: targets[2]: missing name'],
    ['a target without a URL', ['targets:', a, '  - name: b'], 'targets.yaml:3: targets[2]: missing url'],
    [
      'a setting with a wrong value',
      ['targets:', '  - name: a', '    url: https://a.example', '    level: max'],
      /^targets\.yaml:4: targets\[1\]\.level: expected one of smoke, contract, isolation, full, got "max"$/,
    ],
    [
      'a wrong default',
      ['defaults:', '  timeout: 0', 'targets:', a],
      'targets.yaml:2: defaults.timeout: expected seconds, above 0 and at most 600, got 0',
    ],
    [
      'an unknown field of the file',
      ['target: a', 'targets:', a],
      'targets.yaml:1: target: expected one of defaults, targets (did you mean targets?)',
    ],
    [
      'an unknown setting',
      ['targets:', '  - name: a', '    url: https://a.example', '    levl: full'],
      /^targets\.yaml:4: targets\[1\]\.levl: expected one of name, url, level, .*\(did you mean level\?\)$/,
    ],
    [
      'the name of the URL in the settings',
      ['defaults: { target: "https://a.example" }', 'targets:', a],
      /^targets\.yaml:1: defaults\.target: expected one of level, basis, /,
    ],
    [
      'a name that is no part of a file name',
      ['targets:', '  - { name: ../a, url: "https://a.example" }'],
      'targets.yaml:2: targets[1].name: expected a name of at most 40 letters, digits, dots, hyphens and underscores, which begins with a letter or digit, got "../a"',
    ],
    [
      'a name that another target has',
      ['targets:', a, b, '  - { name: A, url: "https://c.example" }'],
      'targets.yaml:4: targets[3].name: expected a name of its own, got "A", which line 2 has',
    ],
    [
      'no URL',
      ['targets:', '  - { name: a, url: a.example }'],
      'targets.yaml:2: targets[1].url: Invalid base URL "a.example": expected a URL such as https://app.betterdata.co/api.',
    ],
    [
      'another scheme',
      ['targets:', '  - { name: a, url: "ftp://a.example" }'],
      'targets.yaml:2: targets[1].url: Invalid base URL "ftp://a.example": expected http:// or https://, got ftp://.',
    ],
    [
      'a report without a format',
      ['targets:', '  - { name: a, url: "https://a.example", report: a.html }'],
      /^report in targets\.yaml: expected FORMAT=FILE, such as html=report\.html \(formats: json, .*\), got "a\.html"\.$/,
    ],
  ])('%s', (_, lines, want) => {
    const faults = faultsOf(...lines)
    if (typeof want === 'string') expect(faults).toBe(want)
    else expect(faults).toMatch(want)
  })

  test.each([
    [`keys: { main: ${secret} }`, 'keys.main: expected the name of an environment variable, not the API key itself'],
    [`keys: ${secret}`, 'keys: expected a mapping of roles to names of environment variables'],
    [`headers: ${secret}`, 'headers: expected a mapping of header names to values'],
    [`key: ${secret}`, 'key: expected one of'],
  ])('and never shows a key, with %j', (setting, want) => {
    for (const lines of [
      [`defaults: { ${setting} }`, 'targets:', a],
      ['targets:', `  - { name: a, url: "https://a.example", ${setting} }`],
    ]) {
      const faults = faultsOf(...lines)
      expect(faults).toContain(want)
      expect(faults).not.toContain(secret)
    }
  })

  test('all of them at once', () => {
    expect(faultsOf('targets:', '  - { name: a, url: nowhere }', '  - { name: a, url: nowhere }').split('\n')).toHaveLength(3)
  })
})

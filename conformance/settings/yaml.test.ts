import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Undecidable } from '../model/undecidable.ts'
import { schemaFaults } from './faults.ts'
import { parseYaml, readYaml } from './yaml.ts'

const lines = [
  '# known departures',
  '- rule: a/b',
  '  operation: listThings',
  '',
  '- rule: c/d',
  '  tags: [one,',
  '    two]',
  '- &last { rule: e/f }',
  '- *last',
]

describe('line numbers', () => {
  test.each([
    ['LF', '\n', ''],
    ['CRLF', '\r\n', ''],
    ['CRLF and a byte order mark', '\r\n', '\uFEFF'],
  ])('are correct with %s', (_, end, mark) => {
    const { lineOf, value } = parseYaml('f.yaml', mark + lines.join(end))
    expect(value).toHaveLength(4)
    expect([[0], [0, 'operation'], [1, 'tags', 1], [2], [3, 'rule'], [7], [1, 'nothing'], []].map(lineOf)).toEqual([2, 3, 7, 8, 8, 2, 5, 2])
  })

  test.each(['\n', '\r\n'])('are correct for syntax errors, with %j', (end) => {
    expect(() => parseYaml('f.yaml', [...lines, 'x: [', 'y'].join(end))).toThrow(/^f\.yaml:10: /)
  })

  test.each(['\n', '\r\n'])('are correct for a duplicate key, with %j', (end) => {
    expect(() => parseYaml('f.yaml', ['a: 1', 'b:', '  c: 1', '  d: 2', '  c: 3'].join(end))).toThrow('f.yaml:5: duplicate key c')
  })
})

const many = 100_000
const laughs = [
  'a0: &a0 [x, x, x, x, x, x, x, x, x, x]',
  ...Array.from({ length: 9 }, (_, index) => `a${index + 1}: &a${index + 1} [${`*a${index}, `.repeat(10)}]`),
]

/** Texts of a size that a user may receive but never writes; each would take minutes, gigabytes or the whole stack. */
const bombs: Readonly<Record<string, string>> = {
  'a thousand million by aliases': laughs.join('\n'),
  'a list that contains itself': 'a: &a [*a]',
  'a map that contains itself': 'a: &a\n  b: *a',
  'brackets in brackets': '['.repeat(many),
  'braces in braces': '{a: '.repeat(many / 4),
  'lists in lists': '- '.repeat(many),
  'lists in lists, with more blanks': '-   '.repeat(many / 4),
  'keys of keys': '? '.repeat(many),
  'maps in maps': Array.from({ length: 400 }, (_, index) => `${' '.repeat(index)}a:`).join('\n') + ' [',
  'one name again and again': 'a: 1\n'.repeat(many / 10),
}

test.each(Object.entries(bombs))('%s is rejected within a second', { timeout: 20_000 }, (_, text) => {
  const began = performance.now()
  expect(() => parseYaml('f.yaml', text)).toThrow(Undecidable)
  expect(performance.now() - began).toBeLessThan(5000)
})

test('a large map is read within a second', () => {
  const began = performance.now()
  parseYaml('f.yaml', Array.from({ length: 10_000 }, (_, index) => `name${index}: ${index}`).join('\n'))
  // Comparing each name with each other takes ten times as long.
  expect(performance.now() - began).toBeLessThan(3000)
})

test('ordinary aliases are read', () => {
  expect(parseYaml('f.yaml', '- owner: &team catalog\n- owner: *team').value).toEqual([{ owner: 'catalog' }, { owner: 'catalog' }])
})

test('a file with many faults reports a limited number, each shortened', () => {
  const written = parseYaml('f.yaml', Array.from({ length: 3000 }, (_, index) => `- ${'x'.repeat(50)}${index}`).join('\n'))
  const faults = schemaFaults(written, { type: 'array', items: { type: 'object' } })
  expect(faults).toHaveLength(100)
  const [long] = schemaFaults(parseYaml('f.yaml', `a: ${'x'.repeat(5000)}`), { type: 'object', properties: { a: { type: 'number' } } })
  expect(long?.text.length).toBeLessThan(300)
})

describe('a file', () => {
  let scratch: string
  beforeAll(() => (scratch = mkdtempSync(path.join(tmpdir(), 'yaml-'))))
  afterAll(() => rmSync(scratch, { recursive: true }))

  test('that is too large is not read completely', () => {
    const file = path.join(scratch, 'large.yaml')
    writeFileSync(file, '#\n'.repeat(200_000))
    expect(() => readYaml(file)).toThrow(`${file} cannot be read: it is larger than 256 KiB.`)
    expect(() => readYaml('/dev/zero')).toThrow('/dev/zero cannot be read: it is larger than 256 KiB.')
  })

  test('that is not a regular file is rejected', () => {
    expect(() => readYaml(scratch)).toThrow(/cannot be read: it is a folder/)
    expect(() => readYaml(path.join(scratch, 'none.yaml'))).toThrow(/cannot be read: there is no such file/)
  })
})

test('a message contains no line breaks or control characters from the file', () => {
  const schema = { type: 'object', additionalProperties: { type: 'number' } }
  const text = '"a\\n::error::b": "\\e[31m\\u202e\\n##[group]c"'
  const [fault] = schemaFaults(parseYaml('f.yaml', text), schema)
  expect(fault?.text).toMatch(/^a\\n::error::b: expected number, got "/)
  expect(fault?.text).not.toMatch(/[\p{C}]|##\[/u)
})

import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { knownFaults } from '../conformance/profile/known-faults.ts'
import { rules } from '../conformance/rules/index.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const committed = path.join(root, 'docs-site/catalogue.md')
let scratch: string

beforeEach(() => {
  scratch = mkdtempSync(path.join(tmpdir(), 'catalogue-'))
})

afterEach(() => {
  rmSync(scratch, { recursive: true })
})

function catalogue(...args: string[]): { readonly code: number | null; readonly said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/catalogue.ts', ...args], {
    cwd: root,
    encoding: 'utf8',
  })
  return { code: status, said: stdout + stderr }
}

test('the committed page is what the rules give', () => {
  expect(catalogue('--check')).toEqual({ code: 0, said: '' })
})

test('a page of earlier rules is noticed, and mended', () => {
  const page = path.join(scratch, 'catalogue.md')
  writeFileSync(page, readFileSync(committed, 'utf8').replace('| MUST |', '| SHOULD |'))
  expect(catalogue('--check', '--page', page)).toEqual({
    code: 1,
    said: 'docs-site/catalogue.md is out of date: run `npm run catalogue` and commit the result.\n',
  })
  expect(catalogue('--page', page, '--faults', path.join(scratch, 'known-faults.json')).code).toBe(0)
  expect(readFileSync(page, 'utf8')).toBe(readFileSync(committed, 'utf8'))
})

test('faults of an earlier proof are noticed, and mended', () => {
  const faults = path.join(scratch, 'known-faults.json')
  const text = readFileSync(path.join(root, 'conformance/profile/known-faults.json'), 'utf8')
  writeFileSync(faults, text.replace('The server accepts expired API keys', 'The server rejects expired API keys'))
  expect(catalogue('--check', '--faults', faults)).toEqual({
    code: 1,
    said: 'conformance/profile/known-faults.json is out of date: run `npm run catalogue` and commit the result.\n',
  })
  expect(catalogue('--faults', faults, '--page', path.join(scratch, 'catalogue.md')).code).toBe(0)
  expect(readFileSync(faults, 'utf8')).toBe(text)
})

test('a fault is known for every rule', () => {
  expect(Object.keys(knownFaults)).toEqual(rules.map(({ id }) => id))
  expect(Object.entries(knownFaults).filter(([, faults]) => Object.keys(faults).length === 0)).toEqual([])
})

test('every rule is on the page, once, with its sentence', () => {
  const lines = readFileSync(committed, 'utf8').split('\n')
  for (const { id, level, title } of rules) {
    expect(lines.filter((line) => line.startsWith(`| \`${id}\` | ${level} | ${title} |`))).toHaveLength(1)
  }
})

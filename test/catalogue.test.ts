import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
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
  expect(catalogue('--page', page).code).toBe(0)
  expect(readFileSync(page, 'utf8')).toBe(readFileSync(committed, 'utf8'))
})

test('every rule is on the page, once, with its sentence', () => {
  const lines = readFileSync(committed, 'utf8').split('\n')
  for (const { id, level, title } of rules) {
    expect(lines.filter((line) => line.startsWith(`| \`${id}\` | ${level} | ${title} |`))).toHaveLength(1)
  }
})

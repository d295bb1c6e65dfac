import { spawnSync } from 'node:child_process'
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
let copy: string

beforeEach(() => {
  copy = mkdtempSync(path.join(tmpdir(), 'contract-'))
  for (const name of ['spec', 'redocly.yaml', 'package.json']) cpSync(path.join(root, name), path.join(copy, name), { recursive: true })
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'))
})

afterEach(() => {
  rmSync(copy, { recursive: true })
})

function generate(...args: string[]): { readonly code: number | null; readonly said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/generate.ts', '--root', copy, ...args], {
    cwd: root,
    encoding: 'utf8',
  })
  return { code: status, said: stdout + stderr }
}

test('the committed files are what the contract gives', () => {
  expect(generate('--check')).toEqual({ code: 0, said: '' })
})

test('a contract that was edited without deriving anew is noticed, by file, and mended', () => {
  appendFileSync(path.join(copy, 'spec/components/schemas/Sku.yaml'), 'title: Another title\n')
  const { code, said } = generate('--check')
  expect(said).toContain('spec/generated/openapi.json is out of date: run `npm run contract` and commit the result.')
  expect(code).toBe(1)
  expect(generate().code).toBe(0)
  expect(generate('--check').code).toBe(0)
})

test('a generated file that was edited by hand is noticed', () => {
  writeFileSync(path.join(copy, 'spec/generated/openapi.d.ts'), '// by hand\n')
  expect(generate('--check').said).toContain('spec/generated/openapi.d.ts is out of date')
})

test('a line that was added above an operation is noticed', () => {
  const file = path.join(copy, 'spec/paths/products.yaml')
  writeFileSync(file, `# A comment\n${readFileSync(file, 'utf8')}`)
  expect(generate('--check').said).toBe('spec/generated/sources.json is out of date: run `npm run contract` and commit the result.\n')
})

test('a reference to nothing is told with its place', () => {
  const file = path.join(copy, 'spec/openapi.yaml')
  writeFileSync(file, readFileSync(file, 'utf8').replace('paths/products.yaml', 'paths/absent.yaml'))
  const { code, said } = generate()
  expect(said).toContain('paths/absent.yaml')
  expect(code).not.toBe(0)
})

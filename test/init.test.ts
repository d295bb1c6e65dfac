/** `init`, in a folder of a user. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runSuite } from '../scripts/support/suite.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'init-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const files = (): readonly string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((each) => /\.ya?ml$/.test(each))

test('writes files with which a run can be planned', async () => {
  const { code, out } = await runSuite(['init', 'https://staging.example.com/api/'], { cwd: folder })
  expect(code).toBe(0)
  expect([...files()].sort()).toEqual(['.github/workflows/conformance.yml', 'conformance.config.yaml', 'waivers.yaml'])
  expect(out).toContain('Run: npx better-data-scm-conformance')
  expect(readFileSync(path.join(folder, 'conformance.config.yaml'), 'utf8')).toContain('\ntarget: https://staging.example.com/api\n')
  const planned = await runSuite(['--plan'], { cwd: folder, env: { CONFORMANCE_KEY: 'bdk_live_x_0123456789' } })
  expect(planned.err).toBe('')
  expect(planned.code).toBe(0)
})

test('replaces a file only with --force, and then writes all of them', async () => {
  writeFileSync(path.join(folder, 'waivers.yaml'), '# mine\n')
  const refused = await runSuite(['init', '--ci', 'gitlab'], { cwd: folder })
  expect(refused).toMatchObject({ code: 2, err: 'error: waivers.yaml exists already. Use --force to replace it.\n' })
  expect(files()).toEqual(['waivers.yaml'])
  expect(readFileSync(path.join(folder, 'waivers.yaml'), 'utf8')).toBe('# mine\n')
  const { code, out } = await runSuite(['init', '--ci', 'gitlab', '--force'], { cwd: folder })
  expect(code).toBe(0)
  expect(out).toContain('Set target in conformance.config.yaml')
  expect([...files()].sort()).toEqual(['.gitlab-ci.yml', 'conformance.config.yaml', 'waivers.yaml'])
})

test('says that a CI job does not reach this computer', async () => {
  const { out } = await runSuite(['init', 'http://localhost:4010/api'], { cwd: folder })
  expect(out).toContain('\n  - A CI job does not reach http://localhost:4010/api: start the deployment within the job, or set target in')
  const without = await runSuite(['init', 'http://localhost:4010/api', '--ci', 'none', '--force'], { cwd: folder })
  expect(without.out).not.toContain('CI job')
})

test('writes nothing for an invalid address', async () => {
  const { code, err } = await runSuite(['init', 'staging.example.com'], { cwd: folder })
  expect(code).toBe(2)
  expect(err).toContain('Invalid base URL "staging.example.com"')
  expect(files()).toEqual([])
})

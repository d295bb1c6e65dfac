import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { readConfig, schema, usualConfig } from './config.ts'
import { ciSystems, starterFiles } from './starter.ts'

const suite = { name: 'better-data-scm-conformance', version: '7.8.9' }
const folder = mkdtempSync(path.join(tmpdir(), 'starter-'))
afterAll(() => rmSync(folder, { recursive: true }))

function settingsIn(text: string) {
  const file = path.join(folder, usualConfig)
  writeFileSync(file, text)
  return readConfig(file)
}

test('the settings are valid as written, and contain the target', () => {
  const { [usualConfig]: text = '' } = starterFiles({ suite, ci: 'none', target: 'https://staging.example.com/api' })
  expect(settingsIn(text)).toEqual({
    target: 'https://staging.example.com/api',
    level: 'smoke',
    waivers: path.join(folder, 'waivers.yaml'),
  })
})

test('each setting of the schema is there, with an example that is valid when its comment sign is removed', () => {
  const { [usualConfig]: text = '' } = starterFiles({ suite, ci: 'none' })
  const all = text.replaceAll(/^# (?=(?!yaml-language-server)[a-z-]+:( |$)|  )/gm, '')
  expect(Object.keys(parse(all) as object)).toEqual(Object.keys(schema.properties))
  // Two of them contradict each other only when a run begins.
  expect(Object.keys(settingsIn(all))).toEqual(expect.arrayContaining(Object.keys(schema.properties)))
})

test('the waivers are an empty file with an example that is valid when its comment sign is removed', () => {
  const { 'waivers.yaml': text = '' } = starterFiles({ suite, ci: 'none' })
  expect(parse(text)).toBeNull()
  expect(parse(text.replaceAll(/^# (?=-| )/gm, ''))).toEqual([
    {
      rule: 'pagination/total-pages',
      operation: 'listProducts',
      reason: 'Fixed in the release of March',
      owner: 'catalog team',
      expires: '2027-03-31',
    },
  ])
})

test.each(ciSystems.filter((each) => each !== 'none'))('the job for %s is YAML, and runs this version of the suite', (ci) => {
  const [text = '', ...more] = Object.entries(starterFiles({ suite, ci }))
    .filter(([file]) => file.endsWith('.yml'))
    .map(([, each]) => each)
  expect(more).toEqual([])
  expect(parse(text)).toBeInstanceOf(Object)
  expect(text).toContain('npx --yes better-data-scm-conformance@7.8.9 ')
  expect(text).toContain('CONFORMANCE_KEY')
})

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { demoKeys } from '../scripts/support/reference-server.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

test('the README lists every demo key', async () => {
  for (const keys of Object.values(await demoKeys())) for (const key of Object.values(keys)) expect(readme).toContain(`\`${key}\``)
})

test('every npm script that the README names exists', () => {
  const { scripts } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { scripts: Record<string, string> }
  const named = [...readme.matchAll(/npm (?:run (?:--silent )?)?(\w[\w:-]*)/g)].flatMap(([, name]) => (name === 'ci' ? [] : [name]))
  expect(named.length).toBeGreaterThan(5)
  for (const name of named) expect(Object.keys(scripts)).toContain(name)
})

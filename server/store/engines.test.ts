/** The shared store suite, on every engine and with every form of database URL. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { describeStore } from '../testing/store-suite/suite.ts'
import { databaseUrls, engines, isDatabaseUrl } from './engines.ts'
import { openStore } from './open.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'engines-'))
afterAll(() => rmSync(folder, { recursive: true }))
let count = 0
const newPath = () => path.join(folder, `${count++}`, 'reference.db')

for (const { name, urls } of engines) {
  for (const { form, example } of urls) describeStore(`${name}, ${form}`, () => openStore(example(newPath())))
}

describe('a database URL', () => {
  test('is opened by one engine alone', () => {
    for (const { example } of engines.flatMap(({ urls }) => urls)) {
      expect(engines.filter((engine) => engine.accepts(example(newPath())))).toHaveLength(1)
    }
  })

  test.each(['postgres://user:secret@host/db', 'file:', ''])('%j is refused in a sentence', async (url) => {
    expect(isDatabaseUrl(url)).toBe(false)
    const message = `expected ${databaseUrls} as the database, got ${url.split(':')[0]}:…`
    await expect(openStore(url)).rejects.toMatchObject({ name: 'StoreUnavailable', message })
  })
})

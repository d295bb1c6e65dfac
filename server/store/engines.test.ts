/** The shared store suite, on every engine and with every form of database URL. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, inject, test } from 'vitest'
import { describeStore } from '../testing/store-suite/suite.ts'
import { newStore } from '../testing/new-store.ts'
import { databaseUrls, engines, isDatabaseUrl } from './engines.ts'
import { openStore } from './open.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'engines-'))
afterAll(() => rmSync(folder, { recursive: true }))
let count = 0
const newPath = () => path.join(folder, `${count++}`, 'reference.db')

const examples = engines.flatMap(({ name, urls }) =>
  urls.flatMap(({ form, example }) => (example === undefined ? [] : [{ name: `${name}, ${form}`, url: () => example(newPath()) }])),
)
if (inject('postgres') === undefined) for (const { name, url } of examples) describeStore(name, () => openStore(url()))
else describeStore('PostgreSQL', newStore)

describe('a database URL', () => {
  test('is opened by one engine alone', () => {
    for (const url of [
      ...examples.map((each) => each.url()),
      'postgres://user:secret@db.example:5432/scm',
      'postgresql://db.example/scm',
    ]) {
      expect(engines.filter((engine) => engine.accepts(url))).toHaveLength(1)
    }
  })

  test.each(['mysql://user:secret@host/db', 'postgres://', 'file:', ''])('%j is refused in a sentence', async (url) => {
    expect(isDatabaseUrl(url)).toBe(false)
    const message = `expected ${databaseUrls} as the database, got ${url.split(':')[0]}:…`
    await expect(openStore(url)).rejects.toMatchObject({ name: 'StoreUnavailable', message })
  })
})

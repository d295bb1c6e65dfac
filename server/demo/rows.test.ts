import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { openStore } from '../store/open.ts'
import { readDemoRows } from './rows.ts'
import { seedDemo } from './seed.ts'

test('a store that is filled with the written rows has the data of the writes', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'rows-'))
  const file = path.join(folder, 'rows.sql')
  const [seeded, filled] = [await openStore(':memory:', 0), await openStore(':memory:', 0)]
  try {
    await seedDemo(seeded)
    writeFileSync(file, await seeded.dump())
    const rows = readDemoRows(pathToFileURL(file))
    expect(rows).toContain('insert into "products"')
    await filled.fill(rows ?? '')
    expect(await filled.dump()).toEqual(await seeded.dump())
  } finally {
    await Promise.all([seeded.close(), filled.close()])
    rmSync(folder, { recursive: true })
  }
})

test('there are no rows beside the sources', () => {
  expect(readDemoRows()).toBeUndefined()
})

import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { Undecidable } from '../undecidable.ts'
import { Journal, readJournal, type Made, type Step } from './journal.ts'

const directory = mkdtempSync(path.join(tmpdir(), 'journal-'))
afterAll(() => rmSync(directory, { recursive: true }))
let count = 0
const fresh = (): string => path.join(directory, `${++count}.jsonl`)

const run = { target: 'http://a/api', tag: 'conf-x', startedAt: '2026-06-01T08:00:00.000Z' }
const step: Step = {
  operation: 'deleteProduct',
  method: 'DELETE',
  path: '/products/{productId}',
  params: { productId: { pointer: '/data/id' } },
}
const made = (id: string, change: Partial<Made> = {}): Made => ({ id, operation: 'createProduct', undo: [step], lasting: false, ...change })
const written = (file: string): unknown[] =>
  readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown)

/** A journal whose file stays as it was left by a run that was killed. */
function killed(act: (journal: Journal) => void): string {
  const file = fresh()
  act(new Journal(file, run))
  return file
}

describe('a journal', () => {
  test('has everything on disk, a line each, for its owner alone', () => {
    const file = killed((journal) => {
      journal.make(made('a', { check: step }))
      journal.make(made('b', { lasting: true, undo: [] }))
      journal.made('a', { '/data/id': 'prod_1' })
      journal.refused('b')
      journal.gone('a')
      journal.gone('a')
      journal.gone('unknown')
    })
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(written(file)).toEqual([
      { type: 'run', format: '1.1', ...run },
      { type: 'make', id: 'a', operation: 'createProduct', undo: [step], check: step },
      { type: 'make', id: 'b', operation: 'createProduct', undo: [], lasting: true },
      { type: 'made', id: 'a', values: { '/data/id': 'prod_1' } },
      { type: 'refused', id: 'b' },
      { type: 'gone', id: 'a' },
    ])
  })

  test('knows what is open, the last one first, and reads the same from disk', () => {
    let entries: Journal['entries'] = []
    const file = killed((journal) => {
      for (const id of ['a', 'b', 'c', 'd']) journal.make(made(id))
      journal.make(made('e', { check: step, lasting: true }))
      journal.made('a', { '/data/id': 'prod_1' })
      journal.made('unknown', {})
      journal.gone('b')
      journal.refused('c')
      entries = journal.entries
    })
    const open = [{ ...made('e'), check: step, lasting: true }, made('d'), { ...made('a'), values: { '/data/id': 'prod_1' } }]
    expect(entries).toEqual(open)
    expect(readJournal(file)).toEqual({ target: run.target, tag: run.tag, entries: open })
    expect(readJournal(file).entries[1]).not.toHaveProperty('check')
  })

  test.each<readonly [what: string, act: (journal: Journal) => void, stays: boolean]>([
    ['nothing was made', () => undefined, false],
    [
      'all is gone',
      (journal) => {
        journal.make(made('a'))
        journal.gone('a')
      },
      false,
    ],
    ['all that is left is there to stay', (journal) => journal.make(made('a', { lasting: true })), false],
    ['something is left', (journal) => ['a', 'b'].forEach((id) => journal.make(made(id, { lasting: id === 'a' }))), true],
  ])('where %s: stays when it is closed: %s', (_what, act, stays) => {
    const file = fresh()
    const journal = new Journal(file, run)
    act(journal)
    journal.close()
    expect(existsSync(file)).toBe(stays)
    expect(() => journal.refused('a')).toThrow()
  })

  test('of another run is not overwritten', () => {
    const file = killed(() => undefined)
    expect(() => new Journal(file, run)).toThrow(
      new Undecidable(`${file} is the journal of another run. Finish that one with "clean ${file}", or name another file (--journal).`),
    )
  })

  test('that cannot be written says so', () => {
    const file = path.join(directory, 'nowhere', 'journal')
    expect(() => new Journal(file, run)).toThrow(/^The journal cannot be written to .*nowhere\/journal: ENOENT/)
  })
})

describe('what is read', () => {
  const lines = (...texts: string[]): string => {
    const file = fresh()
    writeFileSync(file, texts.join('\n'))
    return file
  }
  const first = JSON.stringify({ type: 'run', format: '1.1', ...run })
  const make = JSON.stringify({ type: 'make', ...made('a') })

  test('may end in a line that was cut off, which does not count', () => {
    expect(readJournal(lines(first, make, '{"type":"go')).entries).toHaveLength(1)
    expect(readJournal(lines(first, make, JSON.stringify({ type: 'gone', id: 'a' }))).entries).toHaveLength(1)
  })

  test('may tell of things that it does not know', () => {
    const file = lines(first, JSON.stringify({ type: 'made', id: 'b', values: {} }), JSON.stringify({ type: 'gone', id: 'b' }), '')
    expect(readJournal(file).entries).toEqual([])
  })

  test.each([
    ['is not JSON', [first, '{', make, ''], 'Line 2 of the journal FILE is not JSON.'],
    ['has another type', [first, '{"type":"more"}', ''], 'Line 2 of the journal FILE has the type "more", which no journal has.'],
    ['has no run', [make, ''], 'FILE is no journal: its first line does not tell the run.'],
    ['is empty', [''], 'FILE is no journal: its first line does not tell the run.'],
  ])('is refused where it %s', (_what, texts, want) => {
    const file = lines(...texts)
    expect(() => readJournal(file)).toThrow(new Undecidable(want.replace('FILE', file)))
  })

  test('is refused where there is none', () => {
    expect(() => readJournal(path.join(directory, 'none'))).toThrow(/^The journal .*none cannot be read: ENOENT.*\.$/)
  })
})

import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { api } from '../profile/index.ts'
import { Undecidable } from '../model/undecidable.ts'
import { Withheld } from '../guard/guard.ts'
import { isOver, type Entry, type Line, type Made, type Remains, type Step } from './ledger.ts'
import { isOwnValue, mendJournal, readJournal } from './journal-reader.ts'
import { Journal } from './journal.ts'

const directory = mkdtempSync(path.join(tmpdir(), 'journal-'))
afterAll(() => rmSync(directory, { recursive: true }))
let count = 0
const fresh = (): string => path.join(directory, `${++count}.jsonl`)

const run = { target: 'http://a/api', tag: 'conf-abcd1234', startedAt: '2026-06-01T08:00:00.000Z' }
const step = (own: string): Step => ({ operation: 'deleteProduct', params: { productId: { own } } })
const made = (id: string, change: Partial<Made> = {}): Made => ({
  id,
  kind: 'createProduct',
  shows: { texts: [`${run.tag}-${id}`] },
  undo: [step(id)],
  check: { operation: 'getProduct', params: { productId: { own: id } } },
  ...change,
})
const make = (id: string, change: Partial<Made> = {}) => ({ type: 'make', ...made(id, change) }) as const
const written = (file: string): unknown[] =>
  readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown)

function linkOf(file: string): string | undefined {
  try {
    return readlinkSync(file)
  } catch {
    return undefined
  }
}

type Noted = Exclude<Line, { type: 'run' }>

/** A journal whose file stays as a killed run left it. */
function killed(...lines: readonly Noted[]): { readonly file: string; readonly journal: Journal } {
  const file = fresh()
  const journal = new Journal(file, run)
  for (const line of lines) journal.note(line)
  return { file, journal }
}

describe('a journal', () => {
  test('is written to disk line by line, readable only by its owner, without keys', () => {
    const lines: readonly Noted[] = [
      make('a'),
      { type: 'made', id: 'a', own: 'prod_1' },
      { type: 'marked', id: 'a', text: `${run.tag}-renamed` },
      { type: 'set', id: 'replaceAlertConfig', operation: 'replaceAlertConfig', value: { low: true } },
      { type: 'accepted', id: 'x', operation: 'createProduct', ids: ['prod_9'] },
      { type: 'gone', id: 'a' },
    ]
    const { file } = killed(...lines)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(written(file)).toEqual([{ type: 'run', format: '2.0', ...run }, ...lines])
  })

  test('knows what remains, the last one first, and reads the same from disk', () => {
    const { file, journal } = killed(
      ...['a', 'b', 'c', 'd', 'e'].map((id) => make(id)),
      { type: 'made', id: 'a', own: 'prod_1' },
      { type: 'marked', id: 'a', text: 'renamed' },
      { type: 'gone', id: 'b' },
      { type: 'refused', id: 'c' },
      { type: 'doubted', id: 'd', why: 'so' },
      { type: 'kept', id: 'e', why: 'there' },
      { type: 'set', id: 's', operation: 'replaceAlertConfig', value: 1 },
      // The value before the run counts, not the one that the run set.
      { type: 'set', id: 's', operation: 'replaceAlertConfig', value: 2 },
      { type: 'set', id: 't', operation: 'replaceAlertConfig', value: 3 },
      { type: 'accepted', id: 'x', operation: 'createProduct', ids: ['prod_9'] },
      { type: 'accepted', id: 'y', operation: 'PUT /products', ids: [] },
      { type: 'gone', id: 't' },
      { type: 'gone', id: 'y' },
      { type: 'arrived', id: 'updateProduct' },
      { type: 'astray', id: 'updateTransfer', why: 'nothing shows it' },
      // The first one counts: no more writes are sent after it.
      { type: 'astray', id: 'updateForecastEvent', why: 'nor this' },
    )
    const remains = {
      entries: [
        { ...made('e'), kept: 'there' },
        { ...made('d'), doubt: 'so' },
        { ...made('b'), isGone: true },
        { ...made('a'), own: 'prod_1', shows: { texts: [`${run.tag}-a`, 'renamed'] } },
      ],
      settings: [{ id: 's', operation: 'replaceAlertConfig', value: 1 }],
      accepted: [{ id: 'x', operation: 'createProduct', ids: ['prod_9'] }],
      arrived: new Set(['updateProduct']),
      astray: 'nothing shows it',
    }
    expect(journal.remains).toEqual(remains)
    expect(readJournal(file, api)).toEqual({ target: run.target, tag: run.tag, ...remains })
  })

  test('records no text if another resource is the proof', () => {
    const { journal } = killed(
      make('a', { shows: { own: 'b' } }),
      { type: 'marked', id: 'a', text: 'x' },
      { type: 'marked', id: 'none', text: 'x' },
    )
    expect(journal.remains).toStrictEqual({
      entries: [made('a', { shows: { own: 'b' } })],
      settings: [],
      accepted: [],
      arrived: new Set(),
    })
  })

  const lasting = make('l', { undo: [] })
  test.each<readonly [what: string, lines: readonly Noted[], stateVisits: boolean]>([
    ['nothing was made', [], false],
    ['all is gone', [make('a'), { type: 'gone', id: 'a' }], false],
    ['all was refused', [make('a'), { type: 'refused', id: 'a' }], false],
    ['all that is left is there to stay', [lasting], false],
    ['something is left', [lasting, make('a')], true],
    ['something that stays was doubted', [lasting, { type: 'doubted', id: 'l', why: 'so' }], true],
    ['a setting is left', [{ type: 'set', id: 's', operation: 'replaceAlertConfig', value: 1 }], true],
    ['something was accepted', [{ type: 'accepted', id: 'x', operation: 'createProduct', ids: [] }], true],
  ])('where %s: stays when it is closed: %s', (_what, lines, stateVisits) => {
    const { file, journal } = killed(...lines)
    journal.close()
    expect([existsSync(file), existsSync(`${file}.lock`)]).toEqual([stateVisits, false])
    expect(() => journal.note(make('z'))).toThrow()
  })

  test('of another run is not overwritten', () => {
    const { file, journal } = killed(make('a'))
    journal.close()
    const before = readFileSync(file, 'utf8')
    expect(() => new Journal(file, run)).toThrow(
      new Undecidable(`${file} is the journal of another run. Clean up that run with "clean ${file}", or use another file (--journal).`),
    )
    expect([readFileSync(file, 'utf8'), existsSync(`${file}.lock`)]).toEqual([before, false])
  })

  test('is locked until it is closed', () => {
    const { file, journal } = killed()
    rmSync(file)
    expect(() => new Journal(file, run)).toThrow(/^The journal .* is in use by process \d+ on /)
    writeFileSync(file, '')
    journal.close()
    expect(existsSync(`${file}.lock`)).toBe(false)
  })

  test('that cannot be created releases the lock', () => {
    const file = fresh()
    symlinkSync(path.join(directory, 'nowhere', 'x'), file)
    expect(() => new Journal(file, run)).toThrow(/^The journal cannot be written to /)
    expect(existsSync(`${file}.lock`)).toBe(false)
  })

  test('that cannot be written prevents further creations, and still knows what remains', () => {
    const { file, journal } = killed(make('a'))
    // As on a disk that is full or missing.
    closeSync(Number(readdirSync('/proc/self/fd').find((each) => linkOf(`/proc/self/fd/${each}`) === file)))
    const why = /^the journal can no longer be written: EBADF.*; nothing more is created$/
    expect(() => journal.note(make('b'))).toThrow(why)
    journal.note({ type: 'made', id: 'a', own: 'prod_1' })
    expect(journal.remains.entries).toMatchObject([{ id: 'a', own: 'prod_1' }])
    // Even if it could be written again: the last line may be incomplete.
    const again = openSync('/dev/null', 'a')
    expect(() => journal.note(make('c'))).toThrow(why)
    closeSync(again)
    journal.note({ type: 'gone', id: 'a' })
    expect(isOver(journal.remains)).toBe(true)
  })

  test('that fails for an outcome still has it in memory', () => {
    const { file, journal } = killed(make('a'))
    closeSync(Number(readdirSync('/proc/self/fd').find((each) => linkOf(`/proc/self/fd/${each}`) === file)))
    journal.note({ type: 'made', id: 'a', own: 'prod_1' })
    expect(journal.remains.entries).toMatchObject([{ id: 'a', own: 'prod_1' }])
    expect(() => journal.note(make('b'))).toThrow(Withheld)
  })

  test('that cannot be written is reported', () => {
    const file = path.join(directory, 'nowhere', 'journal')
    expect(() => new Journal(file, run)).toThrow(/^The journal cannot be written to .*nowhere\/journal: there is no such file/)
  })
})

describe('what is read', () => {
  const texts = (...each: readonly string[]): string => {
    const file = fresh()
    writeFileSync(file, each.join('\n'))
    return file
  }
  const first = JSON.stringify({ type: 'run', format: '2.0', ...run })
  const line = (value: object): string => JSON.stringify(value)

  test('may end in an incomplete line, which is ignored', () => {
    expect(readJournal(texts(first, line(make('a')), '{"type":"go'), api).entries).toHaveLength(1)
    expect(readJournal(texts(first, line(make('a')), line({ type: 'gone', id: 'a' })), api).entries).toEqual([made('a')])
  })

  test('is repaired before lines are appended: only an incomplete line is removed', () => {
    const whole = [first, line(make('a'))]
    const file = texts(...whole, '{"type":"made","id":"ä')
    mendJournal(file)
    expect(readFileSync(file, 'utf8')).toBe(`${whole.join('\n')}\n`)
    mendJournal(file)
    expect(readFileSync(file, 'utf8')).toBe(`${whole.join('\n')}\n`)
  })

  test('may begin with a byte order mark, and have empty lines', () => {
    const plain = texts(first, line(make('a')), '')
    expect(readJournal(texts(`\uFEFF${first}`, '', `${line(make('a'))}\r`, '  ', ''), api)).toEqual(readJournal(plain, api))
  })

  test('is bounded', () => {
    expect(() => readJournal('/dev/zero', api)).toThrow(/^The journal \/dev\/zero cannot be read: it is larger than 64 MiB\.$/)
  })

  test('may have resources without a proof, or with a list only', () => {
    const { check: _check, shows: _shows, ...bare } = made('b')
    const key = {
      ...bare,
      id: 'k',
      kind: 'createApiKey',
      check: { operation: 'listApiKeys', params: {}, query: { id: { own: 'k' } } },
    } as const
    expect(readJournal(texts(first, line({ type: 'make', ...bare }), line({ type: 'make', ...key }), ''), api).entries).toEqual([key, bare])
  })

  test('may refer to unknown entries', () => {
    const told = ['made', 'doubted', 'kept', 'gone', 'refused'].map((type) => line({ type, id: 'b', own: 'x', why: 'x' }))
    expect(() => readJournal(texts(first, ...told, ''), api)).toThrow(/has "why"/)
    const known = [
      { type: 'made', id: 'b', own: 'prod_1' },
      { type: 'gone', id: 'b' },
    ]
    expect(readJournal(texts(first, ...known.map(line), ''), api).entries).toEqual([])
  })

  test('is refused where there is none', () => {
    expect(() => readJournal(path.join(directory, 'none'), api)).toThrow(/^The journal .*none cannot be read: there is no such file.*\.$/)
  })

  test.each([
    ['is not JSON', [first, '{', line(make('a')), ''], 'Line 2 of the journal FILE is not JSON.'],
    ['has no run', [line(make('a')), ''], 'FILE is not a journal: its first line does not describe the run.'],
    ['is empty', [''], 'FILE is not a journal: its first line does not describe the run.'],
    ['has a run that was cut off', [first], 'FILE is not a journal: its first line does not describe the run.'],
    [
      'is that of two runs',
      [first, line({ type: 'run', format: '2.0', ...run, tag: 'conf-zzzz9999' }), ''],
      'Line 2 of the journal FILE belongs to another run. Clean up one run at a time; nothing was sent.',
    ],
    [
      'is of an earlier format',
      [line({ type: 'run', format: '1.1', ...run }), line({ type: 'make', id: 'a', operation: 'createProduct' }), ''],
      'Line 1 of the journal FILE has format "1.1", but this version reads "2.0": an earlier version wrote it, without the data that ' +
        'proves that a resource belongs to the run. Clean up with that version, or search the deployment for texts that begin with "conf-abcd1234".',
    ],
  ])('is refused where it %s', (_what, lines, want) => {
    const file = texts(...lines)
    expect(() => readJournal(file, api)).toThrow(new Undecidable(want.replaceAll('FILE', file)))
  })

  const withStep = (change: object): object => make('a', { undo: [{ ...step('a'), ...change }] })
  const without = (value: object, name: string): object => Object.fromEntries(Object.entries(value).filter(([each]) => each !== name))

  test.each<readonly [value: unknown, what: string]>([
    [[], 'is not an object'],
    [null, 'is not an object'],
    ['text', 'is not an object'],
    [{}, 'has the unknown type undefined'],
    [{ type: 'more' }, 'has the unknown type "more"'],
    [{ type: 'toString' }, 'has the unknown type "toString"'],
    [{ type: 7 }, 'has the unknown type 7'],
    [{ type: 'made', id: 'a' }, 'has no "own"'],
    [{ type: 'gone' }, 'has no "id"'],
    [{ type: 'gone', id: 7 }, 'has "id" 7 instead of a string'],
    [{ type: 'made', id: 'a', own: 7 }, 'has "own" 7 instead of a string'],
    [{ type: 'made', id: 'a', own: null }, 'has "own" null instead of a string'],
    [{ type: 'made', id: 'a', own: { own: 'b' } }, 'has "own" {"own":"b"} instead of a string'],
    [{ type: 'marked', id: 'a', text: 7 }, 'has "text" 7 instead of a string'],
    [{ type: 'doubted', id: 'a', why: 7 }, 'has "why" 7 instead of a string'],
    [{ type: 'gone', id: 'a', path: '/x' }, 'has "path", which is not allowed in a line of type "gone"'],
    [{ type: 'run', format: '2.0', ...run, tag: 'conf-x' }, 'has the invalid tag "conf-x"'],
    [{ type: 'run', format: '2.0', ...run, tag: '' }, 'has the invalid tag ""'],
    [{ type: 'run', format: '2.0', ...run, target: 7 }, 'has "target" 7 instead of a string'],
    [{ type: 'set', id: 's', operation: 'nothing', value: 1 }, 'contains the operation "nothing", which is not in the contract'],
    [{ type: 'accepted', id: 'x', operation: 'createProduct', ids: 'prod_1' }, 'does not contain an operation, and ids as strings'],
    [{ type: 'accepted', id: 'x', operation: 'createProduct', ids: [7] }, 'does not contain an operation, and ids as strings'],
    [{ type: 'accepted', id: 'x', operation: 7, ids: [] }, 'does not contain an operation, and ids as strings'],
    [{ ...make('a'), check: step('a') }, 'has a "check" with deleteProduct, which is not a read'],
    [without(make('a'), 'undo'), 'has no "undo"'],
    [{ ...make('a'), kind: 'nothing' }, 'has the kind "nothing", which no run creates'],
    [{ ...make('a'), kind: 'deleteProduct' }, 'has the kind "deleteProduct", which no run creates'],
    [{ ...make('a'), kind: 'toString' }, 'has the kind "toString", which no run creates'],
    [{ ...make('a'), undo: {} }, 'has an "undo" that is not a list'],
    [{ ...make('a'), shows: 'x' }, 'has a "shows" that contains neither texts nor a resource of the run'],
    [{ ...make('a'), shows: {} }, 'has a "shows" that contains neither texts nor a resource of the run'],
    [{ ...make('a'), shows: { texts: 'x' } }, 'has a "shows" that contains neither texts nor a resource of the run'],
    [{ ...make('a'), shows: { texts: [7] } }, 'has a "shows" that contains neither texts nor a resource of the run'],
    [{ ...make('a'), shows: { own: 'b', texts: 7 } }, 'has a "shows" that contains neither texts nor a resource of the run'],
    [{ ...make('a'), undo: ['x'] }, 'has a step with the operation "x", which is not in the contract'],
    [withStep({ operation: 'nothing' }), 'has a step with the operation "nothing", which is not in the contract'],
    [withStep({ operation: 'constructor' }), 'has a step with the operation "constructor", which is not in the contract'],
    [withStep({ method: 'DELETE' }), 'has a step with "method"; method and path come from the contract'],
    [withStep({ path: '@other.host/' }), 'has a step with "path"; method and path come from the contract'],
    [withStep({ params: {} }), 'has a step of deleteProduct with the wrong path parameters; expected productId'],
    [
      withStep({ params: { productId: { own: 'a' }, more: { own: 'a' } } }),
      'has a step of deleteProduct with the wrong path parameters; expected productId',
    ],
    [withStep({ params: { keyId: { own: 'a' } } }), 'has a step of deleteProduct with the wrong path parameters; expected productId'],
    [{ ...make('a'), undo: [null] }, 'has a step with the operation null, which is not in the contract'],
    [{ ...make('a'), check: null }, 'has a step with the operation null, which is not in the contract'],
    [{ ...make('a'), shows: null }, 'has a "shows" that contains neither texts nor a resource of the run'],
    [
      withStep({ operation: 'createAdjustment', params: [] }),
      'has a step of createAdjustment with the wrong path parameters; expected none',
    ],
    [
      withStep({ operation: 'createAdjustment', params: null }),
      'has a step of createAdjustment with the wrong path parameters; expected none',
    ],
    [withStep({ params: [] }), 'has a step of deleteProduct with the wrong path parameters; expected productId'],
    [withStep({ operation: 'createAdjustment' }), 'has a step of createAdjustment with the wrong path parameters; expected none'],
    [
      withStep({ params: { productId: 'prod_1' } }),
      'has a step of deleteProduct whose path contains something other than a resource of the run',
    ],
    [
      withStep({ params: { productId: { own: 7 } } }),
      'has a step of deleteProduct whose path contains something other than a resource of the run',
    ],
    [
      withStep({ params: { productId: { own: 'a', more: 1 } } }),
      'has a step of deleteProduct whose path contains something other than a resource of the run',
    ],
    [
      { ...make('a'), check: { operation: 'nothing', params: {} } },
      'has a step with the operation "nothing", which is not in the contract',
    ],
    [
      { ...make('a'), check: { operation: 'getProduct', params: { productId: '..' } } },
      'has a step of getProduct whose path contains something other than a resource of the run',
    ],
  ])('is refused where a line is %j', (value, what) => {
    const file = texts(first, JSON.stringify(value), '')
    expect(() => readJournal(file, api)).toThrow(
      new Undecidable(`Line 2 of the journal ${file} ${what}. Use the journal exactly as the run wrote it; nothing was sent.`),
    )
  })
})

test.each<readonly [value: unknown, want: boolean]>([
  [{ own: 'a' }, true],
  [{ own: '' }, true],
  [{ own: 7 }, false],
  [{ own: 'a', b: 1 }, false],
  [{}, false],
  [['own'], false],
  [null, false],
  ['own', false],
])('%j is a reference to an entry: %s', (value, want) => {
  expect(isOwnValue(value)).toBe(want)
})

test('a finished run has nothing that can be cleaned up', () => {
  const entry = (change: Partial<Entry>): Pick<Remains, 'entries' | 'settings' | 'accepted'> => ({
    entries: [{ ...made('a'), ...change }],
    settings: [],
    accepted: [],
  })
  expect(
    [{}, { isGone: true }, { undo: [] }, { undo: [], doubt: 'x' }, { undo: [], doubt: 'x', isGone: true }].map((each) =>
      isOver(entry(each as Partial<Entry>)),
    ),
  ).toEqual([false, true, true, false, true])
})

describe('a journal of a run that may not write', () => {
  const lines = (file: string): unknown[] =>
    readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { type?: unknown }).type)

  test('has no file as long as everything is rejected', () => {
    const file = fresh()
    const journal = new Journal(file, run, { isLazy: true })
    journal.note({ type: 'make', ...made('a') })
    journal.note({ type: 'refused', id: 'a' })
    expect([existsSync(file), existsSync(`${file}.lock`)]).toEqual([false, false])
    journal.close()
    expect(existsSync(file)).toBe(false)
  })

  test.each<Parameters<Journal['note']>[0]>([
    { type: 'made', id: 'a', own: 'prod_1' },
    { type: 'doubted', id: 'a', why: 'x' },
    { type: 'accepted', id: 'b', operation: 'createProduct', ids: [] },
  ])('has a file with all earlier lines once something was carried out: %j', (line) => {
    const file = fresh()
    const journal = new Journal(file, run, { isLazy: true })
    journal.note({ type: 'make', ...made('a') })
    journal.note(line)
    expect(lines(file)).toEqual(['run', 'make', line.type])
    journal.note({ type: 'make', ...made('c') })
    expect(lines(file)).toEqual(['run', 'make', line.type, 'make'])
    journal.close()
    expect([existsSync(file), existsSync(`${file}.lock`)]).toEqual([true, false])
  })
})

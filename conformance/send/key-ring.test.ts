import { describe, expect, test } from 'vitest'
import type { Role } from '../model/request.ts'
import { parseBaseUrl, type Target } from '../model/target.ts'
import { KeyRing } from './key-ring.ts'
import { Undecidable } from '../model/undecidable.ts'

describe('a base URL', () => {
  test.each([
    ['https://app.betterdata.co/api', 'https://app.betterdata.co/api'],
    ['https://app.betterdata.co/api/', 'https://app.betterdata.co/api'],
    ['http://127.0.0.1:3000', 'http://127.0.0.1:3000'],
    ['http://127.0.0.1:3000///', 'http://127.0.0.1:3000'],
    ['HTTPS://App.Example/a//b//', 'https://app.example/a//b'],
  ])('%s is %s', (text, want) => {
    expect(parseBaseUrl(text)).toBe(want)
  })

  test.each([
    [undefined, 'Base URL required, for example https://app.betterdata.co/api. See --help for the options.'],
    ['nowhere', 'Invalid base URL "nowhere": expected a URL such as https://app.betterdata.co/api.'],
    ['ftp://a/b', 'Invalid base URL "ftp://a/b": expected http:// or https://, got ftp://.'],
    ['localhost:4010/api', 'Invalid base URL "localhost:4010/api": expected http:// or https://, such as http://localhost:4010/api.'],
    ['http://user:hunter2@a:99999/b', 'Invalid base URL "http://***@a:99999/b": expected a URL such as https://app.betterdata.co/api.'],
    ['htp://user:hunter2@a/b', 'Invalid base URL "htp://***@a/b": expected http:// or https://, got htp://.'],
    ['\r\u001b[Kx y', 'Invalid base URL "\\r\\x1b[Kx y": expected a URL such as https://app.betterdata.co/api.'],
    ['http://user@a/b', 'The base URL must not contain a user name, a query or a fragment.'],
    ['http://:secret@a/b', 'The base URL must not contain a user name, a query or a fragment.'],
    ['http://a/b?c', 'The base URL must not contain a user name, a query or a fragment.'],
    ['http://a/b#c', 'The base URL must not contain a user name, a query or a fragment.'],
  ])('%s is refused', (text, want) => {
    expect(() => parseBaseUrl(text)).toThrow(new Undecidable(want))
  })
})

describe('a key ring', () => {
  const ring = (keys: Target['keys'] = { main: ['m1', 'm2'], reader: ['r1'], other: ['o1'], expired: ['e1'], revoked: ['v1'] }) =>
    new KeyRing(keys, 'unknown')
  const plenty = (): number => 100
  const of = (role: Role, more: { readonly scheme?: string; readonly place?: 'query'; readonly nth?: number } = {}) =>
    ({ kind: 'key', role, ...more }) as const

  test.each([
    [{ kind: 'none' } as const, {}],
    [{ kind: 'malformed', header: 'Bear er' } as const, { header: 'Bear er' }],
    [{ kind: 'unknown' } as const, { header: 'Bearer unknown' }],
    [{ kind: 'tampered' } as const, { header: 'Bearer m0' }],
    [of('main'), { header: 'Bearer m1', name: 'main', spare: false }],
    [of('main', { scheme: 'bearer' }), { header: 'bearer m1', name: 'main', spare: false }],
    [of('main', { place: 'query' }), { query: 'm1' }],
    [of('main', { nth: 1 }), { header: 'Bearer m1', name: 'main', spare: false }],
    [of('main', { nth: 2 }), { header: 'Bearer m2', name: 'main 2', spare: true }],
    [of('main', { nth: 3 }), undefined],
    [of('other'), { header: 'Bearer o1', name: 'other', spare: false }],
    [of('expired'), { header: 'Bearer e1' }],
    [of('revoked'), { header: 'Bearer v1' }],
    [of('unprivileged'), undefined],
  ])('shows for %j %j', (credential, want) => {
    expect(ring().present(credential, false, plenty)).toEqual(want)
  })

  test.each([
    ['abc1', 'abc0'],
    ['abc0', 'abc1'],
    ['abcz', 'abc0'],
  ])('tampers with %s by its last character', (key, want) => {
    expect(ring({ main: [key] }).present({ kind: 'tampered' }, false, plenty)).toEqual({ header: `Bearer ${want}` })
  })

  test.each([
    [{ main: 1, 'main 2': 2, reader: 3 }, false, 'main 2'],
    [{ main: 1, 'main 2': 2, reader: 3 }, true, 'reader'],
    [{ main: 2, 'main 2': 2, reader: 2 }, true, 'main'],
    [{ main: Infinity, 'main 2': Infinity, reader: 2 }, true, 'main'],
    [{ main: 1, 'main 2': Infinity, reader: 2 }, true, 'main 2'],
  ])('with %j left, readable: %s, shows %s', (left: Readonly<Record<string, number>>, readable, want) => {
    expect(ring().present(of('main'), readable, (name) => left[name]!)?.name).toBe(want)
  })

  test('lets a reader help the main key only', () => {
    expect(ring().present(of('other'), true, (name) => (name === 'reader' ? 9 : 1))?.name).toBe('other')
    expect(ring({ reader: ['r1'] }).present(of('main'), true, plenty)).toEqual({ header: 'Bearer r1', name: 'reader', spare: true })
    expect(ring({ main: ['m1'] }).present(of('main'), true, plenty)?.name).toBe('main')
  })

  test('tampers with nothing where there is no key', () => {
    expect(ring({}).present({ kind: 'tampered' }, false, plenty)).toEqual({ header: 'Bearer 0' })
  })

  test('keeps every key secret, also those that were adopted, issued and retired', () => {
    const keys = ring({ main: ['m1'] })
    keys.adopt('main', 'm2')
    keys.adopt('exhaustible', 'x1')
    keys.retire('main', 'm1')
    keys.retire('unprivileged', 'p1')
    keys.presentIssued('i1')
    expect(keys.secrets).toEqual(['m1', 'm2', 'x1', 'i1'])
    expect(keys.present(of('main'), false, plenty)).toEqual({ header: 'Bearer m2', name: 'main 2', spare: true })
    keys.adopt('main', 'm3')
    expect(keys.present(of('main', { nth: 2 }), false, plenty)?.name).toBe('main 3')
  })

  test('names issued keys in the order in which they are shown', () => {
    const keys = ring()
    expect(['a', 'b', 'a'].map((key) => keys.presentIssued(key))).toEqual([
      { header: 'Bearer a', name: 'issued 1' },
      { header: 'Bearer b', name: 'issued 2' },
      { header: 'Bearer a', name: 'issued 1' },
    ])
  })
})

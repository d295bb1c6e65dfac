import { settings } from '../profile/targets.ts'
import { operationNamed } from '../model/api.ts'
import { describe, expect, test } from 'vitest'
import { targets, references, shownBy } from '../profile/targets.ts'
import { api } from '../profile/index.ts'
import { requestOf } from '../testing/fixture.ts'
import type { Reference } from '../model/request.ts'
import { kinds } from '../profile/kinds.ts'
import {
  idNameAt,
  isAtPlace,
  aimsOf,
  reachesWhatExists,
  shownAfter,
  referencesInBody,
  looksForItself,
  writeTargetsOf,
  valuesAt,
} from './targets.ts'

const { operations } = api
const reference: Reference = { from: requestOf(), pointer: '/data/0/id' }
const ids = Object.keys(targets) as (keyof typeof targets)[]
const placesOf = (id: (typeof ids)[number]): readonly string[] => [...(targets[id].changes ?? []), ...Object.keys(targets[id].names ?? {})]

describe('the table', () => {
  test('has every operation that writes, and no other', () => {
    expect([...ids].sort()).toEqual(
      Object.values(operations)
        .filter(({ method }) => method !== 'GET')
        .map(({ id }) => id)
        .sort(),
    )
    expect(() => writeTargetsOf(api, 'getProduct')).toThrow(/not declare/)
    expect(writeTargetsOf(api, 'adjustInventory')).toBe(targets.adjustInventory)
  })

  test.each(ids)('names places that the body of %s has', (id) => {
    const schema = operations[id].body?.schema
    for (const place of placesOf(id)) {
      const [name = ''] = place.slice(1).split('/')
      expect(Object.keys(schema?.properties ?? {}), place).toContain(name)
    }
    expect(targets[id].changes ?? []).toEqual(
      expect.arrayContaining([...(targets[id].always ?? []).map((each) => (targets[id].changes?.includes(each) ? each : `${each}/*`))]),
    )
  })

  test.each(ids)('names every property of the body of %s that has the name of an id', (id) => {
    const named = placesOf(id).map(idNameAt)
    // No request of the run contains these; they would only be references.
    const others = ['binId', 'channelId', 'preferredBinLocationId', 'replenishmentLocationId']
    const looks = Object.keys(operations[id].body?.schema.properties ?? {}).filter((name) => /Ids?$/.test(name) && !others.includes(name))
    expect(looks.filter((name) => !named.includes(name))).toEqual([])
  })

  test.each(ids)('knows which read shows what %s changes', (id) => {
    const parameters = operations[id].parameters.filter((each) => each.in === 'path').map(({ name }) => name)
    for (const place of [...parameters, ...(targets[id].changes ?? [])]) expect(Object.keys(shownBy), place).toContain(idNameAt(place))
  })

  test('knows no read but those that prove a kind', () => {
    const proving = new Set(Object.values(kinds).flatMap(({ proof }) => (proof === 'part' ? [] : [proof.read])))
    expect(Object.values(shownBy).filter((read) => !proving.has(read))).toEqual([])
  })

  test.each(Object.entries(references))('takes a %s from reads alone', (_kind, sources) => {
    for (const { operation, query = [] } of sources) {
      const read = operationNamed(api, operation)
      expect(read.method).toBe('GET')
      const parameters = read.parameters.map(({ name }) => name)
      for (const [name] of query) expect(parameters).toContain(name)
    }
  })

  test('shows which operations affect existing data', () => {
    const reaching = Object.values(operations)
      .filter((each) => reachesWhatExists(api, each))
      .map(({ id }) => id)
    expect(reaching.sort()).toEqual(['generateTransferRecommendations', 'replaceAlertConfig'])
    const setting = ids.filter((id) => targets[id].reach === 'setting')
    expect(Object.keys(settings)).toEqual(setting)
    // A singleton: its path has no id, and its own read has the same path.
    for (const id of setting) expect(operations[settings[id]!.operation]).toMatchObject({ path: operations[id].path, method: 'GET' })
  })
})

test('an aim is what a write changes and, if the write selects its targets, where it searches', () => {
  expect(aimsOf(api, 'adjustInventory')).toEqual(['/inventoryItemId'])
  expect(aimsOf(api, 'createTransfer')).toEqual(['/lines/*/productMasterId'])
  expect(aimsOf(api, 'generateTransferRecommendations')).toEqual(['/locationId'])
  expect([aimsOf(api, 'replaceAlertConfig'), aimsOf(api, 'createProduct')]).toEqual([[], []])
})

test.each<readonly [step: Parameters<typeof shownAfter>[1], want: string | undefined]>([
  [{ operation: 'updateProduct' }, 'getProduct'],
  [{ operation: 'createProduct' }, undefined],
  [{ operation: 'getProduct' }, undefined],
  [{}, undefined],
])('what %j changes is shown by %s', (step, want) => {
  expect(shownAfter(api, step)).toBe(want)
})

test.each<readonly [json: unknown, place: string, want: readonly (readonly [string, unknown])[]]>([
  [{ a: 1 }, '/a', [['/a', 1]]],
  [{ a: null }, '/a', [['/a', null]]],
  [{ a: 1 }, '/b', []],
  [{}, '/toString', []],
  [undefined, '/a', []],
  [null, '/a', []],
  ['text', '/length', []],
  [
    { a: ['x', 'y'] },
    '/a/*',
    [
      ['/a/0', 'x'],
      ['/a/1', 'y'],
    ],
  ],
  [{ a: [] }, '/a/*', []],
  [{ a: { 0: 'x' } }, '/a/*', []],
  [{ a: 'x' }, '/a/*', []],
  [
    { a: [{ b: 1 }, { c: 2 }, { b: 3 }, 4] },
    '/a/*/b',
    [
      ['/a/0/b', 1],
      ['/a/2/b', 3],
    ],
  ],
  [{ a: { b: { c: 1 } } }, '/a/b/c', [['/a/b/c', 1]]],
  [{ a: reference }, '/a', [['/a', reference]]],
  // The value of the reference is not checked.
  [{ a: reference }, '/a/pointer', []],
])('%j has at %s %j', (json, place, want) => {
  expect(valuesAt(json, place).map(({ at, value }) => [at, value])).toEqual(want)
})

test.each([
  ['/a', '/a', true],
  ['/a', '/b', false],
  ['/a/b', '/a', false],
  ['/a', '/a/b', false],
  ['/a/0/b', '/a/*/b', true],
  ['/a/0', '/a/*/b', false],
  ['/a/0/c', '/a/*/b', false],
  ['/b/0', '/a/*', false],
])('%s is at %s: %s', (pointer, place, want) => {
  expect(isAtPlace(pointer, place)).toBe(want)
})

test.each([
  ['productId', 'productId'],
  ['/productMasterId', 'productMasterId'],
  ['/lines/*/inventoryItemId', 'inventoryItemId'],
  ['/lines/12/inventoryItemId', 'inventoryItemId'],
  ['/scenarioIds/*', 'scenarioIds'],
  ['/assumptions/includedEventIds/0', 'includedEventIds'],
])('the id at %s is called %s', (place, want) => {
  expect(idNameAt(place)).toBe(want)
})

test.each<readonly [body: Parameters<typeof referencesInBody>[0]['body'], want: readonly string[]]>([
  [undefined, []],
  [{ text: '{}' }, []],
  [{ base64: '' }, []],
  [{ json: null }, []],
  [{ json: reference }, ['']],
  [{ json: { a: reference, b: [1, reference, { c: reference, d: 'x', e: null }] } }, ['/a', '/b/1', '/b/2/c']],
])('the references in %j are at %j', (body, want) => {
  const found = referencesInBody(requestOf(body === undefined ? {} : { body }))
  expect(found.map(({ at }) => at)).toEqual(want)
  expect(found.every((each) => each.reference === reference)).toBe(true)
})

test('a write that is not in the profile may affect existing data; a read affects nothing', () => {
  const unknown = { ...api, profile: { ...api.profile, targets: {} } }
  expect([operations.updateProduct, operations.getProduct].map((each) => reachesWhatExists(unknown, each))).toEqual([true, false])
  expect(reachesWhatExists(api, operations.updateProduct)).toBe(false)
})

test('an operation that selects its own targets is a write', () => {
  const found = Object.values(operations).filter((each) => looksForItself(api, each))
  expect(found.map(({ id }) => id)).toEqual(['generateTransferRecommendations'])
})

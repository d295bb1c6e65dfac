import { expect, test } from 'vitest'
import { rewritten } from './rewritten.ts'

const value = { id: 1, rows: [{ id: 2, note: null }, [3]], empty: {} }

test('unchanged parts are copied', () => {
  const copy = rewritten(value, () => undefined)
  expect(copy).toEqual(value)
  expect(copy).not.toBe(value)
})

test('each part is visited with its place from the outside in, and replaced parts are not entered', () => {
  const seen: string[] = []
  const copy = rewritten(value, (each, { at, name, parent }) => {
    seen.push(`${at} ${name} ${parent === undefined ? '-' : Object.keys(parent).join()}`)
    return name === 'id' ? [Number(each) + 1] : at === '/rows/1' ? [undefined] : undefined
  })
  expect(copy).toEqual({ id: 2, rows: [{ id: 3, note: null }, undefined], empty: {} })
  expect(seen).toEqual([
    '  -',
    '/id id id,rows,empty',
    '/rows rows id,rows,empty',
    '/rows/0  -',
    '/rows/0/id id id,note',
    '/rows/0/note note id,note',
    '/rows/1  -',
    '/empty empty id,rows,empty',
  ])
})

test('the whole value can be replaced', () => {
  expect(rewritten(value, () => [undefined])).toBeUndefined()
})

import { expect, test } from 'vitest'
import { lazily } from './lazy.ts'

/** An object with two members, and which of them were made. */
function fixture() {
  const made: string[] = []
  const member = (name: string) => (source: { n: number }) => {
    made.push(name)
    return { name, n: source.n }
  }
  const create = lazily<{ n: number }, { a: object; b: object }>({ a: member('a'), b: member('b') })
  return { made, create }
}

test('a member is made on first use, once for each object', () => {
  const { made, create } = fixture()
  const one = create({ n: 1 })
  expect(made).toEqual([])
  expect(one.a).toBe(one.a)
  expect(one.a).toEqual({ name: 'a', n: 1 })
  expect(create({ n: 2 }).a).toEqual({ name: 'a', n: 2 })
  expect(made).toEqual(['a', 'a'])
})

test('the object is like a plain one', () => {
  const { create } = fixture()
  const object = create({ n: 1 })
  const { a, ...rest } = object
  expect({ ...object }).toEqual({ a, ...rest })
  expect({ ...object, b: 2 }).toEqual({ a: { name: 'a', n: 1 }, b: 2 })
  expect(Object.keys(rest)).toEqual(['b'])
  expect(['a' in object, 'source' in object, Object.hasOwn(object, 'b')]).toEqual([true, false, true])
  expect((object as { source?: unknown }).source).toBeUndefined()
})

test('the object cannot be changed', () => {
  const { create } = fixture()
  const object = create({ n: 1 })
  expect(() => Object.assign(object, { a: 1 })).toThrow(TypeError)
  expect(() => Object.defineProperty(object, 'a', { value: 1 })).toThrow(TypeError)
  expect(Reflect.deleteProperty(object, 'a')).toBe(false)
})

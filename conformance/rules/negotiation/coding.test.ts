import { expect, test } from 'vitest'
import { answer } from '../../testing/fixture.ts'
import { codingOf } from './coding.ts'

const coded = (...values: readonly string[]) => codingOf(answer({ headers: values.map((each) => ['content-encoding', each]) }))

test('codings are parsed in any case and spelling, several in order, and identity is ignored', () => {
  expect(coded('GZIP')).toBe('gzip')
  expect(coded('x-gzip')).toBe('gzip')
  expect(coded('deflate, gzip')).toBe('deflate, gzip')
  expect(coded('deflate', 'gzip')).toBe('deflate, gzip')
  expect(coded('identity')).toBeUndefined()
  expect(coded('')).toBeUndefined()
  expect(coded()).toBeUndefined()
})

import { expect, test } from 'vitest'
import { deviations, listed } from './index.ts'

const names = (text: string) => text.split('\n').filter((line) => /^[a-z-]+\//.test(line))

test('all deviations are listed with their effect, in the words of a client', () => {
  const text = listed()
  expect(names(text)).toEqual(deviations.map(({ id }) => id))
  expect(text).toContain(`\n\n${deviations.length} deviations. Start a server`)
  expect(text).not.toMatch(/\((step|handler|store|deliver|limiter)/)
})

test('words select by name and effect, and all of them must be met', () => {
  const some = names(listed('pagination'))
  expect(some.length).toBeLessThan(deviations.length)
  expect(some).toContain('pagination/total-pages-rounded-down')
  const fewer = names(listed('Pagination  rounded'))
  expect(fewer).toContain('pagination/total-pages-rounded-down')
  expect(fewer.length).toBeLessThan(some.length)
  expect(listed('pagination')).toContain(`${some.length} of ${deviations.length} deviations.`)
})

test('words that select none are an error that names the areas', () => {
  expect(() => listed('no-such-word')).toThrow(
    /^No deviation has "no-such-word" in its name or effect\. The areas are authentication, .*write/,
  )
})

import { expect, test } from 'vitest'
import { suggestions } from './suggestion.ts'
import { wordsOf } from './words.ts'

test.each([
  ['Trail Running Shoe', ['running', 'shoe', 'trail']],
  ['Shoe SHOE shoe', ['shoe']],
  ['Tarp 3 × 3 m', ['3', 'm', 'tarp']],
  ['GPS-Handheld/v2_x', ['gps', 'handheld', 'v2', 'x']],
  ['Ärmel A\u0308rmel', ['ärmel']],
  ['登山 靴', ['登山', '靴']],
  ['— × !', []],
])('the words of %s', (text, want) => {
  expect(wordsOf(text)).toEqual(want)
})

const category = (id: string) => ({ id, taxonomyId: 'tax_1', name: id, path: id })

test('the best come first, equal ones by id, each with its share of the words', () => {
  const occurrences = [
    { word: 'running', categories: [category('cat_3'), category('cat_2')] },
    { word: 'shoe', categories: [category('cat_1')] },
    { word: 'trail', categories: [category('cat_3')] },
  ]
  const want = [
    { category: category('cat_3'), score: 0.67, reason: 'Shares 2 of 3 words with the name of the product: running, trail.' },
    { category: category('cat_1'), score: 0.33, reason: 'Shares 1 of 3 words with the name of the product: shoe.' },
    { category: category('cat_2'), score: 0.33, reason: 'Shares 1 of 3 words with the name of the product: running.' },
  ]
  expect(suggestions(occurrences, 5)).toEqual(want)
  expect(suggestions(occurrences, 2)).toEqual(want.slice(0, 2))
})

test('nothing is suggested where no word is shared, or there is none', () => {
  expect(suggestions([{ word: 'shoe', categories: [] }], 5)).toEqual([])
  expect(suggestions([], 5)).toEqual([])
})

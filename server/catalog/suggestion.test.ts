import { expect, test } from 'vitest'
import { enough, suggestions } from './suggestion.ts'
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
    { word: 'running', own: [category('cat_3'), category('cat_2')], ofProducts: [] },
    { word: 'shoe', own: [category('cat_1')], ofProducts: [] },
    { word: 'trail', own: [category('cat_3')], ofProducts: [] },
  ]
  const want = [
    { category: category('cat_3'), score: 0.67, reason: 'Shares 2 of 3 words with the name of the product: running, trail.' },
    { category: category('cat_1'), score: 0.33, reason: 'Shares 1 of 3 words with the name of the product: shoe.' },
    { category: category('cat_2'), score: 0.33, reason: 'Shares 1 of 3 words with the name of the product: running.' },
  ]
  expect(suggestions(occurrences, 5)).toEqual(want)
  expect(suggestions(occurrences, 2)).toEqual(want.slice(0, 2))
})

test('a word speaks once for a category, and the reason says by what', () => {
  const [own, both, learnt] = [category('cat_1'), category('cat_2'), category('cat_3')]
  const occurrences = [
    { word: 'running', own: [own, both], ofProducts: [both, learnt] },
    { word: 'shoe', own: [], ofProducts: [learnt, both] },
    { word: 'trail', own: [own], ofProducts: [learnt] },
  ]
  const others = 'at least half of the other products with each of these are in it'
  expect(suggestions(occurrences, 5)).toEqual([
    { category: learnt, score: 1, reason: `Shares none of 3 words with the name of the product; ${others}: running, shoe, trail.` },
    { category: own, score: 0.67, reason: 'Shares 2 of 3 words with the name of the product: running, trail.' },
    { category: both, score: 0.67, reason: `Shares 1 of 3 words with the name of the product: running; ${others}: shoe.` },
  ])
})

test.each([
  [0, 2],
  [1, 2],
  [2, 2],
  [4, 2],
  [5, 3],
  [200, 100],
])('of %i products with a word, %i must be in a category', (products, want) => {
  expect(enough(products)).toBe(want)
})

test.each([
  ['100 words', [...Array(100).keys()].map((index) => String.fromCodePoint(0x4e00 + index))],
  ['two long words', ['a'.repeat(100), 'b'.repeat(99)]],
])('the reason for a name of %s is short enough for the contract', (_, words) => {
  const half = words.length / 2
  const occurrences = words.map((word, index) => {
    const [spoken, silent] = [[category('cat_1')], []]
    return index < half ? { word, own: spoken, ofProducts: silent } : { word, own: silent, ofProducts: spoken }
  })
  const [suggested] = suggestions(occurrences, 1)
  expect(suggested?.score).toBe(1)
  expect(suggested?.reason.length).toBeLessThanOrEqual(500)
})

test('nothing is suggested where a word speaks for nothing, or there is none', () => {
  expect(suggestions([{ word: 'shoe', own: [], ofProducts: [] }], 5)).toEqual([])
  expect(suggestions([], 5)).toEqual([])
})

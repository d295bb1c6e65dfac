import { describe, expect, test } from 'vitest'
import { assigned, newCategory, productCategory, replaced, wordsOfCategory } from './category.ts'

const before = '2026-05-04T09:45:00Z'
const now = '2026-06-01T08:00:00Z'
const sent = { taxonomyId: 'tax_1', parentId: null, description: null, keywords: [] }
const footwear = newCategory('cat_1', { ...sent, code: 'footwear', name: 'Footwear' }, undefined, before)
const trail = newCategory('cat_2', { ...sent, parentId: 'cat_1', code: 'trail_running', name: 'Trail running' }, footwear, before)
const bags = newCategory('cat_3', { ...sent, code: 'bags', name: 'Bags' }, undefined, before)

test('a category knows its way from the root', () => {
  expect([footwear, trail].map(({ path, depth }) => ({ path, depth }))).toEqual([
    { path: 'footwear', depth: 0 },
    { path: 'footwear/trail_running', depth: 1 },
  ])
})

test('a category is found by the words of its name and its keywords', () => {
  expect(wordsOfCategory({ name: 'Trail running', keywords: ['Gravel', 'trail-mix'] })).toEqual(['gravel', 'mix', 'running', 'trail'])
})

describe('a product in footwear', () => {
  const present = [productCategory(footwear, before)]
  const [was] = present

  test.each([
    ['is put into bags too', assigned, [bags], { added: [productCategory(bags, now)], removed: [], unchanged: [was] }],
    ['stays as it is when it is put there again', assigned, [footwear], { added: [], removed: [], unchanged: [was] }],
    [
      'is in others instead, in the order of path',
      replaced,
      [trail, bags],
      { added: [productCategory(bags, now), productCategory(trail, now)], removed: [was], unchanged: [] },
    ],
    ['is in none', replaced, [], { added: [], removed: [was], unchanged: [] }],
    ['stays as it is when that is wanted', replaced, [footwear], { added: [], removed: [], unchanged: [was] }],
  ])('%s', (_, change, wanted, want) => {
    expect(change(present, wanted, now)).toEqual(want)
  })
})

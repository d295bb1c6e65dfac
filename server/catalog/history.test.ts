import { describe, expect, test } from 'vitest'
import { gained, inOrder, lost, propertyChanges, valueChange } from './history.ts'
import { changedProduct, newProduct } from './product.ts'

const sent = {
  sku: 'SKU-1',
  name: 'Boot',
  description: null,
  status: 'ACTIVE',
  unitOfMeasure: 'EACH',
  unitCost: 10.5,
  currency: 'EUR',
  lotTracked: false,
} as const
const boot = newProduct('prod_1', sent, '2026-06-01T08:00:00Z')

describe('changes of properties', () => {
  test('of a new product are all that it has', () => {
    expect(propertyChanges(undefined, boot)).toEqual([
      { field: 'currency', before: null, after: 'EUR' },
      { field: 'lotTracked', before: null, after: false },
      { field: 'name', before: null, after: 'Boot' },
      { field: 'sku', before: null, after: 'SKU-1' },
      { field: 'status', before: null, after: 'ACTIVE' },
      { field: 'unitCost', before: null, after: 10.5 },
      { field: 'unitOfMeasure', before: null, after: 'EACH' },
    ])
  })

  test.each([
    [{ name: 'Boot' }, []],
    [{ name: 'Shoe', sku: 'SKU-1' }, [{ field: 'name', before: 'Boot', after: 'Shoe' }]],
    [{ unitCost: null }, [{ field: 'unitCost', before: 10.5, after: null }]],
    [{ lotTracked: true }, [{ field: 'lotTracked', before: false, after: true }]],
    [{ description: '' }, [{ field: 'description', before: null, after: '' }]],
  ])('by %o are %o', (changes, want) => {
    expect(propertyChanges(boot, changedProduct(boot, changes, '2026-06-02T08:00:00Z'))).toEqual(want)
  })
})

test('changes are told by field, those of one field as they were made', () => {
  const changes = [
    lost('categories', 'cat_2'),
    gained('categories', 'cat_1'),
    valueChange('weight', null, 1),
    valueChange('colour', 'Blue', null),
  ]
  expect(inOrder(changes)).toEqual([
    { field: 'attributes.colour', before: 'Blue', after: null },
    { field: 'attributes.weight', before: null, after: 1 },
    { field: 'categories', before: 'cat_2', after: null },
    { field: 'categories', before: null, after: 'cat_1' },
  ])
})

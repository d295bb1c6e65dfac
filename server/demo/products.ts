import type { Product } from '../store/products-store.ts'
import { daysBefore } from './clock.ts'
import type { Random } from './random.ts'
import type { Assortment } from './range.ts'

/** The products of the contract's examples. */
export const exampleProducts: readonly [shoe: Product, pole: Product] = [
  {
    id: 'prod_123',
    sku: 'SKU-123',
    name: 'Trail Running Shoe',
    description: 'Light shoe for gravel and forest paths',
    status: 'ACTIVE',
    unitOfMeasure: 'EACH',
    unitCost: 10.5,
    currency: 'EUR',
    lotTracked: true,
    createdAt: '2026-05-04T09:30:00Z',
    updatedAt: '2026-06-01T08:00:00Z',
  },
  {
    id: 'prod_124',
    sku: 'SKU-124',
    name: 'Trekking Pole',
    description: 'Adjustable pole of aluminium',
    status: 'ACTIVE',
    unitOfMeasure: 'EACH',
    unitCost: 8.2,
    currency: 'EUR',
    lotTracked: false,
    createdAt: '2026-05-04T09:45:00Z',
    updatedAt: '2026-05-04T09:45:00Z',
  },
]

/** The products of a range, in its order. */
export function productsOf(range: readonly Assortment[], random: Random): Product[] {
  return range.flatMap(({ code, cost: [low, high], unitOfMeasure, lotTracked, about, names }) =>
    names.map((name, index): Product => {
      const age = random.whole(20, 700)
      const created = daysBefore(age, random.whole(7 * 60, 17 * 60))
      return {
        id: random.id('prod'),
        sku: `${code}-${100 + index}`,
        name,
        description: random.chance(15) ? null : `${name}, ${about}`,
        status: random.chance(85) ? 'ACTIVE' : random.pick(['DRAFT', 'DISCONTINUED']),
        unitOfMeasure,
        unitCost: random.chance(6) ? null : random.whole(low * 100, high * 100) / 100,
        currency: random.chance(8) ? random.pick(['CHF', 'SEK', 'USD']) : 'EUR',
        lotTracked,
        createdAt: created,
        updatedAt: random.chance(40) ? created : daysBefore(random.whole(1, age - 1), random.whole(7 * 60, 17 * 60)),
      }
    }),
  )
}

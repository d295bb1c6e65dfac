import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runs } from '../testing/property-runs.ts'
import type { StockBalance } from '../store/alerts-store.ts'
import { newRecommendation, priorityOf, proposals, type Wish } from './proposal.ts'

const wish: Wish = {
  locationId: null,
  minStockDifferencePct: 0.2,
  requirePositiveROI: false,
  unitMargin: null,
  fixedTransferCost: 0,
  unitTransferCost: 1,
  currency: 'EUR',
}

const names: Readonly<Record<string, string>> = { loc_1: 'Hamburg warehouse', loc_2: 'Munich store' }

/** Balances of one product, by location. */
const stock = (available: Readonly<Record<string, number>>, productMasterId = 'prod_1'): StockBalance[] =>
  Object.entries(available).map(([locationId, units]) => ({
    productMasterId,
    locationId,
    productName: 'Shoe',
    locationName: names[locationId] ?? locationId,
    onHand: 1000,
    available: units,
  }))

/** What is proposed, in short: from, to, quantity. */
const moves = (balances: StockBalance[], change: Partial<Wish> = {}) =>
  proposals(balances, { ...wish, ...change }).map(({ source, dest, quantity }) => `${source.locationId} ${dest.locationId} ${quantity}`)

describe('a proposal', () => {
  test.each<[why: string, available: Record<string, number>, change: Partial<Wish>, want: string[]]>([
    ['half the difference moves from the fuller to the emptier', { loc_1: 150, loc_2: 50 }, {}, ['loc_1 loc_2 50']],
    ['in whole units, rounded down', { loc_1: 10, loc_2: 2.9 }, {}, ['loc_1 loc_2 3']],
    ['but not less than one', { loc_1: 2.9, loc_2: 1 }, {}, []],
    ['one is enough', { loc_1: 3, loc_2: 1 }, {}, ['loc_1 loc_2 1']],
    ['equal stock stays', { loc_1: 50, loc_2: 50 }, { minStockDifferencePct: 0 }, []],
    ['less than nothing counts as nothing', { loc_1: 10, loc_2: -40 }, {}, ['loc_1 loc_2 5']],
    ['of nothing, nothing moves', { loc_1: 0, loc_2: -40 }, { minStockDifferencePct: 0 }, []],
    ['one location has nowhere to send to', { loc_1: 100 }, {}, []],
    ['the difference may be just large enough', { loc_1: 150, loc_2: 120 }, {}, ['loc_1 loc_2 15']],
    ['and just too small', { loc_1: 150, loc_2: 120.000001 }, {}, []],
    ['of several it is the fullest and the emptiest', { loc_1: 80, loc_2: 40, loc_3: 100 }, {}, ['loc_3 loc_2 30']],
    ['of equals the smaller ids', { loc_4: 80, loc_3: 80, loc_2: 0, loc_1: 0 }, {}, ['loc_3 loc_1 40']],
    ['of equal quantities the smaller source id', { loc_1: 0, loc_2: 38.5, loc_3: 39.9 }, {}, ['loc_2 loc_1 19']],
    ['a location sends', { loc_1: 80, loc_2: 40, loc_3: 100 }, { locationId: 'loc_1' }, ['loc_1 loc_2 20']],
    ['or gets', { loc_1: 60, loc_2: 55, loc_3: 100 }, { locationId: 'loc_1' }, ['loc_3 loc_1 20']],
    ['with equal differences, the larger quantity', { loc_1: 0, loc_2: 10, loc_3: 30 }, { locationId: 'loc_1' }, ['loc_3 loc_1 15']],
    ['what is left out leaves room for the other way', { loc_1: 1, loc_2: 0, loc_3: 100 }, { locationId: 'loc_1' }, ['loc_3 loc_1 49']],
    ['a location without a line is no party', { loc_1: 100, loc_2: 0 }, { locationId: 'loc_3' }, []],
  ])('%s', (_, available, change, want) => {
    expect(moves(stock(available), change)).toEqual(want)
  })

  test.each<[change: Partial<Wish>, cost: number, roi: number | null]>([
    [{ unitMargin: 4.6, fixedTransferCost: 150 }, 200, 0.15],
    [{ unitMargin: null, fixedTransferCost: 150 }, 200, null],
    [{ unitMargin: 0, fixedTransferCost: 150 }, 200, -1],
    [{ unitMargin: 10, unitTransferCost: 0.1 }, 5, 99],
    [{ unitMargin: 0.2, unitTransferCost: 0.3 }, 15, -0.3333],
  ])('costs and earns by %o', (change, transferCost, estimatedROI) => {
    expect(proposals(stock({ loc_1: 150, loc_2: 50 }), { ...wish, ...change })).toMatchObject([{ transferCost, estimatedROI }])
  })

  test.each<[unitMargin: number, want: number]>([
    [4.6, 1],
    [4, 0],
    [3.9, 0],
  ])('that has to earn more than it costs, with a margin of %d, is there %d times', (unitMargin, want) => {
    const asked = { ...wish, requirePositiveROI: true, unitMargin, fixedTransferCost: 150 }
    expect(proposals(stock({ loc_1: 150, loc_2: 50 }), asked)).toHaveLength(want)
  })

  test.each([
    [0, 1, 'URGENT'],
    [-3, 1, 'URGENT'],
    [1, 0.5, 'HIGH'],
    [1, 0.499, 'MEDIUM'],
    [1, 0.25, 'MEDIUM'],
    [1, 0.249, 'LOW'],
  ])('to a place with %d, at a difference of %d, is %s', (available, difference, want) => {
    expect(priorityOf({ dest: stock({ loc_2: available })[0]!, difference })).toBe(want)
  })

  test('becomes a recommendation that says why', () => {
    const asked = { ...wish, unitMargin: 4.6, fixedTransferCost: 150 }
    const [proposal] = proposals(stock({ loc_1: 150, loc_2: 50 }), asked)
    expect(newRecommendation('rec_1', proposal!, asked, '2026-06-01T06:00:00Z')).toEqual({
      id: 'rec_1',
      productMasterId: 'prod_1',
      sourceLocationId: 'loc_1',
      destLocationId: 'loc_2',
      quantity: 50,
      priority: 'HIGH',
      status: 'PENDING',
      reason: '150 available at Hamburg warehouse and 50 at Munich store.',
      unitMargin: 4.6,
      transferCost: 200,
      currency: 'EUR',
      estimatedROI: 0.15,
      comment: null,
      transferId: null,
      createdAt: '2026-06-01T06:00:00Z',
      updatedAt: '2026-06-01T06:00:00Z',
      decidedAt: null,
      executedAt: null,
    })
  })
})

describe('proposals', () => {
  test('are one for a product, the largest difference first, ties by product id, a hundred at most', () => {
    const few = [
      ...stock({ loc_1: 10, loc_2: 4 }, 'prod_a'),
      ...stock({ loc_1: 10, loc_2: 2 }, 'prod_c'),
      ...stock({ loc_1: 20, loc_2: 4 }, 'prod_b'),
    ]
    expect(proposals(few, wish).map(({ source }) => source.productMasterId)).toEqual(['prod_b', 'prod_c', 'prod_a'])
    const many = Array.from({ length: 150 }, (_, index) => stock({ loc_1: 10, loc_2: 0 }, `prod_${index + 100}`)).flat()
    const found = proposals(many, wish)
    expect(found).toHaveLength(100)
    expect(found.at(-1)?.source.productMasterId).toBe('prod_199')
  })

  test('are the best of all pairs of locations, by every rule that the contract gives', () => {
    const units = fc.integer({ min: -2_000_000, max: 40_000_000 }).map((millionths) => millionths / 1_000_000)
    const place = fc.record({ id: fc.constantFrom('loc_1', 'loc_2', 'loc_3', 'loc_4', 'loc_5'), units })
    const asked = fc.record({
      locationId: fc.option(fc.constantFrom('loc_1', 'loc_2'), { nil: null }),
      minStockDifferencePct: fc.constantFrom(0, 0.2, 0.5, 1),
      requirePositiveROI: fc.boolean(),
      fixedTransferCost: fc.constantFrom(0, 10),
    })
    fc.assert(
      fc.property(fc.uniqueArray(place, { selector: ({ id }) => id }), asked, (places, change) => {
        const request = { ...wish, unitMargin: 2, ...change }
        const balances = stock(Object.fromEntries(places.map(({ id, units }) => [id, units])))
        const every = balances
          .flatMap((source) => balances.map((dest) => [source, dest] as const))
          .filter(([source, dest]) => source !== dest)
          .filter(([source, dest]) => request.locationId === null || [source.locationId, dest.locationId].includes(request.locationId))
          .flatMap(([source, dest]) => {
            const [from, to] = [Math.max(source.available, 0), Math.max(dest.available, 0)]
            const quantity = Math.floor((from * 1e6 - to * 1e6) / 2e6)
            const cost = request.fixedTransferCost + quantity
            const good = quantity >= 1 && (from - to) / from >= request.minStockDifferencePct
            return good && (!request.requirePositiveROI || quantity * 2 > cost) ? [{ source, dest, quantity, share: to / from }] : []
          })
          .toSorted(
            (a, b) =>
              a.share - b.share ||
              b.quantity - a.quantity ||
              a.source.locationId.localeCompare(b.source.locationId) ||
              a.dest.locationId.localeCompare(b.dest.locationId),
          )
        const want = every.slice(0, 1).map(({ source, dest, quantity }) => `${source.locationId} ${dest.locationId} ${quantity}`)
        expect(moves(balances, request)).toEqual(want)
      }),
      runs(1000),
    )
  })
})

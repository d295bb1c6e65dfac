import type { Bin, Location, ReasonCode } from '../store/store.ts'
import type { Random } from './random.ts'

/** A location and how it stores: in bins, or anywhere in the house. */
export interface Place {
  readonly location: Location
  readonly bins: readonly Bin[]
  /** In how many of a hundred cases a product is kept here. */
  readonly share: number
}

/** Racks A to C, four bays, three shelves; `known` are ids that some bins are to have. */
function binsOf(locationId: string, random: Random, known: Readonly<Record<string, string>> = {}): Bin[] {
  return ['A', 'B', 'C'].flatMap((rack) =>
    [1, 2, 3, 4].flatMap((bay) =>
      [1, 2, 3].map((shelf) => {
        const name = `${rack}-${bay}-${shelf}`
        return { id: known[name] ?? random.id('bin'), locationId, name }
      }),
    ),
  )
}

export function nordwindPlaces(random: Random): Place[] {
  return [
    { location: { id: 'loc_123', name: 'Hamburg warehouse' }, bins: binsOf('loc_123', random, { 'A-1-2': 'bin_123' }), share: 100 },
    { location: { id: 'loc_456', name: 'Munich store' }, bins: [], share: 65 },
    { location: { id: 'loc_789', name: 'Leipzig store' }, bins: [], share: 50 },
    { location: { id: 'loc_790', name: 'Bremen returns centre' }, bins: binsOf('loc_790', random), share: 20 },
  ]
}

export function suedlichtPlaces(random: Random): Place[] {
  const [warehouse, store] = [random.id('loc'), random.id('loc')]
  return [
    { location: { id: warehouse, name: 'Freiburg warehouse' }, bins: binsOf(warehouse, random), share: 100 },
    { location: { id: store, name: 'Constance store' }, bins: [], share: 60 },
  ]
}

/** Why stock is adjusted. */
export interface Reasons {
  readonly opening: ReasonCode
  readonly count: ReasonCode
  readonly others: readonly ReasonCode[]
}

export function reasonsOf(random: Random, countId = random.id('reason')): Reasons {
  return {
    opening: { id: random.id('reason'), label: 'Opening Stock' },
    count: { id: countId, label: 'Cycle Count' },
    others: [
      { id: random.id('reason'), label: 'Damage' },
      { id: random.id('reason'), label: 'Shrink' },
      { id: random.id('reason'), label: 'Theft' },
      { id: random.id('reason'), label: 'Customer Return' },
    ],
  }
}

import type { Bin, Location, ReasonCode } from '../store/lookups-store.ts'
import type { Random } from './random.ts'

/** A location and its storage: in bins, or anywhere in the building. */
export interface Place {
  readonly location: Location
  readonly bins: readonly Bin[]
  /** Percentage of products that are stored here. */
  readonly share: number
}

/** Racks A to C, four bays, three shelves; `known` contains fixed ids of some bins. */
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

/** The reasons for stock adjustments. */
export interface Reasons {
  readonly count: ReasonCode
  readonly damage: ReasonCode
  readonly lot: ReasonCode
  readonly found: ReasonCode
  readonly others: readonly ReasonCode[]
}

/** `known` contains fixed ids of some reasons, by code. */
export function reasonsOf(random: Random, known: Readonly<Record<string, string>> = {}): Reasons {
  const reason = (code: string, label: string, description: string | null = null): ReasonCode => ({
    id: known[code] ?? random.id('reason'),
    code,
    label,
    description,
  })
  return {
    count: reason('CYCLE_COUNT', 'Cycle Count', 'The shelf disagrees with the books'),
    damage: reason('DAMAGE', 'Damage'),
    lot: reason('LOT_CORRECTION', 'Lot Correction', 'Recorded under the wrong lot'),
    found: reason('FOUND_STOCK', 'Found Stock', 'Goods that the books did not have'),
    others: [
      reason('SHRINK', 'Shrink', 'Missing, and nobody knows why'),
      reason('THEFT', 'Theft'),
      reason('CUSTOMER_RETURN', 'Customer Return', 'Came back in a state to be sold again'),
    ],
  }
}

/** The ids of the contract's examples. */
export const exampleReasons = {
  CYCLE_COUNT: 'reason_123',
  DAMAGE: 'reason_124',
  LOT_CORRECTION: 'reason_125',
  FOUND_STOCK: 'reason_126',
} as const

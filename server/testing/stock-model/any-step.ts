import fc from 'fast-check'
import { completeCount, openCount, recordCount } from './count-steps.ts'
import { adjust, correctLot, hold, record, set } from './line-steps.ts'
import { approve, execute, generate, reject } from './recommendation-steps.ts'
import type { StockCommand } from './step.ts'
import { maxQuantity, type Place } from './stock.ts'
import { draft, edit, move } from './transfer-steps.ts'

const place = (product: string, location: string, lot: string | null = null, bin: string | null = null): Place => ({
  product,
  location,
  lot,
  bin,
})
/** The expiry dates of the lots; one is expired. */
const dates = { 'LOT-1': '2027-01-01', 'LOT-2': '2027-02-01', 'LOT-OLD': '2026-05-31' } as const

/** The steps that create the initial stock. */
export const opening: readonly StockCommand[] = [
  record(place('prod_a', 'loc_1', 'LOT-1', 'bin_1'), 30_000_000, dates['LOT-1']),
  record(place('prod_a', 'loc_1', 'LOT-2'), 20_000_000, dates['LOT-2']),
  record(place('prod_a', 'loc_1'), 10_000_000),
  record(place('prod_a', 'loc_1', 'LOT-OLD'), 5_000_000, dates['LOT-OLD']),
  record(place('prod_a', 'loc_2', 'LOT-1', 'bin_2'), 4_000_000, dates['LOT-1']),
  record(place('prod_b', 'loc_1'), 25_300_000),
  record(place('prod_b', 'loc_2'), 7_000_000),
]

const products = fc.constantFrom('prod_a', 'prod_b')
const locations = fc.constantFrom('loc_1', 'loc_2', 'loc_3')
/** Most stock is at the first location, and most transfers go to the second. */
const sources = fc.constantFrom('loc_1', 'loc_1', 'loc_1', 'loc_1', 'loc_2', 'loc_2', 'loc_3')
const dests = fc.constantFrom('loc_2', 'loc_2', 'loc_3', 'loc_1')
const lots = fc.constantFrom('LOT-1' as const, 'LOT-2' as const, 'LOT-OLD' as const)
const places = fc.constantFrom(
  place('prod_a', 'loc_1', 'LOT-1', 'bin_1'),
  place('prod_a', 'loc_1', 'LOT-2'),
  place('prod_a', 'loc_1'),
  place('prod_b', 'loc_1'),
  place('prod_a', 'loc_1', 'LOT-OLD'),
  place('prod_a', 'loc_2', 'LOT-1', 'bin_2'),
  place('prod_b', 'loc_2'),
  place('prod_a', 'loc_2'),
  place('prod_a', 'loc_2', 'LOT-2', 'bin_2'),
  place('prod_b', 'loc_3'),
)

/** Mostly whole units, some with six decimal places. */
const quantity = fc.oneof(
  { withCrossShrink: true },
  { arbitrary: fc.integer({ min: 1, max: 9 }).map((units) => units * 1_000_000), weight: 3 },
  fc.integer({ min: 1000, max: 12_000_000 }),
)
/** Includes 0 and the maximum. */
const level = fc.oneof(
  { withCrossShrink: true },
  fc.constant(0),
  { arbitrary: fc.integer({ min: 1, max: 40 }).map((units) => units * 1_000_000), weight: 6 },
  { arbitrary: fc.constant(maxQuantity), weight: 1 },
)
const delta = fc.tuple(quantity, fc.boolean()).map(([units, away]) => (away ? -units : units))
/** The date of the lot, none, or another one. */
const dated = fc.tuple(lots, fc.constantFrom('its own', 'its own', 'its own', 'none', 'another')).map(([lot, date]) => ({
  lot,
  date: date === 'none' ? null : date === 'another' ? '2027-12-31' : dates[lot],
}))

const wish = fc.record({ quantity, destBin: fc.constantFrom(null, 'bin_2') })
const wanted = fc.oneof(
  fc.tuple(wish, fc.option(lots, { freq: 3 })).map(([each, lot]) => ({ ...each, product: 'prod_a', lot })),
  wish.map((each) => ({ ...each, product: 'prod_b', lot: null })),
)
const allWanted = fc.array(wanted, { minLength: 1, maxLength: 2 })
/** Only one location has the bin. */
const binless = <Wish extends { destBin: string | null }>(wishes: readonly Wish[]) => wishes.map((each) => ({ ...each, destBin: null }))

/** The number of later resources. */
const back = fc.constantFrom(0, 0, 0, 1, 1, 2, 3, 4)
const status = fc.constantFrom('PENDING' as const, 'SHIPPED' as const, 'RECEIVED' as const, 'CANCELLED' as const)
const held = fc.oneof(fc.record({ onHold: level }), fc.record({ picked: level }), fc.record({ recalled: fc.boolean() }))
const findings = fc.uniqueArray(fc.record({ place: places, quantity: level }), {
  minLength: 1,
  maxLength: 2,
  selector: ({ place }) => place,
})

const often = (weight: number, arbitrary: fc.Arbitrary<StockCommand>) => ({ arbitrary, weight })

/** A random step, with weights. Many of them must be rejected. */
export const anyStep: fc.Arbitrary<StockCommand> = fc.oneof(
  often(
    3,
    fc.tuple(sources, dests, allWanted).map(([from, to, wishes]) => draft(from, to, to === 'loc_2' ? wishes : binless(wishes))),
  ),
  often(
    1,
    fc.tuple(back, allWanted).map(([which, wishes]) => edit(which, binless(wishes))),
  ),
  often(
    6,
    back.map((which) => move(which, 'on')),
  ),
  often(
    2,
    fc.tuple(back, status).map((drawn) => move(...drawn)),
  ),
  often(1, fc.option(locations).map(generate)),
  often(2, back.map(approve)),
  often(1, back.map(reject)),
  often(3, back.map(execute)),
  often(
    4,
    fc.tuple(places, delta).map((drawn) => adjust(...drawn)),
  ),
  often(
    2,
    fc.tuple(places, level).map((drawn) => set(...drawn)),
  ),
  often(
    2,
    fc.tuple(places, dated, quantity).map(([at, { lot, date }, units]) => correctLot(at, lot, units, date)),
  ),
  often(
    2,
    fc.tuple(places, dated, quantity).map(([at, { lot, date }, units]) => record({ ...at, lot: at.lot && lot }, units, date)),
  ),
  often(
    2,
    fc.tuple(places, held).map((drawn) => hold(...drawn)),
  ),
  often(
    1,
    fc.tuple(sources, fc.option(products, { freq: 1 }), fc.boolean()).map((drawn) => openCount(...drawn)),
  ),
  often(
    6,
    fc.tuple(back, findings).map((drawn) => recordCount(...drawn)),
  ),
  often(3, back.map(completeCount)),
)

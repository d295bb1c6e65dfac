import type { Schemas } from '../../../spec/contract.ts'
import { book, free, maxQuantity, lineAt, lineNamed, lotName, nameOf, type Place, type Stock, units } from './stock.ts'
import { command, type StockCommand } from './step.ts'

/** The reason code of all steps that need one. */
export const reasonCodeId = 'reason_1'
const why = { reasonCodeId, comment: null, rootCause: null }

const known = (place: Place) => (stock: Stock) => stock.lines.has(nameOf(place))
const dated = (date: string | null) => (date === null ? '' : ` that expires on ${date}`)

/** Whether a lot with this date would differ from the lot with this number. */
function otherDate(stock: Stock, product: string, lot: string, date: string | null): boolean {
  const kept = stock.lots.get(lotName(product, lot))
  return date !== null && kept !== undefined && kept !== date
}

function openLot(stock: Stock, product: string, lot: string, date: string | null): void {
  if (!stock.lots.has(lotName(product, lot))) stock.lots.set(lotName(product, lot), date)
}

/** Whether a line has too few free units for the change. */
const overdraws = (stock: Stock, name: string, delta: number) => delta < 0 && free(lineNamed(stock, name)) + delta < 0

export function adjust(place: Place, delta: number): StockCommand {
  const name = nameOf(place)
  return command({
    sentence: `adjust ${name} by ${delta > 0 ? '+' : ''}${units(delta)}`,
    possible: known(place),
    refusal: (stock) => {
      if (lineNamed(stock, name).onHand + delta > maxQuantity) return 'requestInvalid'
      return overdraws(stock, name, delta) ? 'stockInsufficient' : undefined
    },
    ask: ({ call, lineId }) => call('adjustInventory', { body: { inventoryItemId: lineId(name), deltaQty: units(delta), ...why } }),
    follow: (stock) => book(stock, lineNamed(stock, name), delta),
  })
}

export function set(place: Place, quantity: number): StockCommand {
  const name = nameOf(place)
  const delta = (stock: Stock) => quantity - lineNamed(stock, name).onHand
  return command({
    sentence: `adjust ${name} to ${units(quantity)}`,
    possible: known(place),
    refusal: (stock) => (overdraws(stock, name, delta(stock)) ? 'stockInsufficient' : undefined),
    ask: ({ call, lineId }) => call('createAdjustment', { body: { inventoryItemId: lineId(name), newQtyOnHand: units(quantity), ...why } }),
    follow: (stock) => book(stock, lineNamed(stock, name), delta(stock)),
  })
}

export function record(place: Place, quantity: number, expiryDate: string | null = null): StockCommand {
  const { product, location, lot, bin } = place
  const date = lot === null ? null : expiryDate
  return command({
    sentence: `record ${units(quantity)} of ${nameOf(place)}${dated(date)}`,
    refusal: (stock) => {
      if (lot !== null && otherDate(stock, product, lot, date)) return 'lotDateDiffers'
      return (stock.lines.get(nameOf(place))?.onHand ?? 0) + quantity > maxQuantity ? 'requestInvalid' : undefined
    },
    ask: ({ call }) => {
      const at = { productMasterId: product, locationId: location, lotNumber: lot, expiryDate: date, binId: bin }
      return call('recordStock', { body: { ...at, qty: units(quantity), ...why } })
    },
    follow: (stock) => {
      if (lot !== null) openLot(stock, product, lot, date)
      book(stock, lineAt(stock, place), quantity)
    },
  })
}

export function correctLot(place: Place, lot: string, quantity: number, date: string | null): StockCommand {
  const name = nameOf(place)
  const target = { ...place, lot }
  return command({
    sentence: `correct ${units(quantity)} of ${name} to lot ${lot}${dated(date)}`,
    possible: known(place),
    refusal: (stock) => {
      if (lot === place.lot) return 'lotUnchanged'
      if (otherDate(stock, place.product, lot, date)) return 'lotDateDiffers'
      if ((stock.lines.get(nameOf(target))?.onHand ?? 0) + quantity > maxQuantity) return 'requestInvalid'
      return overdraws(stock, name, -quantity) ? 'unitsUnavailable' : undefined
    },
    ask: ({ call, lineId }) => {
      const body = { inventoryItemId: lineId(name), qty: units(quantity), lotNumber: lot, expiryDate: date, ...why }
      return call('createLotCorrection', { body })
    },
    follow: (stock) => {
      openLot(stock, place.product, lot, date)
      book(stock, lineNamed(stock, name), -quantity)
      book(stock, lineAt(stock, target), quantity)
    },
  })
}

/** Quantities that are not free, except those of transfers; in millionths. */
export interface Hold {
  readonly onHold?: number
  readonly picked?: number
  readonly recalled?: boolean
}

export function hold(place: Place, { onHold, picked, recalled }: Hold): StockCommand {
  const name = nameOf(place)
  const parts = [
    ...(onHold === undefined ? [] : [`${units(onHold)} on hold`]),
    ...(picked === undefined ? [] : [`${units(picked)} picked`]),
    ...(recalled === undefined ? [] : [recalled ? 'recalled' : 'not recalled']),
  ]
  const change = {
    ...(onHold !== undefined && { onHold }),
    ...(picked !== undefined && { picked }),
    ...(recalled !== undefined && { recalled }),
  }
  return command({
    sentence: `let ${name} be ${parts.join(', ')}`,
    possible: known(place),
    refusal: (stock) => (free({ ...lineNamed(stock, name), ...change }) < 0 ? 'stockInsufficient' : undefined),
    ask: ({ call, lineId }) => {
      const body: Schemas['AvailabilitySet'] = {
        ...(onHold !== undefined && { qtyOnHold: units(onHold) }),
        ...(picked !== undefined && { qtyPicked: units(picked) }),
        ...(recalled !== undefined && { recalled }),
      }
      return call('setAvailability', { params: { availabilityId: lineId(name) }, body })
    },
    follow: (stock) => void Object.assign(lineNamed(stock, name), change),
  })
}

/** Numbers that this contract derives from other numbers of the same response. */
import type { Equation } from '../model/profile.ts'

/** The same five quantities have different names at each endpoint. */
const available = (result: string, ...terms: readonly [onHand: string, reserved: string, onHold: string, picked: string]): Equation => ({
  result,
  terms,
  value: (onHand = 0, reserved = 0, onHold = 0, picked = 0) => onHand - reserved - onHold - picked,
  text: terms.join(' − '),
})

const difference = (result: string, from: string, less: string, rounding = 0): Equation => ({
  result,
  terms: [from, less],
  value: (a = 0, b = 0) => a - b,
  text: `${from} − ${less}`,
  rounding,
})

export const equations: readonly Equation[] = [
  available('quantityAvailable', 'quantityOnHand', 'quantityReserved', 'quantityOnHold', 'quantityPicked'),
  available('qtyAvailable', 'qtyOnHand', 'qtyReserved', 'qtyOnHold', 'qtyPicked'),
  available('totalAvailable', 'totalOnHand', 'totalReserved', 'totalOnHold', 'totalPicked'),
  available('available', 'onHand', 'reserved', 'onHold', 'picked'),
  difference('atp', 'available', 'safetyStock'),
  difference('varianceQty', 'countedQty', 'expectedQty'),
  difference('netQty', 'inQty', 'outQty'),
  difference('deltaQty', 'qtyAfter', 'qtyBefore'),
  // All three are rounded.
  difference('errorQuantity', 'forecastQuantity', 'actualQuantity', 0.015),
  {
    result: 'totalAtp',
    terms: ['totalAvailable', 'rowCount', 'safetyStock'],
    value: (total = 0, rows = 0, safety = 0) => total - rows * safety,
    text: 'totalAvailable − rowCount × safetyStock',
  },
  {
    result: 'rowCount',
    terms: ['okCount', 'lowCount', 'criticalCount'],
    value: (...counts) => counts.reduce((sum, each) => sum + each, 0),
    text: 'okCount + lowCount + criticalCount',
  },
  {
    result: 'totalValue',
    terms: ['quantityOnHand', 'unitCost'],
    value: (quantity = 0, cost = 0) => quantity * cost,
    text: 'quantityOnHand × unitCost, rounded to cents',
    rounding: 0.005,
  },
  {
    result: 'estimatedROI',
    terms: ['quantity', 'unitMargin', 'transferCost'],
    value: (quantity = 0, margin = 0, cost = 0) => (cost === 0 ? undefined : (quantity * margin - cost) / cost),
    text: '(quantity × unitMargin − transferCost) ÷ transferCost, rounded to four decimals',
    rounding: 0.000_05,
  },
  {
    result: 'qtyShort',
    terms: ['qtyRequested', 'qtyAvailable'],
    value: (requested = 0, there = 0) => Math.max(requested - there, 0),
    text: 'qtyRequested − qtyAvailable, at least 0',
  },
]

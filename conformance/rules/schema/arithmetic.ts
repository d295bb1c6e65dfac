/** Numbers of one answer that the contract derives from others beside them. */
import { altered, json, type Answered } from '../../model/exchange.ts'
import { fails, holds, law, operationOf, passes, type Bench } from '../../model/rule.ts'
import { objects } from './objects.ts'

interface Equation {
  readonly result: string
  readonly terms: readonly string[]
  /** `undefined` where the contract derives nothing from these values. */
  readonly value: (...terms: number[]) => number | undefined
  /** How the contract writes it. */
  readonly text: string
  /** Half of the last digit that the contract keeps; 0 where it does not round. */
  readonly rounding?: number
}

/** The same five quantities have other names at each endpoint. */
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

const equations: readonly Equation[] = [
  available('quantityAvailable', 'quantityOnHand', 'quantityReserved', 'quantityOnHold', 'quantityPicked'),
  available('qtyAvailable', 'qtyOnHand', 'qtyReserved', 'qtyOnHold', 'qtyPicked'),
  available('totalAvailable', 'totalOnHand', 'totalReserved', 'totalOnHold', 'totalPicked'),
  available('available', 'onHand', 'reserved', 'onHold', 'picked'),
  difference('atp', 'available', 'safetyStock'),
  difference('varianceQty', 'countedQty', 'expectedQty'),
  difference('netQty', 'inQty', 'outQty'),
  difference('deltaQty', 'qtyAfter', 'qtyBefore'),
  // Rounded are all three.
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
    text: 'qtyRequested − qtyAvailable, and 0 below zero',
  },
]

/** Binary fractions are not exact; half a unit of the last digit may fall to either side. */
const isNear = (a: number, b: number, rounding: number): boolean =>
  Math.abs(a - b) <= rounding + 1e-9 * Math.max(1, Math.abs(a), Math.abs(b))

interface Instance {
  readonly at: string
  readonly equation: Equation
  readonly seen: number
  readonly wanted: number
}

function instances(root: unknown): Instance[] {
  return [...objects(root)].flatMap(({ at, object }) =>
    equations.flatMap((equation): Instance[] => {
      const seen = object[equation.result]
      const terms = equation.terms.map((name) => object[name])
      if (typeof seen !== 'number' || !terms.every((each) => typeof each === 'number')) return []
      const wanted = equation.value(...terms)
      return wanted === undefined ? [] : [{ at, equation, seen, wanted }]
    }),
  )
}

const isDerived = (exchange: Answered, bench: Bench): boolean =>
  exchange.reply.status === operationOf(exchange, bench)?.success.status &&
  exchange.request.method !== 'HEAD' &&
  instances(json(exchange)?.value).length > 0

export const arithmetic = [
  law({
    id: 'schema/arithmetic-holds',
    level: 'SHOULD',
    cites: ['R20', 'practice: numbers beside each other agree'],
    title: 'reports quantities that add up as the contract says: what is available, what can be promised, totals and differences',
    concerns: isDerived,
    judge: (exchange) => {
      const wrong = instances(json(exchange)?.value).find(({ seen, wanted, equation }) => !isNear(seen, wanted, equation.rounding ?? 0))
      if (wrong === undefined) return passes
      const { at, equation, seen, wanted } = wrong
      return fails(`${at}/${equation.result} = ${equation.text} = ${wanted}`, String(seen))
    },
    sabotage: (exchange) => {
      const [first] = instances(json(exchange)?.value)
      const body = json(exchange)?.value
      const spoil = (value: unknown): unknown => {
        if (Array.isArray(value)) return value.map(spoil)
        if (typeof value !== 'object' || value === null) return value
        const result = first?.equation.result
        return Object.fromEntries(
          Object.entries(value).map(([name, each]) => [name, name === result && typeof each === 'number' ? each + 7 : spoil(each)]),
        )
      }
      return altered(exchange, { text: JSON.stringify(spoil(body)) })
    },
  }),
  law({
    id: 'schema/shortage-means-unavailable',
    level: 'SHOULD',
    cites: ['R20', 'practice: numbers beside each other agree'],
    title: 'calls an item available exactly where none of it is short',
    concerns: (exchange, bench) =>
      exchange.reply.status === operationOf(exchange, bench)?.success.status && shortages(json(exchange)?.value).length > 0,
    judge: (exchange) => {
      const wrong = shortages(json(exchange)?.value).find(({ isShort, isAvailable }) => isShort === isAvailable)
      return holds(wrong === undefined, `${wrong?.at}/available ${String(!wrong?.isShort)}`, String(wrong?.isAvailable))
    },
    sabotage: (exchange) =>
      altered(exchange, {
        text: exchange.reply.body
          .toString()
          .replaceAll(/"available":\s*(true|false)/g, (_all, was) => `"available":${String(was !== 'true')}`),
      }),
  }),
]

function shortages(root: unknown) {
  return [...objects(root)].flatMap(({ at, object }) => {
    const { qtyShort, available: isAvailable } = object
    return typeof qtyShort === 'number' && typeof isAvailable === 'boolean' ? [{ at, isShort: qtyShort > 0, isAvailable }] : []
  })
}

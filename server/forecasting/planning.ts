import type { Schemas } from '../../spec/contract.ts'
import type { NamedDemandLine } from '../store/forecasting-store.ts'
import { forecastAccuracy } from './accuracy.ts'
import type { FittedLine } from './outlook.ts'
import { described, type Period } from './period.ts'
import { percent, rounded, units } from './rounding.ts'

const sum = (values: readonly number[]) => values.reduce((total, each) => total + each, 0)

interface Place {
  readonly productMasterId: string
  readonly locationId: string
}
const placeOf = ({ productMasterId, locationId }: Place) => JSON.stringify([productMasterId, locationId])

/** Units of the period by product and location, without zero values. */
function demandByPlace(lines: readonly FittedLine<NamedDemandLine>[], { first, last }: Period): Map<string, number> {
  const demand = new Map<string, number>()
  for (const { line, start, history } of lines) {
    const quantity = sum(history.slice(Math.max(first - start, 0), Math.max(last - start + 1, 0)))
    if (quantity > 0) demand.set(placeOf(line), (demand.get(placeOf(line)) ?? 0) + quantity)
  }
  return demand
}

function carryingCosts(values: Stock['values'], annualRatePct: number, days: number): Schemas['CarryingCostKpi'] {
  const byCurrency = values.map(({ currency, value }) => ({
    currency,
    inventoryValue: value,
    carryingCost: rounded((value * annualRatePct * days) / 365, 2),
  }))
  return { annualRatePct, byCurrency }
}

/** What is in stock. */
export interface Stock {
  /** In units. */
  readonly quantityOnHand: number
  /** In units of the currency, ordered by it. */
  readonly values: readonly { readonly currency: string; readonly value: number }[]
  /** The places with demand that have something available. */
  readonly available: readonly Place[]
}

/** The indicators computed from the demand of the period and the current stock. `lines` and `stock` are those of one location, or of all. */
export function planningKpi(
  locationId: string | null,
  lines: readonly FittedLine<NamedDemandLine>[],
  { quantityOnHand, values, available }: Stock,
  period: Period,
  carryingRatePct: number,
): Schemas['PlanningKpi'] {
  const demand = demandByPlace(lines, period)
  const inStock = new Set(available.map(placeOf))
  const stockouts = [...demand.keys()].filter((place) => !inStock.has(place))

  const demandQuantity = sum([...demand.values()])
  const inStockQuantity = sum([...demand].filter(([place]) => inStock.has(place)).map(([, quantity]) => quantity))
  const weekly = (demandQuantity * 7) / period.days

  return {
    locationId,
    ...described(period),
    forecastAccuracy: forecastAccuracy(lines, period),
    stockouts: {
      productLocationCount: demand.size,
      stockoutCount: stockouts.length,
      stockoutPercent: demand.size === 0 ? null : percent((stockouts.length / demand.size) * 100),
    },
    inventoryTurns: {
      turnsPerYear: quantityOnHand === 0 ? null : rounded((demandQuantity * 365) / period.days / quantityOnHand, 2),
      demandQuantity: units(demandQuantity),
      quantityOnHand: units(quantityOnHand),
    },
    carryingCosts: carryingCosts(values, carryingRatePct, period.days),
    serviceLevel: {
      serviceLevelPercent: demandQuantity === 0 ? null : percent((inStockQuantity / demandQuantity) * 100),
      demandQuantity: units(demandQuantity),
      inStockDemandQuantity: units(inStockQuantity),
    },
    weeksOfSupply: {
      weeks: demandQuantity === 0 ? null : rounded(quantityOnHand / weekly, 1),
      quantityOnHand: units(quantityOnHand),
      weeklyDemandQuantity: units(weekly),
    },
  }
}

import type { Schemas } from '../../spec/contract.ts'
import type { Crossing } from './crossing.ts'

/** The message of an automatic alert. */
export function crossingMessage({ type, value, threshold }: Crossing, product: string, location: string): string {
  switch (type) {
    case 'STOCKOUT':
      return `No units of ${product} are available at ${location}.`
    case 'LOW_ATP':
      return `${value} of ${product} can be promised at ${location}; the threshold is ${threshold}.`
    case 'OVERSTOCK':
      return `${value} of ${product} are on hand at ${location}; the maximum is ${threshold}.`
  }
}

const subjects: Readonly<Record<Schemas['AlertType'], string>> = {
  STOCKOUT: 'Stockout',
  LOW_ATP: 'Low ATP',
  FORECAST_DEVIATION: 'Forecast deviation',
  EXPIRY: 'Expiry',
  SLOW_MOVING: 'Slow-moving stock',
  OVERSTOCK: 'Overstock',
}

/** The message of a manual alert that was sent without one; includes the names of the product and the location, if any. */
export function manualMessage(type: Schemas['AlertType'], product: string | undefined, location: string | undefined): string {
  return `${subjects[type]}${product === undefined ? '' : ` of ${product}`}${location === undefined ? '' : ` at ${location}`}.`
}

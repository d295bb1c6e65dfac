import type { Schemas } from '../../spec/contract.ts'
import type { Crossing } from './crossing.ts'

/** What an automatic alert says. */
export function crossingMessage({ type, value, threshold }: Crossing, product: string, location: string): string {
  switch (type) {
    case 'STOCKOUT':
      return `Nothing of ${product} is available at ${location}.`
    case 'LOW_ATP':
      return `${value} of ${product} can be promised at ${location}; the threshold is ${threshold}.`
    case 'OVERSTOCK':
      return `${value} of ${product} are on hand at ${location}; the most to keep is ${threshold}.`
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

/** What an alert says that was triggered by hand without a message; names where it is about a product or location. */
export function manualMessage(type: Schemas['AlertType'], product: string | undefined, location: string | undefined): string {
  return `${subjects[type]}${product === undefined ? '' : ` of ${product}`}${location === undefined ? '' : ` at ${location}`}.`
}

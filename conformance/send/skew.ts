import { header, type Answered } from '../model/exchange.ts'

/** How far the deployment's clock is ahead of ours in milliseconds; 0 if it does not say, or within what `Date`'s whole seconds can tell. */
export function skew(exchange: Answered): number {
  const date = Date.parse(header(exchange, 'date') ?? '')
  // `Date` names the second in which the answer was made, so the answer lies within [date, date + 1 s).
  if (date > exchange.receivedAt) return date - exchange.receivedAt
  if (date + 1000 < exchange.sentAt) return date + 1000 - exchange.sentAt
  return 0
}

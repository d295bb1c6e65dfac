import { header, type Answered } from '../model/exchange.ts'

/** Returns how far the clock of the deployment is ahead of ours, in milliseconds; 0 without `Date`, or within its resolution of a second. */
export function skew(exchange: Answered): number {
  const date = Date.parse(header(exchange, 'date') ?? '')
  // `Date` contains the second in which the response was created, so the time lies within [date, date + 1 s).
  if (date > exchange.receivedAt) return date - exchange.receivedAt
  if (date + 1000 < exchange.sentAt) return date + 1000 - exchange.sentAt
  return 0
}

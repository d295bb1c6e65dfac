import type { Schemas } from '../../spec/contract.ts'
import type { ForecastEvent, NewForecastEvent } from '../store/forecasting-store.ts'
import { millisecondsOf, shortTime, storedTime } from '../timestamp.ts'

type Sent = Schemas['ForecastEventCreate']

/** A time as it will be read from the store: with milliseconds. */
const kept = (time: string) => shortTime(storedTime(time))

/** The issues of an event that its schema cannot detect. */
export function eventIssues({ startsAt, endsAt }: Pick<Sent, 'startsAt' | 'endsAt'>): Schemas['Issue'][] {
  return millisecondsOf(endsAt) > millisecondsOf(startsAt) ? [] : [{ in: 'body', path: '/endsAt', message: 'must be after startsAt' }]
}

/** The properties of an event that clients set. */
function settings({ name, type, startsAt, endsAt, value, productMasterId = null, locationId = null }: Sent) {
  return {
    name,
    type,
    startsAt: kept(startsAt),
    endsAt: kept(endsAt),
    value: { liftPct: value.liftPct, stackingMode: value.stackingMode, description: value.description ?? null },
    productMasterId,
    locationId,
  }
}

/** Creates an event from the request body, at `time`. */
export function newEvent(id: string, sent: Sent, time: string): NewForecastEvent {
  return { id, ...settings(sent), createdAt: time, updatedAt: time }
}

/** The event replaced by the request body, at `time`. */
export function replacedEvent({ id, createdAt }: ForecastEvent, sent: Sent, time: string): NewForecastEvent {
  return { id, ...settings(sent), createdAt, updatedAt: time }
}

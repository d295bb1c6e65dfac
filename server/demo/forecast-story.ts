import type { Schemas } from '../../spec/contract.ts'
import type { DemandLine } from '../store/forecasting-store.ts'
import type { Random } from './random.ts'

/** An event and the time of its creation. */
export interface Event {
  readonly id: string
  readonly at: string
  readonly sent: Required<Schemas['ForecastEventCreate']>
}

/** A scenario and the times of its creation, generation, publication and archival. */
export interface Scenario {
  readonly id: string
  readonly sent: Omit<Required<Schemas['ForecastScenarioCreate']>, 'assumptions'>
  readonly narrative: string | null
  readonly events: readonly string[]
  readonly created: string
  readonly generated?: string
  readonly published?: string
  readonly archived?: string
}

/** The forecast history of a tenant. Forecasts begin on 2026-06-01, so nothing is generated earlier. */
export interface Story {
  readonly events: readonly Event[]
  readonly scenarios: readonly Scenario[]
  /** Events that are deleted later. */
  readonly deleted: readonly (readonly [id: string, at: string])[]
}

type Value = Schemas['EventValueSet']
export const times = (liftPct: number, description: string | null = null): Required<Value> => ({
  liftPct,
  stackingMode: 'MULTIPLICATIVE',
  description,
})
const plus = (liftPct: number, description: string | null = null): Required<Value> => ({ liftPct, stackingMode: 'ADDITIVE', description })

export const sent = (
  name: string,
  type: Schemas['EventType'],
  [startsAt, endsAt]: readonly [string, string],
  value: Required<Value>,
  place: { readonly productMasterId?: string | null; readonly locationId?: string | null } = {},
): Event['sent'] => ({
  name,
  type,
  startsAt: `${startsAt}T00:00:00Z`,
  endsAt: `${endsAt}T23:59:59Z`,
  value,
  productMasterId: place.productMasterId ?? null,
  locationId: place.locationId ?? null,
})

/** The summer of the contract's examples, and further plans of the larger tenant. */
export function nordwindStory(lines: readonly DemandLine[]): Story {
  const promoted = lines.at(-1)?.productMasterId ?? null
  const events: Event[] = [
    {
      id: 'event_786',
      at: '2026-03-10T09:00:00Z',
      sent: sent('Spring Clearance', 'PRICE_CHANGE', ['2026-04-01', '2026-04-30'], times(0.12)),
    },
    {
      id: 'event_787',
      at: '2026-03-10T09:20:00Z',
      sent: sent('Easter', 'HOLIDAY', ['2026-04-03', '2026-04-06'], plus(-0.3, 'Shops are closed')),
    },
    { id: 'event_788', at: '2026-04-20T08:00:00Z', sent: sent('Whitsun', 'HOLIDAY', ['2026-05-23', '2026-05-25'], plus(0.1)) },
    {
      id: 'event_789',
      at: '2026-05-18T09:00:00Z',
      sent: sent('Summer Sale 2026', 'PROMOTION', ['2026-06-01', '2026-06-30'], times(0.25, 'As in the sale of 2025'), {
        productMasterId: 'prod_123',
      }),
    },
    {
      id: 'event_790',
      at: '2026-05-18T09:30:00Z',
      sent: sent('Hiking Festival', 'OTHER', ['2026-06-05', '2026-06-07'], times(0.15), { locationId: 'loc_123' }),
    },
    {
      id: 'event_791',
      at: '2026-05-19T08:00:00Z',
      sent: sent('Alpine Week', 'PROMOTION', ['2026-06-08', '2026-06-14'], plus(0.25), { locationId: 'loc_456' }),
    },
    {
      id: 'event_792',
      at: '2026-05-19T08:15:00Z',
      sent: sent('Stand at the Trade Fair', 'BOOKING', ['2026-06-10', '2026-06-12'], plus(0.15), { productMasterId: promoted }),
    },
    { id: 'event_793', at: '2026-05-27T15:00:00Z', sent: sent('Rain', 'WEATHER', ['2026-06-15', '2026-06-18'], times(-0.1)) },
    { id: 'event_794', at: '2026-05-27T15:10:00Z', sent: sent('School Holidays', 'HOLIDAY', ['2026-07-09', '2026-08-19'], plus(0.08)) },
    {
      id: 'event_795',
      at: '2026-05-27T15:20:00Z',
      sent: sent('Consumer Climate', 'MACRO', ['2026-07-01', '2027-06-30'], times(-0.03, 'Survey of May')),
    },
  ]
  const scenarios: Scenario[] = [
    {
      id: 'scenario_453',
      sent: { name: 'Spring plan', description: null, type: 'SEASONAL' },
      narrative: 'Clearance in April, Easter in between.',
      events: ['event_786', 'event_787'],
      created: '2026-03-11T08:00:00Z',
      archived: '2026-05-04T08:00:00Z',
    },
    {
      id: 'scenario_455',
      sent: { name: 'June campaigns', description: 'Without the trade fair', type: 'PROMOTIONAL' },
      narrative: null,
      events: ['event_791'],
      created: '2026-05-19T08:30:00Z',
      generated: '2026-06-01T05:30:00Z',
      archived: '2026-06-01T05:40:00Z',
    },
    {
      id: 'scenario_456',
      sent: { name: 'Summer plan', description: 'Sale and festival together', type: 'PROMOTIONAL' },
      narrative: 'The sale runs all June; the festival adds a weekend.',
      events: ['event_789', 'event_790'],
      created: '2026-05-20T09:00:00Z',
      generated: '2026-06-01T08:30:00Z',
    },
    {
      id: 'scenario_457',
      sent: { name: 'Sale without festival', description: null, type: 'PROMOTIONAL' },
      narrative: null,
      events: ['event_789'],
      created: '2026-05-20T09:15:00Z',
    },
    {
      id: 'scenario_458',
      sent: { name: 'Nothing happens', description: null, type: 'BASELINE' },
      narrative: null,
      events: [],
      created: '2026-05-20T09:30:00Z',
    },
    {
      id: 'scenario_459',
      sent: { name: 'June campaigns', description: 'What is settled for June', type: 'PROMOTIONAL' },
      narrative: 'Both are booked.',
      events: ['event_791', 'event_792'],
      created: '2026-05-21T08:00:00Z',
      generated: '2026-06-01T05:35:00Z',
      published: '2026-06-01T05:45:00Z',
    },
    {
      id: 'scenario_460',
      sent: { name: 'Wet June', description: null, type: 'PESSIMISTIC' },
      narrative: 'It rains while the campaigns run.',
      events: ['event_791', 'event_792', 'event_793'],
      created: '2026-05-28T07:00:00Z',
      generated: '2026-06-01T05:50:00Z',
    },
    {
      id: 'scenario_461',
      sent: { name: 'Good summer', description: null, type: 'OPTIMISTIC' },
      narrative: null,
      events: ['event_794', 'event_789', 'event_790'],
      created: '2026-05-28T07:20:00Z',
    },
  ]
  return { events, scenarios, deleted: [['event_787', '2026-05-05T09:00:00Z']] }
}

export function suedlichtStory(lines: readonly DemandLine[], chance: Random): Story {
  const id = (prefix: string) => chance.id(prefix)
  const place = { productMasterId: lines[0]?.productMasterId ?? null, locationId: lines[0]?.locationId ?? null }
  const events: Event[] = [
    { id: id('event'), at: '2026-05-11T08:00:00Z', sent: sent('Paddle Days', 'PROMOTION', ['2026-06-12', '2026-06-21'], times(0.3)) },
    { id: id('event'), at: '2026-05-11T08:10:00Z', sent: sent('Lake Festival', 'OTHER', ['2026-06-19', '2026-06-21'], plus(0.2), place) },
    { id: id('event'), at: '2026-05-12T10:00:00Z', sent: sent('Heat', 'WEATHER', ['2026-06-25', '2026-07-05'], times(0.1)) },
    { id: id('event'), at: '2026-05-13T10:00:00Z', sent: sent('Road Works', 'OTHER', ['2026-06-01', '2026-06-12'], plus(-0.15)) },
  ]
  const [days = '', festival = '', heat = '', works = ''] = events.map((event) => event.id)
  const scenario = (
    name: string,
    type: Schemas['ScenarioType'],
    included: readonly string[],
    dates: Pick<Scenario, 'created'> & Partial<Scenario>,
  ) => ({
    id: id('scenario'),
    sent: { name, description: null, type },
    narrative: null,
    events: included,
    ...dates,
  })
  const scenarios = [
    scenario('Start of the season', 'SEASONAL', [works], {
      created: '2026-05-13T10:05:00Z',
      generated: '2026-06-01T06:00:00Z',
      archived: '2026-06-01T06:30:00Z',
    }),
    scenario('Paddle Days', 'PROMOTIONAL', [days, festival], {
      created: '2026-05-14T08:00:00Z',
      generated: '2026-06-01T06:02:00Z',
      published: '2026-06-01T06:31:00Z',
    }),
    scenario('Hot summer', 'OPTIMISTIC', [heat, days], { created: '2026-05-18T08:00:00Z' }),
  ]
  return { events, scenarios, deleted: [] }
}

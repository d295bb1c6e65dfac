import { changeOf, eventChanges } from '../forecasting/change.ts'
import { newEvent } from '../forecasting/event.ts'
import { forecastingHandlers } from '../forecasting/handlers.ts'
import type { DemandLine } from '../store/forecasting-store.ts'
import type { TenantStore } from '../store/store.ts'
import { millisecondsOf } from '../timestamp.ts'
import { dateAfter } from './clock.ts'
import { type DemandPattern, demandOf, shopping, wholeHistory, working } from './demand.ts'
import { nordwindStory, sent, type Story, suedlichtStory, times } from './forecast-story.ts'
import type { DemoTenant } from './keys.ts'
import { type Random, random } from './random.ts'

type Channel = Omit<DemandLine, 'startDate' | 'quantities'>

const usual: DemandPattern = { level: 5, growth: 0.1, week: shopping, summer: 0.1, noise: 0.2, idle: 0, days: wholeHistory, decimals: 0 }

/** The shoes and poles of the contract's examples, from the warehouse. */
const shoesAndPoles: readonly (readonly [Channel, Partial<DemandPattern>])[] = [
  [
    { productMasterId: 'prod_123', locationId: 'loc_123', channelId: 'DTC' },
    { level: 41, growth: 0.12, summer: 0.05, noise: 0.09 },
  ],
  [
    { productMasterId: 'prod_123', locationId: 'loc_123', channelId: 'WHOLESALE' },
    { level: 10, growth: 0.15, summer: 0.05, noise: 0.15, week: working },
  ],
  [
    { productMasterId: 'prod_124', locationId: 'loc_123', channelId: 'DTC' },
    { level: 18, growth: 0.05, summer: 0.15, noise: 0.12 },
  ],
  [
    { productMasterId: 'prod_124', locationId: 'loc_123', channelId: 'WHOLESALE' },
    { level: 9, growth: -0.1, noise: 0.18, week: working },
  ],
]

/** Special patterns of the first of the other lines. */
const oddities: readonly Partial<DemandPattern>[] = [
  // Too new for anything except a mean.
  { days: 10 },
  { days: 60, growth: 0 },
  // Sold only occasionally.
  { idle: 55, level: 3 },
  { days: 200, noise: 0.35 },
  // Being discontinued.
  { growth: -0.8, level: 12 },
]

/** Places with stock, spread over all products, with their sales channels: `count` lines, or one less. */
async function channelsOf(store: TenantStore, count: number, chance: Random): Promise<(Channel & { readonly decimals: 0 | 1 })[]> {
  const channels = (await store.channels.all()).map(({ id }) => id)
  const known = new Set(shoesAndPoles.map(([{ productMasterId }]) => productMasterId))
  const everything = { includeExpired: true, includeRecalled: true, includeOnHold: true, summary: true, includeStockLines: false }
  const { data } = await store.availability.sums(
    { ...everything, page: 1, limit: 100_000, sortBy: 'productMasterId', sortOrder: 'asc' },
    dateAfter(0),
  )
  const places = data
    .filter(({ productMasterId }) => !known.has(productMasterId))
    .map((each) => ({ ...each, key: `${each.productMasterId} ${each.locationId}` }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
  const spread = places.filter((_, index) => index % Math.ceil(places.length / count) === 0)
  const lines = spread.flatMap(({ productMasterId, locationId, onHand }) => {
    const one = chance.pick(channels)
    const both = chance.chance(40) ? [one, ...channels.filter((each) => each !== one).slice(0, 1)] : [one]
    const decimals = Number.isInteger(onHand) ? 0 : 1
    return both.map((channelId) => ({ productMasterId, locationId, channelId, decimals }) as const)
  })
  return lines.slice(0, count)
}

async function demandLines(store: TenantStore, slug: DemoTenant, chance: Random): Promise<DemandLine[]> {
  const examples = slug === 'nordwind' ? shoesAndPoles.map(([channel, own]) => demandOf(channel, { ...usual, ...own }, chance)) : []
  const others = (await channelsOf(store, slug === 'nordwind' ? 46 : 12, chance)).map(({ decimals, ...channel }, index) => {
    const pattern: DemandPattern = {
      level: chance.whole(3, 9),
      growth: chance.whole(-10, 25) / 100,
      week: channel.channelId === 'WHOLESALE' ? working : shopping,
      summer: chance.whole(-10, 20) / 100,
      noise: chance.whole(12, 30) / 100,
      idle: 0,
      days: wholeHistory,
      decimals,
      ...oddities[index],
    }
    return demandOf(channel, pattern, chance)
  })
  return [...examples, ...others]
}

/** Replays the history chronologically with the operations that clients use. */
async function tell(store: TenantStore, slug: DemoTenant, { events, scenarios, deleted }: Story, chance: Random): Promise<void> {
  const handlers = forecastingHandlers
  const by = (at: string, ids: Readonly<Record<string, string>> = {}, keyId = `key_${slug}_administrator`) => ({
    store,
    caller: { keyId, scopes: ['*' as const] },
    now: millisecondsOf(at),
    newId: (prefix: string) => ids[prefix] ?? chance.id(prefix),
    newSecret: () => {
      throw new Error('forecast demo data must not request secrets')
    },
    params: {},
    query: {},
  })

  const deeds: { readonly at: string; readonly happen: () => Promise<unknown> }[] = [
    ...events.map(({ id, at, sent }) => ({ at, happen: () => handlers.createForecastEvent({ ...by(at, { event: id }), body: sent }) })),
    ...deleted.map(([eventId, at]) => ({
      at,
      happen: () => handlers.deleteForecastEvent({ ...by(at), params: { eventId }, body: undefined }),
    })),
    ...scenarios.flatMap(({ id, sent, narrative, events, created, generated, published, archived }) => {
      const params = { scenarioId: id }
      const body = { ...sent, assumptions: { narrative, includedEventIds: [...events] } }
      // The change of the contract's examples.
      const [ids, key] = id === 'scenario_456' ? [{ change: 'change_123' }, 'key_123'] : []
      const then = (at: string | undefined, happen: (at: string) => Promise<unknown>) =>
        at === undefined ? [] : [{ at, happen: () => happen(at) }]
      return [
        { at: created, happen: () => handlers.createForecastScenario({ ...by(created, { scenario: id }), body }) },
        ...then(generated, (at) => handlers.generateForecastScenario({ ...by(at, ids, key), params, body: { horizonDays: 30 } })),
        ...then(published, (at) => handlers.publishForecastScenario({ ...by(at), params, body: undefined })),
        ...then(archived, (at) => handlers.archiveForecastScenario({ ...by(at), params, body: undefined })),
      ]
    }),
  ]
  for (const { happen } of deeds.sort((a, b) => millisecondsOf(a.at) - millisecondsOf(b.at))) await happen()
}

/** An event that is older than the first API key. */
async function carryOver(store: TenantStore, chance: Random): Promise<void> {
  const at = '2025-11-03T08:00:00Z'
  const event = newEvent(chance.id('event'), sent('Christmas 2025', 'HOLIDAY', ['2025-12-01', '2025-12-24'], times(0.4)), at)
  await store.forecastEvents.insert(event)
  const deed = {
    id: chance.id('change'),
    resourceType: 'EVENT',
    resourceId: event.id,
    action: 'CREATE',
    keyId: null,
    createdAt: at,
  } as const
  const change = changeOf(deed, eventChanges(undefined, event))
  if (change !== undefined) await store.forecastChanges.insert(change)
}

/** Two years of demand, with the events and scenarios of the planners. Stock and channels must exist. */
export async function fillForecasting(store: TenantStore, slug: DemoTenant): Promise<void> {
  const chance = random(slug === 'nordwind' ? 321 : 654)
  const lines = await demandLines(store, slug, chance)
  for (const line of lines) await store.demand.insert(line)
  await carryOver(store, chance)
  await tell(store, slug, slug === 'nordwind' ? nordwindStory(lines) : suedlichtStory(lines, chance), chance)
}

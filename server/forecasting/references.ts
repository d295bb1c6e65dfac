import type { Schemas } from '../../spec/contract.ts'
import type { ForecastScenario } from '../store/forecasting-store.ts'
import type { TenantStore } from '../store/store.ts'

type Issue = Schemas['Issue']

const unknown = (path: string, what: string): Issue => ({ in: 'body', path, message: `must be the id of ${what}` })

/** The places of a body with an unknown product or location. */
export async function unknownPlaces(
  { products, locations }: Pick<TenantStore, 'products' | 'locations'>,
  { productMasterId, locationId }: { readonly productMasterId: string | null; readonly locationId: string | null },
): Promise<Issue[]> {
  const product = productMasterId === null || (await products.find(productMasterId)) !== undefined
  const location = locationId === null || (await locations.find(locationId)) !== undefined
  return [...(product ? [] : [unknown('/productMasterId', 'a product')]), ...(location ? [] : [unknown('/locationId', 'a location')])]
}

/** The places of a scenario with an unknown event. */
export async function unknownEvents(
  { forecastEvents }: Pick<TenantStore, 'forecastEvents'>,
  { assumptions }: Pick<Schemas['ForecastScenarioCreate'], 'assumptions'>,
): Promise<Issue[]> {
  const found = await Promise.all((assumptions?.includedEventIds ?? []).map((id) => forecastEvents.find(id)))
  return found.flatMap((event, index) =>
    event === undefined ? [unknown(`/assumptions/includedEventIds/${index}`, 'a forecast event')] : [],
  )
}

/** The scenarios to compare, and the places of the body with unknown references. */
export async function unknownComparands(
  store: Pick<TenantStore, 'products' | 'locations' | 'channels' | 'forecastScenarios'>,
  body: Schemas['ScenarioComparisonRequest'],
): Promise<{ issues: Issue[]; scenarios: ForecastScenario[] }> {
  const { scenarioIds, productMasterId = null, locationId = null, channelId = null } = body
  const found = await Promise.all(scenarioIds.map((id) => store.forecastScenarios.find(id)))
  const channel = channelId === null || (await store.channels.all()).some(({ id }) => id === channelId)
  return {
    issues: [
      ...found.flatMap((scenario, index) => (scenario === undefined ? [unknown(`/scenarioIds/${index}`, 'a forecast scenario')] : [])),
      ...(await unknownPlaces(store, { productMasterId, locationId })),
      ...(channel ? [] : [unknown('/channelId', 'a channel')]),
    ],
    scenarios: found.filter((scenario) => scenario !== undefined),
  }
}

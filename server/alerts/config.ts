import type { Schemas } from '../../spec/contract.ts'
import { maxIssues, refuse } from '../refusals.ts'
import type { Alert, AlertConfig } from '../store/alerts-store.ts'

/** The configuration of a tenant that has not set one, and the defaults of omitted properties (`AlertConfigReplace` in the contract). */
export const defaultConfig: AlertConfig = {
  enabled: true,
  destinations: [],
  alertTypes: { stockout: true, lowAtp: true, forecastDeviation: true, expiry: true, slowMoving: false, overstock: false },
  cooldownMinutes: 60,
}

const switchOf: Readonly<Record<Schemas['AlertType'], keyof AlertConfig['alertTypes']>> = {
  STOCKOUT: 'stockout',
  LOW_ATP: 'lowAtp',
  FORECAST_DEVIATION: 'forecastDeviation',
  EXPIRY: 'expiry',
  SLOW_MOVING: 'slowMoving',
  OVERSTOCK: 'overstock',
}

/** Whether alerts of a type are raised automatically. */
export function raises({ enabled, alertTypes }: AlertConfig, type: Schemas['AlertType']): boolean {
  return enabled && alertTypes[switchOf[type]]
}

/** The recipients of an alert: the enabled destinations, or none if alerts are disabled. */
export function recipients({ enabled, destinations }: AlertConfig): Alert['destinations'] {
  return enabled ? destinations.filter((each) => each.enabled).map(({ id, type, value, name }) => ({ id, type, value, name })) : []
}

const address = ({ type, value }: Pick<AlertConfig['destinations'][number], 'type' | 'value'>) => `${type} ${value}`

/** The indexes of texts that occur earlier in the list. */
const repeated = (texts: readonly (string | undefined)[]) =>
  texts.flatMap((text, index) => (text !== undefined && texts.indexOf(text) < index ? [index] : []))

/** Rejects destinations whose value does not match their type, and destinations with the same id or address, with `requestInvalid`. */
function checkDestinations(sent: readonly Schemas['AlertDestinationReplace'][]): void {
  const wrong = (path: string, message: string) => ({ in: 'body' as const, path: `/config/destinations/${path}`, message })
  const issues = [
    ...sent.flatMap(({ type, value }, index) => {
      const isUrl = value.startsWith('https://')
      if (isUrl === (type === 'WEBHOOK')) return []
      return [wrong(`${index}/value`, type === 'EMAIL' ? 'must be an email address' : 'must be an https URL')]
    }),
    ...repeated(sent.map(({ id }) => id)).map((index) => wrong(`${index}/id`, 'must be unique among the destinations')),
    ...repeated(sent.map(address)).map((index) => wrong(`${index}/value`, 'must be unique among the destinations of the type')),
  ]
  if (issues.length > 0) throw refuse('requestInvalid', { issues: issues.slice(0, maxIssues) })
}

/**
 * The configuration from the request body, with defaults for omitted properties. A destination without an id keeps the id that its address has in
 * `present`, unless that id was sent for another destination; otherwise it gets a new one.
 */
export function replacedConfig(sent: Schemas['AlertConfigReplace'], present: AlertConfig, newId: () => string): AlertConfig {
  const { enabled = defaultConfig.enabled, destinations = [], alertTypes = {}, cooldownMinutes = defaultConfig.cooldownMinutes } = sent
  checkDestinations(destinations)
  const taken = new Set(destinations.map(({ id }) => id))
  const idOf = new Map(present.destinations.filter(({ id }) => !taken.has(id)).map((each) => [address(each), each.id]))
  return {
    enabled,
    destinations: destinations.map((each) => ({
      id: each.id ?? idOf.get(address(each)) ?? newId(),
      type: each.type,
      value: each.value,
      name: each.name,
      enabled: each.enabled ?? true,
    })),
    alertTypes: { ...defaultConfig.alertTypes, ...alertTypes },
    cooldownMinutes,
  }
}

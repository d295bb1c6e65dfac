import type { Schemas } from '../../spec/contract.ts'
import { maxIssues, refuse } from '../refusals.ts'
import type { Alert, AlertConfig } from '../store/alerts-store.ts'

/** What a tenant has that never set a configuration, and what is left out falls back to (`AlertConfigReplace` in the contract). */
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

/** Whether alerts of a type are raised by themselves. */
export function raises({ enabled, alertTypes }: AlertConfig, type: Schemas['AlertType']): boolean {
  return enabled && alertTypes[switchOf[type]]
}

/** Whom an alert is meant for: the destinations that are enabled, and nobody while alerts are switched off. */
export function recipients({ enabled, destinations }: AlertConfig): Alert['destinations'] {
  return enabled ? destinations.filter((each) => each.enabled).map(({ id, type, value, name }) => ({ id, type, value, name })) : []
}

const address = ({ type, value }: Pick<AlertConfig['destinations'][number], 'type' | 'value'>) => `${type} ${value}`

/** The places at which the texts stand that stood before. */
const repeated = (texts: readonly (string | undefined)[]) =>
  texts.flatMap((text, index) => (text !== undefined && texts.indexOf(text) < index ? [index] : []))

/** Refuses destinations whose value is not of their type, and those that share an id or an address, with `requestInvalid`. */
function checkDestinations(sent: readonly Schemas['AlertDestinationReplace'][]): void {
  const wrong = (path: string, message: string) => ({ in: 'body' as const, path: `/config/destinations/${path}`, message })
  const issues = [
    ...sent.flatMap(({ type, value }, index) => {
      const isUrl = value.startsWith('https://')
      if (isUrl === (type === 'WEBHOOK')) return []
      return [wrong(`${index}/value`, type === 'EMAIL' ? 'must be an email address' : 'must be an https URL')]
    }),
    ...repeated(sent.map(({ id }) => id)).map((index) => wrong(`${index}/id`, 'must not be the id of another destination')),
    ...repeated(sent.map(address)).map((index) => wrong(`${index}/value`, 'must not be the value of another destination of the type')),
  ]
  if (issues.length > 0) throw refuse('requestInvalid', { issues: issues.slice(0, maxIssues) })
}

/**
 * The configuration that was sent, with what was left out at its default. A destination without an id keeps the one that its address has in `present`,
 * unless that was sent for another, or gets a new one.
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

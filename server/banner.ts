import { contract } from '../spec/contract.ts'
import type { Settings } from './settings.ts'
import { shownUrl } from './store/engines.ts'

/** API keys by tenant and name. */
export type KeysByTenant = Readonly<Record<string, Readonly<Record<string, string>>>>

/** The settings that are printed. */
type Printed = Pick<Settings, 'databaseUrl' | 'rateLimitPerMinute' | 'rateLimitPerHour' | 'cors' | 'deviations'> &
  Partial<Pick<Settings, 'redisUrl' | 'seed' | 'data' | 'docs'>> & {
    /** The path of the database file, if the start created it. */
    readonly created?: string | undefined
  }

/** Where the server listens, each as `http://127.0.0.1:4010`. */
export interface Addresses {
  readonly origin: string
  /** Of its control plane. */
  readonly control?: string | undefined
  /** Of its health checks. */
  readonly health?: string | undefined
}

/** The text printed after the start. */
export function banner({ origin, control, health }: Addresses, settings: Printed, keys: KeysByTenant): string {
  const rows = Object.entries(keys).flatMap(([tenant, byName]) => Object.entries(byName).map(([name, key]) => [tenant, name, key] as const))
  const width = (column: 0 | 1) => Math.max(...rows.map((row) => row[column].length))
  const table = rows.map(([tenant, name, key]) => `  ${tenant.padEnd(width(0))}  ${name.padEnd(width(1))}  ${key}`)
  const title = settings.data === undefined ? 'Demo keys' : 'Keys'
  return [
    `Reference server of the ${contract.title}`,
    '',
    `  base URL  ${origin}/api`,
    `  page      ${origin}/ (examples and keys)`,
    ...(settings.docs === true ? [`  docs      ${origin}/docs/`] : []),
    `  database  ${shownUrl(settings.databaseUrl)}${settings.created === undefined ? '' : ` (created: ${settings.created})`}`,
    `  limits    ${settings.rateLimitPerMinute} requests per minute and ${settings.rateLimitPerHour} per hour, per API key`,
    ...(settings.redisUrl === undefined ? [] : [`  counters  Redis at ${new URL(settings.redisUrl).host}`]),
    ...(health === undefined ? [] : [`  health    ${health}/healthz, /readyz, /metrics`]),
    ...(settings.cors.length === 0 ? [] : [`  cors      ${settings.cors.includes('*') ? 'all origins' : settings.cors.join(', ')}`]),
    ...(settings.deviations.length === 0 ? [] : [`  FAULTS    enabled on purpose: ${settings.deviations.join(', ')}`]),
    ...(settings.seed === undefined ? [] : [`  seed      ${settings.seed} (keys that are created can be predicted)`]),
    ...(control === undefined
      ? []
      : [
          `  CONTROL   ${control} (no credentials; for tests only${settings.redisUrl === undefined ? '' : '; controls all servers with this Redis'})`,
        ]),
    ...(rows.length === 0 ? [] : ['', title, '', ...table]),
    '',
  ].join('\n')
}

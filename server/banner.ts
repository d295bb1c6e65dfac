import { contract } from '../spec/contract.ts'
import type { Settings } from './settings.ts'

/** API keys by tenant and name. */
export type KeysByTenant = Readonly<Record<string, Readonly<Record<string, string>>>>

/** The settings that are printed. */
type Printed = Pick<Settings, 'databaseUrl' | 'rateLimitPerMinute' | 'rateLimitPerHour' | 'cors' | 'deviations'> &
  Partial<Pick<Settings, 'seed' | 'data'>>

/**
 * The text printed after the start; `origin` is the address that the server listens on, `http://127.0.0.1:4010`, `control` that of its control
 * plane, and `health` that of its health checks.
 */
export function banner(origin: string, settings: Printed, keys: KeysByTenant, control?: string, health?: string): string {
  const rows = Object.entries(keys).flatMap(([tenant, byName]) => Object.entries(byName).map(([name, key]) => [tenant, name, key] as const))
  const width = (column: 0 | 1) => Math.max(...rows.map((row) => row[column].length))
  const table = rows.map(([tenant, name, key]) => `  ${tenant.padEnd(width(0))}  ${name.padEnd(width(1))}  ${key}`)
  const title = settings.data === undefined ? 'Demo keys' : 'Keys'
  return [
    `Reference server of the ${contract.title}`,
    '',
    `  base URL  ${origin}/api`,
    `  database  ${settings.databaseUrl}`,
    `  limits    ${settings.rateLimitPerMinute} requests per minute and ${settings.rateLimitPerHour} per hour, per API key`,
    ...(health === undefined ? [] : [`  health    ${health}/healthz, /readyz, /metrics`]),
    ...(settings.cors.length === 0 ? [] : [`  cors      ${settings.cors.includes('*') ? 'all origins' : settings.cors.join(', ')}`]),
    ...(settings.deviations.length === 0 ? [] : [`  FAULTS    enabled on purpose: ${settings.deviations.join(', ')}`]),
    ...(settings.seed === undefined ? [] : [`  seed      ${settings.seed} (keys that are created can be predicted)`]),
    ...(control === undefined ? [] : [`  CONTROL   ${control} (no credentials; for tests only)`]),
    ...(rows.length === 0 ? [] : ['', title, '', ...table]),
    '',
  ].join('\n')
}

import { contract } from '../spec/contract.ts'
import type { Settings } from './settings.ts'

/** API keys by tenant and name. */
export type KeysByTenant = Readonly<Record<string, Readonly<Record<string, string>>>>

/** The text printed after the start; `origin` is the address that the server listens on, `http://127.0.0.1:4010`. */
export function banner(origin: string, settings: Settings, keys: KeysByTenant): string {
  const rows = Object.entries(keys).flatMap(([tenant, byName]) => Object.entries(byName).map(([name, key]) => [tenant, name, key] as const))
  const width = (column: 0 | 1) => Math.max(...rows.map((row) => row[column].length))
  const table = rows.map(([tenant, name, key]) => `  ${tenant.padEnd(width(0))}  ${name.padEnd(width(1))}  ${key}`)
  return [
    `Reference server of the ${contract.title}`,
    '',
    `  base URL  ${origin}/api`,
    `  database  ${settings.databaseUrl}`,
    `  limits    ${settings.rateLimitPerMinute} requests per minute and ${settings.rateLimitPerHour} per hour, per API key`,
    ...(settings.cors.length === 0 ? [] : [`  cors      ${settings.cors.includes('*') ? 'all origins' : settings.cors.join(', ')}`]),
    ...(settings.deviations.length === 0 ? [] : [`  FAULTS    enabled on purpose: ${settings.deviations.join(', ')}`]),
    '',
    'Demo keys',
    '',
    ...table,
    '',
  ].join('\n')
}

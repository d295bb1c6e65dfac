import { expect, test } from 'vitest'
import { contract, type Schema, type Schemas, valueAt } from '../../spec/contract.ts'
import type { AlertConfig } from '../store/alerts-store.ts'
import { defaultConfig, raises, recipients, replacedConfig } from './config.ts'

const mail = { type: 'EMAIL', value: 'planning@outdoor.example', name: 'Planning' } as const
const hook = { type: 'WEBHOOK', value: 'https://outdoor.example/hook', name: 'Board' } as const
const types = ['STOCKOUT', 'LOW_ATP', 'FORECAST_DEVIATION', 'EXPIRY', 'SLOW_MOVING', 'OVERSTOCK'] as const

let count = 0
const replaced = (sent: Schemas['AlertConfigReplace'], present: AlertConfig = defaultConfig) => {
  count = 0
  return replacedConfig(sent, present, () => `dest_new${++count}`)
}

test('what is left out has the default of the contract', () => {
  const of = (name: string) => Object.entries((valueAt(contract.document, `/components/schemas/${name}`) as Schema).properties ?? {})
  const defaults = Object.fromEntries(of('AlertConfigReplace').map(([name, schema]) => [name, schema.default]))
  expect(replaced({})).toEqual(defaults)
  expect(replaced({ alertTypes: {} }).alertTypes).toEqual(
    Object.fromEntries(of('AlertTypesReplace').map(([name, schema]) => [name, schema.default])),
  )
  expect(replaced({ destinations: [mail] }).destinations).toEqual([{ id: 'dest_new1', ...mail, enabled: true }])
})

test('what is sent is kept, in its order', () => {
  const sent = {
    enabled: false,
    destinations: [
      { id: 'dest_2', ...hook, enabled: false },
      { id: 'dest_1', ...mail, enabled: true },
    ],
    alertTypes: { stockout: false, lowAtp: false, forecastDeviation: false, expiry: false, slowMoving: true, overstock: true },
    cooldownMinutes: 0,
  }
  expect(replaced(sent)).toEqual(sent)
  expect(replaced({ ...sent, ...replaced(sent) })).toEqual(sent)
})

test('a destination without an id keeps the one that its address has, and sending it again changes nothing', () => {
  const present = replaced({ destinations: [{ id: 'dest_1', ...mail }] })
  const next = replaced({ destinations: [hook, { ...mail, name: 'Renamed' }] }, present)
  expect(next.destinations.map(({ id }) => id)).toEqual(['dest_new1', 'dest_1'])
  expect(replaced({ destinations: [hook, { ...mail, name: 'Renamed' }] }, next)).toEqual(next)
})

test('a destination without an id gets a new one where another was sent with its old one', () => {
  const present = replaced({ destinations: [{ id: 'dest_1', ...mail }] })
  const sent = { destinations: [{ id: 'dest_1', ...hook }, mail] }
  const next = replaced(sent, present)
  expect(next.destinations.map(({ id }) => id)).toEqual(['dest_1', 'dest_new1'])
  expect(replaced(sent, next)).toEqual(next)
})

test.each<[string, Schemas['AlertDestinationReplace'][], string[]]>([
  ['an address that is none', [{ ...mail, value: hook.value }], ['/config/destinations/0/value']],
  ['a URL that is none', [mail, { ...hook, value: mail.value }], ['/config/destinations/1/value']],
  [
    'an id twice',
    [
      { id: 'dest_1', ...mail },
      { id: 'dest_1', ...hook },
    ],
    ['/config/destinations/1/id'],
  ],
  ['an address twice', [{ id: 'dest_1', ...mail }, hook, { ...mail, name: 'Other' }], ['/config/destinations/2/value']],
])('%s is refused', (_, destinations, paths) => {
  expect(() => replaced({ destinations })).toThrow(
    expect.objectContaining({
      refusal: 'requestInvalid',
      details: { issues: paths.map((path) => expect.objectContaining({ in: 'body', path })) },
    }),
  )
})

test('alerts are raised where both switches are on', () => {
  expect(types.filter((type) => raises(defaultConfig, type))).toEqual(['STOCKOUT', 'LOW_ATP', 'FORECAST_DEVIATION', 'EXPIRY'])
  expect(types.filter((type) => raises({ ...defaultConfig, enabled: false }, type))).toEqual([])
})

test('alerts are meant for destinations that are enabled', () => {
  const config = replaced({ destinations: [mail, { ...hook, enabled: false }] })
  expect(recipients(config)).toEqual([{ id: 'dest_new1', ...mail }])
  expect(recipients({ ...config, enabled: false })).toEqual([])
})

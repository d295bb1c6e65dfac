import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Schemas } from '../../spec/contract.ts'
import { openTransfers, type TransfersFixture } from '../testing/transfers-fixture.ts'

let house: TransfersFixture
let call: TransfersFixture['call']
beforeEach(async () => {
  house = await openTransfers()
  call = house.call
})
afterEach(() => house.close())

const latest = { page: 1, limit: 20, sortBy: 'createdAt', sortOrder: 'desc' } as const
const types = { stockout: true, lowAtp: true, forecastDeviation: true, expiry: true, slowMoving: false, overstock: false }
const mail = { id: 'dest_1', type: 'EMAIL', value: 'planning@outdoor.example', name: 'Planning', enabled: true } as const
const hook = { id: 'dest_2', type: 'WEBHOOK', value: 'https://outdoor.example/hook', name: 'Board', enabled: false } as const
const config = { enabled: true, destinations: [mail, hook], alertTypes: types, cooldownMinutes: 60 }

const replace = (sent: Schemas['AlertConfigReplace']) => call('replaceAlertConfig', { body: { config: sent } })

describe('the alert configuration', () => {
  test('has defaults until it is set', async () => {
    expect(await call('getAlertConfig', {})).toEqual({
      status: 200,
      data: { config: { enabled: true, destinations: [], alertTypes: types, cooldownMinutes: 60 } },
    })
  })

  test('is replaced as a whole, and can be sent back as it is read', async () => {
    expect((await replace(config)).data).toEqual({ config })
    const read = await call('getAlertConfig', {})
    expect(read.data).toEqual({ config })
    expect((await call('replaceAlertConfig', { body: read.data })).data).toEqual(read.data)
    const { data } = await replace({ cooldownMinutes: 5 })
    expect(data.config).toEqual({ enabled: true, destinations: [], alertTypes: types, cooldownMinutes: 5 })
    expect((await call('getAlertConfig', {})).data).toEqual(data)
  })

  test('gives a destination an id and keeps it', async () => {
    const { type, value, name } = mail
    const [made] = (await replace({ destinations: [{ type, value, name }] })).data.config.destinations
    expect(made?.id).toMatch(/^dest_[0-9a-z]{20}$/)
    expect((await replace({ destinations: [{ type, value, name }] })).data.config.destinations).toEqual([made])
  })

  test('stays as it is when what is sent is refused', async () => {
    await replace(config)
    await expect(replace({ destinations: [mail, mail] })).rejects.toMatchObject({ refusal: 'requestInvalid' })
    expect((await call('getAlertConfig', {})).data).toEqual({ config })
  })

  test('belongs to its tenant', async () => {
    await replace(config)
    expect((await house.callAsOther('getAlertConfig', {})).data.config.destinations).toEqual([])
  })
})

describe('an alert that is triggered by hand', () => {
  test('is recorded with those whom it is meant for', async () => {
    await replace(config)
    const body = { type: 'STOCKOUT', message: 'A pallet is lost.', productMasterId: 'prod_a', locationId: 'loc_2' } as const
    const { data } = await call('triggerAlert', { body })
    expect(data).toEqual({
      ...body,
      id: data.id,
      origin: 'MANUAL',
      value: null,
      threshold: null,
      destinations: [{ id: 'dest_1', type: 'EMAIL', value: mail.value, name: 'Planning' }],
      createdAt: '2026-06-01T12:00:00Z',
    })
    expect((await call('listAlertHistory', { query: latest })).data).toEqual([data])
  })

  test('is recorded for nobody while alerts are switched off', async () => {
    await replace({ ...config, enabled: false, alertTypes: { stockout: false } })
    const { data } = await call('triggerAlert', { body: { type: 'STOCKOUT', message: null, productMasterId: null, locationId: null } })
    expect(data.destinations).toEqual([])
  })

  test.each([
    ['STOCKOUT', 'prod_a', 'loc_2', 'Stockout of Product A at Location 2.'],
    ['SLOW_MOVING', 'prod_a', null, 'Slow-moving stock of Product A.'],
    ['EXPIRY', null, 'loc_2', 'Expiry at Location 2.'],
    ['FORECAST_DEVIATION', null, null, 'Forecast deviation.'],
  ] as const)('of type %s, about %s at %s, says: %s %s', async (type, productMasterId, locationId, want) => {
    const { data } = await call('triggerAlert', { body: { type, message: null, productMasterId, locationId } })
    expect(data.message).toBe(want)
  })

  test('is about something that is there', async () => {
    const body = { type: 'STOCKOUT', message: null, productMasterId: 'prod_theirs', locationId: 'loc_theirs' } as const
    await expect(call('triggerAlert', { body })).rejects.toMatchObject({
      refusal: 'referenceUnknown',
      details: { issues: [{ path: '/productMasterId' }, { path: '/locationId' }] },
    })
    expect((await call('listAlertHistory', { query: latest })).data).toEqual([])
  })
})

test('alerts are listed by what is asked for, and only to their tenant', async () => {
  const trigger = async (type: Schemas['AlertType'], productMasterId: string | null, locationId: string | null, hour: number) =>
    (await call('triggerAlert', { body: { type, message: null, productMasterId, locationId } }, { now: Date.UTC(2026, 5, 1, hour) })).data
      .id
  const one = await trigger('STOCKOUT', 'prod_a', 'loc_1', 8)
  const two = await trigger('EXPIRY', 'prod_a', 'loc_2', 9)
  const three = await trigger('LOW_ATP', null, null, 10)
  const found = async (filter: object) => (await call('listAlertHistory', { query: { ...latest, ...filter } })).data.map(({ id }) => id)
  expect(await found({})).toEqual([three, two, one])
  expect(await found({ sortBy: 'type', sortOrder: 'asc' })).toEqual([two, three, one])
  expect(await found({ type: 'EXPIRY' })).toEqual([two])
  expect(await found({ productMasterId: 'prod_a' })).toEqual([two, one])
  expect(await found({ productMasterId: 'prod_a', locationId: 'loc_1' })).toEqual([one])
  expect(await found({ origin: 'AUTOMATIC' })).toEqual([])
  expect(await found({ startDate: '2026-06-01T09:00:00Z' })).toEqual([three, two])
  expect(await found({ endDate: '2026-06-01T09:00:00Z' })).toEqual([two, one])
  expect(await found({ startDate: '2026-06-01T08:00:00.001Z', endDate: '2026-06-01T09:59:59.999Z' })).toEqual([two])
  expect((await house.callAsOther('listAlertHistory', { query: latest })).data).toEqual([])
})

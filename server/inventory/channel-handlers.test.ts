import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Input } from '../handlers.ts'
import { first, openInventory, type InventoryFixture } from '../testing/inventory-fixture.ts'

let room: InventoryFixture
let call: InventoryFixture['call']
beforeEach(async () => {
  room = await openInventory()
  call = room.call
})
afterEach(() => room.close())

describe('ATP', () => {
  type Query = Input<'listChannelLocationAtp'>['query']
  const list = async (query: Partial<Query> = {}) =>
    (await call('listChannelLocationAtp', { query: { ...first, sortBy: 'productName', ...query } })).data
  const rows = async (query: Partial<Query> = {}) =>
    (await list(query)).map(({ productMasterId, location, minAtp, maxAtp }) => [productMasterId, location.id, minAtp, maxAtp])

  test('is what is available of stock that is neither expired nor recalled, less the safety stock of each channel', async () => {
    const [bar, boot] = await list({ locationId: 'loc_1' })
    expect(boot).toEqual({
      productMasterId: 'prod_a',
      productName: 'Boot',
      globalSku: 'SKU-prod_a',
      location: { id: 'loc_1', name: 'Hamburg' },
      channels: [
        {
          channelId: 'SHOP',
          channelName: 'Shop',
          channelType: 'E_COMMERCE',
          atp: 150,
          onHand: 210,
          reserved: 50,
          onHold: 10,
          picked: 0,
          available: 150,
          safetyStock: 0,
          severity: 'OK',
          threshold: 10,
          policyId: 'policy_1',
        },
        {
          channelId: 'TRADE',
          channelName: 'Trade',
          channelType: 'WHOLESALE',
          atp: 90,
          onHand: 210,
          reserved: 50,
          onHold: 10,
          picked: 0,
          available: 150,
          safetyStock: 60,
          severity: 'OK',
          threshold: 10,
          policyId: 'policy_2',
        },
      ],
      totalOnHand: 210,
      totalReserved: 50,
      minAtp: 90,
      maxAtp: 150,
      hasCritical: false,
    })
    expect(bar).toMatchObject({ productMasterId: 'prod_l', totalOnHand: 7, minAtp: -53, maxAtp: 7, hasCritical: true })
  })

  test.each<[Partial<Query>, unknown[]]>([
    [
      { sortBy: 'minAtp' },
      [
        ['prod_b', 'loc_2', -59.7, 0.3],
        ['prod_l', 'loc_1', -53, 7],
        ['prod_b', 'loc_1', 10, 70],
        ['prod_a', 'loc_1', 90, 150],
      ],
    ],
    [
      { productMasterId: 'prod_b', sortBy: 'totalOnHand', sortOrder: 'desc' },
      [
        ['prod_b', 'loc_1', 10, 70],
        ['prod_b', 'loc_2', -59.7, 0.3],
      ],
    ],
    [{ locationId: 'loc_2' }, [['prod_b', 'loc_2', -59.7, 0.3]]],
    [{ channelId: 'TRADE', locationId: 'loc_2' }, [['prod_b', 'loc_2', -59.7, -59.7]]],
    [{ channelId: 'THEIRS' }, []],
    [
      { severity: 'CRITICAL', sortBy: 'globalSku' },
      [
        ['prod_b', 'loc_2', -59.7, 0.3],
        ['prod_l', 'loc_1', -53, 7],
      ],
    ],
    [{ severity: 'CRITICAL', channelId: 'SHOP' }, []],
    [
      { severity: 'LOW', sortBy: 'maxAtp' },
      [
        ['prod_b', 'loc_2', -59.7, 0.3],
        ['prod_l', 'loc_1', -53, 7],
        ['prod_b', 'loc_1', 10, 70],
      ],
    ],
    [{ severity: 'LOW', channelId: 'TRADE' }, [['prod_b', 'loc_1', 10, 10]]],
    [
      { severity: 'OK', sortBy: 'totalReserved' },
      [
        ['prod_b', 'loc_1', 10, 70],
        ['prod_a', 'loc_1', 90, 150],
      ],
    ],
    [{ productMasterId: 'prod_theirs' }, []],
  ])('with %o has %o', async (query, want) => {
    expect(await rows(query)).toEqual(want)
  })

  test('is the business of a tenant with a channel', async () => {
    const { data } = await room.callAsOther('listChannelLocationAtp', { query: { ...first, sortBy: 'productName' } })
    expect(data).toMatchObject([{ productMasterId: 'prod_theirs', minAtp: 4, channels: [{ channelId: 'THEIRS' }] }])
  })
})

describe('the drilldown', () => {
  const drill = async (query: Input<'getChannelLocationDrilldown'>['query'] = {}) =>
    (await call('getChannelLocationDrilldown', { query })).data

  test('shows the stock behind the ATP, the scarcest first', async () => {
    const data = await drill()
    expect(data).toMatchObject({ productMasterId: null, locationId: null, channelId: null, rowCount: 4 })
    expect(data.rows.map(({ stockLines }) => stockLines.map(({ id }) => id))).toEqual([
      ['item_b2'],
      ['item_l2'],
      ['item_b1'],
      ['item_a1', 'item_a2'],
    ])
    for (const row of data.rows) {
      const onHand = row.stockLines.reduce((sum, { qtyOnHand }) => sum + qtyOnHand, 0)
      expect(row.channels.map((channel) => channel.onHand)).toEqual([onHand, onHand])
      expect(row.stockLineCount).toBe(row.stockLines.length)
    }
  })

  test('is narrowed down, by what names nothing to nothing', async () => {
    const one = await drill({ productMasterId: 'prod_a', locationId: 'loc_1', channelId: 'TRADE' })
    expect(one).toMatchObject({ productMasterId: 'prod_a', locationId: 'loc_1', channelId: 'TRADE', rowCount: 1 })
    expect(one.rows[0]?.channels).toMatchObject([{ channelId: 'TRADE', atp: 90 }])
    for (const query of [{ productMasterId: 'prod_theirs' }, { locationId: 'loc_theirs' }, { channelId: 'THEIRS' }]) {
      expect(await drill(query)).toMatchObject({ ...query, rowCount: 0, rows: [] })
    }
  })
})

describe('channel summaries', () => {
  type Query = Input<'listChannelSummaries'>['query']
  const list = async (query: Partial<Query> = {}) =>
    (await call('listChannelSummaries', { query: { ...first, sortBy: 'channelId', ...query } })).data

  test('add up the rows of the ATP list', async () => {
    const counts = { rowCount: 4, totalOnHand: 297.3, totalReserved: 60, totalOnHold: 10, totalPicked: 0, totalAvailable: 227.3 }
    expect(await list()).toEqual([
      {
        channelId: 'SHOP',
        channelName: 'Shop',
        channelType: 'E_COMMERCE',
        policyId: 'policy_1',
        lowAtpThreshold: 10,
        safetyStock: 0,
        ...counts,
        okCount: 2,
        lowCount: 2,
        criticalCount: 0,
        totalAtp: 227.3,
      },
      {
        channelId: 'TRADE',
        channelName: 'Trade',
        channelType: 'WHOLESALE',
        policyId: 'policy_2',
        lowAtpThreshold: 10,
        safetyStock: 60,
        ...counts,
        okCount: 1,
        lowCount: 1,
        criticalCount: 2,
        totalAtp: -12.7,
      },
    ])
  })

  test.each<[Partial<Query>, unknown[]]>([
    [{ sortBy: 'totalAtp' }, ['TRADE 4 -12.7', 'SHOP 4 227.3']],
    [{ sortBy: 'lowCount', sortOrder: 'desc' }, ['SHOP 4 227.3', 'TRADE 4 -12.7']],
    [{ sortBy: 'criticalCount' }, ['SHOP 4 227.3', 'TRADE 4 -12.7']],
    [{ sortBy: 'channelName', sortOrder: 'desc' }, ['TRADE 4 -12.7', 'SHOP 4 227.3']],
    [{ channelType: 'WHOLESALE' }, ['TRADE 4 -12.7']],
    [{ channelId: 'SHOP', locationId: 'loc_2' }, ['SHOP 1 0.3']],
    [{ channelId: 'TRADE', productMasterId: 'prod_b' }, ['TRADE 2 -49.7']],
    [{ locationId: 'loc_3' }, ['SHOP 0 0', 'TRADE 0 0']],
    [{ channelId: 'THEIRS' }, []],
  ])('with %o has %o', async (query, want) => {
    expect((await list(query)).map(({ channelId, rowCount, totalAtp }) => `${channelId} ${rowCount} ${totalAtp}`)).toEqual(want)
  })
})

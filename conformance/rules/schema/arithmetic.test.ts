import { describe, expect, test } from 'vitest'
import { api } from '../../profile/index.ts'
import type { Answered } from '../../model/exchange.ts'
import { openSchemaJudge } from '../../judge/schema-judge.ts'
import { saidBy } from '../../testing/fixture.ts'
import { agreement } from './agreement.ts'
import { arithmetic } from './arithmetic.ts'

const adds = arithmetic[0]!
const context = { api, schemas: openSchemaJudge(api), secrets: [] }

function answer(data: unknown): Answered {
  const request = { operation: 'listInventory', method: 'GET', headers: {}, credential: { kind: 'none' } } as const
  return {
    number: 1,
    request: {
      ...request,
      url: 'http://127.0.0.1/inventory',
      planned: { ...request, path: '/inventory', params: {}, query: [], effect: 'read' },
    },
    sentAt: 0,
    receivedAt: 0,
    reply: { status: 200, headers: [], body: Buffer.from(JSON.stringify({ data })) },
  }
}

const verdict = (data: unknown) => (adds.concerns(answer(data), context) ? adds.judge(answer(data), context).is : 'not concerned')

const stock = { quantityOnHand: 200, quantityReserved: 50.5, quantityOnHold: 25, quantityPicked: 25 }

describe('numbers that add up', () => {
  test.each([
    ['what is available', { ...stock, quantityAvailable: 99.5 }],
    ['binary fractions', { quantityOnHand: 0.3, quantityReserved: 0.1, quantityOnHold: 0, quantityPicked: 0, quantityAvailable: 0.2 }],
    ['more promised than there is', { onHand: 1, reserved: 2, onHold: 0, picked: 0, available: -1 }],
    ['a value that falls on half a cent, rounded up', { quantityOnHand: 1, unitCost: 1.005, totalValue: 1.01 }],
    ['the same, rounded down', { quantityOnHand: 1, unitCost: 1.005, totalValue: 1 }],
    ['rows that are counted by kind', { okCount: 1, lowCount: 2, criticalCount: 3, rowCount: 6 }],
    ['what is short', { qtyRequested: 5, qtyAvailable: 2, qtyShort: 3 }],
    ['what is not short, though there is more', { qtyRequested: 2, qtyAvailable: 5, qtyShort: 0 }],
    ['a large value, as far as its digits go', { quantityOnHand: 1e12, unitCost: 1, totalValue: 1e12 + 900 }],
    ['a return rounded to four decimals', { quantity: 1, unitMargin: 2, transferCost: 3, estimatedROI: -0.3333 }],
  ])('%s', (_what, row) => {
    expect(verdict([row])).toBe('pass')
  })

  test.each([
    ['a picked unit that is forgotten', { ...stock, quantityAvailable: 124.5 }],
    ['a safety stock that is not left', { available: 150, safetyStock: 20, atp: 150 }],
    ['a cent too much', { quantityOnHand: 2, unitCost: 1.5, totalValue: 3.01 }],
    ['rows of one kind that are forgotten', { okCount: 1, lowCount: 2, criticalCount: 3, rowCount: 3 }],
    ['less that is short', { qtyRequested: 5, qtyAvailable: 2, qtyShort: 2 }],
    ['less than nothing that is short', { qtyRequested: 2, qtyAvailable: 5, qtyShort: -3 }],
    ['a large value that is off', { quantityOnHand: 1e12, unitCost: 1, totalValue: 1e12 + 1100 }],
    [
      'a fraction that is off',
      { quantityOnHand: 0.3, quantityReserved: 0.1, quantityOnHold: 0, quantityPicked: 0, quantityAvailable: 0.2000001 },
    ],
    ['a row far below', { nested: [{ qtyBefore: 5, deltaQty: -5, qtyAfter: 5 }] }],
  ])('not %s', (_what, row) => {
    expect(verdict([row])).toBe('fail')
  })

  test.each([
    ['a value of unknown cost', { quantityOnHand: 2, unitCost: null, totalValue: null }],
    ['a return on no cost', { quantity: 1, unitMargin: 2, transferCost: 0, estimatedROI: null }],
    ['a return on no cost, whatever is said', { quantity: 1, unitMargin: 2, transferCost: 0, estimatedROI: 5 }],
    ['a sum of which one part is missing', { okCount: 1, lowCount: 2, rowCount: 6 }],
    ['a sum that is no number', { okCount: 1, lowCount: 2, criticalCount: 3, rowCount: '6' }],
    ['a count that is not completed', { countedQty: 2, expectedQty: 2, varianceQty: null }],
  ])('%s has nothing to judge', (_what, row) => {
    expect(verdict([row])).toBe('not concerned')
  })
})

test.each([
  ['a product', { quantityOnHand: 3, unitCost: 21652.466666666665, totalValue: 1 }, '64957.4'],
  ['a difference', { countedQty: 0.3, expectedQty: 0.1, varianceQty: 1 }, '0.2'],
  ['a difference of large numbers', { countedQty: 1000000.1, expectedQty: 1000000, varianceQty: 1 }, '0.1'],
  [
    'a difference of nothing',
    { quantityOnHand: 0.3, quantityReserved: 0.2, quantityOnHold: 0.1, quantityPicked: 0, quantityAvailable: 1 },
    '0',
  ],
  ['a large integer', { countedQty: 1234567890123456, expectedQty: 1, varianceQty: 1 }, '1234567890123455'],
])('what is expected of %s has no digits of a binary fraction', (_what, row, want) => {
  const judgement = adds.judge(answer([row]), context)
  expect(judgement.is === 'fail' ? judgement.expected : judgement.is).toMatch(new RegExp(` = ${want}$`))
})

test('a sum of inner values has no digits of a binary fraction', () => {
  const exchange = answer([{ allocations: [{ quantity: 0.1 }, { quantity: 0.2 }], quantity: 1 }])
  expect(saidBy(agreement[0], exchange, context)).toBe('/data/0/quantity the sum of the quantities of the allocations: 0.3 / 1')
})

test('a HEAD response has nothing to judge', () => {
  const { request, ...rest } = answer([{ ...stock, quantityAvailable: 1 }])
  expect(adds.concerns({ ...rest, request: { ...request, method: 'HEAD' } }, context)).toBe(false)
})

describe('an item is marked as available', () => {
  const short = arithmetic[1]!

  test.each([
    [{ qtyShort: 0, available: true }, 'pass'],
    [{ qtyShort: 1, available: false }, 'pass'],
    [{ qtyShort: 0, available: false }, 'fail'],
    [{ qtyShort: 1, available: true }, 'fail'],
    [{ qtyShort: null, available: true }, 'not concerned'],
    [{ qtyShort: 1, available: 7 }, 'not concerned'],
    [{ qtyShort: 1 }, 'not concerned'],
  ])('in %j: %s', (row, want) => {
    const exchange = answer([row])
    expect(short.concerns(exchange, context) ? short.judge(exchange, context).is : 'not concerned').toBe(want)
  })
})

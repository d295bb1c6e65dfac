import { describe, expect, test } from 'vitest'
import { excerptOf, placeText } from './excerpt.ts'
import { maxShown, type ReportedExchange } from './reported-exchange.ts'

const exchangeWith = (body: string): ReportedExchange => ({
  number: 1,
  request: 'GET /products',
  curl: 'curl',
  sent: { headers: [] },
  at: 0,
  milliseconds: 1,
  status: 200,
  headers: [],
  body,
})

/** The text of the place in the body that a finding names. */
function placeOf(seen: string, body: string): string | undefined {
  const place = excerptOf({ seen, exchange: exchangeWith(body) }).body
  return place === undefined ? undefined : placeText(place)
}

describe('the place in a body that a finding names', () => {
  const list = {
    data: Array.from({ length: 60 }, (_, row) => ({ id: `prod_${row}`, name: `A product of the list, number ${row}`, cost: 1 })),
  }

  test('is shown with its neighbors', () => {
    expect(placeOf('"x" at /data/1/name', JSON.stringify({ data: [{}, { id: 'b', name: 'x', cost: 1 }] }))).toBe(
      '/data/1: { "id": "b", "name": "x", "cost": 1 }',
    )
  })

  test('is shown in the same way if the report has only the beginning of the body', () => {
    const beginning = JSON.stringify(list).slice(0, maxShown)
    expect(placeOf('"A product of the list, number 2" at /data/2/name', beginning)).toBe(
      '/data/2: { "id": "prod_2", "name": "A product of the list, number 2", "cost": 1 }',
    )
  })

  test('is the text around it if the body is no JSON', () => {
    expect(placeOf('requestId "req_1"', '<p>requestId: req_1</p>')).toBe('<p>requestId: req_1</p>')
  })
})

import { describe, expect, test } from 'vitest'
import { deviations } from '../../../server/deviations/index.ts'
import { planted } from './parts.ts'

describe('where a fault is planted', () => {
  test.each([
    ['step admit', 'the step that rejects requests without a valid API key'],
    ['store findKey', 'the database query that looks up an API key'],
    ['store forecastEvents.list', 'the database query that lists forecast events'],
    ['handler updateApiKey', 'the code of the operation `updateApiKey` (Update an API key)'],
    ['endpoint listProducts', 'the parameters, body, permissions or `Location` of the operation `listProducts` (List products)'],
    ['path /metrics', 'an additional, undocumented path, `/metrics`'],
    [
      'store products.delete, store products.find',
      'the database query that deletes products and the database query that finds one of the products',
    ],
  ])('is described in words: %s', (part, words) => {
    expect(planted(part)).toBe(words)
  })

  test('is described for every deviation', () => {
    const poor = deviations.filter(({ change: { part } }) => !/^(?:the|an) /.test(planted(part)))
    expect(poor.map(({ id }) => id)).toEqual([])
  })

  test.each(['step fly', 'store products.fly', 'handler fly', 'cache', ''])('must be described: %j', (part) => {
    expect(() => planted(part)).toThrow(RangeError)
  })
})

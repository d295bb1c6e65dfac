import { describe, expect, test } from 'vitest'
import { attempt, isGood } from './attempt.ts'
import { inventedNames } from './names.ts'
import { details } from './table.ts'
import { npmTools } from './tools/typescript.ts'

const contract = 'spec/generated/openapi.json'

describe('the client of', () => {
  test.concurrent.each(npmTools.map((tool) => [tool.name, tool] as const))(
    '%s compiles and reads what the server sends',
    async (_name, tool) => {
      const result = await attempt(tool, contract)
      expect(details(result)).toEqual([])
      expect(isGood(result)).toBe(true)
    },
  )
})

describe('a name', () => {
  test.each([
    'InlineObject',
    'InlineResponse200',
    'ListProductsAnyOf',
    'AbcClassType2Type1',
    'AbcClassType1',
    'CycleCountSheetAllOf',
    'CategorySuggestion_1',
    'FieldValue0',
    'AllowedIpsInner',
  ])('like %s is invented', (name) => {
    expect(inventedNames([name])).toEqual([name])
  })

  test.each(['Product', 'ProductList', 'ApiError', 'ListProductsResponse200', 'NullableFloat64', 'EventType', 'DeleteProduct200Response'])(
    'like %s is not',
    (name) => {
      expect(inventedNames([name])).toEqual([])
    },
  )
})

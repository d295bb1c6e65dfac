import { describe, expect, it } from 'vitest'
import { schemaNumber } from './schema-number.ts'

describe('a number of the contract', () => {
  it('is that of a schema, or of a property, also by reference', () => {
    expect(schemaNumber('maximum', 'Quantity')).toBe(1_000_000_000)
    expect(schemaNumber('maxItems', 'ValidationErrorDetails', 'issues')).toBe(20)
    expect(schemaNumber('default', 'ScenarioGeneration', 'horizonDays')).toBe(30)
    expect(schemaNumber('maxLength', 'Product', 'name')).toBeGreaterThan(0)
  })

  it('has to be there', () => {
    expect(() => schemaNumber('maxItems', 'Quantity')).toThrow('no maxItems for Quantity')
    expect(() => schemaNumber('maximum', 'Product', 'nothing')).toThrow('no maximum for Product.nothing')
  })
})

import { contract, resolved, valueAt, type Schema, type Schemas } from '../spec/contract.ts'

/**
 * Returns a number that a schema of the contract sets, for code that does not validate a body: `schemaNumber('maxItems', 'Transfer', 'lines')`.
 * Throws if the schema does not set it.
 */
export function schemaNumber(keyword: 'default' | 'maximum' | 'maxItems' | 'maxLength', name: keyof Schemas, property?: string): number {
  const schema = valueAt(contract.document, `/components/schemas/${name}`) as Schema
  const owner = property === undefined ? schema : schema.properties?.[property]
  const value = owner === undefined ? undefined : resolved(contract, owner)[keyword]
  if (typeof value === 'number') return value
  throw new Error(`the contract has no ${keyword} for ${[name, property ?? []].flat().join('.')}`)
}

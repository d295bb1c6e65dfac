import type { Schemas } from '../../spec/contract.ts'
import { schemaNumber } from '../schema-number.ts'

type Attribute = Schemas['Attribute']
type ProductAttribute = Schemas['ProductAttribute']
type Issue = Schemas['Issue']
type Value = Schemas['AttributeValue']

/** Maximum number of values of a product. */
export const maxValues = schemaNumber('maxItems', 'AddedProductAttributes', 'attributes')

type Sent = Schemas['AttributeCreate'] & Required<Pick<Schemas['AttributeCreate'], 'description' | 'allowedValues' | 'unit'>>

/** The contradictions in an attribute to create. */
export function attributeIssues({ dataType, allowedValues, unit }: Pick<Sent, 'dataType' | 'allowedValues' | 'unit'>): Issue[] {
  const issues: Issue[] = []
  if (dataType === 'ENUM' && allowedValues.length === 0) {
    issues.push({ in: 'body', path: '/allowedValues', message: 'must contain at least one value if dataType is ENUM' })
  }
  if (dataType !== 'ENUM' && allowedValues.length > 0) {
    issues.push({ in: 'body', path: '/allowedValues', message: 'must be empty unless dataType is ENUM' })
  }
  if (dataType !== 'NUMBER' && unit !== null) {
    issues.push({ in: 'body', path: '/unit', message: 'must be null unless dataType is NUMBER' })
  }
  return issues
}

/** Creates an attribute from the request body, at `time`. */
export function newAttribute(id: string, sent: Sent, time: string): Attribute {
  const { code, name, description, dataType, allowedValues, unit } = sent
  return { id, code, name, description, dataType, allowedValues, unit, createdAt: time, updatedAt: time }
}

type Definition = Pick<Attribute, 'dataType' | 'allowedValues'>

const fits: Readonly<Record<Schemas['AttributeDataType'], (value: Value, allowed: readonly string[]) => boolean>> = {
  TEXT: (value) => typeof value === 'string',
  NUMBER: (value) => typeof value === 'number',
  BOOLEAN: (value) => typeof value === 'boolean',
  ENUM: (value, allowed) => typeof value === 'string' && allowed.includes(value),
}

const wanted: Readonly<Record<Schemas['AttributeDataType'], string>> = {
  TEXT: 'must be a string',
  NUMBER: 'must be a number',
  BOOLEAN: 'must be true or false',
  ENUM: 'must be one of the allowed values of the attribute',
}

/** Whether an attribute accepts a value. */
export function accepts({ dataType, allowedValues }: Definition, value: Value): boolean {
  return fits[dataType](value, allowedValues)
}

/** A value from the request body, with its attribute. */
export interface Assignment {
  readonly attribute: Attribute
  readonly value: Value
}

/** The issues of values for one product: values that their attribute does not accept, and duplicate attributes. */
export function assignmentIssues(assignments: readonly Assignment[]): Issue[] {
  const seen = new Set<string>()
  return assignments.flatMap(({ attribute, value }, index): Issue[] => {
    const again = seen.has(attribute.id)
    seen.add(attribute.id)
    if (again)
      return [{ in: 'body', path: `/attributes/${index}/attributeId`, message: 'must not repeat the attribute of an earlier value' }]
    if (accepts(attribute, value)) return []
    return [{ in: 'body', path: `/attributes/${index}/value`, message: wanted[attribute.dataType] }]
  })
}

/** The value in the format of the contract, assigned to the product at `time`. */
export function productAttribute({ attribute, value }: Assignment, time: string): ProductAttribute {
  const { id, code, name, dataType, unit } = attribute
  return { id, code, name, dataType, unit, value, updatedAt: time }
}

const byCode = (a: ProductAttribute, b: ProductAttribute) => (a.code < b.code ? -1 : 1)

export function inOrderOfCode(attributes: readonly ProductAttribute[]): ProductAttribute[] {
  return attributes.toSorted(byCode)
}

/** The changes, at `time`, if the values `present` of a product are replaced by the wanted ones. */
export function replaced(
  present: readonly ProductAttribute[],
  wantedValues: readonly Assignment[],
  time: string,
): Schemas['ProductAttributesChange'] {
  const before = new Map(present.map((each) => [each.id, each]))
  const kept = new Set(wantedValues.map(({ attribute }) => attribute.id))
  const change: Schemas['ProductAttributesChange'] = {
    added: [],
    changed: [],
    removed: inOrderOfCode(present.filter(({ id }) => !kept.has(id))),
    unchanged: [],
  }
  const inOrder = wantedValues.toSorted((a, b) => (a.attribute.code < b.attribute.code ? -1 : 1))
  for (const assignment of inOrder) {
    const was = before.get(assignment.attribute.id)
    const is = productAttribute(assignment, time)
    if (was === undefined) change.added.push(is)
    else if (was.value === is.value) change.unchanged.push(was)
    else change.changed.push({ attribute: is, previousValue: was.value })
  }
  return change
}

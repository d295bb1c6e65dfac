import type { Schemas } from '../../spec/contract.ts'
import type { Handlers } from '../handlers.ts'
import { refuse } from '../refusals.ts'
import type { Attribute } from '../store/catalog-store.ts'
import type { TenantStore } from '../store/store.ts'
import { UniqueViolation } from '../store/violations.ts'
import { timestamp } from '../timestamp.ts'
import { type Assignment, assignmentIssues, attributeIssues, maxValues, newAttribute, productAttribute, replaced } from './attribute.ts'
import { recordChange, valueChange } from './history.ts'
import { productOf } from './product-handlers.ts'

/** The values from the request body, each with its attribute; rejects unknown attributes and values that do not fit. */
export async function assignmentsOf(
  { attributes }: Pick<TenantStore, 'attributes'>,
  sent: readonly Schemas['ProductAttributeValue'][],
): Promise<Assignment[]> {
  const found: (Attribute | undefined)[] = []
  for (const { attributeId } of sent) found.push(await attributes.find(attributeId))
  const unknown = found.flatMap((attribute, index) => (attribute === undefined ? [index] : []))
  if (unknown.length > 0) {
    throw refuse('referenceUnknown', {
      issues: unknown.map((index) => ({ in: 'body', path: `/attributes/${index}/attributeId`, message: 'must be the id of an attribute' })),
    })
  }
  const assignments = sent.flatMap(({ value }, index) => {
    const attribute = found[index]
    return attribute === undefined ? [] : [{ attribute, value }]
  })
  const issues = assignmentIssues(assignments)
  if (issues.length > 0) throw refuse('requestInvalid', { issues })
  return assignments
}

export const attributeHandlers = {
  listAttributes: async ({ query, store }) => ({ status: 200, ...(await store.attributes.list(query)) }),

  createAttribute: async ({ body, store, now, newId }) => {
    const issues = attributeIssues(body)
    if (issues.length > 0) throw refuse('requestInvalid', { issues })
    const attribute = newAttribute(newId('attr'), body, timestamp(now))
    await store.attributes.insert(attribute).catch((error: unknown) => {
      throw error instanceof UniqueViolation && error.columns.includes('code') ? refuse('attributeCodeTaken') : error
    })
    return { status: 201, data: attribute }
  },

  listProductAttributes: async ({ params, query, store }) => {
    const { id } = await productOf(store, params.productId)
    return { status: 200, ...(await store.productAttributes.list(id, query)) }
  },

  createProductAttributes: ({ params, body, store, ...author }) =>
    store.transaction(async (inner) => {
      const assignments = await assignmentsOf(inner, body.attributes)
      const { id } = await productOf(inner, params.productId)
      const present = await inner.productAttributes.of(id)
      const taken = new Set(present.map((each) => each.id))
      if (assignments.some(({ attribute }) => taken.has(attribute.id))) throw refuse('attributeValueTaken')
      if (present.length + assignments.length > maxValues) throw refuse('attributeValuesFull')
      const attributes = assignments.map((each) => productAttribute(each, timestamp(author.now)))
      for (const each of attributes) await inner.productAttributes.insert(id, each)
      await recordChange(
        inner,
        id,
        attributes.map(({ code, value }) => valueChange(code, null, value)),
        author,
      )
      return { status: 201 as const, data: { attributes } }
    }),

  applyProductAttributes: ({ params, body, store, ...author }) =>
    store.transaction(async (inner) => {
      const assignments = await assignmentsOf(inner, body.attributes)
      const { id } = await productOf(inner, params.productId)
      const { productAttributes } = inner
      const change = replaced(await productAttributes.of(id), assignments, timestamp(author.now))
      for (const { id: attributeId } of change.removed) await productAttributes.delete(id, attributeId)
      for (const { attribute } of change.changed) await productAttributes.update(id, attribute)
      for (const attribute of change.added) await productAttributes.insert(id, attribute)
      const changes = [
        ...change.removed.map(({ code, value }) => valueChange(code, value, null)),
        ...change.changed.map(({ attribute, previousValue }) => valueChange(attribute.code, previousValue, attribute.value)),
        ...change.added.map(({ code, value }) => valueChange(code, null, value)),
      ]
      await recordChange(inner, id, changes, author)
      return { status: 200 as const, data: change }
    }),
} satisfies Pick<
  Handlers,
  'listAttributes' | 'createAttribute' | 'listProductAttributes' | 'createProductAttributes' | 'applyProductAttributes'
>

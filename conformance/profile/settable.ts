/** Writes that set a value and create nothing: the request for each, and the values that a read must return afterwards. */
import type { OperationId } from '../../spec/contract.ts'
import { member, type Answered } from '../model/exchange.ts'
import type { Row, Settable } from '../model/profile.ts'
import type { Resources } from '../model/resource.ts'
import { shown } from '../model/judgement.ts'
import { rowsOf } from '../rules/rows.ts'
import { data, differences, sent } from '../rules/write/own-data.ts'
import { shared, somewhere } from './kinds.ts'

/** The product of the run whose values are set. */
const product = (resources: Resources) => resources.of('createProduct', shared)
const ofProduct = (resources: Resources) => ({ productId: product(resources).id })

/** The product in a category that can be removed later. */
const assigned = (resources: Resources) => {
  const write = resources.act('assignProductCategories', {
    params: ofProduct(resources),
    json: { categoryIds: [resources.named('category')] },
  })
  return { write, read: resources.look('listProductCategories', { params: ofProduct(resources), after: [write] }) }
}

const listed = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** Describes the items in words, if there are any. */
const told = (what: string, each: readonly unknown[]): string[] => (each.length === 0 ? [] : [`${what} ${each.join(', ')}`])

/** Returns the ids that are missing from a list, or not expected in it. */
function otherIds(wanted: readonly unknown[], read: Answered): string[] {
  const ids = rowsOf(read).map(({ id }) => id)
  return [
    ...told(
      'no',
      wanted.filter((id) => !ids.includes(id)),
    ),
    ...told(
      'still',
      ids.filter((id) => !wanted.includes(id)),
    ),
  ]
}

/** A product with a value of one attribute. */
const attributed = (resources: Resources) => {
  const params = { productId: resources.of('createProduct', 'life').id }
  const write = resources.of('createProductAttributes', 'life').create
  return { params, write, read: resources.look('listProductAttributes', { params, after: [write] }) }
}

/** Returns the sent attributes that a list does not contain. They must be all attributes of the product. */
function lostAttributes(write: Answered, read: Answered): string[] {
  const wanted = listed(sent(write)['attributes']) as readonly Row[]
  const ids = wanted.map(({ attributeId }) => attributeId)
  const valueOf = (wantedId: unknown): Row => rowsOf(read).find(({ id }) => id === wantedId) ?? {}
  return [...otherIds(ids, read), ...wanted.flatMap(({ attributeId, value }) => differences({ value }, valueOf(attributeId)))]
}

export const settable: Readonly<Partial<Record<OperationId, Settable>>> = {
  setAvailability: {
    ask: (resources) => {
      const params = { availabilityId: resources.of('recordStock', shared).id }
      const write = resources.act('setAvailability', { params, json: { recalled: true } })
      return { write, read: resources.look('getAvailability', { params, after: [write] }) }
    },
    lost: (write, read) => differences(sent(write), data(read)),
  },
  upsertInventoryLevel: {
    ask: (resources) => {
      const locationId = somewhere(resources)
      const write = resources.act('upsertInventoryLevel', {
        json: { productMasterId: product(resources).id, locationId, minQuantity: 3, reorderQuantity: 5, maxQuantity: 7 },
      })
      return { write, read: resources.look('listProductInventoryLevels', { params: ofProduct(resources), after: [write] }) }
    },
    lost: (write, read) => {
      const row = rowsOf(read).find(({ locationId }) => locationId === sent(write)['locationId'])
      return row === undefined ? ['no item for the location'] : differences(sent(write), row)
    },
  },
  assignProductCategories: {
    ask: assigned,
    lost: (write, read) => otherIds(listed(sent(write)['categoryIds']), read),
  },
  applyProductCategories: {
    ask: (resources) => {
      const params = ofProduct(resources)
      const write = resources.act('applyProductCategories', { params, json: { categoryIds: [] }, after: [assigned(resources).read] })
      return { write, read: resources.look('listProductCategories', { params, after: [write] }) }
    },
    lost: (write, read) => otherIds(listed(sent(write)['categoryIds']), read),
  },
  createProductAttributes: {
    ask: (resources) => {
      const { write, read } = attributed(resources)
      return { write, read }
    },
    lost: lostAttributes,
  },
  applyProductAttributes: {
    ask: (resources) => {
      const { params, ...before } = attributed(resources)
      const write = resources.act('applyProductAttributes', {
        params,
        json: { attributes: [{ attributeId: resources.named('attribute'), value: resources.mark('set-anew') }] },
        after: [before.read],
      })
      return { write, read: resources.look('listProductAttributes', { params, after: [write] }) }
    },
    lost: lostAttributes,
  },
  triggerAlert: {
    ask: (resources) => {
      const write = resources.of('triggerAlert', 'alert').create
      const query = [
        ['sortBy', 'createdAt'],
        ['sortOrder', 'desc'],
        ['limit', String(resources.contract.operations['listAlertHistory']?.list?.maxLimit)],
      ] as const
      return { write, read: resources.look('listAlertHistory', { query, after: [write] }) }
    },
    lost: (write, read) => {
      const id = member(write, 'data', 'id')
      return rowsOf(read).some((row) => row['id'] === id) ? [] : [`no ${shown(id)}`]
    },
  },
}

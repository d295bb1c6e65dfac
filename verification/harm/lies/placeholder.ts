/** Builds the response of a creation for an existing resource. */
import { valueAt } from '../../../spec/contract.ts'
import { as, isObject, jsonOf, rowsOf } from '../answers.ts'
import { kinds, type Kind, type KindOf } from '../kinds.ts'
import type { Answer, Call, Desk } from '../lie.ts'

/** A plaintext key as in the response to a creation; it is not valid. */
const plaintextKey = 'bdk_live_StrangerKey0_0123456789abcdefghijklmnopqrstuvwxyz'

/** Returns `undefined` if no such response can be built. */
export async function placeholder(desk: Desk, call: Call, kind: Kind, id: string): Promise<Answer | undefined> {
  const { read, owner, isList }: KindOf = kinds[kind]
  const { tenant, operation } = call
  if (operation === undefined) return undefined
  const get = (target: string): Promise<Answer> => desk.admin(tenant, 'GET', target)
  if (owner !== undefined) {
    const found = await ofOwner(desk, call, kind, id)
    return found === undefined ? undefined : as(found.answer, operation.success.status, { data: found.row })
  }
  const answer = await get(read.replaceAll('{id}', encodeURIComponent(id)))
  const thing = isList === true ? rowsOf(answer).find((row) => valueAt(row, '/id') === id) : valueAt(jsonOf(answer), '/data')
  if (!isObject(thing)) return undefined
  const data = await dataOf(kind, thing, id, get)
  return data === undefined ? undefined : as(answer, operation.success.status, { data })
}

/** Searches the lists of the first products for the resource. */
async function ofOwner(
  desk: Desk,
  { tenant }: Call,
  kind: Kind,
  id: string,
): Promise<{ readonly answer: Answer; readonly row: unknown } | undefined> {
  const { read } = kinds[kind]
  for (const owner of desk.strangers(tenant, 'product').slice(0, 8)) {
    const answer = await desk.admin(
      tenant,
      'GET',
      read.replaceAll('{owner}', encodeURIComponent(owner)).replaceAll('{id}', encodeURIComponent(id)),
    )
    const row = rowsOf(answer).find((each) => valueAt(each, '/id') === id)
    if (row !== undefined) return { answer, row }
  }
  return undefined
}

async function dataOf(kind: Kind, thing: Record<string, unknown>, id: string, get: (target: string) => Promise<Answer>): Promise<unknown> {
  switch (kind) {
    case 'product-attribute': {
      const { code, name, dataType, unit, updatedAt } = thing
      return { attributes: [{ id, code, name, dataType, unit, value: 'Blue', updatedAt }] }
    }
    case 'stock-line':
    case 'lot-correction': {
      const [transaction] = rowsOf(await get(`/inventory/adjustments?inventoryItemId=${encodeURIComponent(id)}&limit=1`))
      const inventoryItem = lineOf(thing)
      const single = { success: true, transaction, inventoryItem, message: 'Recorded.' }
      return kind === 'stock-line' ? single : { ...single, targetTransaction: transaction, targetInventoryItem: inventoryItem }
    }
    case 'adjustment': {
      const line = await get(`/inventory/availability/${encodeURIComponent(String(thing['inventoryItemId']))}`)
      const seen = valueAt(jsonOf(line), '/data')
      return isObject(seen) ? { success: true, transaction: thing, inventoryItem: lineOf(seen), message: 'Adjusted.' } : undefined
    }
    case 'executed-transfer': {
      const [like] = rowsOf(await get('/transfers/recommendations?status=EXECUTED&limit=1'))
      return isObject(like) ? { ...like, transferId: id } : undefined
    }
    case 'api-key':
    case 'rotated-key':
      return { apiKey: thing, plaintextKey }
    default:
      return thing
  }
}

const lineOf = ({ id, productMasterId, locationId, qtyOnHand, qtyReserved, qtyAvailable }: Record<string, unknown>) => ({
  id,
  productMasterId,
  locationId,
  qtyOnHand,
  qtyReserved,
  qtyAvailable,
})

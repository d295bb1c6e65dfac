import type { Handlers } from '../handlers.ts'
import { rounded } from '../quantity.ts'
import { refuse } from '../refusals.ts'
import type { Schemas } from '../../spec/contract.ts'
import type { TenantStore } from '../store/store.ts'
import { millisecondsOf, timestamp } from '../timestamp.ts'
import { cycleCountSheet, maxLines, mischosen, newCount, repeated, variance } from './cycle-count.ts'
import { moveStock } from './movement.ts'
import { issue, missing, optional, refuseIssues, unknownReferences } from './body-issues.ts'

async function findCount(store: TenantStore, id: string): Promise<Schemas['CycleCount']> {
  const count = await store.cycleCounts.find(id)
  if (count === undefined) throw refuse('resourceUnknown')
  return count
}

async function sheet(store: TenantStore, id: string): Promise<Schemas['CycleCountSheet']> {
  return cycleCountSheet(await findCount(store, id), await store.cycleCounts.lines(id))
}

/** Sets the time of the last count of a stock line, unless it was counted later. */
async function noteCounted(store: TenantStore, inventoryItemId: string, countedAt: string, time: string): Promise<void> {
  const line = await store.inventory.find(inventoryItemId)
  if (line === undefined) return
  const { lastCountedAt } = line
  const later = lastCountedAt !== null && millisecondsOf(lastCountedAt) > millisecondsOf(countedAt)
  await store.inventory.update({ ...line, lastCountedAt: later ? lastCountedAt : countedAt, updatedAt: time })
}

export const cycleCountHandlers = {
  listCycleCounts: async ({ query, store }) => ({ status: 200, ...(await store.cycleCounts.list(query)) }),

  createCycleCount: ({ body, store, now, newId }) =>
    store.transaction(async (inner) => {
      refuseIssues(mischosen(body))
      const { locationId, productMasterIds } = body
      const issues = [
        ...missing(await inner.locations.find(locationId), '/locationId', 'location'),
        ...missing(await optional(inner.reasonCodes, body.reasonCodeId), '/reasonCodeId', 'reason code'),
      ]
      for (const [index, id] of productMasterIds.entries()) {
        issues.push(...missing(await inner.products.find(id), `/productMasterIds/${index}`, 'product'))
      }
      if (issues.length > 0) throw unknownReferences(issues)

      const id = newId('cc')
      await inner.cycleCounts.insert(newCount(id, body, timestamp(now)))
      let lines = 0
      for (const product of body.type === 'FULL' ? [null] : productMasterIds) {
        lines += await inner.cycleCounts.addLines(id, locationId, product, maxLines + 1 - lines)
      }
      if (lines === 0) refuseIssues([issue('/locationId', 'must have a stock line to count')])
      if (lines > maxLines) refuseIssues([issue('/productMasterIds', `must select at most ${maxLines} stock lines to count`)])
      return { status: 201 as const, data: await sheet(inner, id) }
    }),

  getCycleCount: ({ params, store }) =>
    store.transaction(async (inner) => ({ status: 200 as const, data: await sheet(inner, params.cycleCountId) })),

  recordCycleCountLines: ({ params, body, store, now }) =>
    store.transaction(async (inner) => {
      refuseIssues(repeated(body.lines))
      const count = await findCount(inner, params.cycleCountId)
      const known = new Set((await inner.cycleCounts.lines(count.id)).map(({ inventoryItemId }) => inventoryItemId))
      const issues = body.lines.flatMap(({ inventoryItemId }, index) =>
        known.has(inventoryItemId) ? [] : [issue(`/lines/${index}/inventoryItemId`, 'must be the id of a stock line of the count')],
      )
      if (issues.length > 0) throw unknownReferences(issues)
      if (count.status === 'COMPLETED') throw refuse('countCompleted')

      const time = timestamp(now)
      for (const { inventoryItemId, countedQty, comment = null } of body.lines) {
        const line = await inner.inventory.find(inventoryItemId)
        await inner.cycleCounts.updateLine(count.id, {
          inventoryItemId,
          expectedQty: line?.quantityOnHand ?? 0,
          countedQty: rounded(countedQty),
          comment,
          countedAt: time,
          transactionId: null,
        })
      }
      await inner.cycleCounts.update({ id: count.id, status: 'IN_PROGRESS', updatedAt: time, completedAt: null })
      return { status: 200 as const, data: await sheet(inner, count.id) }
    }),

  completeCycleCount: ({ params, store, now, newId }) =>
    store.transaction(async (inner) => {
      const count = await findCount(inner, params.cycleCountId)
      if (count.status !== 'IN_PROGRESS') throw refuse(count.status === 'OPEN' ? 'countEmpty' : 'countCompleted')
      const time = timestamp(now)
      const lines = await inner.cycleCounts.lines(count.id)
      for (const { inventoryItemId, countedAt } of lines) {
        if (countedAt !== null) await noteCounted(inner, inventoryItemId, countedAt, time)
      }
      if (count.autoAdjust) {
        const different = lines.flatMap((line) => {
          const deltaQty = variance(line)
          return deltaQty === null || deltaQty === 0 ? [] : [{ line, deltaQty }]
        })
        const { reasonCodeId } = count
        const movements = different.map(({ line: { inventoryItemId, comment }, deltaQty }) => ({
          inventoryItemId,
          transactionType: 'CYCLE_COUNT' as const,
          deltaQty,
          reasonCodeId,
          comment,
          cycleCountId: count.id,
        }))
        const moved = await moveStock(inner, movements, { now, newId })
        for (const [index, { line }] of different.entries()) {
          await inner.cycleCounts.updateLine(count.id, { ...line, transactionId: moved[index]?.movement.id ?? null })
        }
      }
      await inner.cycleCounts.update({ id: count.id, status: 'COMPLETED', updatedAt: time, completedAt: time })
      return { status: 200 as const, data: await sheet(inner, count.id) }
    }),
} satisfies Pick<Handlers, 'listCycleCounts' | 'createCycleCount' | 'getCycleCount' | 'recordCycleCountLines' | 'completeCycleCount'>

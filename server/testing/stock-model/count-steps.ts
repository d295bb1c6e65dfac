import type { RefusalName } from '../../refusals.ts'
import { has, latest, latestNamed } from '../property-traces.ts'
import { reasonCodeId } from './line-steps.ts'
import { book, free, maxQuantity, lineNamed, mayMove, nameOf, type Place, type Stock, units } from './stock.ts'
import { command, type StockCommand } from './step.ts'

const plan = { scheduledDate: null, reasonCodeId, comment: null }

/** `product` is null for all products. */
export function openCount(location: string, product: string | null, autoAdjust: boolean): StockCommand {
  const chosen = ({ place }: { place: Place }) => place.location === location && (product === null || place.product === product)
  return command({
    sentence: `open a count of ${product ?? 'everything'} at ${location}, ${autoAdjust ? 'to adjust by' : 'not to adjust by'}`,
    refusal: (stock) => ([...stock.lines.values()].some(chosen) ? undefined : 'requestInvalid'),
    ask: async ({ call, lineName }) => {
      const [type, productMasterIds] = product === null ? (['FULL', []] as const) : (['PARTIAL', [product]] as const)
      const body = { ...plan, type, productMasterIds: [...productMasterIds], locationId: location, autoAdjust }
      const { data } = await call('createCycleCount', { body })
      return { id: data.id, lines: data.lines.map(({ inventoryItemId }) => lineName(inventoryItemId)) }
    },
    follow: (stock, { id, lines }) => void stock.counts.push({ id, status: 'OPEN', autoAdjust, lines, variances: new Map() }),
  })
}

export function recordCount(back: number, counted: readonly { readonly place: Place; readonly quantity: number }[]): StockCommand {
  const found = counted.map(({ place, quantity }) => ({ name: nameOf(place), quantity }))
  return command({
    sentence: `in ${latestNamed('count', back)} find ${found.map(({ name, quantity }) => `${units(quantity)} of ${name}`).join(' and ')}`,
    possible: (stock) => has(stock.counts, back) && found.every(({ name }) => stock.lines.has(name)),
    refusal: (stock) => {
      const { lines, status } = latest(stock.counts, back)
      if (!found.every(({ name }) => lines.includes(name))) return 'referenceUnknown'
      return mayMove('cycleCountId', 'recordCycleCountLines', status, 'IN_PROGRESS') ? undefined : 'countCompleted'
    },
    ask: ({ call, lineId }, stock) => {
      const lines = found.map(({ name, quantity }) => ({ inventoryItemId: lineId(name), countedQty: units(quantity) }))
      return call('recordCycleCountLines', { params: { cycleCountId: latest(stock.counts, back).id }, body: { lines } })
    },
    follow: (stock) => {
      const count = latest(stock.counts, back)
      count.status = 'IN_PROGRESS'
      for (const { name, quantity } of found) count.variances.set(name, quantity - lineNamed(stock, name).onHand)
    },
  })
}

/** Why a variance cannot be booked: counted units may have left in the meantime. */
function unbookable(stock: Stock, name: string, variance: number): RefusalName | undefined {
  const line = lineNamed(stock, name)
  if (variance < 0 && free(line) + variance < 0) return 'stockInsufficient'
  return line.onHand + variance > maxQuantity ? 'quantityExceeded' : undefined
}

export function completeCount(back: number): StockCommand {
  return command({
    sentence: `complete ${latestNamed('count', back)}`,
    possible: (stock) => has(stock.counts, back),
    refusal: (stock) => {
      const { status, autoAdjust, lines, variances } = latest(stock.counts, back)
      if (!mayMove('cycleCountId', 'completeCycleCount', status, 'COMPLETED')) return status === 'OPEN' ? 'countEmpty' : 'countCompleted'
      if (!autoAdjust) return undefined
      return lines.map((name) => unbookable(stock, name, variances.get(name) ?? 0)).find((refusal) => refusal !== undefined)
    },
    ask: ({ call }, stock) => call('completeCycleCount', { params: { cycleCountId: latest(stock.counts, back).id }, body: undefined }),
    follow: (stock) => {
      const count = latest(stock.counts, back)
      count.status = 'COMPLETED'
      if (!count.autoAdjust) return
      for (const [name, variance] of count.variances) book(stock, lineNamed(stock, name), variance)
    },
  })
}

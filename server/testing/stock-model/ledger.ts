import { expect } from 'vitest'
import { checkedCalls } from '../checked-calls.ts'
import type { DirectCall } from '../direct-calls.ts'
import type { StockLine } from '../../store/stock-lines-store.ts'
import type { TenantStore } from '../../store/store.ts'
import type { Transfer } from '../../store/transfers-store.ts'
import { type Line, nameOf, type Stock, units } from './stock.ts'

const all = { page: 1, limit: 100, sortOrder: 'asc' } as const
const noon = Date.UTC(2026, 5, 1, 12)

/** The stock ledger of a tenant on the server. */
export interface Ledger {
  readonly store: TenantStore
  /** Every call is one second later than the previous one; its result is validated against the contract. */
  readonly call: DirectCall
  /** Changes with every commit to the database. */
  readonly version: () => Promise<unknown>
  /** Counts an outcome of a step. */
  readonly note: (outcome: string) => void
  /** Rereads the stock lines. */
  readonly read: () => Promise<void>
  /** The id of the stock line with this name, which must exist. */
  readonly lineId: (name: string) => string
  /** The name of the stock line with this id, which must exist. */
  readonly lineName: (id: string) => string
  readonly lotId: (product: string, lot: string) => Promise<string>
  /** Compares the ledger with the model and checks its consistency. */
  readonly check: (stock: Stock) => Promise<void>
  /** Checks what is too slow after each step: the complete history, and sums in other places. */
  readonly close: (stock: Stock) => Promise<void>
}

const nameOfLine = ({ productMasterId, locationId, lotNumber, binId }: StockLine) =>
  nameOf({ product: productMasterId, location: locationId, lot: lotNumber, bin: binId })

/** Millionths, which can be added exactly. */
const millionths = (quantity: number) => BigInt(Math.round(quantity * 1_000_000))
const sum = (quantities: readonly number[]) => Number(quantities.reduce((total, each) => total + millionths(each), 0n)) / 1_000_000

const statement = (name: string, { onHand, reserved, onHold, picked, recalled }: Omit<Line, 'place'>) =>
  `${name}: ${onHand} on hand, ${reserved} reserved, ${onHold} on hold, ${picked} picked${recalled ? ', recalled' : ''}`
const kept = (line: StockLine) =>
  statement(nameOfLine(line), {
    onHand: line.quantityOnHand,
    reserved: line.quantityReserved,
    onHold: line.quantityOnHold,
    picked: line.quantityPicked,
    recalled: line.recalled,
  })
const modelled = ({ place, onHand, reserved, onHold, picked, recalled }: Line) =>
  statement(nameOf(place), { onHand: units(onHand), reserved: units(reserved), onHold: units(onHold), picked: units(picked), recalled })

/** The quantities that open transfers reserve on each stock line, by id. */
function held(transfers: readonly Transfer[]): Map<string, number[]> {
  const held = new Map<string, number[]>()
  const open = transfers.filter(({ status }) => status === 'PENDING' || status === 'SHIPPED')
  for (const { inventoryItemId, quantity } of open.flatMap(({ lines }) => lines).flatMap(({ allocations }) => allocations)) {
    held.set(inventoryItemId, [...(held.get(inventoryItemId) ?? []), quantity])
  }
  return held
}

export function openLedger(store: TenantStore, version: () => Promise<unknown>, note: (outcome: string) => void): Ledger {
  let now = noon
  let lines: StockLine[] = []
  const direct = checkedCalls(store)
  const call: DirectCall = (id, asked) => direct(id, asked, { now: (now += 1000) })

  const read = async () => {
    const { data, pagination } = await store.inventory.list({ ...all, sortBy: 'globalSku' })
    expect(pagination.total, 'stock lines, all on one page').toBe(data.length)
    lines = data
  }

  const checkLine = async (line: StockLine, promised: readonly number[]) => {
    const { quantityOnHand, quantityReserved, quantityOnHold, quantityPicked } = line
    const available = sum([quantityOnHand, -quantityReserved, -quantityOnHold, -quantityPicked])
    const name = nameOfLine(line)
    expect(
      Math.min(quantityOnHand, quantityReserved, quantityOnHold, quantityPicked, available),
      `least of ${name}`,
    ).toBeGreaterThanOrEqual(0)
    expect(quantityReserved, `reserved of ${name}, and what open transfers hold`).toBe(sum(promised))
    expect(await store.adjustments.sum(line.id), `movements of ${name}, and what is on hand`).toBe(quantityOnHand)
  }

  const checkTotals = (stock: Stock) => {
    for (const [product, booked] of stock.booked) {
      const there = lines
        .filter(({ productMasterId }) => productMasterId === product)
        .map(({ quantityOnHand }) => millionths(quantityOnHand))
      expect(
        there.reduce((total, each) => total + each, 0n),
        `millionths of ${product} over all locations`,
      ).toBe(booked)
    }
  }

  return {
    store,
    call,
    version,
    note,
    read,
    lineId: (name) => {
      const line = lines.find((each) => nameOfLine(each) === name)
      if (line === undefined) throw new Error(`stock line ${name} not found`)
      return line.id
    },
    lineName: (id) => {
      const line = lines.find((each) => each.id === id)
      if (line === undefined) throw new Error(`stock line with the id ${id} not found`)
      return nameOfLine(line)
    },
    lotId: async (product, lot) => {
      const found = await store.lots.numbered(product, lot)
      if (found === undefined) throw new Error(`lot ${lot} of ${product} not found`)
      return found.id
    },
    check: async (stock) => {
      await read()
      const [said, meant] = [lines.map(kept), [...stock.lines.values()].map(modelled)]
      const [wrong, right] = [said.filter((each) => !meant.includes(each)), meant.filter((each) => !said.includes(each))]
      expect(wrong, `the ledger contains ${wrong.join('; ') || 'nothing'}, the model ${right.join('; ') || 'nothing'}`).toEqual([])
      expect(right, `missing in the ledger, but in the model: ${right.join('; ')}`).toEqual([])
      checkTotals(stock)
      const transfers = (await store.transfers.list({ ...all, sortBy: 'createdAt' })).data
      expect(transfers.map(({ id, status }) => `${id} ${status}`)).toEqual(stock.transfers.map(({ id, status }) => `${id} ${status}`))
      const promised = held(transfers)
      for (const line of lines) await checkLine(line, promised.get(line.id) ?? [])
    },
    close: async (stock) => {
      const deltas = new Map<string, number[]>()
      for (let page = 1, pages = 1; page <= pages; page++) {
        const { data, pagination } = await call('listAdjustments', { query: { ...all, page, sortBy: 'createdAt' } })
        pages = pagination.totalPages
        for (const { id, inventoryItemId, deltaQty, qtyBefore, qtyAfter } of data) {
          expect(sum([qtyBefore, deltaQty]), `after movement ${id}`).toBe(qtyAfter)
          deltas.set(inventoryItemId, [...(deltas.get(inventoryItemId) ?? []), deltaQty])
        }
      }
      for (const { id, quantityOnHand } of lines) expect(sum(deltas.get(id) ?? [])).toBe(quantityOnHand)

      const { data: bins } = await call('listTransferBins', { query: { ...all, sortBy: 'name' } })
      for (const { id, stockLineCount } of bins) {
        expect(stockLineCount, `stock lines in ${id}`).toBe(
          lines.filter(({ binId, quantityOnHand }) => binId === id && quantityOnHand > 0).length,
        )
      }
      const counts = (await store.cycleCounts.list({ ...all, sortBy: 'createdAt' })).data
      expect(counts.map(({ id, status }) => `${id} ${status}`)).toEqual(stock.counts.map(({ id, status }) => `${id} ${status}`))
    },
  }
}

import { expect } from 'vitest'
import type { Schemas } from '../../../spec/contract.ts'
import type { RefusalName } from '../../refusals.ts'
import { has, latest, latestNamed } from '../property-traces.ts'
import type { Ledger } from './ledger.ts'
import {
  fits,
  maxQuantity,
  lineAt,
  lineNamed,
  mayMove,
  nameOf,
  type Place,
  type Stock,
  suffices,
  type Transfer,
  units,
  type Wanted,
} from './stock.ts'
import { command, type StockCommand } from './step.ts'

type Status = Exclude<Transfer['status'], 'DRAFT'>

const traceLine = ({ product, lot, destBin, quantity }: Wanted) =>
  `${units(quantity)} of ${product}${lot === null ? '' : `, lot ${lot},`}${destBin === null ? '' : ` into ${destBin}`}`
const sentenceOf = (wanted: readonly Wanted[]) => wanted.map(traceLine).join(' and ')

const lotsKnown = (stock: Stock, wanted: readonly Wanted[]) =>
  wanted.every(({ product, lot }) => lot === null || stock.lots.has(`${product} ${lot}`))

const sent = ({ lotId }: Ledger, wanted: readonly Wanted[]) =>
  Promise.all(
    wanted.map(async ({ product, lot, destBin, quantity }) => ({
      productMasterId: product,
      lotId: lot === null ? null : await lotId(product, lot),
      destBinId: destBin,
      quantity: units(quantity),
    })),
  )

export function draft(source: string, dest: string, wanted: readonly Wanted[]): StockCommand {
  return command({
    sentence: `draft a transfer from ${source} to ${dest} of ${sentenceOf(wanted)}`,
    possible: (stock) => lotsKnown(stock, wanted),
    refusal: () => (source === dest ? 'requestInvalid' : undefined),
    ask: async (ledger) => {
      const body = { sourceLocationId: source, destLocationId: dest, lines: await sent(ledger, wanted), comment: null }
      return (await ledger.call('createTransfer', { body })).data
    },
    follow: (stock, { id }) => void stock.transfers.push({ id, status: 'DRAFT', source, dest, wanted, taken: [] }),
  })
}

/** `wanted` contains no bins. */
export function edit(back: number, wanted: readonly Wanted[]): StockCommand {
  return command({
    sentence: `let ${latestNamed('transfer', back)} be of ${sentenceOf(wanted)}`,
    possible: (stock) => has(stock.transfers, back) && lotsKnown(stock, wanted),
    refusal: (stock) => (latest(stock.transfers, back).status === 'DRAFT' ? undefined : 'transferStateForbids'),
    ask: async (ledger, stock) =>
      ledger.call('updateTransfer', {
        params: { transferId: latest(stock.transfers, back).id },
        body: { lines: await sent(ledger, wanted) },
      }),
    follow: (stock) => void (latest(stock.transfers, back).wanted = wanted),
  })
}

/** Adopts the units that the server reserved, after checking them: requested, allowed, and exactly the required number. */
export function reserve(stock: Stock, transfer: Transfer, answered: Schemas['Transfer'], { lineName }: Ledger): void {
  transfer.taken = transfer.wanted.flatMap((wanted, index) => {
    const taken = (answered.lines[index]?.allocations ?? []).map(({ inventoryItemId, quantity }) => ({
      from: lineName(inventoryItemId),
      destBin: wanted.destBin,
      quantity: Math.round(quantity * 1_000_000),
    }))
    expect(
      taken.reduce((total, { quantity }) => total + quantity, 0),
      `reserved for ${traceLine(wanted)}`,
    ).toBe(wanted.quantity)
    for (const { from } of taken) expect(fits(stock, transfer.source, wanted, from), `${from} serves ${traceLine(wanted)}`).toBe(true)
    return taken
  })
  for (const { from, quantity } of transfer.taken) lineNamed(stock, from).reserved += quantity
}

const destOf = (stock: Stock, { dest, taken }: Transfer): { place: Place; from: string; quantity: number }[] =>
  taken.map(({ from, destBin, quantity }) => ({ place: { ...lineNamed(stock, from).place, location: dest, bin: destBin }, from, quantity }))

function refusalOf(stock: Stock, transfer: Transfer, status: Status): RefusalName | undefined {
  if (!mayMove('transferId', 'updateTransfer', transfer.status, status)) return 'transferStateForbids'
  if (status === 'PENDING') return suffices(stock, transfer.source, transfer.wanted) ? undefined : 'transferUnavailable'
  if (status !== 'RECEIVED') return undefined
  const after = new Map<string, number>()
  for (const { place, quantity } of destOf(stock, transfer)) {
    const name = nameOf(place)
    after.set(name, (after.get(name) ?? stock.lines.get(name)?.onHand ?? 0) + quantity)
  }
  return [...after.values()].some((quantity) => quantity > maxQuantity) ? 'quantityExceeded' : undefined
}

function follow(stock: Stock, transfer: Transfer, status: Status, answered: Schemas['Transfer'], ledger: Ledger): void {
  transfer.status = status
  if (status === 'PENDING') reserve(stock, transfer, answered, ledger)
  if (status !== 'RECEIVED' && status !== 'CANCELLED') return
  if (status === 'RECEIVED') {
    for (const { place, from, quantity } of destOf(stock, transfer)) {
      const [source, dest] = [lineNamed(stock, from), lineAt(stock, place)]
      source.onHand -= quantity
      dest.onHand += quantity
      // Recalled units in transit make the whole destination line recalled.
      if (source.recalled) dest.recalled = true
    }
  }
  for (const { from, quantity } of transfer.taken) lineNamed(stock, from).reserved -= quantity
  transfer.taken = []
}

const next = { DRAFT: 'PENDING', PENDING: 'SHIPPED', SHIPPED: 'RECEIVED', RECEIVED: 'RECEIVED', CANCELLED: 'CANCELLED' } as const

/** `wish` is a status, or `'on'` for the next status on the way to the destination. */
export function move(back: number, wish: Status | 'on'): StockCommand {
  const to = (stock: Stock) => (wish === 'on' ? next[latest(stock.transfers, back).status] : wish)
  return command({
    sentence: wish === 'on' ? `carry ${latestNamed('transfer', back)} on` : `let ${latestNamed('transfer', back)} be ${wish}`,
    possible: (stock) => has(stock.transfers, back),
    refusal: (stock) => refusalOf(stock, latest(stock.transfers, back), to(stock)),
    ask: async ({ call }, stock) => {
      const params = { transferId: latest(stock.transfers, back).id }
      return (await call('updateTransfer', { params, body: { status: to(stock) } })).data
    },
    follow: (stock, answered, ledger) => follow(stock, latest(stock.transfers, back), to(stock), answered, ledger),
  })
}

import type { Schemas } from '../../spec/contract.ts'
import { rounded } from '../quantity.ts'
import type { Transfer, TransferLine } from '../store/transfers-store.ts'

type Status = Schemas['TransferStatus']

/** The next statuses of each status; the last two are final. */
const nextOf: Readonly<Record<Status, readonly Status[]>> = {
  DRAFT: ['PENDING', 'CANCELLED'],
  PENDING: ['SHIPPED', 'CANCELLED'],
  SHIPPED: ['RECEIVED', 'CANCELLED'],
  RECEIVED: [],
  CANCELLED: [],
}

/** Whether a transfer in this status can be changed this way: edited only in `DRAFT`, commented on also together with a status change. */
export function mayChange(status: Status, { status: next, sourceLocationId, destLocationId, lines }: Schemas['TransferUpdate']): boolean {
  const edited = sourceLocationId !== undefined || destLocationId !== undefined || lines !== undefined
  if (status !== 'DRAFT' && (edited || next === undefined)) return false
  return next === undefined || nextOf[status].includes(next)
}

/** A requested line without allocations. Quantities are rounded to six decimal places. */
export function newLine(sent: Schemas['TransferLineCreate']): TransferLine {
  const { productMasterId, lotId = null, binId = null, destBinId = null, quantity } = sent
  return { productMasterId, lotId, binId, destBinId, quantity: rounded(quantity), allocations: [] }
}

/** Creates a draft from the request body, at `time`. */
export function newTransfer(id: string, sent: Required<Schemas['TransferCreate']>, time: string): Transfer {
  return {
    id,
    status: 'DRAFT',
    sourceLocationId: sent.sourceLocationId,
    destLocationId: sent.destLocationId,
    lines: sent.lines.map(newLine),
    comment: sent.comment,
    recommendationId: null,
    createdAt: time,
    updatedAt: time,
    shippedAt: null,
    receivedAt: null,
    cancelledAt: null,
  }
}

/** The transfer with the edits from the request body, at `time`; its status is unchanged. */
export function editedTransfer(transfer: Transfer, sent: Schemas['TransferUpdate'], time: string): Transfer {
  const { sourceLocationId = transfer.sourceLocationId, destLocationId = transfer.destLocationId, comment = transfer.comment } = sent
  return { ...transfer, sourceLocationId, destLocationId, lines: sent.lines?.map(newLine) ?? transfer.lines, comment, updatedAt: time }
}

/** The transfer in a new status, at `time`. */
export function movedTransfer(transfer: Transfer, status: Exclude<Status, 'DRAFT'>, time: string): Transfer {
  const moved = { ...transfer, status, updatedAt: time }
  switch (status) {
    case 'PENDING':
      return moved
    case 'SHIPPED':
      return { ...moved, shippedAt: time }
    case 'RECEIVED':
      return { ...moved, receivedAt: time }
    case 'CANCELLED':
      return { ...moved, cancelledAt: time, lines: transfer.lines.map((line) => ({ ...line, allocations: [] })) }
  }
}

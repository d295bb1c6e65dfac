import { describe, expect, test } from 'vitest'
import { contract, type Schemas } from '../../spec/contract.ts'
import { editedTransfer, mayChange, movedTransfer, newTransfer } from './transfer.ts'

const [then, later] = ['2026-06-01T09:00:00Z', '2026-06-02T07:30:00Z']
const line = { productMasterId: 'prod_1', lotId: null, binId: null, destBinId: null, quantity: 2, allocations: [] }
const draft = newTransfer(
  'trf_1',
  { sourceLocationId: 'loc_1', destLocationId: 'loc_2', lines: [{ productMasterId: 'prod_1', quantity: 2 }], comment: null },
  then,
)
const statuses: readonly Schemas['TransferStatus'][] = ['DRAFT', 'PENDING', 'SHIPPED', 'RECEIVED', 'CANCELLED']

describe('a transfer', () => {
  test('begins as a draft in which nothing is allocated', () => {
    expect(draft).toEqual({
      id: 'trf_1',
      status: 'DRAFT',
      sourceLocationId: 'loc_1',
      destLocationId: 'loc_2',
      lines: [line],
      comment: null,
      recommendationId: null,
      createdAt: then,
      updatedAt: then,
      shippedAt: null,
      receivedAt: null,
      cancelledAt: null,
    })
  })

  test('moves on exactly along the edges of the contract', () => {
    const { transitions } = contract.operations.updateTransfer
    for (const from of statuses) {
      for (const status of ['PENDING', 'SHIPPED', 'RECEIVED', 'CANCELLED'] as const) {
        const documented = transitions.some((edge) => edge.when?.value === status && edge.from.includes(from))
        expect([from, status, mayChange(from, { status })]).toEqual([from, status, documented])
      }
    }
  })

  test.each<[change: Schemas['TransferUpdate'], statuses: string[]]>([
    [{ comment: 'x' }, ['DRAFT']],
    [{ lines: [line] }, ['DRAFT']],
    [{ sourceLocationId: 'loc_3' }, ['DRAFT']],
    [{ destLocationId: 'loc_3' }, ['DRAFT']],
    [{ status: 'CANCELLED', lines: [line] }, ['DRAFT']],
    [{ status: 'CANCELLED', comment: 'x' }, ['DRAFT', 'PENDING', 'SHIPPED']],
  ])('may be changed by %o in %o only', (change, want) => {
    expect(statuses.filter((status) => mayChange(status, change))).toEqual(want)
  })

  test('changes in what is sent, and in nothing else', () => {
    expect(editedTransfer(draft, { destLocationId: 'loc_3' }, later)).toEqual({ ...draft, destLocationId: 'loc_3', updatedAt: later })
    expect(editedTransfer(draft, { comment: 'x' }, later)).toEqual({ ...draft, comment: 'x', updatedAt: later })
    const commented = { ...draft, comment: 'x' }
    expect(editedTransfer(commented, { comment: null }, later)).toEqual({ ...draft, updatedAt: later })
    expect(editedTransfer(draft, { lines: [{ productMasterId: 'prod_2', quantity: 0.1234567 }] }, later).lines).toEqual([
      { ...line, productMasterId: 'prod_2', quantity: 0.123457 },
    ])
  })

  test('remembers when it moved on', () => {
    expect(movedTransfer(draft, 'PENDING', later)).toEqual({ ...draft, status: 'PENDING', updatedAt: later })
    expect(movedTransfer(draft, 'SHIPPED', later)).toEqual({ ...draft, status: 'SHIPPED', updatedAt: later, shippedAt: later })
    expect(movedTransfer(draft, 'RECEIVED', later)).toEqual({ ...draft, status: 'RECEIVED', updatedAt: later, receivedAt: later })
    const allocated = {
      ...draft,
      lines: [{ ...line, allocations: [{ inventoryItemId: 'item_1', lotId: null, binId: null, quantity: 2 }] }],
    }
    expect(movedTransfer(allocated, 'CANCELLED', later)).toEqual({ ...draft, status: 'CANCELLED', updatedAt: later, cancelledAt: later })
  })
})

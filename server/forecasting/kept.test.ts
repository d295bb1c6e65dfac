import { beforeEach, expect, test } from 'vitest'
import type { Demand, DemandFilter, DemandState } from '../store/forecasting-store.ts'
import { keptOfDemand } from './kept.ts'

const all: DemandFilter = { productMasterId: null, locationId: null, channelId: null }

/** Demand with a version, and what is computed of it. */
let version: string | null
/** The version that the lines are read with, if it is another one. */
let readWith: string | null | undefined
let reads: number
let demand: Demand
let compute: ReturnType<typeof keptOfDemand<{ readonly days: number }, object>>
beforeEach(() => {
  version = 'one'
  readWith = undefined
  reads = 0
  const state = (): DemandState => ({ lastDate: null, version })
  demand = {
    state: async () => state(),
    select: async () => {
      reads += 1
      return { ...state(), ...(readWith !== undefined && { version: readWith }), lines: [] }
    },
    insert: () => Promise.reject(new Error('nothing is inserted')),
  }
  compute = keptOfDemand((_, input) => ({ input, reads }))
})

test('the same is computed once', async () => {
  const first = await compute(demand, all, { days: 30 })
  expect(await compute(demand, { ...all }, { days: 30 })).toBe(first)
  expect(reads).toBe(1)
})

test.each<[string, () => Promise<unknown>]>([
  ['input', () => compute(demand, all, { days: 31 })],
  ['filter', () => compute(demand, { ...all, channelId: 'DTC' }, { days: 30 })],
  ['version', () => ((version = 'two'), compute(demand, all, { days: 30 }))],
])('another %s is computed anew', async (_, ask) => {
  const first = await compute(demand, all, { days: 30 })
  expect(await ask()).not.toBe(first)
  expect(reads).toBe(2)
})

test('each computation keeps its own results', async () => {
  const other = keptOfDemand(() => ({ other: true }))
  await compute(demand, all, { days: 30 })
  expect(await other(demand, all, { days: 30 })).toEqual({ other: true })
})

test('without a version, nothing is kept', async () => {
  version = null
  for (const count of [1, 2]) {
    await compute(demand, all, { days: 30 })
    expect(reads).toBe(count)
  }
})

test('demand that changes before its lines are read is kept under the version of the lines', async () => {
  readWith = 'two'
  const first = await compute(demand, all, { days: 30 })
  version = 'two'
  expect(await compute(demand, all, { days: 30 })).toBe(first)
  version = 'one'
  expect(await compute(demand, all, { days: 30 })).not.toBe(first)
})

test('of many results, the oldest is computed anew', async () => {
  for (let days = 1; days <= 201; days += 1) await compute(demand, all, { days })
  await compute(demand, all, { days: 201 })
  expect(reads).toBe(201)
  await compute(demand, all, { days: 1 })
  expect(reads).toBe(202)
})

import { expect, it } from 'vitest'
import { weaknesses } from './durability.ts'

const read =
  (settings: Readonly<Record<string, string>>) =>
  async (setting: string): Promise<unknown> => [setting, settings[setting]]
const safe = { appendonly: 'yes', appendfsync: 'always', 'maxmemory-policy': 'noeviction' }

it('finds nothing in settings that lose nothing', async () => {
  expect(await weaknesses(read(safe))).toEqual([])
})

it.each([
  [{ appendonly: 'no', appendfsync: 'everysec' }, /^appendonly is no, not yes: a restart of Redis loses/],
  [{ appendfsync: 'everysec' }, /^appendfsync is everysec, not always: a power failure loses the counters of the last second /],
  [{ appendfsync: 'no' }, /^appendfsync is no, not always: a power failure loses the counters of the last half minute /],
  [{ 'maxmemory-policy': 'allkeys-lru' }, /^maxmemory-policy is allkeys-lru, not noeviction: if its memory is full/],
])('says what %o loses', async (settings, sentence) => {
  expect(await weaknesses(read({ ...safe, ...settings }))).toEqual([expect.stringMatching(sentence)])
})

it('says what to check where settings cannot be read', async () => {
  const forbidden = async () => {
    throw new Error("NOPERM this user has no permissions to run the 'config' command")
  }
  expect(await weaknesses(forbidden)).toEqual([
    "its settings cannot be read (NOPERM this user has no permissions to run the 'config' command); unless they are appendonly yes, appendfsync always, maxmemory-policy noeviction, it can lose counters",
  ])
})

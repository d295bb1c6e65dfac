import { describe, expect, test } from 'vitest'
import { runCommand } from '../testing/command-line.ts'

const plan = (...args: readonly string[]) => runCommand(['--plan', '--level', 'smoke', ...args])

test('the plan of a shard ends with its share, and is shorter than the whole plan', async () => {
  const [whole, part] = [await plan(), await plan('--shard', '2/3')]
  expect(part.code).toBe(0)
  expect(part.out.split('\n').length).toBeLessThan(whole.out.split('\n').length)
  expect(part.out).toMatch(/\nShard 2 of 3: \d+ of \d+ checks\. Other shards also send \d+ of the requests that it sends in any case\.\n/)
  expect(whole.out).not.toContain('Shard')
})

test('a shard without checks is an error', async () => {
  const { code, err } = await plan('--shard', '400/400')
  expect([code, err]).toEqual([2, 'error: Shard 400 of 400 has no check; use fewer shards.\n'])
})

test('a shard that may write needs a seed, because those of two plans cannot be merged', async () => {
  const { code, err } = await runCommand(['http://127.0.0.1:1/api', '--key', 'bdk_live_12345678', '--shard', '1/2', '--allow-writes'])
  expect([code, err]).toEqual([
    2,
    'error: --shard with --allow-writes requires --seed: the same text for all shards, and a new one for each time they run.\n',
  ])
})

describe('the option is refused, with what was expected:', () => {
  test.each([
    ['0/3', 'Expected a shard from 1 to the number of shards: 1/3 to 3/3.'],
    ['4/3', 'Expected a shard from 1 to the number of shards: 1/3 to 3/3.'],
    ['2/1', 'Expected a shard from 1 to the number of shards: 1/1.'],
    ['a/b', 'Expected a shard and the number of shards, such as 2/3, with at most 1000 shards.'],
    ['2', 'Expected a shard and the number of shards, such as 2/3, with at most 1000 shards.'],
    ['1/0', 'Expected a shard and the number of shards, such as 2/3, with at most 1000 shards.'],
    ['1/1001', 'Expected a shard and the number of shards, such as 2/3, with at most 1000 shards.'],
    ['-1/3', 'Expected a shard and the number of shards, such as 2/3, with at most 1000 shards.'],
    ['1.5/3', 'Expected a shard and the number of shards, such as 2/3, with at most 1000 shards.'],
  ])('%s', async (text, want) => {
    const { code, err } = await plan(`--shard=${text}`)
    expect(code).toBe(2)
    expect(err).toContain(want)
  })
})

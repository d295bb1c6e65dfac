import { expect, test } from 'vitest'
import { answer } from '../testing/fixture.ts'
import { changeBetween } from './change.ts'

const list = (data: unknown, total = 2) => answer({ body: { data, pagination: { total } } })
const [one, other] = [
  { id: 'a', name: 'x' },
  { id: 'b', name: 'y' },
]
const moved = 'the list changed while it was read'

test.each<readonly [what: string, second: ReturnType<typeof answer>, want: string | undefined]>([
  ['the same items', list([one, other]), undefined],
  ['the same items in another order, which is a fault of the deployment', list([other, one]), undefined],
  ['the same members in another order', list([{ name: 'x', id: 'a' }, other]), undefined],
  ['an item with another value', list([{ ...one, name: 'z' }, other]), moved],
  ['another item in the place of one', list([one, { ...other, id: 'c' }]), moved],
  ['an item twice', list([one, one]), moved],
  ['fewer items', list([one]), moved],
  ['another total', list([one, other], 3), moved],
  ['no list', list(null), moved],
  ['another status', answer({ status: 404 }), 'the repeated request returned 404 instead of 200'],
])('the repetition of a read returns %s', (_what, second, want) => {
  expect(changeBetween(list([one, other]), second)).toBe(want)
})

test('items without an id are compared, too', () => {
  const rows = (stock: number) => list([{ channelId: 'DTC', stock }])
  expect([changeBetween(rows(1), rows(1)), changeBetween(rows(1), rows(2))]).toEqual([undefined, moved])
})

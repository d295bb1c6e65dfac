import { expect, test } from 'vitest'
import { createOutbox } from './outbox.ts'

/** An outbox with a clock that a test moves, and what was written. */
function fixture() {
  const clock = { now: 0 }
  const written: string[] = []
  const outbox = createOutbox(() => clock.now)
  return { clock, written, put: (name: string) => outbox.put(() => void written.push(name)), outbox }
}

test('responses are written together, in their order, at the end of a turn', async () => {
  const { written, put } = fixture()
  const all = [put('a'), put('b')]
  await Promise.resolve()
  expect(written).toEqual([])
  await Promise.all(all)
  expect(written).toEqual(['a', 'b'])
  await put('c')
  expect(written).toEqual(['a', 'b', 'c'])
})

test('none waits for a turn that takes long', async () => {
  const { clock, written, put } = fixture()
  const all = [put('a')]
  clock.now = 2
  all.push(put('b'))
  expect(written).toEqual([])
  clock.now = 2.1
  all.push(put('c'))
  expect(written).toEqual(['a', 'b', 'c'])
  all.push(put('d'))
  await Promise.all(all)
  expect(written).toEqual(['a', 'b', 'c', 'd'])
})

test('one that cannot be written does not keep others', async () => {
  const { written, put, outbox } = fixture()
  const broken = outbox.put(() => {
    throw new Error('invalid header')
  })
  const fine = put('a')
  await expect(broken).rejects.toThrow('invalid header')
  await fine
  expect(written).toEqual(['a'])
})

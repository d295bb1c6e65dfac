/** Texts that look like times, and times: the order of each. */
import { expect, test } from 'vitest'
import type { Answered } from '../../model/exchange.ts'
import { ApiRequestBuilder } from '../../plan/request-builder.ts'
import { api } from '../../profile/index.ts'
import { answer, context } from '../../testing/fixture.ts'
import { paginationWalk } from '../pagination/walk.ts'
import { sortingProbes } from './probes.ts'

const ask = new ApiRequestBuilder(api, 's')
const rules = new Map([...sortingProbes, ...paginationWalk].map((rule) => [rule.id as string, rule]))
/** By the point in time, the first one comes first, by code point, the second one. */
const values = ['2026-06-01T08:00:00Z', '2026-06-01T08:00:00.5Z']

/** A page with one product for each value of the field. */
function page(field: string, ...of: readonly string[]): Answered {
  const data = of.map((value) => ({ id: `prod_${values.indexOf(value)}`, [field]: value }))
  return answer({ body: { data, pagination: { page: 1, pageSize: 100, total: 2, totalPages: 1 } } })
}

/** Judges a rule for the list of products, sorted by the field: ascending, and the other way round. */
function judged(id: string, field: 'name' | 'createdAt', ...of: readonly string[]) {
  const rule = rules.get(id)
  if (rule?.kind !== 'probe') throw new Error(`${id} is not a probe`)
  const [up, down] = [page(field, ...of), page(field, ...of.toReversed())]
  const { list } = api.operations.listProducts
  const [subject] = rule.subjects(api, ask).filter(({ operation }) => operation === api.operations.listProducts)
  const sort = { fields: [field], by: field, order: 'asc' }
  const answers = { control: up, up, down, again: up, two: page(field), three: page(field), whole: up }
  return rule.judge(answers, { ...subject, field, sort, list: { ...list, sort } } as never, context)
}

test.each(['sorting/ascending', 'sorting/descending', 'pagination/order-continues', 'pagination/default-order-stable'])(
  '%s compares names by code point and times by the point in time',
  (id) => {
    expect(judged(id, 'name', ...values.toReversed()).is).toBe('pass')
    expect(judged(id, 'createdAt', ...values).is).toBe('pass')
    expect(judged(id, 'name', ...values).is).not.toBe('pass')
    expect(judged(id, 'createdAt', ...values.toReversed()).is).not.toBe('pass')
  },
)

test('the order of times is promised, that of names is decided, whatever they look like', () => {
  expect(judged('sorting/ascending', 'createdAt', ...values.toReversed())).not.toHaveProperty('basis')
  expect(judged('sorting/ascending', 'name', ...values)).toMatchObject({ is: 'fail', basis: 'decided' })
})

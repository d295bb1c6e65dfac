import { describe, expect, test } from 'vitest'
import { answer, context } from '../../testing/fixture.ts'
import { paginationBounds } from './bounds.ts'

const probe = paginationBounds.find(({ id }) => id === 'pagination/past-the-end-empty')!

const maxPage = 5000
const subject: object = { list: { maxLimit: 100, maxPage } }

interface Part {
  readonly items?: number
  readonly page?: number
  readonly total?: number
}
const page = ({ items = 0, page: number = 1, total = 50 }: Part, pageSize = 20) =>
  answer({
    body: {
      data: Array.from({ length: items }, (_, index) => ({ id: index })),
      pagination: { page: number, pageSize, total, totalPages: Math.ceil(total / pageSize) },
    },
  })

function said(control: Part, past: Part): string {
  const judgement = probe.judge({ control: page(control), past: page({ page: maxPage, ...past }) }, subject, context)
  return judgement.is === 'fail' ? `${judgement.expected} / ${judgement.seen}` : judgement.is
}

describe('a page past the end', () => {
  test('is empty, with its number and the same total', () => {
    expect(said({}, {})).toBe('pass')
    expect(said({}, { items: 20 })).toBe('an empty list / 20 items')
    expect(said({}, { page: 3 })).toBe(`page ${maxPage} / page 3`)
    expect(said({}, { total: 0 })).toBe('total 50 / total 0')
    expect(said({}, { total: 51 })).toBe('total 50 / total 51')
  })

  test('is no page past the end if the list is longer', () => {
    const most = 100 * (maxPage - 1)
    expect(said({ total: most }, { total: most })).toBe('pass')
    expect(said({ total: most }, { total: most, items: 1 })).toBe('an empty list / 1 items')
    expect(said({ total: most + 1 }, { total: most + 1, items: 1 })).toBe('inconclusive')
  })
})

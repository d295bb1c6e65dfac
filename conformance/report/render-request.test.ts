import { expect, test } from 'vitest'
import type { Reference } from '../model/request.ts'
import { requestOf } from '../testing/fixture.ts'
import { renderRequest } from './render-request.ts'

const list = requestOf({})

test.each<readonly [what: string, from: Omit<Reference, 'from'>, want: string]>([
  ['an id', { pointer: '/data/0/id' }, '/data/0/id of listProducts'],
  ['a third of a total', { pointer: '/pagination/total', as: { third: 20 } }, 'one third of /pagination/total of listProducts'],
  ['the size of two pages', { pointer: '', as: { half: 20, ties: 'name' } }, 'size of one of two pages of listProducts'],
])('a parameter from another response is described: %s', (_, from, want) => {
  expect(renderRequest(requestOf({ query: [['limit', { ...from, from: list }]] }))).toContain(`?limit={${want}}`)
})

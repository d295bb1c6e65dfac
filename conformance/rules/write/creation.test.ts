import { expect, test } from 'vitest'
import { ApiRequestBuilder } from '../../plan/request-builder.ts'
import { api } from '../../profile/index.ts'
import type { Answered } from '../../model/exchange.ts'
import { answer, at, context, requestOf } from '../../testing/fixture.ts'
import { creationRules } from './creation.ts'

const [rule] = creationRules
const ask = new ApiRequestBuilder(api, 'new')
const product = ask.resources.of('createProduct', 'new').create
const event = ask.resources.of('createForecastEvent', 'new').create
const links = ask.resources.of('createProductLink', 'new').create
const change = ask.resources.act('updateProduct', { params: { productId: ask.resources.of('createProduct', 'new').id }, json: {} })

/** Responses one after the other, ten milliseconds each. */
const after = (...answers: readonly Parameters<typeof answer>[0][]): Answered[] =>
  answers.map((each, index) => answer({ number: index + 1, sentAt: at + index * 20, ...each }))
const made = (id: unknown, planned = product, status = 201) => ({ planned, status, body: { data: { id } } })
const listed = (...ids: readonly unknown[]) => ({ body: { data: ids.map((id) => ({ id })) } })

function said(exchanges: readonly Answered[]): string {
  if (rule?.kind !== 'sequence') throw new Error('it is no sequence')
  const judgement = rule.judge(exchanges, context)
  return judgement.is === 'fail' ? `${judgement.expected} / ${judgement.seen}` : judgement.is
}
const again = (id: string, of: string): string => `a new id / ${id}, which is already in the response to ${of}`

test.each<readonly [what: string, exchanges: readonly Answered[], want: string]>([
  ['new ids', after(listed('prod_1'), made('prod_2'), made('prod_3')), 'pass'],
  ['new numbers', after(listed(1), made(2), made('3')), 'pass'],
  ['no creation', after(listed('prod_1')), 'not-run'],
  ['a refused creation', after(listed('prod_1'), made('prod_1', product, 409)), 'not-run'],
  ['a creation that answers 200', after(listed('prod_1'), made('prod_1', product, 200)), 'not-run'],
  ['a change', after(listed('prod_1'), made('prod_1', change, 201)), 'not-run'],
  ['an id that was listed', after(listed('prod_1'), made('prod_1')), again('prod_1', 'listProducts (request 1)')],
  ['an id that was made', after(made('prod_1'), made('prod_1')), again('prod_1', 'createProduct (request 1)')],
  ['an id that another kind has', after(made('same'), made('same', event)), again('same', 'createProduct (request 1)')],
  ['a number that another kind has', after(made(7), made(7, event)), 'pass'],
  ['a number that was made', after(made(7), made(7)), again('7', 'createProduct (request 1)')],
  ['an id that was listed afterwards', after(made('prod_1'), listed('prod_1')), 'pass'],
  // It may have been created in between.
  ['an id that was listed meanwhile', after({ ...listed('prod_1') }, { ...made('prod_1'), sentAt: at + 5 }), 'pass'],
  [
    'an id that is listed before by order of sending',
    [...after(listed('prod_1'), made('prod_1'))].reverse(),
    again('prod_1', 'listProducts (request 1)'),
  ],
  ['no id', after({ ...made('x'), body: { data: {} } }), 'an id at /data/id / no id'],
  ['no body', after({ ...made('x'), body: '' }), 'an id at /data/id / no id'],
  ...['', '.', '..', 'a/b', 'http://a/b'].map(
    (id) => [`the id ${JSON.stringify(id)}`, after(made(id)), `an id that is one segment of a path / ${JSON.stringify(id)}`] as const,
  ),
  ['null for an id', after(made(null)), 'an id that is one segment of a path / null'],
  ['an object for an id', after(made({ id: 'x' })), 'an id that is one segment of a path / {"id":"x"}'],
  ['a part', after(listed('link_1'), made('link_2', links)), 'pass'],
  ['a part that was there', after(listed('link_1'), made('link_1', links)), again('link_1', 'listProducts (request 1)')],
  [
    'a Location that was seen',
    after({ planned: requestOf(), headers: [['Location', '/products/prod_1']] }, made('prod_1')),
    again('prod_1', 'listProducts (request 1)'),
  ],
])('%s', (_what, exchanges, want) => {
  expect(said(exchanges)).toBe(want)
})

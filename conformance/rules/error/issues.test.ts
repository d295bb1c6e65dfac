import { describe, expect, test } from 'vitest'
import type { OperationId } from '../../../spec/contract.ts'
import { api } from '../../profile/index.ts'
import type { Answered } from '../../model/exchange.ts'
import { answer, requestOf, saidBy } from '../../testing/fixture.ts'
import { issueLaws } from './issues.ts'

type Place = readonly [part: string, path: unknown]

/** A rejection of a body of `createProduct`, by default one without its SKU, that names these fields. */
function refusal(
  places: readonly Place[],
  {
    body = '{"name":"a"}',
    reason,
    status = 400,
    operation = 'createProduct',
  }: { body?: string; reason?: string; status?: number; operation?: OperationId } = {},
): Answered {
  const { method, path } = api.operations[operation]
  const issues = places.map(([part, at]) => ({ in: part, path: at, message: 'is wrong' }))
  const exchange = answer({
    planned: requestOf({ operation, method, path }),
    status,
    body: { error: 'No.', details: { code: 'VALIDATION_ERROR', ...(reason === undefined ? {} : { reason }), issues, requestId: 'req_1' } },
  })
  return { ...exchange, request: { ...exchange.request, body: Buffer.from(body) } }
}

const said = (id: string, exchange: Answered): string =>
  saidBy(
    issueLaws.find((each) => each.id === id),
    exchange,
  )

describe('every invalid field', () => {
  const complete = (...given: Parameters<typeof refusal>): string => said('error/issues-complete', refusal(...given))
  const two = '{"name":7,"extra":1}'

  test('is named, in any order, among others', () => {
    expect(complete([['body', '/sku']])).toBe('pass')
    expect(
      complete(
        [
          ['body', '/extra'],
          ['query', 'page'],
          ['body', '/sku'],
          ['body', '/name'],
        ],
        { body: two },
      ),
    ).toBe('pass')
  })

  test.each<readonly [places: readonly Place[], unsaid: string]>([
    [
      [
        ['body', '/sku'],
        ['body', '/name'],
      ],
      '/extra',
    ],
    [
      [
        ['body', '/skuu'],
        ['body', '/name'],
        ['body', '/extra'],
      ],
      '/sku',
    ],
    [
      [
        ['query', '/sku'],
        ['body', '/name'],
        ['body', '/extra'],
      ],
      '/sku',
    ],
    [
      [
        ['body', 7],
        ['body', '/name'],
        ['body', '/extra'],
      ],
      '/sku',
    ],
  ])('that %j omits is reported', (places, unsaid) => {
    expect(complete(places, { body: two })).toMatch(new RegExp(`^issues for ${unsaid} too / `))
  })

  test('may be named by a parent or a child', () => {
    const body = '{"sourceLocationId":"a","destLocationId":"b","lines":[{"productMasterId":"p","quantity":"x"}]}'
    const asked = { body, operation: 'createTransfer' } as const
    for (const path of ['/lines/0/quantity', '/lines/0', '/lines', '/lines/0/quantity/0'])
      expect(complete([['body', path]], asked)).toBe('pass')
    expect(complete([['body', '/lines/1']], asked)).not.toBe('pass')
  })

  test.each<readonly [what: string, given: Parameters<typeof refusal>]>([
    ['the body is refused as a whole', [[['body', '']]]],
    ['only the query was looked at', [[['query', 'page']]]],
    ['the body is no JSON', [[['body', '/sku']], { body: '{"name"' }]],
    ['the body names something unknown', [[['body', '/sku']], { reason: 'UNKNOWN_REFERENCE' }]],
    ['it is no refusal of a request', [[['body', '/sku']], { status: 409 }]],
    ['the body is as documented', [[['body', '/sku']], { body: '{"sku":"a","name":"a"}' }]],
    ['there is nothing to send', [[['body', '/sku']], { operation: 'listProducts' }]],
    ['there are more than are listed', [Array.from({ length: 20 }, (_, index): Place => ['body', `/a${index}`])]],
  ])('is not judged if %s', (_what, given) => {
    expect(complete(...given)).toBe('nothing')
  })
})

describe('a named field', () => {
  const named = (path: unknown, body: string, part = 'body', operation: OperationId = 'createTransfer'): string =>
    said('error/issue-names-a-place', refusal([[part, path]], { body, operation }))
  const body = '{"lines":[{"quantity":1}],"note":{"a":null}}'

  test.each([
    '',
    '/lines',
    '/lines/0',
    '/lines/0/quantity',
    '/note/a',
    '/lines/0/productMasterId',
    '/lines/7',
    '/sourceLocationId',
    '/sourceLocationId/inside',
  ])('%j is in the body, or missing there', (path) => {
    expect(named(path, body)).toBe('pass')
  })

  test.each(['/linez', '/linez/0/quantity', '/lines/7/quantity', '/lines/0/quantity/x', '/unknown'])('%j does not exist', (path) => {
    expect(named(path, body)).toBe(`a JSON pointer to a field that was sent or is missing / path "${path}" in "body"`)
  })

  test('is a JSON pointer', () => {
    expect(named('lines', body)).toBe('a JSON pointer into the request body / path "lines" in "body"')
  })

  test('may be anything if the request body is not JSON', () => {
    expect(named('/anything', '{')).toBe('pass')
  })

  test('cannot be in a body if there is none', () => {
    const exchange = refusal([['body', '/sku']], { operation: 'listProducts' })
    const { body: _body, ...request } = exchange.request
    expect(said('error/issue-names-a-place', { ...exchange, request })).toMatch(/^no issue in the body, because the request has no body/)
    expect(said('error/issue-names-a-place', exchange)).not.toMatch(/the request has no body/)
  })

  test.each<readonly [part: string, path: string, want: boolean]>([
    ['query', 'sku', true],
    ['query', 'colour', false],
    ['path', 'productId', true],
    ['path', 'id', false],
    ['header', 'Content-Type', true],
    ['header', 'X-Odd', false],
    ['cookie', 'a', true],
  ])('in %s may be %s: %j', (part, path, want) => {
    const operation = part === 'path' ? 'getProduct' : 'listProducts'
    expect(named(path, '{}', part, operation) === 'pass').toBe(want)
  })
})

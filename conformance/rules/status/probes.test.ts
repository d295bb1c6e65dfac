import { describe, expect, test } from 'vitest'
import type { OperationId } from '../../../spec/contract.ts'
import { api } from '../../profile/index.ts'
import type { Answered } from '../../model/exchange.ts'
import { answer, context, requestOf } from '../../testing/fixture.ts'
import { statusProbes } from './probes.ts'

/** The judgement of a probe for responses to its requests. */
function said(id: string, answers: Readonly<Record<string, Answered>>, subject: object = {}): string {
  const probe = statusProbes.find((each) => each.id === id)!
  const judgement = probe.judge(answers, subject, context)
  return judgement.is === 'fail' ? `${judgement.expected} / ${judgement.seen}` : judgement.is
}

const refusal = (status: number, details: object = {}): Answered =>
  answer({ status, body: { error: 'No.', details: { code: api.codes[status], ...details } } })

describe('an unknown id', () => {
  const unknown = (planted: Answered, operation: OperationId = 'getProduct'): string =>
    said('status/unknown-id-not-found', { planted }, { operation: api.operations[operation] })

  test('returns 404', () => {
    expect(unknown(refusal(404))).toBe('pass')
    expect(unknown(refusal(400))).toBe('404 NOT_FOUND / 400 VALIDATION_ERROR')
    expect(unknown(answer({ status: 200 }))).toMatch(/^404 NOT_FOUND \/ 200/)
  })

  test('does not return 403, unless the key lacks a permission, or the tenant or the address is the reason', () => {
    const forbidden = { reason: 'INSUFFICIENT_SCOPE' }
    expect(unknown(refusal(403, { ...forbidden, requiredPermissions: [] }))).toBe('404 NOT_FOUND / 403 FORBIDDEN INSUFFICIENT_SCOPE')
    expect(unknown(refusal(403, forbidden))).toMatch(/^404 NOT_FOUND/)
    expect(unknown(refusal(403, { ...forbidden, requiredPermissions: ['products.read'] }))).toBe('inconclusive')
    expect(unknown(refusal(403, { reason: 'IP_RESTRICTION', requiredPermissions: [] }))).toBe('inconclusive')
  })

  test('may come after an error about the body', () => {
    expect(unknown(refusal(400, { reason: 'UNKNOWN_REFERENCE' }), 'updateForecastEvent')).toBe('pass')
    expect(unknown(refusal(400), 'updateForecastEvent')).toMatch(/^404/)
    expect(unknown(refusal(409, { reason: 'UNKNOWN_REFERENCE' }), 'updateForecastEvent')).toMatch(/^404/)
    expect(unknown(refusal(400, { reason: 'UNKNOWN_REFERENCE' }))).toMatch(/^404/)
  })
})

test.each<readonly [status: number, want: boolean]>([
  [200, false],
  [299, false],
  [300, true],
  [302, true],
  // A 304 would mean that the client already has it.
  [304, false],
  [401, true],
  [404, true],
])('an internal path that returns %i is absent: %j', (status, want) => {
  for (const id of ['status/internal-paths-absent', 'status/no-other-version'])
    expect(said(id, { planted: answer({ status }) }) === 'pass').toBe(want)
})

describe('OPTIONS', () => {
  const path = '/products'
  const methods = Object.keys(api.paths.get(path) ?? {})
  const asked = (status: number, allow?: string, at = path): string =>
    said('status/options-harmless', { planted: answer({ status, headers: allow === undefined ? [] : [['Allow', allow]] }) }, { path: at })

  test('is rejected, or lists the methods', () => {
    expect(asked(405)).toBe('pass')
    for (const status of [200, 204]) {
      expect(asked(status)).toBe('pass')
      expect(asked(status, ` ${methods.join(' , ')}, OPTIONS`)).toBe('pass')
      expect(asked(status, methods.slice(1).join(', '))).toBe(`Allow with ${methods[0]} / Allow: ${methods.slice(1).join(', ')}`)
    }
    expect(asked(200, 'GET', '/nowhere')).toBe('pass')
    expect(asked(404)).toMatch(/^405, 200 or 204 \/ 404/)
  })

  test('may return an error about the key first', () => {
    expect(asked(401)).toBe('inconclusive')
    expect(asked(403)).toBe('inconclusive')
  })
})

test('HEAD has the headers of GET', () => {
  const subject = { operation: api.operations.listProducts }
  const lines = (type: string, ...more: [string, string][]): [string, string][] => [['Content-Type', type], ...more]
  const get = answer({ headers: lines('application/json; charset=utf-8', ['Cache-Control', 'no-store'], ['X-Request-Id', 'r']) })
  const head = (...headers: [string, string][]): string =>
    said('header/head-equals-get', { control: get, head: answer({ planned: requestOf({ method: 'HEAD' }), headers }) }, subject)
  expect(head(...get.reply.headers.map(([name, value]): [string, string] => [name, value]))).toBe('pass')
  expect(head(...lines('Application/JSON;charset=UTF-8', ['Cache-Control', 'no-store'], ['X-Request-Id', 's']))).toBe('pass')
  expect(head(...lines('text/html', ['Cache-Control', 'no-store'], ['X-Request-Id', 's']))).toMatch(/ \/ Content-Type: text\/html$/)
  expect(head(...lines('application/json', ['X-Request-Id', 's']))).toBe('Cache-Control, as with GET / no Cache-Control')
  expect(head(...lines('application/json', ['Cache-Control', 'no-store']))).toBe('X-Request-Id, as with GET / no X-Request-Id')
  expect(said('header/head-equals-get', { control: get, head: answer({ status: 405 }) }, subject)).toBe('inconclusive')
  // Headers that GET lacks are reported by another rule.
  expect(said('header/head-equals-get', { control: answer(), head: answer() }, subject)).toBe('pass')
})

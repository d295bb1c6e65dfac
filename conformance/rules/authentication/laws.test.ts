import { describe, expect, test } from 'vitest'
import { as, nobody, stranger, tampered } from '../../model/request-builder.ts'
import type { OperationId } from '../../../spec/contract.ts'
import { api } from '../../profile/index.ts'
import { answer, at, baseUrl, context, requestOf, saidBy } from '../../testing/fixture.ts'
import { excerptOf } from '../../report/excerpt.ts'
import { redactor } from '../../report/redact.ts'
import { reportExchange } from '../../report/reported-exchange.ts'
import type { Credential } from '../../model/request.ts'
import { authenticationLaws } from './laws.ts'

const lawOf = (id: string) => authenticationLaws.find((each) => each.id === `authentication/${id}`)
const refused = (credential: Credential, headers: [string, string][] = [], body: object = {}, status = 401, method = 'GET') =>
  answer({ planned: requestOf({ credential, method }), status, headers, body })

test('a 401 needs a challenge with content', () => {
  const said = (...values: string[]) =>
    saidBy(
      lawOf('challenge-present'),
      refused(
        nobody,
        values.map((each) => ['WWW-Authenticate', each]),
      ),
    )
  expect(said('Bearer')).toBe('pass')
  expect(said('', 'Bearer')).toBe('pass')
  expect(said('')).toBe('a WWW-Authenticate header / no WWW-Authenticate header')
  expect(said()).toBe('a WWW-Authenticate header / no WWW-Authenticate header')
  expect(saidBy(lawOf('challenge-present'), refused(nobody, [], {}, 403))).toBe('nothing')
})

describe('a challenge', () => {
  const said = (value: string, credential: Credential): string =>
    saidBy(lawOf('challenge-fits-credential'), refused(credential, [['WWW-Authenticate', value]]))

  test.each([
    'Bearer',
    'bearer realm="scm"',
    'Basic realm="x", Bearer realm="scm"',
    'Bearer realm="error = no", charset="UTF-8"',
    'Bearer realm="an \\"error=\\" of ours"',
    // Attributes of another scheme are not judged.
    'Bearer realm="a", Digest error=1',
    'Bearer, Digest error=1',
    'Bearer realm="a",Digest  error=1',
    'Digest error=1,  Bearer',
    'Bearer realm="a", Negotiate, Digest error=1',
    'Bearer noerror=1',
  ])('without a credential may be %s', (value) => expect(said(value, nobody)).toBe('pass'))

  test.each([
    'Bearer error="invalid_token"',
    'Bearer realm="a", error="x"',
    'Bearer realm="a",error =x',
    'Digest qop=1, Bearer error=x',
    'Bearer ,error=x',
  ])('without a credential may not be %s', (value) =>
    expect(said(value, nobody)).toBe(`no error attribute, because the request has no credential / ${value}`),
  )

  test.each(['Basic realm="Bearer"', 'Bearers realm="a"', 'xBearer'])('for Bearer is not %s', (value) =>
    expect(said(value, nobody)).toBe(`the Bearer scheme / ${value}`),
  )

  test.each<readonly [what: string, credential: Credential, isTold: boolean]>([
    ['an unknown key', stranger, true],
    ['another secret', tampered, true],
    ['a revoked API key', as('revoked'), true],
    ['a key in the query', { kind: 'key', role: 'main', place: 'query' }, false],
    ['a key with another scheme', { kind: 'key', role: 'main', scheme: 'Token' }, false],
    ['something malformed', { kind: 'malformed', header: 'bdk' }, false],
  ])('to %s: invalid_token is %j', (_what, credential, isTold) => {
    const told = ['Bearer error="invalid_token"', 'Bearer error = invalid_token', 'Bearer realm="a", error= "invalid_token"']
    expect(told.map((value) => said(value, credential))).toEqual(told.map(() => 'pass'))
    const untold = ['Bearer', 'Bearer error="invalid_request"', 'Bearer realm="error=invalid_token"']
    expect(untold.map((value) => said(value, credential) === 'pass')).toEqual(untold.map(() => !isTold))
  })

  test('is judged if present, with a 401', () => {
    expect(saidBy(lawOf('challenge-fits-credential'), refused(stranger))).toBe('nothing')
    expect(saidBy(lawOf('challenge-fits-credential'), refused(stranger, [['WWW-Authenticate', 'Basic']], {}, 403))).toBe('nothing')
  })
})

test.each<readonly [credential: Credential, reason: string]>([
  [nobody, 'MISSING_AUTHORIZATION'],
  [{ kind: 'key', role: 'main', place: 'query' }, 'MISSING_AUTHORIZATION'],
  [as('revoked'), 'REVOKED_API_KEY'],
  [as('expired'), 'EXPIRED_API_KEY'],
  [as('main'), 'INVALID_API_KEY'],
  [stranger, 'INVALID_API_KEY'],
  [{ kind: 'malformed', header: 'bdk' }, 'INVALID_API_KEY'],
])('%j is rejected with reason %s', (credential, reason) => {
  const said = (seen: string, ...more: [number?, string?]) =>
    saidBy(lawOf('reason-tells-why'), refused(credential, [], { details: { reason: seen } }, ...more))
  expect(said(reason)).toBe('pass')
  expect(said('OTHER')).toBe(`details.reason: ${reason} / details.reason: "OTHER"`)
  expect(said('OTHER', 401, 'HEAD')).toBe('nothing')
  expect(said('OTHER', 403)).toBe('nothing')
})

test.each<readonly [credential: Credential, want: string]>([
  [as('main'), 'pass'],
  [as('other'), 'pass'],
  [{ kind: 'key', role: 'main', scheme: 'Token' }, 'details.reason: INVALID_API_KEY / details.reason: "EXPIRED_API_KEY"'],
  [as('revoked'), 'details.reason: REVOKED_API_KEY / details.reason: "EXPIRED_API_KEY"'],
  [stranger, 'details.reason: INVALID_API_KEY / details.reason: "EXPIRED_API_KEY"'],
])('a key of the caller may expire while the run goes on: %j', (credential, want) => {
  expect(saidBy(lawOf('reason-tells-why'), refused(credential, [], { details: { reason: 'EXPIRED_API_KEY' } }))).toBe(want)
})

test('the profile knows the reason for an expired key', () => {
  const { keys } = context.api.profile
  const judging = (expired: { pointer: string; value: string } | undefined) => {
    const { expired: _ours, ...others } = keys!
    return {
      ...context,
      api: { ...context.api, profile: { ...context.api.profile, keys: expired === undefined ? others : { ...others, expired } } },
    }
  }
  const said = (credential: Credential, reason: string, expired: { pointer: string; value: string } | undefined) =>
    saidBy(lawOf('reason-tells-why'), refused(credential, [], { details: { reason } }), judging(expired))
  const late = { pointer: '/details/reason', value: 'TOO_LATE' }
  expect(said(as('expired'), 'TOO_LATE', late)).toBe('pass')
  expect(said(as('expired'), 'EXPIRED_API_KEY', late)).toBe('details.reason: TOO_LATE / details.reason: "EXPIRED_API_KEY"')
  expect(said(as('main'), 'TOO_LATE', late)).toBe('pass')
  expect(said(as('main'), 'EXPIRED_API_KEY', late)).toBe('details.reason: INVALID_API_KEY / details.reason: "EXPIRED_API_KEY"')
  expect(said(as('expired'), 'EXPIRED_API_KEY', undefined)).toBe('pass')
  expect(said(as('expired'), 'ANY', undefined)).toBe('details.reason: EXPIRED_API_KEY / details.reason: "ANY"')
})

test('a key of the run is rejected with a reason of keys; which one is judged by its probe', () => {
  const issued = { kind: 'issued', by: { from: requestOf(), pointer: '/data' } } as const
  const said = (reason: string) => saidBy(lawOf('reason-tells-why'), refused(issued, [], { details: { reason } }))
  expect(['INVALID_API_KEY', 'REVOKED_API_KEY', 'EXPIRED_API_KEY'].map(said)).toEqual(['pass', 'pass', 'pass'])
  expect(said('MISSING_AUTHORIZATION')).toBe(
    'details.reason: INVALID_API_KEY or REVOKED_API_KEY or EXPIRED_API_KEY / details.reason: "MISSING_AUTHORIZATION"',
  )
})

describe('the missing permissions', () => {
  const said = (
    details: object,
    {
      credential = as('unprivileged'),
      method,
      operation = 'listProductInventoryLevels',
      status = 403,
    }: { credential?: Credential; method?: string; operation?: OperationId; status?: number } = {},
  ): string =>
    saidBy(
      lawOf('missing-permissions-named'),
      answer({
        planned: requestOf({ operation, credential, method: method ?? api.operations[operation].method }),
        status,
        body: { error: 'No.', details: { code: 'FORBIDDEN', reason: 'INSUFFICIENT_SCOPE', ...details } },
      }),
    )
  const { permissions } = api.operations.listProductInventoryLevels
  const [first = '', second = ''] = permissions

  test('are all named for a key without any permission, in any order, with others', () => {
    expect(said({ requiredPermissions: permissions })).toBe('pass')
    expect(said({ requiredPermissions: [second, 'other', first] })).toBe('pass')
    expect(said({ requiredPermissions: [first] })).toBe(`details.requiredPermissions with ${second} / ["${first}"]`)
  })

  test('may be fewer for another key, but not empty', () => {
    expect(said({ requiredPermissions: [first] }, { credential: as('main') })).toBe('pass')
    expect(said({ requiredPermissions: [first] }, { credential: stranger })).toBe('pass')
    for (const requiredPermissions of [[], 'all', null])
      expect(said({ requiredPermissions }, { credential: as('main') })).toMatch(
        /^details.requiredPermissions with the missing permissions \/ /,
      )
  })

  test('are absent if that is not the reason', () => {
    expect(said({ reason: 'IP_RESTRICTION', requiredPermissions: [] })).toBe('pass')
    expect(said({ reason: 'IP_RESTRICTION', requiredPermissions: [first] })).toMatch(/^no details.requiredPermissions/)
  })

  test('are judged only for the 403 of the contract', () => {
    expect(said({}, { status: 401 })).toBe('nothing')
    expect(said({}, { method: 'HEAD' })).toBe('nothing')
    expect(said({ code: 'WAF' })).toBe('nothing')
  })
})

test('a key is in the response that issues it, and in no other', () => {
  const law = lawOf('credential-never-returned')
  const knowing = { ...context, secrets: ['s3cr3t'], issued: new Map([['s3cr3t', 7]]) }
  const told = (number: number, headers: [string, string][], body: object): string =>
    saidBy(law, answer({ number, headers, body }), knowing)
  expect(told(1, [], {})).toBe('pass')
  expect(told(7, [], { key: 's3cr3t' })).toBe('pass')
  expect(told(1, [], { key: 's3cr3t' })).toBe('a response without the API key / the API key at /key')
  expect(saidBy(law, answer({ body: { key: 's3cr3t' } }))).toBe('nothing')
})

describe('a key that is returned', () => {
  const law = lawOf('credential-never-returned')
  const format = api.keyFormat
  const key = 'bdk_live_x_0123456789abcdef'
  const knowing = { ...context, secrets: [key] }
  const told = (body: unknown, headers: [string, string][] = []) => saidBy(law, answer({ headers, body }), knowing).split(' / ')[1]

  test.each<readonly [what: string, body: unknown, headers: [string, string][], want: string]>([
    ['a header', {}, [['X-Debug-Authorization', `Bearer ${key}`]], 'in the header X-Debug-Authorization'],
    ['a header in lower case', {}, [['x-debug', key]], 'in the header X-Debug'],
    ['a header in upper case', {}, [['X-DEBUG', key]], 'in the header X-Debug'],
    ['a value', { details: { code: 'X', received: `Bearer ${key}` } }, [], 'at /details/received'],
    ['an item of a list', { data: [{}, { tags: ['a', key] }] }, [], 'at /data/1/tags/1'],
    ['a property with a slash in its name', { 'a/b~c': key }, [], 'at /a~1b~0c'],
    ['the name of a property', { [key]: 1 }, [], 'in the body'],
    ['a property with the key as its name', { [key]: key }, [], 'in the body'],
    ['a JSON text', JSON.stringify(key), [], 'in the body'],
    ['a body that is no JSON', `<p>No key ${key}.</p>`, [], 'in the body'],
    ['JSON that is cut', `{"details":{"received":"${key}"`, [], 'in the body'],
  ])('is named with its place: %s', (_what, body, headers, want) => {
    expect(told(body, headers)).toBe(`the API key ${want}`)
  })

  test.each<readonly [what: string, body: unknown, headers: [string, string][], want: object]>([
    ['the header', {}, [['x-debug', `Bearer ${key}`]], { headers: [['x-debug', expect.stringContaining('***')]] }],
    [
      'the value with its neighbors',
      { error: 'no', details: { code: 'X', received: `Bearer ${key}` } },
      [],
      {
        headers: [],
        body: { pointer: '/details', texts: ['{ "code": "X", "received": "Bearer ***" }', '{ …, "received": "Bearer ***" }'] },
      },
    ],
    [
      'the text around it',
      `<p>${'word '.repeat(50)}${key}</p>`,
      [],
      { headers: [], body: { pointer: '', texts: [expect.stringMatching(/^….*word \*\*\*<\/p>$/)] } },
    ],
    [
      'the text around it in JSON that is cut',
      `{"error":"${'word '.repeat(50)}","details":{"received":"${key}"`,
      [],
      { headers: [], body: { pointer: '', texts: [expect.stringMatching(/^….*"received":"\*\*\*"$/)] } },
    ],
  ])('is shown in an excerpt without itself: %s', (_what, body, headers, want) => {
    const redact = redactor([key], format)
    const exchange = reportExchange(answer({ headers, body }), { baseUrl, startedAt: at, redact, format })
    const excerpt = excerptOf({ expected: 'a response without the API key', seen: redact(told(body, headers) ?? ''), exchange })
    expect(JSON.stringify(excerpt)).not.toContain('0123456789abcdef')
    expect(excerpt).toMatchObject(want)
  })
})

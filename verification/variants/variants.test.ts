/** Checks that the records are complete, and that variants differ on the wire: a variant that changes nothing proves nothing. */
import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rules } from '../../conformance/rules/index.ts'
import { demoKeys } from '../../server/demo/keys.ts'
import { alarmsOf } from '../proof/alarms.ts'
import { openTestDeployment, type Finding, type TestDeployment } from '../proof/deployment.ts'
import { variants } from './index.ts'
import type { Excused } from './variant.ts'

test('there are at least thirty variants, each with a unique id', () => {
  const ids = variants.map(({ id }) => id)
  expect(ids.length).toBeGreaterThanOrEqual(30)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.filter((id) => !/^[a-z]+(-[a-z]+)*\/[a-z0-9]+([.-][a-z0-9]+)*$/.test(id))).toEqual([])
})

test.each(variants.map((each) => [each.id, each] as const))('%s states why it is allowed, and by which norm', (_id, { why, how }) => {
  expect(why).toMatch(/^[A-Z].*\.$/)
  expect(why).toMatch(/RFC \d{4} §|\bD\d\d\b|\bR\d\d\b|in the contract|of the contract|standard §|OpenAPI 3\.1 §/)
  expect(Object.keys(how)).not.toEqual([])
})

test('the counts of inconclusive verdicts and warnings name existing rules, and only a SHOULD warns', () => {
  const named = (each: Excused | undefined): string[] => Object.keys(each?.verdicts ?? {})
  const unjudged = variants.flatMap((each) => named(each.unjudged))
  const warned = variants.flatMap((each) => named(each.warned))
  expect(unjudged.filter((each) => !rules.some(({ id }) => id === each))).toEqual([])
  expect(warned.filter((each) => !rules.some(({ id, level }) => id === each && level === 'SHOULD'))).toEqual([])
  expect(variants.flatMap((each) => [each.unjudged ?? [], each.warned ?? []].flat()).filter(({ reason }) => reason === '')).toEqual([])
})

describe('a false alarm', () => {
  const finding: Finding = { rule: 'tenant/lists-disjoint', operation: 'listProducts', outcome: 'inconclusive', why: 'a list' }
  const outcome = { findings: [finding], judged: 1, requests: 1 }
  const unjudged = (count: number) => ({ unjudged: { reason: 'x', verdicts: { 'tenant/lists-disjoint': count } } })

  test('is any finding for a variant', () => {
    expect(alarmsOf({}, outcome)).toEqual(['inconclusive tenant/lists-disjoint on listProducts: a list'])
  })
  test('is not a declared inconclusive verdict', () => {
    expect(alarmsOf(unjudged(1), outcome)).toEqual([])
  })
  test('is a failure, even of a rule with declared inconclusive verdicts', () => {
    expect(alarmsOf(unjudged(1), { ...outcome, findings: [finding, { ...finding, outcome: 'fail' }] })).toHaveLength(1)
  })
  test('is not a declared warning', () => {
    const warned = { warned: { reason: 'x', verdicts: { 'tenant/lists-disjoint': 1 } } }
    const warning: Finding = { ...finding, outcome: 'warn' }
    expect(alarmsOf(warned, { ...outcome, findings: [warning] })).toEqual([])
    expect(alarmsOf(warned, { ...outcome, findings: [warning, { ...warning, outcome: 'fail' }] })).toHaveLength(1)
    expect(alarmsOf(warned, { ...outcome, findings: [] })).toEqual(['expected 1 warnings of tenant/lists-disjoint, got 0'])
  })
  test('is not any number of inconclusive verdicts that depend on chance', () => {
    const byChance = { unjudged: { reason: 'x', verdicts: { 'tenant/lists-disjoint': 'any' } } } as const
    expect(alarmsOf(byChance, outcome)).toEqual([])
    expect(alarmsOf(byChance, { ...outcome, findings: [] })).toEqual([])
    expect(alarmsOf(byChance, { ...outcome, findings: [finding, { ...finding, outcome: 'fail' }] })).toHaveLength(1)
  })
  test('is a declared inconclusive verdict that was judged', () => {
    expect(alarmsOf(unjudged(2), outcome)).toContain('expected 2 inconclusive verdicts of tenant/lists-disjoint, got 1')
  })
})

/** The raw response to one request, with the parts masked that differ in every response. */
async function received({ baseUrl }: TestDeployment, method: string, target: string, headers: readonly string[] = []): Promise<string> {
  const { hostname, port, pathname } = new URL(baseUrl)
  const socket = connect(Number(port), hostname)
  await once(socket, 'connect')
  const lines = [`${method} ${pathname}${target} HTTP/1.1`, 'Host: localhost', 'Connection: close', ...headers]
  socket.write(`${lines.join('\r\n')}\r\n\r\n`)
  const bytes = Buffer.concat((await socket.toArray()) as Buffer[])
  return bytes
    .toString('latin1')
    .replaceAll(/req_\w{20}/g, 'req_id')
    .replaceAll(/\d\d:\d\d:\d\d GMT|\b1\d{9}\b/g, 'now')
}

const key = `Authorization: Bearer ${demoKeys.nordwind.administrator}`

const preflight = ['Origin: https://planner.example', 'Access-Control-Request-Method: GET']

describe('on the wire', () => {
  let plain: TestDeployment
  beforeAll(async () => {
    plain = await openTestDeployment()
  })
  afterAll(() => plain.close())

  test.each([
    ['transport/header-names-in-upper-case', 'GET', '/taxonomies', /\r\nX-REQUEST-ID: /],
    ['transport/chunked', 'GET', '/taxonomies', /\r\nTransfer-Encoding: chunked\r\n(?!.*content-length)[^]*\r\n0\r\n\r\n$/i],
    ['transport/http-1.0', 'GET', '/taxonomies', /^HTTP\/1\.0 200/],
    ['transport/interim-responses', 'GET', '/taxonomies', /^HTTP\/1\.1 102 [^]*HTTP\/1\.1 103 [^]*HTTP\/1\.1 200/],
    ['transport/gzip-when-asked', 'GET', '/taxonomies', /\r\nContent-Encoding: gzip\r\n[^]*\x1F\x8B/],
    ['header/nosniff-twice', 'GET', '/taxonomies', /nosniff[^]*nosniff/],
    ['json/pretty-printed', 'GET', '/taxonomies', /\r\n\r\n\{\n {2}"data" :/],
    ['error/in-german', 'GET', '/none', /abgelehnt/],
    ['error/one-issue-at-a-time', 'GET', '/taxonomies?page=0&limit=0', /"issues":\[\{[^{}]*"path":"page"[^{}]*\}\]/],
    ['error/last-issue-only', 'GET', '/taxonomies?page=0&limit=0', /"issues":\[\{[^{}]*"path":"limit"[^{}]*\}\]/],
    ['error/issues-by-path-with-their-parents', 'GET', '/taxonomies?page=0&limit=0', /"path":"limit"[^]*"path":"page"/],
    ['gateway/options-answered-204', 'OPTIONS', '/taxonomies', /^HTTP\/1\.1 204/],
    ['gateway/pages-of-another-origin', 'GET', '/taxonomies', /^HTTP\/1\.1 200 [^]*\r\nAccess-Control-Allow-Origin: https:/],
    ['gateway/pages-of-another-origin', 'OPTIONS', '/taxonomies', /^HTTP\/1\.1 204 [^]*\r\nAccess-Control-Allow-Methods: GET/],
    ['rate-limit/minute-begun-elsewhere', 'GET', '/taxonomies', /X-RateLimit-Remaining: 29\r/],
    ['data/many-rows', 'GET', '/products', /"total":2\d\d\d/],
  ])('%s changes the response', async (id, method, target, shown) => {
    const variant = variants.find((each) => each.id === id)
    const deployment = await openTestDeployment(variant?.how)
    const more = id.includes('gzip') ? ['Accept-Encoding: gzip'] : id.includes('pages') ? preflight : []
    const headers = [key, ...more]
    const answer = await received(deployment, method, target, headers)
    await deployment.close()
    expect(answer).toMatch(shown)
    if (!id.startsWith('clock/') && !id.startsWith('gateway/another'))
      expect(answer).not.toBe(await received(plain, method, target, headers))
  })
})
